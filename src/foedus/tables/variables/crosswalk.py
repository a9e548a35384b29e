"""The bridge between the two state systems: the code that a state of one has in the other in the year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from foedus.tables.align import monadic
from foedus.tables.read import read
from foedus.tables.variable import Variable

if TYPE_CHECKING:
    from foedus.tables.panel import Panel
    from foedus.tables.rows import Rows

__all__ = ["collisions", "crosswalk"]

_YEARS = (1816, 2025)
_FILES = {"cow": ("cw-gw-panel", "ccode", "gwcode"), "gw": ("gw-cw-panel", "gwcode", "ccode")}


def crosswalk() -> Variable:
    """The other system's code for each state and year: `gwcode` on a COW panel, `ccode` on a Gleditsch-Ward panel.

    The two systems agree on most states and not on all: on when Canada or Morocco became one, on microstates, on which
    Germany lives on after 1990. After `crosswalk()`, variables in the other system's codes can be added; rows whose
    state has no code there are null in them, not zero.

    For dyads with 1 and 2. The rows keep their order and their direction, which the panel knows and nobody guesses from
    the codes: of an undirected pair the larger code of the other system may stand first.

    Two states may share one code of the other system in a year (the Federal Republic and united Germany in 1990); both
    rows then have the same values from its sources. The panel's notes say where.

    Coverage: 1816 to 2025; null outside, and null where the other system knows no such state.
    """
    unbound = Variable("crosswalk()", ("dyad", "state"), ("cow", "gw"), {}, {}, _unbound)
    return replace(unbound, bind=_bind)


def _unbound(rows: Rows) -> list[pl.Series]:
    raise AssertionError(rows)


def _bind(panel: Panel) -> Variable:
    file, _, column = _FILES[panel.system]
    return Variable(
        name="crosswalk()",
        units=("dyad", "state"),
        systems=(panel.system,),
        sources={panel.system: (file,)},
        columns={"dyad": (f"{column}1", f"{column}2"), "state": (column,)},
        build=lambda rows: monadic(rows, _codes(rows.system), [column], _YEARS),
        prefix="isard",
        note=lambda rows: _note(rows, column),
    )


def _codes(system: str) -> pl.DataFrame:
    """One row a state and year of this system, with its code in the other one."""
    file, own, other = _FILES[system]
    return read(file).filter(pl.col(own).is_not_null()).select(pl.col(own).alias("code"), "year", other)


def _note(rows: Rows, column: str) -> str | None:
    shared = collisions(rows, _codes(rows.system), column)
    if not shared:
        return None
    told = "; ".join(f"{' and '.join(map(str, ours))} are both {theirs} in {year}" for year, theirs, ours in shared)
    return f"{column}: {told}. These rows have the same values from sources in {column}."


def collisions(rows: Rows, codes: pl.DataFrame, column: str) -> list[tuple[int, int, list[int]]]:
    """Where two states of these rows share one code of the other system: the year, that code, and their own."""
    width = rows.last - rows.first + 1
    here = np.zeros(1000 * width, dtype=np.bool_)
    for one in (rows.one, rows.two):
        here[one.astype(np.int64) * width + rows.year - rows.first] = True
    within = codes.filter(pl.col("year").is_between(rows.first, rows.last))
    place = within["code"].to_numpy().astype(np.int64) * width + within["year"].to_numpy() - rows.first
    shared = (
        within.filter(pl.Series(here[place]), pl.col(column).is_not_null())
        .group_by("year", column)
        .agg(pl.col("code").sort())
        .filter(pl.col("code").list.len() > 1)
        .sort("year", column)
    )
    return [(year, other, own) for year, other, own in shared.select("year", column, "code").iter_rows()]
