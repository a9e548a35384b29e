"""Pledges: the treaties of the law wing as variables of the tables wing.

Tables know sources, law knows treaties; neither imports the other, and they meet here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import polars as pl

from foedus.atlas.load import shipped_atlas
from foedus.errors import BadPanel
from foedus.law.promises import promises
from foedus.law.reading import treaties
from foedus.tables.variables import alliances as atop
from foedus.tables.variables import similarity as atop_similarity
from foedus.terms.treaties import KINDS
from foedus.world import SURVEYED

if TYPE_CHECKING:
    from datetime import date

    from foedus.tables.variable import Variable

__all__ = ["alliances", "similarity"]

_YEARS = (1815, SURVEYED.year)
_SHORT = dict(zip(KINDS, atop.KINDS, strict=True))
_SELECTION = (
    "Obligations of the corpus: 0 says that no treaty of the shipped corpus binds, not that none did. The corpus is a "
    "selection in every year: of the undirected dyads with a defence obligation in ATOP it has none in 44 in 1950, 171 "
    "in 1980 and 571 in 2010."
)


def alliances(source: Literal["atop", "corpus"] = "atop", *, symmetric: bool | None = None) -> Variable:
    """Which alliance obligations the first state of a dyad owes the second in the year.

    From ATOP 5.1 (Leeds, Ritter, Mitchell and Long 2002; 1815 to 2018): `atop_alliance` is 1 if any alliance binds the
    two, and `atop_defense, atop_offense, atop_neutral, atop_nonagg, atop_consul` are 1 if the first state promises that
    to the second. A promise need not be mutual: in 170 directed dyad-years there is an alliance and no promise in this
    direction, and in some of them none in the other either. For states, `atop_allies` counts the allied states,
    `atop_defense_allies` and so on those to whom the state owes that kind. States that are not in the system in the
    year (governments in exile) have no rows in a panel.

    From the treaties that ship (`alliances("corpus")`, to the present year): the same columns with `corpus_`, 1 if the
    promise was in force on any day of the year, null if dates are too imprecise to tell, 0 if no treaty of the corpus
    binds, which is not to say that none did: the corpus is a selection in every year. Of the undirected dyads to which
    ATOP gives a defence obligation it has none in 44 in 1950, 171 in 1980 and 571 in 2010. Suspended promises bind.

    Args:
        source: `atop` or `corpus`.
        symmetric: take the larger of both directions. Left out: no for directed dyads, yes for undirected ones.

    Raises:
        BadPanel: another source.

    >>> import foedus as fd
    >>> fd.alliances("corpus").columns["dyad"]
    ('corpus_alliance', 'corpus_defense', 'corpus_offense', 'corpus_neutral', 'corpus_nonagg', 'corpus_consul')
    """
    if symmetric not in (None, True, False):
        raise BadPanel(f"alliances(symmetric={symmetric!r}): write True or False, or leave it out")
    if source == "atop":
        return atop.alliances(symmetric=symmetric)
    _known(source, "alliances")
    told = '"corpus"' if symmetric is None else f'"corpus", symmetric={symmetric}'
    return atop.alliance_variable(f"alliances({told})", "corpus", _corpus, _YEARS, symmetric=symmetric, note=_SELECTION)


def similarity(
    source: Literal["atop", "corpus"] = "atop", *, scale: Literal["valued", "binary"] = "valued"
) -> Variable:
    """How alike the alliance portfolios of the two states of a dyad are in the year.

    A portfolio is what a state promises to each member of the system in the year. `s_unweighted` and `s_capability` are
    Signorino and Ritter's S (1999), every state alike or by its share of capabilities (CINC); `kappa` and `pi` are
    Cohen's kappa and Scott's pi with squared distances (Häge 2011), which take out the agreement that comes by chance.
    Definitions: `foedus.tables.portfolios`.

    Args:
        source: `atop` (1816 to 2018) or `corpus`, the treaties that ship (to the present year; `s_capability` to 2022).
        scale: `valued`: defense or offense 3, neutrality or nonaggression 2, consultation 1, nothing 0; `binary`: any
            of them 1. A state counts as promising itself the largest value.

    Raises:
        BadPanel: another source or scale.
    """
    if source == "atop":
        return atop_similarity.similarity(scale=scale)
    _known(source, "similarity")
    told = '"corpus"' if scale == "valued" else f'"corpus", scale={scale!r}'
    return atop_similarity.similarity_variable(
        f"similarity({told})", "corpus", _corpus, _YEARS, (), scale, note=_SELECTION
    )


def _known(source: str, what: str) -> None:
    if source != "corpus":
        raise BadPanel(f"{what}({source!r}): unknown source; write 'atop' or 'corpus'")


def _corpus() -> pl.DataFrame:
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
    kinds = [_kleene(pl.col("kind") == kind).alias(f"corpus_{kind}") for kind in atop.KINDS]
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
        (state, number, spell.start.year if spell.start else _YEARS[0], _until(spell.end, ends))
        for state, number, spell in listed
    ]
    frame = pl.DataFrame(rows, schema=["state", "code", "first", "last"], orient="row")
    years = pl.int_ranges("first", pl.col("last") + 1, dtype=pl.Int32).alias("year")
    return frame.select("state", pl.col("code").cast(pl.Int32), years).explode("year").unique()


def _until(end: date | None, ends: date) -> int:
    return SURVEYED.year if end is None or end >= ends else end.year
