"""Values of alignment by pair, measure and year, and the shifts of a series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.ties.breaks import Breaks

__all__ = ["COLUMNS", "MEASURES", "Shift", "Value", "mean_over_pairs"]

MEASURES = {
    "distance": "distance of ideal points",
    "s": "S of alliance portfolios",
    "kappa": "kappa of alliance portfolios",
    "pi": "pi of alliance portfolios",
}
"""What is measured, and what it is called."""

COLUMNS = ("pair", "measure", "year", "value", "low", "high")


@dataclass(frozen=True, slots=True)
class Value:
    """How far apart or alike a pair is in a year.

    Attributes:
        pair: the codes ("PRK-RUS"); of three states or more, the mean over their pairs.
        low, high: the interval of 90 per cent; `None` for what is counted and has no error of sampling.
    """

    pair: str
    measure: str
    year: int
    value: float
    low: float | None
    high: float | None

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {name: getattr(self, name) for name in COLUMNS}


@dataclass(frozen=True, slots=True)
class Shift:
    """The change points of one series."""

    pair: str
    measure: str
    breaks: Breaks

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        told = self.breaks
        return {
            "pair": self.pair,
            "measure": self.measure,
            "shifts": [b.to_dict() for b in told.found],
            "tests": list(told.tests),
            "says": told.says or None,
        }


def mean_over_pairs(values: Iterable[Value], together: str, pairs: int) -> list[Value]:
    """The mean over all pairs, in the years in which every pair has a value; it has no interval.

    >>> told = [Value("A-B", "s", 2000, 0.2, None, None), Value("A-C", "s", 2000, 0.4, None, None)]
    >>> [(round(v.value, 2), v.pair) for v in mean_over_pairs(told, "A-B-C", 2)], mean_over_pairs(told, "A-B-C", 3)
    ([(0.3, 'A-B-C')], [])
    """
    groups: dict[tuple[str, int], list[float]] = {}
    for value in values:
        groups.setdefault((value.measure, value.year), []).append(value.value)
    return [
        Value(together, measure, year, sum(told) / pairs, None, None)
        for (measure, year), told in sorted(groups.items())
        if len(told) == pairs
    ]
