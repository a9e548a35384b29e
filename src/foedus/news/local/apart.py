"""One claim where two heads tell the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

__all__ = ["Found", "apart"]

_SAME, _NEARLY = 0.5, 0.9


@dataclass(frozen=True, slots=True)
class Found:
    """A claim while its fields are still open: its head, its type with its weight, and its evidence."""

    head: Token
    event: str
    weight: float
    span: tuple[int, int]


def apart(found: Iterable[Found]) -> list[Found]:
    """The likelier of two that overlap by half and agree in type, or nearly wholly; in the order of the text."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: -f.weight):
        if all(_overlap(one.span, k.span) < (_SAME if one.event == k.event else _NEARLY) for k in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.span)


def _overlap(one: tuple[int, int], two: tuple[int, int]) -> float:
    common = min(one[1], two[1]) - max(one[0], two[0])
    return common / (one[1] - one[0] + two[1] - two[0] - common) if common > 0 else 0.0
