"""The rows of a panel as numbers, and where a source's rows fall among them.

Every row has one number made of its states and its year, ascending in canonical order, so that a join is a search
among sorted numbers and a gather, never a hash table. Rows may stand in any order and have any selection.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["CODES", "Match", "Rows", "Unit", "codes_of"]

Unit = Literal["dyad", "state"]

CODES = 1000
"""Both systems number their states below this, from 2 to 990."""


@dataclass(frozen=True, slots=True)
class Match:
    """Rows of the panel (`at`) and the rows of a source (`of`) that belong to them, pair by pair."""

    at: NDArray[np.intp]
    of: NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The states and years of a panel's rows, in one system of codes.

    Attributes:
        unit: dyads or states.
        directed: for dyads, does each pair stand in both directions?
        system: whose codes these are.
        one, two: the states' codes, 0 where a state has none in this system; for states `two` is `one`.
        year: the years.
        first, last: the years that the panel was made for.
        memo: what was worked out for these rows already.
    """

    unit: Unit
    directed: bool
    system: str
    one: NDArray[np.int32]
    two: NDArray[np.int32]
    year: NDArray[np.int32]
    first: int
    last: int
    memo: dict[str, Any] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.year)

    @property
    def keys(self) -> NDArray[np.int32]:
        """One number a row."""
        if "keys" not in self.memo:
            self.memo["keys"] = self.number(self.one, self.two, self.year)
        keys: NDArray[np.int32] = self.memo["keys"]
        return keys

    @property
    def order(self) -> NDArray[np.intp] | None:
        """The rows by state, state, year; None if they stand so already."""
        if "order" not in self.memo:
            keys = self.keys
            ascending = bool((keys[1:] >= keys[:-1]).all())
            self.memo["order"] = None if ascending else np.argsort(keys, kind="stable")
        order: NDArray[np.intp] | None = self.memo["order"]
        return order

    @property
    def sorted_keys(self) -> NDArray[np.int32]:
        """The numbers of the rows, ascending."""
        return self.keys if self.order is None else self.keys[self.order]

    @property
    def repeats(self) -> bool:
        """Do two rows have the same states and year?"""
        keys = self.sorted_keys
        return bool((keys[1:] == keys[:-1]).any())

    @property
    def width(self) -> int:
        """How many numbers one unit has: its years, one before and one after, so that neighbours stay apart."""
        return self.last - self.first + 3

    def number(self, one: NDArray[np.int32], two: NDArray[np.int32], year: NDArray[np.int32]) -> NDArray[np.int32]:
        """The number that a row with these states and this year has; it fits into 32 bits for some 2,000 years."""
        number = self.unit_number(one, two) * np.int32(self.width)
        number += year
        number -= np.int32(self.first - 1)
        return number

    def unit_number(self, one: NDArray[np.int32], two: NDArray[np.int32]) -> NDArray[np.int32]:
        """The number of a dyad or of a state."""
        return one * np.int32(CODES) + two if self.unit == "dyad" else one

    def covered(self, span: tuple[int, int] | None, side: int | None = None) -> NDArray[np.bool_] | None:
        """Which rows lie in these years and have their codes (or that of one side, 1 or 2); None if every one does."""
        codes = [code for each, code in ((1, self.one), (2, self.two)) if side in (each, None)]
        bare = any(bool((code == 0).any()) for code in codes)
        whole = span is None or not len(self) or (span[0] <= self.year.min() and self.year.max() <= span[1])
        if whole and not bare:
            return None
        inside: NDArray[np.bool_] = np.logical_and.reduce([code > 0 for code in codes])
        return inside if span is None else inside & (self.year >= span[0]) & (self.year <= span[1])

    def match(self, one: NDArray[np.int32], two: NDArray[np.int32], year: NDArray[np.int32]) -> Match:
        """Where rows with these keys fall; those of other years and states fall nowhere."""
        within = np.flatnonzero((year >= self.first) & (year <= self.last))
        wanted = self.number(one[within], two[within], year[within])
        mine = self.sorted_keys
        if self.repeats:
            return self._match_repeated(wanted, within)
        if len(wanted) and (wanted[1:] < wanted[:-1]).any():
            by_key = np.argsort(wanted, kind="stable")
            wanted, within = wanted[by_key], within[by_key]
        at = np.searchsorted(mine, wanted)
        at[at == len(mine)] = 0
        hit = np.flatnonzero(mine[at] == wanted) if len(mine) else np.zeros(0, dtype=np.intp)
        at = at[hit]
        return Match(at if self.order is None else self.order[at], within[hit])

    def _match_repeated(self, wanted: NDArray[np.int32], within: NDArray[np.intp]) -> Match:
        """The same where rows of the panel share a key (a crosswalk gave two states one code)."""
        by_key = np.argsort(wanted, kind="stable")
        wanted, within = wanted[by_key], within[by_key]
        at = np.searchsorted(wanted, self.keys)
        at[at == len(wanted)] = 0
        hit = np.flatnonzero(wanted[at] == self.keys) if len(wanted) else np.zeros(0, dtype=np.intp)
        return Match(hit, within[at[hit]])

    def state_match(self, side: int, code: NDArray[np.int32], year: NDArray[np.int32]) -> NDArray[np.int32]:
        """For every row, the source's row for its first (1) or second (2) state in its year, or -1."""
        width = self.last - self.first + 1
        grid = np.full(CODES * width, -1, dtype=np.int32)
        within = np.flatnonzero((year >= self.first) & (year <= self.last) & (code > 0) & (code < CODES))
        grid[code[within] * width + (year[within] - self.first)] = within
        mine = self.one if side == 1 else self.two
        return grid[mine * np.int32(width) + (self.year - np.int32(self.first))]


def codes_of(column: pl.Series) -> NDArray[np.int32]:
    """A column of codes as numbers, 0 where there is none."""
    return column.fill_null(0).cast(pl.Int32).to_numpy()
