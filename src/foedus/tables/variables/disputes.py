"""Militarized interstate disputes: threats, displays and uses of force short of war, and wars."""

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

__all__ = ["DISPUTE_SOURCES", "DISPUTE_YEARS", "Initiation", "dispute_dyads", "dispute_states", "disputes"]

Initiation = Literal["sidea-all-joiners", "sidea-with-joiners", "sidea-orig"]

DISPUTE_YEARS = {"cow": (1816, 2014), "gml": (1816, 2010)}

DISPUTE_SOURCES: Mapping[str, Mapping[Unit, str]] = {
    "cow": {"dyad": "cow-mid-ddydisps", "state": "mid-b"},
    "gml": {"dyad": "gml-mid-ddydisps", "state": "gml-part"},
}
"""The data set for dyads, and the list of participants for states."""

_LEADERS_FROM = 1866  # the last year in which a dispute of GML has no participant with a known leader

_ABOUT_BOTH = tuple(
    f"{name}{side}" for name in ("sidea", "fatality", "fatalpre", "hiact", "hostlev", "orig") for side in "12"
)
_DISPUTE = {
    "cow": ("fatality", "hostlev", "mindur", "maxdur", "recip", "stmon"),
    "gml": ("fatality", "hostlev", "recip", "mindur", "maxdur", "stmon"),
}
_DYADS = {
    "cow": ("dispnum", "cowmidongoing", "cowmidonset", *_ABOUT_BOTH, *_DISPUTE["cow"]),
    "gml": ("dispnum", "gmlmidongoing", "gmlmidonset", *_ABOUT_BOTH, *_DISPUTE["gml"]),
}
_STATES = {
    "cow": ("cowmidongoing", "cowmidonset"),
    "gml": ("gmlmidongoing", "gmlmidonset", "gmlmidongoing_init", "gmlmidonset_init"),
}
_INITIATION: Mapping[str, pl.Expr] = {
    "sidea-all-joiners": (pl.col("sidea") == 1) | (pl.col("orig") == 0),
    "sidea-with-joiners": pl.col("sidea") == 1,
    "sidea-orig": (pl.col("sidea") == 1) & (pl.col("orig") == 1),
}


def disputes(
    source: Literal["cow", "gml"] = "cow",
    *,
    columns: Literal["all", "minimal"] = "all",
    init: Initiation = "sidea-all-joiners",
) -> Variable:
    """Militarized interstate disputes (MIDs) between the two states of a dyad, or of a state, in the year.

    For dyads, one dispute for each dyad and year: where a dyad had several, the one that began, then the one with the
    most deaths, the highest hostility, the longest, and so on (see `whittle`). `...ongoing` is 1 if a dispute went on
    in the year, `...onset` if one began. The dyads are naive: states on opposite sides in overlapping years, also when
    they never met.

    For states, the indicators only, from the participants' own years: ongoing from the first to the last year of a
    state's part in a dispute, onset in the first. GML adds `gmlmidongoing_init` and `gmlmidonset_init` for the disputes
    that the state initiated.

    Args:
        source: `cow` (MID 5.0, Palmer and others 2022; 1816 to 2014) or `gml` (version 2.2.1, Gibler, Miller and Little
            2016; 1816 to 2010).
        columns: for dyads, `minimal` brings the two indicators only.
        init: for states, and `gml`, who initiates. The data name sides and originators, not initiators, so this is a
            judgement: `sidea-orig`, a state that stood on side A when the dispute began; `sidea-with-joiners`, also one
            that joined side A; `sidea-all-joiners`, also one that joined side B, for states that join are rarely drawn
            in (the choice of the data's own makers, and the default).

    Coverage: the years above; the indicators are zero inside them where there was no dispute and null outside.
    GML's states leave out the 99 disputes, all begun before 1867, in which no participant's leader is known, as
    peacesciencer does; the panel's notes say so where it matters.
    """
    if source not in DISPUTE_SOURCES:
        raise BadPanel(f"disputes({source!r}): unknown source; write 'cow' or 'gml'")
    if columns not in ("all", "minimal"):
        raise BadPanel(f"disputes(columns={columns!r}): write 'all' or 'minimal'")
    if init not in _INITIATION:
        raise BadPanel(f"disputes(init={init!r}): write {' or '.join(map(repr, _INITIATION))}")
    wanted = _DYADS[source] if columns == "all" else _indicators(source)
    made = Variable(
        name=f'disputes("{source}")',
        units=("dyad", "state"),
        systems=("cow",),
        sources={"cow": (DISPUTE_SOURCES[source]["dyad"],)},
        columns={"dyad": wanted, "state": _STATES[source]},
        build=lambda rows: _build(rows, source, wanted, init),
        prefix=source,
        note=_without_leaders if source == "gml" else None,
        records={name: lambda: dispute_states(source, init) for name in _STATES[source] if name.endswith("_init")},
    )
    return replace(
        made, bind=lambda panel: replace(made, sources={"cow": (DISPUTE_SOURCES[source][panel.unit],)}, bind=None)
    )


def dispute_dyads(source: str) -> pl.DataFrame:
    """One dispute a directed dyad and year."""
    return read(DISPUTE_SOURCES[source]["dyad"]).rename({"ccode1": "code1", "ccode2": "code2"})


def dispute_states(source: str, init: Initiation = "sidea-all-joiners") -> pl.DataFrame:
    """One row a state and year with a dispute: `code`, `year` and the indicators of states.

    From the participants, not from the dyads: a state's part begins once, while each new opponent begins a dyad. A
    state may take part in one dispute more than once (it leaves and returns, or changes sides), and each part begins.
    """
    parts = read(DISPUTE_SOURCES[source]["state"])
    ongoing, onset = _indicators(source)
    told = [pl.lit(1, pl.Int32).alias(ongoing), pl.col("begins").max().alias(onset)]
    if source == "gml":
        parts = parts.filter((pl.col("allmiss_leader_start") == 0) & (pl.col("allmiss_leader_end") == 0))
        begun_by = (pl.col("init") * pl.col("begins")).max()
        told += [pl.col("init").max().alias(f"{ongoing}_init"), begun_by.alias(f"{onset}_init")]
    yearly = parts.select(
        pl.col("ccode").alias("code"),
        "styear",
        pl.int_ranges("styear", pl.col("endyear") + 1, dtype=pl.Int32).alias("year"),
        _INITIATION[init].cast(pl.Int32).alias("init"),
    ).explode("year")
    begun = yearly.with_columns((pl.col("year") == pl.col("styear")).cast(pl.Int32).alias("begins"))
    return begun.group_by("code", "year").agg(told).sort("code", "year")


def _build(rows: Rows, source: str, columns: tuple[str, ...], init: Initiation) -> list[pl.Series]:
    if rows.unit == "dyad":
        return dyadic(rows, dispute_dyads(source), columns, DISPUTE_YEARS[source], zero=_indicators(source))
    return monadic(rows, dispute_states(source, init), _STATES[source], DISPUTE_YEARS[source], zero=_STATES[source])


def _without_leaders(rows: Rows) -> str | None:
    if rows.unit == "dyad" or rows.first > _LEADERS_FROM:
        return None
    return (
        'disputes("gml"): the 99 disputes in which no participant\'s leader is known are left out, and their '
        f"state-years have 0 unless there was another; all of them began before {_LEADERS_FROM + 1}."
    )


def _indicators(source: str) -> tuple[str, str]:
    return f"{source}midongoing", f"{source}midonset"
