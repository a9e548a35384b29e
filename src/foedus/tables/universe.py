"""The universe: every state-year or dyad-year of a state system in a span of years, in canonical order."""

from __future__ import annotations

from numbers import Integral
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from foedus.errors import BadPanel
from foedus.tables.panel import Panel
from foedus.tables.systems import FIRST_YEAR, LAST_YEAR, state_system

if TYPE_CHECKING:
    from foedus.tables.systems import StateSystem, SystemName

__all__ = ["dyad_years", "state_years"]


def dyad_years(
    first: int = FIRST_YEAR, last: int | None = None, *, system: SystemName = "cow", directed: bool = True
) -> Panel:
    """Every dyad-year: two states that were members of the system on the same day of the year.

    The unit of most quantitative work on conflict. Directed, each pair stands twice, once for what each state does to
    the other; undirected, once, the state with the lower code first.

    Args:
        first: the first year.
        last: the last year, included; left out, the year in which the system's file ends. States alive on that file's
            last day are carried forward into later years.
        system: `cow` (Correlates of War) or `gw` (Gleditsch and Ward, which adds microstates and marks them).
        directed: both directions of each pair, or one.

    Returns:
        A panel with `ccode1, ccode2, year` (or `gwcode1, gwcode2, year, microstate1, microstate2`), in that order.

    Raises:
        BadPanel: an unknown system, years that are no whole numbers, are reversed, or that no source reaches.

    >>> import foedus as fd
    >>> fd.dyad_years(1990, 1991, directed=False).frame.shape  # doctest: +SKIP
    (29098, 3)
    """
    if not isinstance(directed, bool):
        raise BadPanel(f"directed={directed!r}: write True (each pair in both directions) or False (once)")
    _check_years(first, last)
    members = state_system(system)
    first, last = int(first), _last(first, last, members)
    together = members.together(first, last)
    if not directed:
        together[np.tril_indices(len(members.codes))] = False
    counts = together.sum(axis=2, dtype=np.int32)
    years = last - first + 1
    flat = np.flatnonzero(together.reshape(-1))
    base = np.repeat(np.arange(counts.size, dtype=np.int32) * years - first, counts.reshape(-1))
    codes = members.codes.astype(np.int64)  # wide: scholars make one number of two codes and a year
    columns = {
        f"{members.code}1": np.repeat(codes, counts.sum(axis=1)),
        f"{members.code}2": np.repeat(np.tile(codes, len(codes)), counts.reshape(-1)),
        "year": flat - base,
    }
    if members.name == "gw":
        columns["microstate1"] = np.repeat(members.microstates, counts.sum(axis=1))
        columns["microstate2"] = np.repeat(np.tile(members.microstates, len(members.codes)), counts.reshape(-1))
    return Panel(pl.DataFrame(columns), "dyad", members.name, directed, first, last, notes=_carried(members, last))


def state_years(first: int = FIRST_YEAR, last: int | None = None, *, system: SystemName = "cow") -> Panel:
    """Every state-year: a state that was a member of the system on any day of the year.

    Args:
        first: the first year.
        last: the last year, included; left out, the year in which the system's file ends.
        system: `cow` or `gw`.

    Returns:
        A panel with `ccode, cw_name, year` (or `gwcode, gw_name, microstate, year`), by code and year.

    Raises:
        BadPanel: an unknown system, years that are no whole numbers, are reversed, or that no source reaches.
    """
    _check_years(first, last)
    members = state_system(system)
    first, last = int(first), _last(first, last, members)
    row, year = np.nonzero(members.exists(first, last))
    columns = {
        members.code: pl.Series(members.codes[row].astype(np.int64)),
        members.label: pl.Series(members.called(row, year + first).tolist(), dtype=pl.String),
        **({"microstate": pl.Series(members.microstates[row])} if members.name == "gw" else {}),
        "year": pl.Series(year + first),
    }
    return Panel(pl.DataFrame(columns), "state", members.name, None, first, last, notes=_carried(members, last))


def _check_years(first: int, last: int | None) -> None:
    strange = [year for year in (first, last) if year is not None and not _is_whole(year)]
    if strange or first is None:
        shown = ", ".join(map(repr, strange)) or "None"
        raise BadPanel(f"{shown} is no year; write the first and the last year as whole numbers, as in (1990, 1992)")
    if last is not None and first > last:
        raise BadPanel(f"the years are reversed: {first} comes after {last}; write the earlier year first")
    if not (FIRST_YEAR <= first <= LAST_YEAR and (last is None or last <= LAST_YEAR)):
        told = first if last is None else f"{first} to {last}"
        raise BadPanel(f"{told}: no source reaches outside {FIRST_YEAR} to {LAST_YEAR}; name years within them")


def _is_whole(year: object) -> bool:
    return isinstance(year, Integral) and not isinstance(year, bool)


def _last(first: int, last: int | None, members: StateSystem) -> int:
    """The last year: as named, else the year in which the system's file ends."""
    if last is None and first > members.end.year:
        raise BadPanel(
            f"the file of the {members.name} system ends in {members.end.year}, before {first}; name the last year too "
            "and states alive at its end are carried forward"
        )
    return members.end.year if last is None else int(last)


def _carried(members: StateSystem, last: int) -> tuple[str, ...]:
    if last <= members.end.year:
        return ()
    until = f"The file of the {members.name} system ends on {members.end}"
    return (f"{until}: states alive on that day are carried forward to {last}.",)
