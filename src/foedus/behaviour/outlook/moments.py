"""Wars as rows: one for each war and each moment at which its sides changed, with what was known of them then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from foedus.atlas.load import shipped_atlas
from foedus.behaviour.covariates import FIRST, covariates
from foedus.behaviour.opportunities import Places
from foedus.behaviour.outlook.outcomes import ended_wars
from foedus.behaviour.outlook.sides import VARIABLES, of_sides

if TYPE_CHECKING:
    from foedus.behaviour.covariates import Covariates
    from foedus.behaviour.outlook.outcomes import Ended

__all__ = ["KEYS", "war_moments"]

KEYS = ("war", "stage", "year", "ended", "from_day", "to_day", "over", "outcome")
"""The columns that are no variables."""


def war_moments(wars: tuple[Ended, ...] | None = None, known: Covariates | None = None) -> pl.DataFrame:
    """One row for each war and each moment at which its sides changed.

    Columns: `war, stage`; `year` and `ended`, of its first and last day; `from_day` and `to_day`, the days of the war
    between which its sides stood so; `over`, 1 if the war ended then (0 before its last stage, and for a war that
    became one of another kind); `outcome` for the attacking side, null where it has none; and the variables of
    `foedus.behaviour.outlook.sides`. Whoever left a war early counts to its end, and truces count as war.

    Args:
        wars: left out, those of the record.
        known: what is known of states; left out, the sources.

    Raises:
        SourceMissing, SourceAltered: a source is not here and cannot be fetched, or is not the registered one.
    """
    atlas = shipped_atlas()
    known = known or covariates()
    places = Places(known, atlas)
    rows = []
    for war in wars if wars is not None else ended_wars(atlas):
        length = (war.end - war.start).days + 1
        begins = [max((one.on - war.start).days, 0) for one in war.stages]
        ends = [*begins[1:], length]
        for n, (one, begin, end) in enumerate(zip(war.stages, begins, ends, strict=True)):
            year = one.on.year
            sides = [places.all_of(side, year) for side in one.sides]
            if end <= begin or year - 1 < FIRST or not all(side.size for side in sides):
                continue
            values = of_sides(known, sides[0], sides[1], one.on)
            rows.append(
                {
                    "war": war.id,
                    "stage": n,
                    "year": war.start.year,
                    "ended": war.end.year,
                    "from_day": begin,
                    "to_day": end,
                    "over": int(end == length and war.outcome is not None),
                    "outcome": war.outcome,
                    **dict(zip(VARIABLES, values.tolist(), strict=True)),
                }
            )
    return pl.DataFrame(rows, infer_schema_length=None)
