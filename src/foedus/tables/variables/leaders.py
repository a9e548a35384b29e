"""Leaders: who ruled at the beginning and at the end of the year, and whether that changed."""

from __future__ import annotations

from typing import Literal

import polars as pl

from foedus.errors import BadPanel
from foedus.tables.align import monadic
from foedus.tables.read import read
from foedus.tables.variable import Variable

__all__ = ["leader_years", "leaders"]

_COLUMNS = ("leadertransition", "irregular", "n_leaders", "jan1obsid", "dec31obsid")
_YEARS = (1870, 2015)


def leaders(*, irregular: Literal["tenure", "year"] = "tenure") -> Variable:
    """The leaders of a state in the year, and whether they changed.

    Archigos 4.1 (Goemans, Gleditsch and Chiozza 2009), which names one effective leader for each day:

    - `jan1obsid`, `dec31obsid`: the source's id of the first and of the last leader of the year. On a day on which one
      leader followed another, the earlier one comes first.
    - `leadertransition`: 1 if these two differ.
    - `irregular`: 1 if they differ and a leader of the year lost office irregularly (by coup, revolt, assassination).
    - `n_leaders`: how many persons led the state in the year.

    The ids are Archigos's, in Gleditsch-Ward codes: a panel of COW states needs `crosswalk()` first. For dyads with 1
    and 2.

    Args:
        irregular: whose loss of office counts. `tenure`, as peacesciencer does: of every leader of the year, also if
            it came in a later one, so the year in which the victim of a later coup took office is marked as well.
            `year`: only a loss in the year itself.

    Coverage: 1870 to 2015; null outside, and null in years without an entry (microstates, states before their first
    leader in the source). Leaders before 1870 are in the source only if they still ruled then, so nothing can be said
    of earlier changes.
    """
    if irregular not in ("tenure", "year"):
        raise BadPanel(f"leaders(irregular={irregular!r}): write 'tenure' or 'year'")
    return Variable(
        name="leaders()" if irregular == "tenure" else "leaders(irregular='year')",
        units=("dyad", "state"),
        systems=("gw",),
        sources={"gw": ("archigos",)},
        columns={"dyad": tuple(f"{c}{side}" for side in "12" for c in _COLUMNS), "state": _COLUMNS},
        build=lambda rows: monadic(rows, leader_years(read("archigos"), irregular), _COLUMNS, _YEARS),
        prefix="archigos",
    )


def leader_years(tenures: pl.DataFrame, irregular: str = "tenure") -> pl.DataFrame:
    """One row a state and year, from one row a tenure (`gwcode, obsid, leadid, startdate, enddate, exit`)."""
    begin, end = pl.col("startdate").cast(pl.Date), pl.col("enddate").cast(pl.Date)
    spread = (
        tenures.with_row_index("place")
        .with_columns(begin=begin, end=end, year=pl.int_ranges(begin.dt.year(), end.dt.year() + 1, dtype=pl.Int32))
        .explode("year")
        .filter(pl.col("year").is_between(*_YEARS))
        .with_columns(
            begin=pl.max_horizontal("begin", pl.date("year", 1, 1)),
            end=pl.min_horizontal("end", pl.date("year", 12, 31)),
            lost=(pl.col("exit") == "Irregular") & ((pl.col("year") == end.dt.year()) | pl.lit(irregular == "tenure")),
        )
    )
    yearly = spread.group_by(pl.col("gwcode").alias("code"), "year").agg(
        jan1obsid=pl.col("obsid").sort_by("begin", "place").first(),
        dec31obsid=pl.col("obsid").sort_by("end", "place").last(),
        n_leaders=pl.col("leadid").n_unique().cast(pl.Int32),
        lost=pl.col("lost").any(),
    )
    changed = pl.col("jan1obsid") != pl.col("dec31obsid")
    return yearly.sort("code", "year").select(
        "code",
        "year",
        changed.cast(pl.Int32).alias("leadertransition"),
        (changed & pl.col("lost")).cast(pl.Int32).alias("irregular"),
        "n_leaders",
        "jan1obsid",
        "dec31obsid",
    )
