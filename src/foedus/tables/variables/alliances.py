"""Alliances: which obligations a state owes another in a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from foedus.tables.align import dyadic, monadic
from foedus.tables.read import read
from foedus.tables.variable import Variable

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.tables.align import Span
    from foedus.tables.rows import Rows

__all__ = ["ATOP_YEARS", "KINDS", "alliance_variable", "alliances", "atop_promises"]

ATOP_YEARS = (1815, 2018)
"""The years of ATOP 5.1's dyads."""

KINDS = ("defense", "offense", "neutral", "nonagg", "consul")
"""The five kinds of obligation, as ATOP's columns abbreviate them."""


def alliances(*, symmetric: bool | None = None) -> Variable:
    """Which alliance obligations the first state of a dyad owes the second in the year, by ATOP.

    ATOP 5.1 (Leeds, Ritter, Mitchell and Long 2002): `atop_alliance` is 1 if any alliance binds the two, and the five
    kinds are 1 if the first state promises `atop_defense`, `atop_offense`, `atop_neutral`, `atop_nonagg` or
    `atop_consul` to the second. A promise need not be mutual: in 170 directed dyad-years there is an alliance and no
    promise in this direction, and in some of them none in the other either. For states, `atop_allies` counts the allied
    states, `atop_defense_allies` and so on those to whom the state owes that kind.

    Args:
        symmetric: take the larger of both directions. Left out: no for directed dyads, yes for undirected ones.

    Coverage: 1815 to 2018; null outside. States that are not in the system in the year (Monaco before 1993, governments
    in exile) have no rows in a panel, so their alliances do not show.
    """
    told = "" if symmetric is None else f"symmetric={symmetric}"
    return alliance_variable(
        f"alliances({told})", "atop", atop_promises, ATOP_YEARS, sources=("atop-alliance",), symmetric=symmetric
    )


def atop_promises() -> pl.DataFrame:
    """ATOP's directed dyad-years: what `code1` owes `code2`, and that an alliance binds them."""
    told = read("atop-alliance").rename({"ccode1": "code1", "ccode2": "code2"})
    return told.with_columns(pl.lit(1, pl.Int32).alias("atop_alliance"))


def alliance_variable(
    name: str,
    prefix: str,
    promises: Callable[[], pl.DataFrame],
    covers: Span,
    *,
    sources: tuple[str, ...] = (),
    symmetric: bool | None = None,
    note: str | None = None,
) -> Variable:
    """The variable that brings directed promises onto a panel: indicators for dyads, counts of allies for states.

    Args:
        name: how the variable was asked for.
        prefix: what its columns begin with, `atop` or `corpus`.
        promises: reads `code1, code2, year` with `<prefix>_alliance`, `<prefix>_defense` and the other kinds, 0 or 1,
            null where it is not known.
        covers: the first and the last year that the promises cover.
        sources: the data sets behind them.
        symmetric: take the larger of both directions; left out, for undirected dyads only.
        note: what a user of the panel must know.
    """
    columns = (f"{prefix}_alliance", *(f"{prefix}_{kind}" for kind in KINDS))
    allies = (f"{prefix}_allies", *(f"{prefix}_{kind}_allies" for kind in KINDS))

    def build(rows: Rows) -> list[pl.Series]:
        told = promises()
        if rows.unit == "state":
            pairs = zip(columns, allies, strict=True)
            counted = (pl.col(kind).sum().cast(pl.Int32).alias(count) for kind, count in pairs)
            counts = told.group_by(pl.col("code1").alias("code"), "year").agg(counted)
            return monadic(rows, counts.sort("code", "year"), allies, covers, zero=allies)
        if symmetric if symmetric is not None else not rows.directed:
            told = _larger_of_both(told, columns)
        return dyadic(rows, told, columns, covers, zero=columns)

    return Variable(
        name=name,
        units=("dyad", "state"),
        systems=("cow",),
        sources={"cow": sources},
        columns={"dyad": columns, "state": allies},
        build=build,
        prefix=prefix,
        note=None if note is None else lambda _: note,
    )


def _larger_of_both(told: pl.DataFrame, columns: tuple[str, ...]) -> pl.DataFrame:
    """The same directed dyad-years, each with the larger value of both directions."""
    turned = told.rename({"code1": "code2", "code2": "code1"}).select(told.columns)
    both = pl.concat([told, turned]).group_by("code1", "code2", "year").agg(pl.col(columns).max())
    return both.sort("code1", "code2", "year")
