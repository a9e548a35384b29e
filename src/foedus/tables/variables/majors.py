"""Major powers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from foedus.tables.align import monadic
from foedus.tables.read import read
from foedus.tables.variable import Variable

if TYPE_CHECKING:
    from foedus.tables.rows import Rows

__all__ = ["majors"]

_YEARS = (1816, 2016)


def majors() -> Variable:
    """Is the state a major power in the year, by the Correlates of War project's list?

    1 if it is one on any day of the year. For dyads `cowmaj1` and `cowmaj2`, for states `cowmaj`.

    Coverage: 1816 to 2016; null outside. The list is the project's convention (Small and Singer 1982), not a measure.
    """
    return Variable(
        name="majors()",
        units=("dyad", "state"),
        systems=("cow",),
        sources={"cow": ("cow-majors",)},
        columns={"dyad": ("cowmaj1", "cowmaj2"), "state": ("cowmaj",)},
        build=_build,
        prefix="cow",
    )


def _build(rows: Rows) -> list[pl.Series]:
    listed = read("cow-majors").select(
        pl.col("ccode").alias("code"),
        pl.int_ranges("styear", pl.col("endyear") + 1, dtype=pl.Int32).alias("year"),
        pl.lit(1, pl.Int32).alias("cowmaj"),
    )
    yearly = listed.explode("year").unique(["code", "year"]).sort("code", "year")
    return monadic(rows, yearly, ["cowmaj"], _YEARS, zero=["cowmaj"])
