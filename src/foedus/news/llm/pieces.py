"""A long report in pieces that end at sentence ends and overlap, so that no claim loses its surroundings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.news.sentences import Sentence

__all__ = ["pieces"]


def pieces(sentences: Sequence[Sentence], most: int, overlap: int) -> list[tuple[int, int]]:
    """Stretches of the text, none longer than `most` unless one sentence is, each sentence whole in one of them.

    >>> from foedus.news.sentences import sentences
    >>> pieces(sentences("One is here. Two is here. Three is here."), 30, 13)
    [(0, 25), (13, 40)]
    """
    found: list[tuple[int, int]] = []
    first = 0
    while first < len(sentences):
        last = first
        while last + 1 < len(sentences) and sentences[last + 1].end - sentences[first].start <= most:
            last += 1
        found.append((sentences[first].start, sentences[last].end))
        if last + 1 >= len(sentences):
            break
        following = last + 1
        while following - 1 > first and _fits(sentences, following, last, most, overlap):
            following -= 1
        first = following
    return found


def _fits(sentences: Sequence[Sentence], following: int, last: int, most: int, overlap: int) -> bool:
    """May the next piece begin one sentence earlier, and still hold one that is new?"""
    start = sentences[following - 1].start
    return sentences[last].end - start <= overlap and sentences[last + 1].end - start <= most
