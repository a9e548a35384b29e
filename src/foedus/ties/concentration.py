"""Shares and their concentration, from ranges: Herfindahl's index, with the least and the most that it can be.

The index is the sum of the squared shares (Hirschman 1945; Herfindahl 1950): 1 if one provider gives all, 1/n if n give
the same. Its inverse reads as a number of providers of equal size. Where amounts are ranges the index is one too; both
of its ends are exact.
"""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["herfindahl", "herfindahl_range", "share_ranges"]

Range = tuple[float, float]
_MOST = 16
"""Of more amounts that could lie on either side of the turning point than this the largest index is not searched."""


def herfindahl(amounts: Sequence[float]) -> float | None:
    """The sum of the squared shares; `None` where there is nothing to share.

    >>> herfindahl([50, 50]), herfindahl([10, 0]), herfindahl([0.0])
    (0.5, 1.0, None)
    """
    total = sum(amounts)
    return sum((a / total) ** 2 for a in amounts) if total > 0 else None


def herfindahl_range(ranges: Sequence[Range]) -> tuple[float | None, float | None]:
    """The least and the greatest index of amounts that lie in these ranges.

    The index is quasi-convex in the amounts: it is least where they are as equal as the ranges let them be, and
    greatest at a corner, where those above the turning point (the mean amount, weighted by amount) are at their most
    and those below at their least.

    >>> herfindahl_range([(1, 1), (1, 3)])
    (0.5, 0.625)
    """
    if sum(high for _, high in ranges) <= 0:
        return None, None
    return _least(ranges), _greatest(ranges)


def share_ranges(ranges: Mapping[str, Range]) -> dict[str, Range] | None:
    """The least and the greatest share of each provider; `None` where there may be nothing to share.

    >>> share_ranges({"CHN": (1, 1), "RUS": (1, 3)})
    {'CHN': (0.25, 0.5), 'RUS': (0.5, 0.75)}
    """
    lows, highs = (sum(r[side] for r in ranges.values()) for side in (0, 1))
    if lows <= 0:
        return None
    found = {}
    for who, (low, high) in ranges.items():
        least, most = low + highs - high, high + lows - low
        found[who] = (low / least if least > 0 else 0.0, high / most if most > 0 else 0.0)
    return found


def _least(ranges: Sequence[Range]) -> float | None:
    """At some level every amount is as near to it as its range lets it be: the ends of ranges and the turns between."""
    ends = sorted({end for r in ranges for end in r})
    levels = list(ends)
    for left, right in pairwise(ends):
        fixed = [high if high <= left else low for low, high in ranges if high <= left or low >= right]
        if len(fixed) < len(ranges) and sum(fixed) > 0:
            turn = sum(a * a for a in fixed) / sum(fixed)
            levels += [turn] if left < turn < right else []
    found = [herfindahl([min(max(level, low), high) for low, high in ranges]) for level in levels]
    return min((index for index in found if index is not None), default=None)


def _greatest(ranges: Sequence[Range]) -> float | None:
    lows, highs = sum(low for low, _ in ranges), sum(high for _, high in ranges)
    below = sum(low * low for low, _ in ranges) / highs  # the turning point lies between these two
    above = sum(high * high for _, high in ranges) / lows if lows > 0 else float("inf")
    choices: list[tuple[float, ...]] = [
        (high,) if low > above or low == high else (low,) if high < below else (low, high) for low, high in ranges
    ]
    if sum(len(choice) == 2 for choice in choices) > _MOST:
        return None
    return max((index for corner in product(*choices) if (index := herfindahl(corner)) is not None), default=None)
