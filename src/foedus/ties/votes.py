"""Ideal points from votes in the General Assembly of the United Nations, and how far two states stand apart.

Bailey, Strezhnev and Voeten (2017) place every state on one line in every session, so that states far apart vote
apart; resolutions that come back fix the line over time. The points here are those from votes on resolutions as a whole
("final passage"), the only ones that reach the last session. Their posterior is given by quantiles for each state
alone; the interval of a distance takes two states' errors as independent and normal, which errs on the wide side where
one bad resolution moves both.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from statistics import NormalDist
from typing import TYPE_CHECKING

import polars as pl

from foedus.tables.read import read

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["LEVEL", "SOURCE", "IdealPoint", "distance_range", "ideal_points"]

SOURCE = "unga-ideal-points"

LEVEL = 0.9
"""The source gives the 5th and the 95th percentile, so every interval is one of 90 per cent."""

_REACH = NormalDist().inv_cdf(0.5 + LEVEL / 2)


@dataclass(frozen=True, slots=True)
class IdealPoint:
    """Where a state stands in a session, named by the year in which it began.

    Attributes:
        point: the mean of the posterior; `low`, `high`: its 5th and 95th percentile.
        votes: how many of its votes it rests on.
    """

    state: str
    year: int
    point: float
    low: float
    high: float
    votes: int

    @property
    def error(self) -> float:
        """The standard error that a normal posterior with these percentiles has."""
        return (self.high - self.low) / (2 * _REACH)


def ideal_points(state: str, numbers: Iterable[int]) -> dict[int, IdealPoint]:
    """The ideal points of a state with these Correlates of War numbers, by year.

    A session in which it did not vote, or of which the source has no point, is missing; nothing is filled in.

    Raises:
        SourceMissing: the file is not here and cannot be fetched.
    """
    rows = read(SOURCE).filter(pl.col("ccode").is_in(list(numbers)) & pl.col("idealpointfp").is_not_null())
    told = rows.select("year", "idealpointfp", "q5fp", "q95fp", "nvotesfp").sort("year")
    return {row[0]: IdealPoint(state, *row) for row in told.iter_rows()}


def distance_range(one: IdealPoint, two: IdealPoint) -> tuple[float, float, float]:
    """How far apart two states stand: the distance of the points, and its 5th and 95th percentile.

    The percentiles are those of the absolute value of a normal difference, so that neither is below zero.

    >>> near = IdealPoint("A", 2020, 1.0, 0.9, 1.1, 80)
    >>> [round(x, 2) for x in distance_range(near, IdealPoint("B", 2020, 3.0, 2.9, 3.1, 80))]
    [2.0, 1.86, 2.14]
    >>> [round(x, 2) for x in distance_range(near, near)]
    [0.0, 0.01, 0.17]
    """
    apart, error = abs(one.point - two.point), hypot(one.error, two.error)
    return apart, _folded(apart, error, (1 - LEVEL) / 2), _folded(apart, error, (1 + LEVEL) / 2)


def _folded(mean: float, error: float, wanted: float) -> float:
    """A quantile of |X| for a normal X, by bisection."""
    if error <= 0:
        return abs(mean)
    normal = NormalDist(mean, error)
    low, high = 0.0, abs(mean) + 10 * error
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if normal.cdf(middle) - normal.cdf(-middle) < wanted else (low, middle)
    return (low + high) / 2
