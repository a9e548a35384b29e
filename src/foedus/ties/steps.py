"""Steps: the years in which a counted series jumps.

Portfolios are counted from treaties, without noise, so a jump needs no test: it is the year in which a treaty began,
ended or drew in others. A test of the level (`foedus.ties.breaks`) would be misled by such a series, which stands still
for years and then moves at once.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from foedus.ties.breaks import Break, Breaks

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["LEAST", "MOST", "steps"]

LEAST = 0.1
"""Of a measure that goes from -1 to 1, what counts as a step from one year to the next."""

MOST = 3
"""So many are told, the largest ones."""


def steps(years: Sequence[int], values: Sequence[float]) -> Breaks:
    """The largest steps of a yearly series, in order of the years; a step over a gap is none.

    >>> told = steps([1959, 1960, 1961, 1962], [0.0, 0.0, 0.6, 0.55])
    >>> [(b.year, b.before, b.after) for b in told.found]
    [(1961, 0.0, 0.6)]
    """
    rows = zip(years, values, strict=True)
    jumps = [
        Break(later, later, later, before, after)
        for (earlier, before), (later, after) in pairwise(rows)
        if later == earlier + 1 and abs(after - before) >= LEAST
    ]
    largest = sorted(jumps, key=lambda b: -abs(b.after - b.before))[:MOST]
    return Breaks(tuple(sorted(largest, key=lambda b: b.year)), ())
