"""Whittling: from every dispute of a dyad in a year to the one that stands for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import polars as pl

from foedus.errors import BadPanel
from foedus.tables.read import read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["RULES", "whittle"]

_KEY = ("ccode1", "ccode2", "year")
_ONSETS = ("disponset", "midonset", "cowmidonset", "gmlmidonset")


@dataclass(frozen=True, slots=True)
class _Rule:
    """Keep, of the disputes of a dyad-year, those with the best value.

    Attributes:
        best: the value, the higher the better.
        about: for facts about the dispute, what COW keeps in a file of its own and a rule brings along; the first one
            is what the rule looks at.
    """

    best: pl.Expr
    about: tuple[str, ...] = ()


_HALF = pl.when(pl.col("fatality") == -9).then(0.5).otherwise("fatality")  # deaths, but how many is not known

RULES: Mapping[str, _Rule] = {
    "onsets": _Rule(pl.col("disponset")),
    "fatality": _Rule(_HALF, ("fatality",)),
    "hostility": _Rule(pl.col("hostlev"), ("hostlev",)),
    "duration": _Rule(pl.col("mindur"), ("mindur", "maxdur")),
    "max_duration": _Rule(pl.col("maxdur"), ("maxdur", "mindur")),
    "reciprocation": _Rule(pl.col("recip"), ("recip",)),
    "start_month": _Rule(-pl.col("stmon"), ("stmon",)),
    "first": _Rule(-pl.col("dispnum")),
}
"""The rules by name, in the order in which the sources' own dyad-years are made."""


def whittle(source: Literal["cow", "gml"] | pl.DataFrame, rules: Sequence[str] = tuple(RULES)) -> pl.DataFrame:
    """Dispute-dyad-years, thinned by these rules until at best one dispute stands for a dyad and year.

    A dyad may have several disputes in a year (France and Italy had three in 1860), and a panel has room for one. Which
    one is the scholar's decision, and it changes results; each rule keeps, within each dyad-year, the disputes that

    - `onsets`: began in the year, where others only went on;
    - `fatality`: have the highest level of deaths (an unknown level counts between none and the lowest);
    - `hostility`: have the highest level of hostility;
    - `duration`, `max_duration`: lasted longest, by the shorter or by the longer estimate;
    - `reciprocation`: were answered in kind;
    - `start_month`: began earliest in their year;
    - `first`: have the lowest number, which is chance, and leaves one dispute to each dyad-year.

    All of these in this order make what `disputes()` adds (Gibler, Miller and Little 2016).

    Args:
        source: `cow` (MID 5.0) or `gml` (2.2.1), or a frame of your own with `ccode1, ccode2, year, dispnum` and what
            the rules look at.
        rules: in the order in which they are applied.

    Returns:
        The frame without the disputes that the rules drop: in its own order after `onsets` alone, by dyad, year and
        dispute after any other rule. COW keeps facts about a dispute in a file
        of its own: from there a rule brings the column it looks at (and `duration` both estimates).

    Raises:
        BadPanel: an unknown source or rule, or a frame without a column that is needed.
    """
    if isinstance(rules, str):
        raise BadPanel(f"whittle(rules={rules!r}): rules come in a list, in the order in which they apply: [{rules!r}]")
    strange = [rule for rule in rules if rule not in RULES]
    if strange:
        raise BadPanel(
            f"whittle: no rule {', '.join(map(repr, strange))}; write some of {', '.join(map(repr, RULES))}, in order"
        )
    told, more = _told(source)
    onset = next((name for name in _ONSETS if name in told.columns), None)
    for name in rules:
        rule = RULES[name]
        missing = [column for column in rule.about if column not in told.columns]
        if missing and more is not None:
            told = told.join(more.select("dispnum", *missing), on="dispnum", how="left", maintain_order="left")
        best = pl.col(onset) if name == "onsets" and onset else rule.best
        _refuse_missing(told, name, set(best.meta.root_names()))
        told = told.filter((best == best.max().over(_KEY)) | best.max().over(_KEY).is_null())
    return told if set(rules) <= {"onsets"} else told.sort(*_KEY, "dispnum", maintain_order=True)


def _told(source: str | pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame | None]:
    """The dispute-dyad-years, and the file of disputes if facts about them stand there."""
    if isinstance(source, pl.DataFrame):
        _refuse_missing(source, "every rule", {*_KEY, "dispnum"})
        return source, read("cow-mid-disps") if "disponset" in source.columns else None
    if source == "cow":
        return read("cow-mid-dirdisps"), read("cow-mid-disps")
    if source == "gml":
        return read("gml-dirdisp"), None
    raise BadPanel(f"whittle({source!r}): write 'cow', 'gml', or give a frame of dispute-dyad-years")


def _refuse_missing(told: pl.DataFrame, rule: str, wanted: set[str]) -> None:
    missing = sorted(wanted - set(told.columns))
    if missing:
        raise BadPanel(f"whittle: {rule} looks at {', '.join(missing)}, which the frame does not have")
