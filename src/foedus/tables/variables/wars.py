"""Wars: sustained combat with a thousand deaths in battle, between states or within one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import polars as pl

from foedus.errors import BadPanel
from foedus.tables.align import dyadic, monadic
from foedus.tables.read import read
from foedus.tables.variable import Variable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedus.tables.rows import Rows, Unit

__all__ = ["WAR_YEARS", "civil_war_states", "war_dyads", "war_states", "wars"]

WAR_YEARS = (1816, 2007)

_INTER = ("cowinterongoing", "cowinteronset")
_ABOUT_BOTH = tuple(f"{name}{side}" for name in ("sidea", "initiator", "outcome", "batdeath") for side in "12")
_DYADS = (*_INTER, *_ABOUT_BOTH, "resume")
_INTRA = ("cowintraonset", "cowintraongoing")
_INTRA_STATES = (
    "warnum",
    "warname",
    "wartype",
    *_INTRA,
    "intnl",
    "outcome",
    "sideadeaths",
    "sidebdeaths",
    "intrawarnums",
)
_SOURCES: Mapping[str, Mapping[Unit, tuple[str, ...]]] = {
    "inter": {"dyad": ("cow-war-inter",), "state": ("cow-wars",)},
    "intra": {"state": ("cow-war-intra",)},
}
_TYPES = ("all", "central control", "local issues")


def wars(
    kind: Literal["inter", "intra"] = "inter",
    *,
    intratype: Literal["all", "central control", "local issues"] = "all",
) -> Variable:
    """Wars of the Correlates of War project (Sarkees and Wayman 2010), between states or within a state.

    `inter` (version 4.0), for dyads: `cowinterongoing` and `cowinteronset`, and of the war each state's side (1 or 2),
    whether it initiated the war, the outcome for it (1 won, 2 lost, 3 compromise, 4 changed into another kind of war,
    5 ongoing, 6 stalemate, 7 below the level of war, 8 changed sides), its deaths in battle, and whether this is a
    `resume`d war. One war for each dyad and year: the one that began, then the deadliest. For states, the two
    indicators from the participants' own years, so that a new enemy in a war that goes on is no onset.

    `intra` (version 4.1), for states: civil wars of the state against armed groups within, `wartype` over central
    control or local issues; states that only intervened have none. One war for each state and year, chosen in the same
    way; `intrawarnums` names all of them. `sideadeaths` and `sidebdeaths` are -9 where the source does not know.

    Args:
        kind: `inter` or `intra`.
        intratype: of civil wars, those over `central control` or over `local issues` only.

    Coverage: 1816 to 2007; the indicators are zero inside where there was no war, and null outside but for the one
    state-year after 2007 of which the source speaks (Somalia 2008, when its war ended).
    """
    if kind not in _SOURCES:
        raise BadPanel(f"wars({kind!r}): unknown kind; write 'inter' (between states) or 'intra' (within a state)")
    if intratype not in _TYPES or (kind == "inter" and intratype != "all"):
        raise BadPanel(
            f"wars({kind!r}, intratype={intratype!r}): of civil wars, write 'all', 'central control' or 'local issues'"
        )
    made = Variable(
        name=f'wars("{kind}")',
        units=tuple(_SOURCES[kind]),
        systems=("cow",),
        sources={},
        columns={"dyad": _DYADS, "state": _INTER} if kind == "inter" else {"state": _INTRA_STATES},
        build=_between if kind == "inter" else lambda rows: _within(rows, intratype),
        prefix=f"cow{kind}",
        records={name: lambda: civil_war_states(intratype) for name in _INTRA} if kind == "intra" else {},
    )
    return replace(
        made, bind=lambda panel: replace(made, sources={"cow": _SOURCES[kind].get(panel.unit, ())}, bind=None)
    )


def war_dyads() -> pl.DataFrame:
    """One war a directed dyad and year: the one that began; then the deadliest; then the first, and its first phase."""
    told = read("cow-war-inter").rename({"ccode1": "code1", "ccode2": "code2"})
    deaths = [pl.when(pl.col(name) >= 0).then(pl.col(name)).alias(name) for name in ("batdeath1", "batdeath2")]
    known = told.with_columns(deaths)
    return _one_each(known, ["code1", "code2", "year"], "cowinteronset", ("batdeath1", "batdeath2"), "resume")


def war_states() -> pl.DataFrame:
    """One row a state and year of war with another state, from the participants' first and second phases."""
    parts = read("cow-wars").rename({"ccode": "code"})
    phases = [
        parts.filter(pl.col(f"StartYear{phase}") > 0).select(
            "code",
            pl.col(f"StartYear{phase}").alias("begun"),
            pl.int_ranges(f"StartYear{phase}", pl.col(f"EndYear{phase}") + 1, dtype=pl.Int32).alias("year"),
        )
        for phase in (1, 2)
    ]
    began = (pl.col("year") == pl.col("begun")).max().cast(pl.Int32)
    yearly = pl.concat(phases).explode("year").group_by("code", "year")
    return yearly.agg(cowinterongoing=pl.lit(1, pl.Int32), cowinteronset=began).sort("code", "year")


def civil_war_states(intratype: str = "all") -> pl.DataFrame:
    """One civil war a state and year, chosen as for dyads, with the numbers of all of them."""
    told = read("cow-war-intra").filter(pl.col("primary_state") == 1).rename({"ccodea": "code"})
    if intratype != "all":
        told = told.filter(pl.col("wartype") == intratype)
    told = told.sort("code", "year", "warnum", "resume_combat")
    numbers = told.group_by("code", "year").agg(pl.col("warnum").cast(pl.String).str.join("; ").alias("intrawarnums"))
    one = _one_each(told, ["code", "year"], "cowintraonset", ("sideadeaths", "sidebdeaths"), "resume_combat")
    return one.join(numbers, on=["code", "year"], how="left", maintain_order="left")


def _one_each(told: pl.DataFrame, key: list[str], onset: str, deaths: tuple[str, str], resumed: str) -> pl.DataFrame:
    counted = [pl.col(name).clip(0).fill_null(0) for name in deaths]
    by = [*key, pl.col(onset), counted[0] + counted[1], pl.col("warnum"), pl.col(resumed)]
    best_first = told.sort(by, descending=[False] * len(key) + [True, True, False, False])
    return best_first.unique(key, keep="first", maintain_order=True)


def _between(rows: Rows) -> list[pl.Series]:
    if rows.unit == "dyad":
        return dyadic(rows, war_dyads(), _DYADS, WAR_YEARS, zero=_INTER)
    return monadic(rows, war_states(), _INTER, WAR_YEARS, zero=_INTER)


def _within(rows: Rows, intratype: str) -> list[pl.Series]:
    return monadic(rows, civil_war_states(intratype), _INTRA_STATES, WAR_YEARS, zero=_INTRA)
