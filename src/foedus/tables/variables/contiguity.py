"""Direct contiguity by land and sea."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from foedus.errors import BadPanel
from foedus.tables.align import dyadic, monadic
from foedus.tables.read import read
from foedus.tables.variable import Variable

if TYPE_CHECKING:
    from foedus.tables.rows import Rows

__all__ = ["contiguity"]

_YEARS = (1816, 2016)


def contiguity(slice: str = "first") -> Variable:  # noqa: A002 - the name that users of the peer know
    """Do the states of a dyad touch, by land or across how much water?

    Correlates of War Direct Contiguity 3.2 (Stinnett and others 2002). `conttype`: 1 a land or river border, 2 at most
    12 miles of water, 3 at most 24, 4 at most 150, 5 at most 400, and 0 not contiguous within 400 miles. It is no
    scale: 0 is farther than 5. For states, `land` counts neighbours of type 1 and `sea` those of types 2 to 5.

    Args:
        slice: where the type changes within a year, the one of the `first` month or of the `last`.

    Coverage: 1816 to 2016; null outside.
    """
    if slice not in ("first", "last"):
        raise BadPanel(f"contiguity(slice={slice!r}): write 'first' or 'last'")
    return Variable(
        name="contiguity()" if slice == "first" else "contiguity(slice='last')",
        units=("dyad", "state"),
        systems=("cow",),
        sources={"cow": ("cow-contdir",)},
        columns={"dyad": ("conttype",), "state": ("land", "sea")},
        build=lambda rows: _build(rows, slice),
        prefix="cow",
    )


def _build(rows: Rows, which: str) -> list[pl.Series]:
    yearly = _yearly(which)
    if rows.unit == "dyad":
        return dyadic(rows, yearly, ["conttype"], _YEARS, zero=["conttype"])
    borders = yearly.group_by(pl.col("code1").alias("code"), "year").agg(
        land=(pl.col("conttype") == 1).sum().cast(pl.Int32), sea=(pl.col("conttype") > 1).sum().cast(pl.Int32)
    )
    return monadic(rows, borders.sort("code", "year"), ["land", "sea"], _YEARS, zero=["land", "sea"])


def _yearly(which: str) -> pl.DataFrame:
    """One row a directed dyad and year, with the type of its first or last spell in the year."""
    epoch = pl.date(1970, 1, 1)
    begin, end = (epoch + pl.duration(days=day) for day in ("stdate", "enddate"))
    spells = read("cow-contdir").select(
        pl.col("ccode1").alias("code1"),
        pl.col("ccode2").alias("code2"),
        "conttype",
        "stdate",
        pl.int_ranges(begin.dt.year(), end.dt.year() + 1, dtype=pl.Int32).alias("year"),
    )
    spread = spells.explode("year").sort("code1", "code2", "year", "stdate")
    return spread.unique(["code1", "code2", "year"], keep="first" if which == "first" else "last", maintain_order=True)
