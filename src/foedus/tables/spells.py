"""Spells: how long a unit has gone without an event.

Two ways of counting. By the record: the events of the whole source, and years of the calendar; a subset of rows has the
counts of the whole. By the rows: what stands in the frame, row by row, as the peer counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from foedus.tables.rows import CODES
from foedus.tables.systems import FIRST_YEAR, state_system

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.tables.align import Span
    from foedus.tables.rows import Rows

__all__ = ["across_gaps", "between_rows", "since_rows", "since_years"]


def since_years(
    rows: Rows, one: NDArray[np.int32], two: NDArray[np.int32], year: NDArray[np.int32], covers: Span
) -> pl.Series:
    """Years of the calendar since the last event before each year, or since the unit's first year.

    Args:
        rows: the rows that want a count.
        one: the first state of every event of the source.
        two: the second; for states, the same again.
        year: its year.
        covers: the years that the source covers; a count starts no earlier, and is null outside.
    """
    order = slice(None) if rows.order is None else rows.order
    first, _ = _lives(rows)
    begin = np.maximum(first[rows.unit_number(rows.one, rows.two)], covers[0])[order]
    after = _after_last_event(rows, one, two, year)
    years = rows.year[order]
    count = years - np.where(after > 0, after, begin).astype(np.int32)
    if rows.order is not None:
        back = np.empty_like(count)
        back[rows.order] = count
        count = back
    covered = rows.covered(covers)
    told = pl.Series(count)
    return told if covered is None else pl.select(pl.when(pl.Series(covered)).then(told)).to_series()


def across_gaps(rows: Rows) -> int:
    """How many of these units were interrupted: not in the system for a year between their first and their last."""
    _, gaps = _lives(rows)
    here = np.zeros(len(gaps), dtype=np.bool_)
    here[rows.unit_number(rows.one, rows.two)] = True
    return int((gaps & here).sum())


def between_rows(rows: Rows) -> int:
    """How many of these units have no row in a year between their first row and their last."""
    order = slice(None) if rows.order is None else rows.order
    unit, year = rows.unit_number(rows.one, rows.two)[order], rows.year[order]
    skipped = (unit[1:] == unit[:-1]) & (np.diff(year) > 1)
    return len(np.unique(unit[1:][skipped]))


def since_rows(rows: Rows, events: pl.Series, *, years: bool) -> pl.Series:
    """Rows (or years) since the last row of the same unit with an event, or since the unit's first row.

    Args:
        rows: the rows.
        events: 1 where there is an event; where it is null the count is null.
        years: count years between these rows instead of rows.
    """
    order = np.arange(len(rows)) if rows.order is None else rows.order
    unit = rows.unit_number(rows.one, rows.two)[order]
    place = np.arange(len(rows))
    starts = np.flatnonzero(np.diff(unit, prepend=-1))
    start = np.repeat(starts, np.diff(np.append(starts, len(rows))))
    happened = (events.fill_null(0) == 1).to_numpy()[order]
    last = np.maximum.accumulate(np.where(happened, place, -1))
    before = np.concatenate([[-1], last[:-1]]) if len(rows) else last
    none = before < start
    told = np.empty(len(rows), dtype=np.int32)
    if years:
        year = rows.year[order]
        told[order] = year - np.where(none, year[start], year[before] + 1)
    else:
        told[order] = place - np.where(none, start, before + 1)
    return pl.select(pl.when(events.is_not_null()).then(pl.Series(told))).to_series()


def _after_last_event(
    rows: Rows, one: NDArray[np.int32], two: NDArray[np.int32], year: NDArray[np.int32]
) -> NDArray[np.int32]:
    """For each row in order, the year after the last event of its unit before it; 0 if there was none."""
    known = year <= rows.last
    one, two, year = one[known], two[known], year[known]
    by_key = np.lexsort((year, two, one)) if rows.unit == "dyad" else np.lexsort((year, one))
    one, two, year = one[by_key], two[by_key], year[by_key]
    keys = rows.sorted_keys
    at = np.searchsorted(keys, rows.number(one, two, np.maximum(year, np.int32(rows.first - 1))), side="right")
    unit = rows.unit_number(rows.one, rows.two)
    unit = unit if rows.order is None else unit[rows.order]
    inside = np.flatnonzero(at < len(keys))
    inside = inside[unit[at[inside]] == rows.unit_number(one, two)[inside]]
    # One ascending number of unit and year: its running maximum never carries a year over to the next unit.
    starts = np.flatnonzero(np.diff(unit, prepend=-1))
    mark = np.zeros(len(keys), dtype=np.int32)
    mark[starts] = starts
    began = np.maximum.accumulate(mark)
    place = np.zeros(len(keys), dtype=np.int32)
    place[at[inside]] = at[inside]
    latest = np.maximum.accumulate(place)
    ends = np.zeros(len(keys), dtype=np.int32)
    ends[at[inside]] = year[inside] + 1
    return np.where((latest >= began) & (ends[latest] > 0), ends[latest], 0)


def _lives(rows: Rows) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """For every unit, by its number: its first year in the system, and whether it was interrupted."""
    if "lives" not in rows.memo:
        rows.memo["lives"] = _read_lives(rows)
    found: tuple[NDArray[np.int32], NDArray[np.bool_]] = rows.memo["lives"]
    return found


def _read_lives(rows: Rows) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    system = state_system(rows.system)
    if rows.unit == "state":
        alive, places = system.exists(FIRST_YEAR, rows.last), system.codes.astype(np.intp)
    else:
        alive = system.together(FIRST_YEAR, rows.last).reshape(-1, rows.last - FIRST_YEAR + 1)
        places = (system.codes[:, None].astype(np.intp) * CODES + system.codes[None, :]).reshape(-1)
    first, gaps = np.zeros(CODES * CODES, dtype=np.int32), np.zeros(CODES * CODES, dtype=np.bool_)
    begun = alive.argmax(axis=1)
    ended = alive.shape[1] - 1 - alive[:, ::-1].argmax(axis=1)
    first[places] = begun + FIRST_YEAR
    gaps[places] = (ended - begun + 1 != alive.sum(axis=1)) & alive.any(axis=1)
    return first, gaps
