"""A report's text with its claims marked: stretches of text, each with the claims that cover it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Stretch", "paragraphs"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text that the same claims cover; `first` are those that begin with it."""

    text: str
    claims: tuple[str, ...]
    first: tuple[str, ...]


def paragraphs(text: str, claims: Sequence[tuple[str, int, int]]) -> list[list[Stretch]]:
    """The paragraphs of a report, each as stretches.

    Args:
        text: the report.
        claims: id, first character and the one after the last, of each claim.

    >>> [[(s.text, s.claims) for s in p] for p in paragraphs("He came. He saw.", [("c1", 0, 8), ("c2", 3, 8)])]
    [[('He ', ('c1',)), ('came.', ('c1', 'c2')), (' He saw.', ())]]
    """
    found: list[list[Stretch]] = []
    at = 0
    for part in text.split("\n\n"):
        end = at + len(part)
        if part.strip():
            found.append(list(_stretches(text, at, end, claims)))
        at = end + 2
    return found


def _stretches(text: str, start: int, end: int, claims: Sequence[tuple[str, int, int]]) -> list[Stretch]:
    here = [(key, max(first, start), min(last, end)) for key, first, last in claims if first < end and last > start]
    edges = sorted({start, end, *(edge for _, first, last in here for edge in (first, last))})
    return [
        Stretch(
            text[one:other],
            tuple(key for key, first, last in here if first <= one and other <= last),
            tuple(key for key, first, _ in here if first == one),
        )
        for one, other in itertools.pairwise(edges)
    ]
