"""Strategic rivalries: states that see in each other a competitor, a threat and an enemy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from foedus.tables.align import dyadic, monadic
from foedus.tables.read import read
from foedus.tables.systems import FIRST_YEAR
from foedus.tables.variable import Variable

if TYPE_CHECKING:
    from foedus.tables.rows import Rows

__all__ = ["rivalries"]

_YEARS = (1494, 2020)
_KINDS = ("positional", "spatial", "ideological", "interventionary")
_DYADS = ("tssr_id", *_KINDS, "ongoingrivalry")
_STATES = ("rivalries", *(f"{kind}_rivalries" for kind in _KINDS))
_AUSTRIA_HUNGARY, _AUSTRIA, _YUGOSLAVIA, _LAST_OF_AUSTRIA_HUNGARY = 300, 305, 345, 1918


def rivalries() -> Variable:
    """Are the two states strategic rivals in the year, and over what?

    Thompson, Sakuwa and Suhas (2021), from how decision makers saw each other. For dyads: `tssr_id`, the rivalry's
    number; `positional` (over rank and influence), `spatial` (over territory), `ideological`, `interventionary` (over a
    hand in the other's domestic politics), which do not exclude one another; `ongoingrivalry`. A rivalry is mutual, so
    both directions are alike. For states: how many `rivalries` it has in the year, and of each kind.

    The rivalry of Austria-Hungary and Yugoslavia outlived Austria-Hungary: its years 1919 and 1920 are Austria's. No
    two rivalries of the source share a dyad and year; if they did, the one that began first would stand.

    Coverage: 1494 to 2020; zero inside where there is no rivalry, and null after (where peacesciencer has 1 for all).
    """
    return Variable(
        name="rivalries()",
        units=("dyad", "state"),
        systems=("cow",),
        sources={"cow": ("tss-rivalries",)},
        columns={"dyad": _DYADS, "state": _STATES},
        build=_build,
        prefix="tss",
    )


def _build(rows: Rows) -> list[pl.Series]:
    if rows.unit == "dyad":
        return dyadic(rows, _directed(), _DYADS, _YEARS, zero=_DYADS[1:])
    counted = [
        pl.col(kind).sum().cast(pl.Int32).alias(name) for kind, name in zip(_DYADS[1:5], _STATES[1:], strict=True)
    ]
    counts = (
        _directed()
        .group_by(pl.col("code1").alias("code"), "year")
        .agg(pl.len().cast(pl.Int32).alias("rivalries"), *counted)
    )
    return monadic(rows, counts.sort("code", "year"), _STATES, _YEARS, zero=_STATES)


def _directed() -> pl.DataFrame:
    """One row a directed dyad and year with a rivalry."""
    listed = read("tss-rivalries").filter(pl.col("end") >= FIRST_YEAR)
    yearly = listed.select(
        "tssr_id",
        "start",
        *[pl.col(kind).fill_null(0) for kind in _KINDS],
        pl.col("ccode1").alias("code1"),
        pl.col("ccode2").alias("code2"),
        pl.int_ranges(pl.max_horizontal("start", FIRST_YEAR), pl.col("end") + 1, dtype=pl.Int32).alias("year"),
        pl.lit(1, pl.Int32).alias("ongoingrivalry"),
    ).explode("year")
    outlived = (
        (pl.col("code1") == _AUSTRIA_HUNGARY)
        & (pl.col("code2") == _YUGOSLAVIA)
        & (pl.col("year") > _LAST_OF_AUSTRIA_HUNGARY)
    )
    yearly = yearly.with_columns(pl.when(outlived).then(_AUSTRIA).otherwise("code1").cast(pl.Int32).alias("code1"))
    turned = yearly.rename({"code1": "code2", "code2": "code1"}).select(yearly.columns)
    both = pl.concat([yearly, turned]).sort("code1", "code2", "year", "start", "tssr_id")
    return both.unique(["code1", "code2", "year"], keep="first", maintain_order=True)
