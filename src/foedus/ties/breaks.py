"""Change points: the years in which the level of a series shifts, how many there are, and how surely when.

The series is a level that holds for a while, and noise. For every number of shifts the years that leave the least
squares are found exactly, by dynamic programming over all segmentations (Fisher 1958; Bai and Perron 2003). How many
there are is decided step by step: do one or two more explain more than noise would let them? (Two, because a level that
rises and comes back has no single shift.) Noise is what the smaller model leaves, drawn again in blocks of neighbouring
values that run around the end (Künsch 1989; Politis and Romano 1992), so that a series that wanders a little is not
cut to pieces; it is put on the level of the smaller model and fitted again. A step is passed at 5 per cent, halved for
the two numbers, and the next is made only if it was. The interval of each year comes from the residuals of the levels
that were chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["ALPHA", "FEWEST", "Break", "Breaks", "best_cuts", "breaks"]

ALPHA = 0.05
FEWEST = 12
"""Shorter series are not searched."""

_SHORTEST, _MOST, _DRAWS = 4, 4, 999


@dataclass(frozen=True, slots=True)
class Break:
    """A shift of the level.

    Attributes:
        year: the first year on the new level; `low`, `high`: its interval of 90 per cent.
        before, after: the mean of the series on either side, up to the next shift.
    """

    year: int
    low: int
    high: int
    before: float
    after: float

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class Breaks:
    """The shifts of a series.

    Attributes:
        found: each of them, in order.
        tests: the p of every step, the last of them not passed unless no more could be looked for.
        says: why the series was not searched.
    """

    found: tuple[Break, ...]
    tests: tuple[float, ...]
    says: str = ""


def breaks(years: Sequence[int], values: Sequence[float], *, seed: int = 1914) -> Breaks:
    """The change points of a yearly series.

    Args:
        years: ascending; a gap is passed over, as if the years beside it were neighbours.
        values: one a year.
        seed: of the bootstrap: the same seed gives the same answer.

    >>> told = breaks(range(2000, 2020), [1.0, 1.1] * 5 + [3.0, 3.1] * 5)
    >>> [(b.year, round(b.before, 2), round(b.after, 2)) for b in told.found]
    [(2010, 1.05, 3.05)]
    """
    series = np.asarray(values, dtype=np.float64)
    if len(series) < FEWEST:
        return Breaks((), (), f"{len(series)} years are too few to look for change points")
    if float(np.ptp(series)) <= 1e-12:
        return Breaks((), (), "the series never changes")
    rng = np.random.default_rng(seed)
    tests: list[float] = []
    cuts: tuple[int, ...] = ()
    most = min(_MOST, len(series) // _SHORTEST - 1)
    while len(cuts) < most:
        p, more = _step(series, cuts, most, rng)
        tests.append(p)
        if p > ALPHA:
            break
        cuts = best_cuts(series[None], more)[0]
    return Breaks(_placed(years, series, cuts, rng), tuple(tests))


def best_cuts(series: NDArray[np.float64], cuts: int) -> list[tuple[int, ...]]:
    """The places of this many cuts that leave the least squares, for each row; a segment has four values or more.

    >>> best_cuts(np.array([[0.0, 0, 0, 0, 5, 5, 5, 5, 5]]), 1)
    [(4,)]
    """
    _, back = _search(series, cuts)
    rows = np.arange(len(series))
    at = np.full(len(series), series.shape[1])
    found = np.empty((len(series), cuts), dtype=np.intp)
    for level in range(cuts, 0, -1):
        at = back[level][rows, at]
        found[:, level - 1] = at
    return [tuple(int(cut) for cut in row) for row in found]


def _search(series: NDArray[np.float64], cuts: int) -> tuple[list[NDArray[np.float64]], list[NDArray[np.intp]]]:
    """For every number of cuts up to this one: the least squares that are left of each beginning, and the last cut."""
    rows, length = series.shape
    ones, twos = (np.concatenate([np.zeros((rows, 1)), np.cumsum(s, axis=1)], axis=1) for s in (series, series**2))
    counts = np.arange(length + 1)
    size = counts[None, :] - counts[:, None]  # from a to b
    with np.errstate(divide="ignore", invalid="ignore"):
        sums, squares = ones[:, None, :] - ones[:, :, None], twos[:, None, :] - twos[:, :, None]
        cost = squares - sums * sums / size
    cost[:, size < _SHORTEST] = np.inf
    best, back = [cost[:, 0, :]], [np.zeros((rows, length + 1), dtype=np.intp)]
    for _ in range(cuts):
        through = best[-1][:, :, None] + cost
        back.append(through.argmin(axis=1))
        best.append(through.min(axis=1))
    return best, back


def _step(series: NDArray[np.float64], cuts: tuple[int, ...], most: int, rng: np.random.Generator) -> tuple[float, int]:
    """The p of having more shifts than these, and how many: one more if that is enough, else two."""
    few = len(cuts)
    levels = _levels(series, cuts)
    chance = levels + _noise(series - levels, rng)
    told = []
    more = range(few + 1, min(few + 2, most) + 1)
    gained, by_chance = _gains(series[None], few, more), _gains(chance, few, more)
    for many, mine, theirs in zip(more, gained, by_chance, strict=True):
        told.append((int((theirs >= mine[0]).sum()) + 1) / (_DRAWS + 1))
        if told[-1] * 2 <= ALPHA:
            return 2 * told[-1], many
    return min(1.0, 2 * min(told)), few


def _gains(series: NDArray[np.float64], few: int, more: range) -> list[NDArray[np.float64]]:
    """How much of what the smaller model leaves each larger one explains, for each row: the statistics of the tests.

    A few rows at a time, so that what is worked on stays in the processor's cache.
    """
    found: list[list[NDArray[np.float64]]] = [[] for _ in more]
    for at in range(0, len(series), 32):
        best, _ = _search(series[at : at + 32], more[-1])
        small = best[few][:, -1]
        for rows, many in zip(found, more, strict=True):
            large = np.maximum(best[many][:, -1], 1e-300)
            rows.append((small - large) / large)
    return [np.concatenate(rows) for rows in found]


def _levels(series: NDArray[np.float64], cuts: tuple[int, ...]) -> NDArray[np.float64]:
    parts = np.split(series, list(cuts))
    return np.concatenate([np.full(len(part), part.mean()) for part in parts])


def _noise(residuals: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    """Residuals drawn again in blocks that run around the end, many times over."""
    length = len(residuals)
    block = ceil(1.5 * length ** (1 / 3))
    starts = rng.integers(0, length, size=(_DRAWS, ceil(length / block)))
    at = (starts[:, :, None] + np.arange(block)).reshape(_DRAWS, -1)[:, :length] % length
    return residuals[at]


def _placed(
    years: Sequence[int], series: NDArray[np.float64], cuts: tuple[int, ...], rng: np.random.Generator
) -> tuple[Break, ...]:
    if not cuts:
        return ()
    levels = _levels(series, cuts)
    again = levels + _noise(series - levels, rng)
    drawn = np.array([best_cuts(row[None], len(cuts))[0] for row in again])
    found = []
    for number, cut in enumerate(cuts):
        low, high = np.percentile(drawn[:, number], [5, 95], method="closest_observation").astype(int)
        before, after = float(levels[cut - 1]), float(levels[cut])
        found.append(Break(years[cut], years[min(low, cut)], years[max(high, cut)], before, after))
    return tuple(found)
