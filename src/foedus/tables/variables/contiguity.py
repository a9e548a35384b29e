"""Direct contiguity by land and sea."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import polars as pl

from foedus.errors import BadPanel
from foedus.tables.align import dyadic, monadic
from foedus.tables.read import read
from foedus.tables.variable import Variable

if TYPE_CHECKING:
    from foedus.tables.rows import Rows

__all__ = ["contiguity"]

Slice = Literal["first", "last", "closest"]

_YEARS = (1816, 2016)


def contiguity(slice: Slice = "first") -> Variable:  # noqa: A002 - the name that users of the peer know
    """Do the states of a dyad touch, by land or across how much water?

    Correlates of War Direct Contiguity 3.2 (Stinnett and others 2002). `conttype`: 1 a land or river border, 2 at most
    12 miles of water, 3 at most 24, 4 at most 150, 5 at most 400, and 0 not contiguous within 400 miles. It is no
    scale: 0 is farther than 5. For states, `land` counts neighbours of type 1 and `sea` those of types 2 to 5.

    The source has spells of a type by month, and 38 of its spells of type 0 run beside a spell of the same dyad that
    touches: Greece and Yugoslavia have a land border from 1914 to 1992 and, beside it, a spell of 0.

    Args:
        slice: which spell speaks for a year that has several. `first` takes the one that began first, also if it is
            such a 0, as peacesciencer does: that hides 1,236 directed dyad-years that touched all year. `last` takes
            the one that runs last in the year, `closest` the nearest type that any spell of the year has.

    Coverage: 1816 to 2016; null outside.
    """
    if slice not in ("first", "last", "closest"):
        raise BadPanel(f"contiguity(slice={slice!r}): write 'first', 'last' or 'closest'")
    return Variable(
        name="contiguity()" if slice == "first" else f"contiguity(slice={slice!r})",
        units=("dyad", "state"),
        systems=("cow",),
        sources={"cow": ("cow-contdir",)},
        columns={"dyad": ("conttype",), "state": ("land", "sea")},
        build=lambda rows: _build(rows, slice),
        prefix="cow",
        note=lambda rows: _note(rows, slice),
    )


def _note(rows: Rows, which: Slice) -> str | None:
    """Where a 0 of the source hides a border."""
    if which != "first" or rows.first > _YEARS[1]:
        return None
    return (
        "contiguity: the source has spells of type 0 beside spells of borders (Greece and Yugoslavia, 1914 to 1992), "
        "and slice='first' takes the 0; slice='last' and slice='closest' do not."
    )


def _build(rows: Rows, which: Slice) -> list[pl.Series]:
    yearly = _yearly(which)
    if rows.unit == "dyad":
        return dyadic(rows, yearly, ["conttype"], _YEARS, zero=["conttype"])
    borders = yearly.group_by(pl.col("code1").alias("code"), "year").agg(
        land=(pl.col("conttype") == 1).sum().cast(pl.Int32), sea=(pl.col("conttype") > 1).sum().cast(pl.Int32)
    )
    return monadic(rows, borders.sort("code", "year"), ["land", "sea"], _YEARS, zero=["land", "sea"])


def _yearly(which: Slice) -> pl.DataFrame:
    """One row a directed dyad and year, with the type of the spell that speaks for it."""
    epoch = pl.date(1970, 1, 1)
    begin, end = (epoch + pl.duration(days=day) for day in ("stdate", "enddate"))
    spells = read("cow-contdir").select(
        "conttype",
        "stdate",
        code1="ccode1",
        code2="ccode2",
        until=end,
        year=pl.int_ranges(begin.dt.year(), end.dt.year() + 1, dtype=pl.Int32),
    )
    spread = spells.explode("year")
    if which == "closest":
        nearest = pl.col("conttype").filter(pl.col("conttype") > 0).min().fill_null(0)
        return spread.group_by("code1", "code2", "year").agg(nearest).sort("code1", "code2", "year")
    last_month = pl.when(pl.col("until").dt.year() > pl.col("year")).then(12).otherwise(pl.col("until").dt.month())
    within = ["stdate"] if which == "first" else [last_month, "stdate"]
    ordered = spread.sort("code1", "code2", "year", *within)
    return ordered.unique(["code1", "code2", "year"], keep=which, maintain_order=True)
