"""The annotated reports as examples: each claim with the word that heads it in the parse."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from foedus.news.document import take_apart
from foedus.news.inputs.opening import open_report
from foedus.news.local.parsed import parse
from foedus.news.names import NameBook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from foedus.atlas.atlas import Atlas
    from foedus.news.document import Document
    from foedus.news.local.parsed import ParsedSentence

__all__ = ["Example", "annotated", "examples"]


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated report, taken apart.

    Attributes:
        part: the part of the corpus that it belongs to.
        gold: (number of the sentence, number of the head's token) -> the claims that it heads.
    """

    doc_id: str
    part: str
    document: Document
    sentences: list[ParsedSentence]
    gold: dict[tuple[int, int], list[dict[str, Any]]]


def annotated() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Reports and claims of the corpus that ships."""
    folder = files("foedus") / "data" / "corpus"
    read = [(folder / name).read_text(encoding="utf-8").splitlines() for name in ("docs.jsonl", "claims.jsonl")]
    reports, claims = ([json.loads(line) for line in lines if line.strip()] for lines in read)
    return reports, claims


def examples(reports: Iterable[dict[str, Any]], claims: Iterable[dict[str, Any]], atlas: Atlas) -> list[Example]:
    """Take annotated reports apart, and find the head of each claim."""
    by_report = defaultdict(list)
    for claim in claims:
        by_report[claim["doc_id"]].append(claim)
    books: dict[date, NameBook] = {}
    found = []
    for row in reports:
        day = date.fromisoformat(row["dateline_date"])
        book = books.setdefault(day, NameBook(atlas, day))
        report = open_report(row["text"])
        document = take_apart(report.text, report.body, day, report.outlet, book)
        sentences = parse(document)
        gold: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
        for claim in by_report[row["doc_id"]]:
            at = _head(sentences, claim["char_start"], claim["char_end"])
            if at is not None:
                gold[at].append(claim)
        found.append(Example(row["doc_id"], row["part"], document, sentences, dict(gold)))
    return found


def _head(sentences: list[ParsedSentence], start: int, end: int) -> tuple[int, int] | None:
    """The word of the evidence that the rest of it hangs on."""
    for number, parsed in enumerate(sentences):
        if parsed.sentence.start <= start < parsed.sentence.end:
            base = parsed.sentence.start
            span = parsed.doc.char_span(
                max(0, start - base), min(len(parsed.doc.text), end - base), alignment_mode="expand"
            )
            if span is None:
                return None
            inside = {t.i for t in span}

            def covered(token: Token, inside: set[int] = inside) -> tuple[int, int]:
                return sum(t.i in inside for t in token.subtree), -token.i

            tops = [t for t in span if t.head.i not in inside or t.head.i == t.i]
            return number, max([t for t in tops if not t.is_punct] or tops, key=covered).i
    return None
