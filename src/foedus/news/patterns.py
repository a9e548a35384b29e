"""Trigger patterns: rows of data/triggers.yaml made ready, and found among a sentence's words.

A pattern is a row of items; an item is a set of word forms, a class of words, `STATE` or `NUMBER`. Between items stand
no word, up to three (`..`) or up to nine (`...`). Patterns are found by their first item, so the time grows with the
length of the text, not with the table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from foedus.news.lists import triggers_list
from foedus.news.words import SMALL_NUMBERS, forms, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.news.document import Document
    from foedus.news.words import Word

__all__ = ["COUNTING", "MOST", "Hit", "Pattern", "Table", "all_forms", "class_words", "find_triggers", "table"]

MOST = 8
"""A row is found so often in one sentence and no more."""

_GAPS = {"..": 3, "...": 9}


class Pattern(NamedTuple):
    """A pattern: its items, and how many words may stand before each."""

    row: int
    type: str
    items: tuple[frozenset[str], ...]
    gaps: tuple[int, ...]


class Hit(NamedTuple):
    """A pattern found: its type, and the words (by number in the sentence) that its items took."""

    row: int
    type: str
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Patterns by the forms that their first item takes, and the rows that count only alone."""

    by_first: dict[str, tuple[Pattern, ...]]
    alone: frozenset[int]


@cache
def all_forms(word: str) -> frozenset[str]:
    """Every form of a word; `=word` stands as written.

    >>> "sent" in all_forms("send") and "sends" in all_forms("send")
    True
    """
    if word.startswith("="):
        return frozenset([word[1:]])
    return forms(word) | frozenset(triggers_list()["irregular"].get(word, ()))


@cache
def class_words(name: str) -> frozenset[str]:
    """Every form of every word of a class."""
    return frozenset().union(*(all_forms(w) for w in triggers_list()["classes"][name]))


@cache
def table() -> Table:
    """The table of data/triggers.yaml."""
    return compile_rows(triggers_list()["events"])


def compile_rows(rows: Sequence[dict[str, Any]]) -> Table:
    """Make rows of a trigger table ready."""
    by_first: dict[str, list[Pattern]] = {}
    alone = frozenset(number for number, row in enumerate(rows) if row.get("alone"))
    for number, row in enumerate(rows):
        for text in row["when"]:
            pattern = _pattern(number, row["type"], text)
            for form in pattern.items[0]:
                by_first.setdefault(form, []).append(pattern)
    return Table({form: tuple(found) for form, found in by_first.items()}, alone)


def _pattern(row: int, kind: str, text: str) -> Pattern:
    items: list[frozenset[str]] = []
    gaps: list[int] = []
    gap = 0
    for part in text.split():
        if part in _GAPS:
            gap = _GAPS[part]
            continue
        items.append(frozenset().union(*(_item(word) for word in part.split("|"))))
        gaps.append(gap)
        gap = 0
    return Pattern(row, kind, tuple(items), tuple(gaps))


def _item(word: str) -> frozenset[str]:
    if word in ("STATE", "NUMBER"):
        return frozenset([word])
    return class_words(word) if word.isupper() else all_forms(word)


_STOP = re.compile(r"[.;:!?)]|\s[\u2013—-]\s")


def find_triggers(document: Document, words: list[Word]) -> list[Hit]:
    """Every pattern among these words (of one sentence), each at most once for each place of its first item."""
    symbols = _symbols(document, words)
    present = frozenset(symbol for here in symbols for symbol in here)
    limits = _limits(document.text, words)
    found: dict[tuple[int, int], Hit] = {}
    by_first = table().by_first
    often: dict[int, int] = {}
    for at, here in enumerate(symbols):
        for symbol in here:
            for pattern in by_first.get(symbol, ()):
                if pattern.items[-1].isdisjoint(present):
                    continue
                if (pattern.row, at) not in found and often.get(pattern.row, 0) < MOST:
                    taken = _follow(pattern, symbols, at, limits[at])
                    if taken:
                        often[pattern.row] = often.get(pattern.row, 0) + 1
                        found[pattern.row, at] = Hit(pattern.row, pattern.type, taken)
    return list(found.values())


def _symbols(document: Document, words: list[Word]) -> list[tuple[str, ...]]:
    symbols: list[tuple[str, ...]] = []
    for word in words:
        named = document.name_at(word.start)
        if named and named.codes:
            symbols.append(("STATE", word.low) if named.start == word.start else ())
        elif named or document.text[word.start - 1 : word.start] == "-":
            symbols.append(())
        elif word.low[0].isdigit() or word.low in COUNTING:
            symbols.append(("NUMBER", word.low))
        else:
            symbols.append((word.low,))
    if symbols and symbols[0]:
        symbols[0] = (*symbols[0], "^" + words[0].low)
    return symbols


COUNTING = (frozenset(SMALL_NUMBERS) | word_set("hundreds thousands dozens scores several")) - {"one"}
"""Words that count; "one" mostly stands for somebody."""


def _limits(text: str, words: list[Word]) -> list[int]:
    """For each word, the first later one behind a mark that no pattern crosses."""
    limits = [len(words)] * len(words)
    for at in range(len(words) - 2, -1, -1):
        gap = text[words[at].end : words[at + 1].start]
        crossed = gap != " " and _STOP.search(gap)
        limits[at] = at + 1 if crossed else limits[at + 1]
    return limits


def _follow(pattern: Pattern, symbols: list[tuple[str, ...]], at: int, limit: int) -> tuple[int, ...]:
    """The first way in which the rest of a pattern follows, or an empty tuple."""
    taken = [at]
    for item, gap in zip(pattern.items[1:], pattern.gaps[1:], strict=True):
        here = taken[-1] + 1
        for place in range(here, min(here + gap + 1, limit)):
            if not item.isdisjoint(symbols[place]):
                taken.append(place)
                break
        else:
            return ()
    return tuple(taken)
