"""Armed conflicts: contested incompatibilities with twenty-five deaths in battle in a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from foedus.errors import BadPanel
from foedus.tables.align import monadic
from foedus.tables.read import read
from foedus.tables.variable import Variable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.tables.rows import Rows

__all__ = ["CONFLICT_YEARS", "armed_conflicts", "conflict_states"]

CONFLICT_YEARS = (1946, 2024)

_INDICATORS = ("ucdpongoing", "ucdponset")
_COLUMNS = (*_INDICATORS, "maxintensity", "conflict_ids")
_TYPES = ("extrasystemic", "interstate", "intrastate", "II")
_ISSUES = ("territory", "government", "both")


def armed_conflicts(
    type: str | Sequence[str] | None = None,  # noqa: A002 - the name that users of the peer know
    *,
    issue: str | Sequence[str] | None = None,
    only_wars: bool = False,
) -> Variable:
    """Armed conflicts of a state in the year, by the Uppsala Conflict Data Program (with PRIO).

    UCDP/PRIO Armed Conflict Dataset 25.1 (Gleditsch and others 2002; Davies and others 2025): `ucdpongoing` is 1 if the
    state stood on side A of a conflict that reached 25 deaths in battle in the year, `ucdponset` if an episode of one
    began in it, `maxintensity` the highest level (1 minor, 2 war: a thousand deaths), and `conflict_ids` the numbers of
    the conflicts. Side A is the government in conflicts within a state, and one of the two sides between states: which
    is convention, so side B of a war between states has 0 here, and so have those who only send troops.

    A panel holds one choice of conflicts.

    Args:
        type: `intrastate`, `II` (internationalized intrastate), `interstate`, `extrasystemic`, or several; left out,
            all.
        issue: what it is about: `territory`, `government`, or `both`, a category of its own; left out, all.
        only_wars: only conflict-years of a thousand deaths.

    Coverage: 1946 to 2024, in Gleditsch and Ward's codes (COW panels need `crosswalk()`); null outside.
    """
    types, issues = _several("type", type, _TYPES), _several("issue", issue, _ISSUES)
    return Variable(
        name="armed_conflicts()",
        units=("state",),
        systems=("gw",),
        sources={"gw": ("ucdp-acd",)},
        columns={"state": _COLUMNS},
        build=lambda rows: _build(rows, types, issues, only_wars=only_wars),
        prefix="ucdp",
        records={name: lambda: conflict_states(types, issues, only_wars=only_wars) for name in _INDICATORS},
    )


def conflict_states(
    types: Sequence[str] = _TYPES, issues: Sequence[str] = _ISSUES, *, only_wars: bool = False
) -> pl.DataFrame:
    """One row a state and year with a conflict of these kinds in which it stood on side A."""
    told = read("ucdp-acd").filter(pl.col("type_of_conflict").is_in(types) & pl.col("incompatibility").is_in(issues))
    if only_wars:
        told = told.filter(pl.col("intensity_level") == 2)
    began = (pl.date(1970, 1, 1) + pl.duration(days="start_date2")).dt.year() == pl.col("year")
    each = told.group_by(pl.col("gwno_a").alias("code"), "year", "conflict_id").agg(
        began.max().cast(pl.Int32).alias("ucdponset"), pl.col("intensity_level").max()
    )
    return (
        each.sort("code", "year", "conflict_id")
        .group_by("code", "year", maintain_order=True)
        .agg(
            pl.lit(1, pl.Int32).alias("ucdpongoing"),
            pl.col("ucdponset").max(),
            pl.col("intensity_level").max().alias("maxintensity"),
            pl.col("conflict_id").cast(pl.String).str.join("; ").alias("conflict_ids"),
        )
    )


def _several(name: str, wanted: str | Sequence[str] | None, known: Sequence[str]) -> tuple[str, ...]:
    named = tuple(known) if wanted is None else (wanted,) if isinstance(wanted, str) else tuple(wanted)
    strange = [each for each in named if each not in known]
    if strange or not named:
        raise BadPanel(
            f"armed_conflicts({name}={wanted!r}): write some of {', '.join(map(repr, known))}, or leave it out"
        )
    return named


def _build(rows: Rows, types: Sequence[str], issues: Sequence[str], *, only_wars: bool) -> list[pl.Series]:
    record = conflict_states(types, issues, only_wars=only_wars)
    return monadic(rows, record, _COLUMNS, CONFLICT_YEARS, zero=_INDICATORS)
