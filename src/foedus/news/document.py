"""A report taken apart once: words, names, sentences and quotations with their places, for every later room."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.news.sentences import Sentence, quotations, sentences
from foedus.news.words import Word, words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from foedus.atlas.atlas import Atlas
    from foedus.news.names import NameBook, Named

__all__ = ["Document", "take_apart"]


@dataclass(frozen=True, slots=True)
class Document:
    """A report's parts; every list is in the order of the text.

    Attributes:
        body: where the body begins; `named` covers title and body, `sentences` only the body.
    """

    text: str
    body: int
    dateline: date | None
    outlet: str
    words: list[Word]
    named: list[Named]
    sentences: list[Sentence]
    quotes: list[tuple[int, int]]
    institutes: dict[str, str]
    atlas: Atlas
    _word_starts: list[int]
    _name_starts: list[int]
    _quote_starts: list[int]

    def words_in(self, start: int, end: int) -> list[Word]:
        """The words that begin in this stretch."""
        return self.words[bisect_left(self._word_starts, start) : bisect_left(self._word_starts, end)]

    def named_in(self, start: int, end: int) -> list[Named]:
        """The names that begin in this stretch."""
        return self.named[bisect_left(self._name_starts, start) : bisect_left(self._name_starts, end)]

    def name_at(self, place: int) -> Named | None:
        """The name that covers this place."""
        at = bisect_right(self._name_starts, place) - 1
        return self.named[at] if at >= 0 and place < self.named[at].end else None

    def quote_at(self, place: int) -> tuple[int, int] | None:
        """The quotation that covers this place."""
        at = bisect_right(self._quote_starts, place) - 1
        return self.quotes[at] if at >= 0 and place < self.quotes[at][1] else None

    def quotes_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """The quotations that touch this stretch."""
        first = max(0, bisect_right(self._quote_starts, start) - 1)
        stop = bisect_left(self._quote_starts, end)
        return [q for q in self.quotes[first:stop] if q[1] > start]


def take_apart(
    text: str,
    body: int,
    dateline: date | None,
    outlet: str,
    book: NameBook,
    *,
    skipped: Sequence[tuple[int, int]] = (),
) -> Document:
    """Take a report apart; nothing is found in what is skipped (stretches in order, none touching another)."""
    listed = _outside(words(text), skipped)
    named = book.find(text, listed)
    parts = sentences(text, body, skipped)
    quotes = quotations(text, parts, skipped)
    return Document(
        text,
        body,
        dateline,
        outlet,
        listed,
        named,
        parts,
        quotes,
        book.institutes,
        book.atlas,
        [w.start for w in listed],
        [n.start for n in named],
        [q[0] for q in quotes],
    )


def _outside(listed: list[Word], skipped: Sequence[tuple[int, int]]) -> list[Word]:
    """The words that stand in no skipped stretch."""
    if not skipped:
        return listed
    starts = [a for a, _ in skipped]
    regions = ((word, bisect_right(starts, word.start) - 1) for word in listed)
    return [word for word, at in regions if at < 0 or word.start >= skipped[at][1]]
