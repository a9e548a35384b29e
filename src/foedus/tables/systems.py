"""The state systems: which states were members on which days (Correlates of War; Gleditsch and Ward).

A state counts for a whole year if it was a member on any day of it. Two states make a dyad in a year only if they
share a day of it: in 1990 both Germanies and the united one were members, never together.
A system's file ends on a day; states alive on that day are carried forward, because the end is the file's, not theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

import numpy as np

from foedus.errors import BadPanel
from foedus.tables.read import read

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["FIRST_YEAR", "LAST_YEAR", "StateSystem", "SystemName", "state_system"]

SystemName = Literal["cow", "gw"]

FIRST_YEAR = 1816
"""Both systems begin on the first day of this year."""

LAST_YEAR = 2026
"""No panel reaches further: no source does."""

_FILES = {"cow": ("cw-system", "ccode", "cw_name"), "gw": ("gw-system", "gwcode", "gw_name")}


@dataclass(frozen=True, slots=True, eq=False)
class StateSystem:
    """The members of a state system.

    Attributes:
        name: `cow` or `gw`.
        code, label: what the code and the name are called in a table (`ccode`, `cw_name`).
        codes: every code, ascending; the others in the same order.
        microstates: 1 for a microstate.
        spells: for each code, its spells of membership as (first day, last day).
        names: for each code, what the state was called in each of its spells.
        end: the day on which the file ends.
    """

    name: SystemName
    code: str
    label: str
    codes: NDArray[np.int32]
    microstates: NDArray[np.int32]
    spells: tuple[tuple[tuple[date, date], ...], ...]
    names: tuple[tuple[str, ...], ...]
    end: date

    def exists(self, first: int, last: int) -> NDArray[np.bool_]:
        """Is each state a member on any day of each year? Shape (states, years)."""
        found = np.zeros((len(self.codes), last - first + 1), dtype=np.bool_)
        for row, spells in enumerate(self.spells):
            for begin, end in spells:
                found[row, max(begin.year - first, 0) : max(self._until(end).year - first + 1, 0)] = True
        return found

    def called(self, row: NDArray[np.intp], year: NDArray[np.intp]) -> NDArray[np.object_]:
        """What these states (by their places in `codes`) were called in these years: the name in their spell."""
        told = np.array([names[0] for names in self.names], dtype=np.object_)[row]
        for place, (names, spells) in enumerate(zip(self.names, self.spells, strict=True)):
            for name, (begin, _) in zip(names, spells, strict=True):
                if name != names[0]:
                    told[(row == place) & (year >= begin.year)] = name
        return told

    def together(self, first: int, last: int) -> NDArray[np.bool_]:
        """Do two states share a day of each year? Shape (states, states, years); a state makes no dyad with itself."""
        exists = self.exists(first, last)
        both = exists[:, None, :] & exists[None, :, :]
        every = np.arange(len(self.codes))
        both[every, every] = False
        for one, two, year in self._apart(first, last):
            both[one, two, year - first] = both[two, one, year - first] = False
        return both

    def _until(self, end: date) -> date:
        return date.max if end >= self.end else end

    def _apart(self, first: int, last: int) -> list[tuple[int, int, int]]:
        """Pairs of states that share a year and no day of it: both members for a part of the year only."""
        parts: dict[int, dict[int, list[tuple[date, date]]]] = {}
        for row, spells in enumerate(self.spells):
            for begin, end in ((b, self._until(e)) for b, e in spells):
                for year in {begin.year, end.year}:
                    if first <= year <= last:
                        parts.setdefault(year, {}).setdefault(row, []).append((begin, end))
        return [
            (one, two, year)
            for year, partial in parts.items()
            for one in partial
            for two in partial
            if one < two and not _share_a_day(self._within(one, year), self._within(two, year))
        ]

    def _within(self, row: int, year: int) -> list[tuple[date, date]]:
        start, stop = date(year, 1, 1), date(year, 12, 31)
        days = [(max(begin, start), min(self._until(end), stop)) for begin, end in self.spells[row]]
        return [(begin, end) for begin, end in days if begin <= end]


def _share_a_day(one: list[tuple[date, date]], two: list[tuple[date, date]]) -> bool:
    return any(a <= d and c <= b for a, b in one for c, d in two)


def state_system(name: str) -> StateSystem:
    """The state system of this name, from its source.

    Raises:
        BadPanel: neither `cow` nor `gw`.
        SourceMissing: its file is not here and cannot be fetched.
    """
    if not isinstance(name, str) or name not in _FILES:
        raise BadPanel(f"unknown state system {name!r}; write 'cow' (Correlates of War) or 'gw' (Gleditsch and Ward)")
    file, code, label = _FILES[name]
    spells: dict[int, list[tuple[date, date, str]]] = {}
    microstates: dict[int, int] = {}
    for row in read(file).iter_rows(named=True):
        begin, end = (date.fromordinal(_EPOCH + row[day]) for day in ("start", "end"))
        spells.setdefault(row[code], []).append((begin, end, row[label]))
        microstates[row[code]] = row.get("microstate", 0)
    codes = sorted(spells)
    in_order = [sorted(spells[c]) for c in codes]
    return StateSystem(
        name="cow" if name == "cow" else "gw",
        code=code,
        label=label,
        codes=np.array(codes, dtype=np.int32),
        microstates=np.array([microstates[c] for c in codes], dtype=np.int32),
        spells=tuple(tuple((begin, end) for begin, end, _ in every) for every in in_order),
        names=tuple(tuple(name for _, _, name in every) for every in in_order),
        end=max(end for every in in_order for _, end, _ in every),
    )


_EPOCH = date(1970, 1, 1).toordinal()
