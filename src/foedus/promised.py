"""Promised: what the states owe one another by the shipped treaties, year by year, as a frame.

The law wing tells on which days each promise bound; here they become years and the codes of the Correlates of War.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from foedus.atlas.load import shipped_atlas
from foedus.law.promises import promises
from foedus.law.reading import treaties
from foedus.tables.variables.alliances import KINDS as SHORT_KINDS
from foedus.terms.treaties import KINDS
from foedus.world import SURVEYED

if TYPE_CHECKING:
    from datetime import date

__all__ = ["YEARS", "corpus_promises"]

YEARS = (1815, SURVEYED.year)
"""The years that the corpus covers."""

_SHORT = dict(zip(KINDS, SHORT_KINDS, strict=True))


def corpus_promises() -> pl.DataFrame:
    """What `code1` owes `code2` by the shipped treaties, by year: 1, 0, or null where dates leave it open."""
    told = [
        (p.promisor, p.promisee, _SHORT[p.kind], *_years(p.perhaps), *_years(p.bound)) for p in promises(treaties())
    ]
    names = ["one", "two", "kind", "first", "last", "from", "to"]
    each = pl.DataFrame(told, schema=names, orient="row").select(
        "one",
        "two",
        "kind",
        "from",
        "to",
        year=pl.int_ranges("first", pl.col("last") + 1, dtype=pl.Int32),
    )
    codes = _codes()
    yearly = (
        each.explode("year")
        .join(codes.rename({"state": "one", "code": "code1"}), on=["one", "year"])
        .join(codes.rename({"state": "two", "code": "code2"}), on=["two", "year"])
        .with_columns(sure=pl.col("year").is_between("from", "to").fill_null(value=False))
    )
    kinds = [_kleene(pl.col("kind") == kind).alias(f"corpus_{kind}") for kind in SHORT_KINDS]
    alliance = _kleene(pl.lit(value=True)).alias("corpus_alliance")
    return yearly.group_by("code1", "code2", "year").agg(alliance, *kinds).sort("code1", "code2", "year")


def _kleene(of: pl.Expr) -> pl.Expr:
    """1 if one of these promises is sure, else null if there is one at all, else 0."""
    sure, any_at_all = (of & pl.col("sure")).any(), of.any()
    return pl.when(sure).then(1).when(~any_at_all).then(0).otherwise(None).cast(pl.Int32)


def _years(stretch: tuple[date, date] | None) -> tuple[int | None, int | None]:
    return (None, None) if stretch is None else (stretch[0].year, min(stretch[1].year, SURVEYED.year))


def _codes() -> pl.DataFrame:
    """The Correlates of War code that each state had in each year; the list's last day is carried forward."""
    listed = [(s.code, c.number, c.spell) for s in shipped_atlas().states for c in s.cow]
    ends = max(spell.end for _, _, spell in listed if spell.end)
    rows = [
        (state, number, spell.start.year if spell.start else YEARS[0], _until(spell.end, ends))
        for state, number, spell in listed
    ]
    frame = pl.DataFrame(rows, schema=["state", "code", "first", "last"], orient="row")
    years = pl.int_ranges("first", pl.col("last") + 1, dtype=pl.Int32).alias("year")
    return frame.select("state", pl.col("code").cast(pl.Int32), years).explode("year").unique()


def _until(end: date | None, ends: date) -> int:
    return SURVEYED.year if end is None or end >= ends else end.year
