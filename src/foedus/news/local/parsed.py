"""Sentences as trees of words: spaCy's parse, with places in the report and names of our own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.news.local.language import language_model

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from foedus.news.document import Document
    from foedus.news.sentences import Sentence

__all__ = ["ParsedSentence", "Places", "parse"]

_BY_SPACY = {"GPE": "GPE", "NORP": "GPE", "PERSON": "PERSON", "ORG": "ORG", "DATE": "DATE", "TIME": "DATE"} | {
    "CARDINAL": "NUMBER",
    "MONEY": "MONEY",
    "LOC": "LOC",
    "FAC": "LOC",
    "QUANTITY": "NUMBER",
}

_PLAIN = str.maketrans("\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u2013\u2014", '\'\'"""""--')
"""The model knows straight marks best; one sign for one, so that places stay."""


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """One sentence as a tree.

    Attributes:
        sentence: the sentence with its place.
        doc: spaCy's tokens; token `t` stands at `sentence.start + t.idx` of the report.
        kinds: for each token, the kind of name that it belongs to (`name`, `leader`, `armed`, `PERSON`, ...) or "".
    """

    sentence: Sentence
    doc: Doc
    kinds: tuple[str, ...]

    def start(self, token: Token) -> int:
        """Where the word begins in the report."""
        return self.sentence.start + int(token.idx)

    def end(self, token: Token) -> int:
        """Where it ends."""
        return self.start(token) + len(token)

    def place(self, first: int, last: int) -> tuple[int, int]:
        """The characters from one token to another, by their numbers."""
        return self.start(self.doc[first]), self.end(self.doc[last])


class Places:
    """Where the words of a report stand, whichever sentence they are of.

    Args:
        sentences: all sentences of the report.
    """

    def __init__(self, sentences: Sequence[ParsedSentence]) -> None:
        self._bases = {id(p.doc): p.sentence.start for p in sentences}

    def of(self, word: Token | None) -> int:
        """Where a word begins; -1 for none."""
        return -1 if word is None else self._bases[id(word.doc)] + int(word.idx)


def parse(document: Document) -> list[ParsedSentence]:
    """Every sentence of a report's body, parsed."""
    docs = language_model().pipe((_readable(s.text) for s in document.sentences), batch_size=64)
    return [ParsedSentence(s, doc, _kinds(document, s, doc)) for s, doc in zip(document.sentences, docs, strict=True)]


_WORD = re.compile(r"[^\W\d_]{2,}")


def _readable(text: str) -> str:
    """What is given to the model: nothing where there are hardly any words (rows of figures, marks, rules)."""
    letters = sum(len(m) for m in _WORD.findall(text))
    return text.translate(_PLAIN) if 2 * letters >= len(text) - text.count(" ") else ""


def _kinds(document: Document, sentence: Sentence, doc: Doc) -> tuple[str, ...]:
    kinds = [_BY_SPACY.get(t.ent_type_, "") for t in doc]
    for named in document.named_in(sentence.start, sentence.end):
        span = doc.char_span(named.start - sentence.start, named.end - sentence.start, alignment_mode="expand")
        for token in span or ():
            kinds[token.i] = named.kind
    return tuple(kinds)
