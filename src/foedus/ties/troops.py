"""Troops of the United States abroad, year by year, from its own published strengths.

No source at hand counts the troops of other states; theirs stand in the dated record of forces
(`foedus.ties.stationed`) and in evidence. The two are never added: they count on other days and by other rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from foedus.sources.registry import source
from foedus.tables.read import read
from foedus.terms.flows import Flow
from foedus.terms.when import When
from foedus.ties.coverage import Coverage
from foedus.ties.numbers import numbers_of, whose

if TYPE_CHECKING:
    from foedus.atlas.atlas import Atlas

__all__ = ["SOURCE", "troops_from", "troops_to"]

SOURCE = "troopdata-deployments"
_SENDER, _LARGEST = 2, 990
_GENERAL = (
    "active duty troops as the Department of Defense publishes them: rotating units are mostly not in them",
    "a place that is not listed in a year is unknown, not zero",
    "single years jump where the department counted otherwise (South Korea in 2008)",
)


def troops_to(atlas: Atlas, code: str) -> tuple[list[Flow], Coverage]:
    """American troops on the land of this state.

    Raises:
        SourceMissing: the file is not here and cannot be fetched.
    """
    what = f"troops of the United States in {code}"
    rows = _counted().filter(pl.col("ccode").is_in(numbers_of(atlas, code)))
    return _told(atlas, what, rows, f"{code} is not listed in the file")


def troops_from(atlas: Atlas, code: str) -> tuple[list[Flow], Coverage]:
    """Troops of this state abroad: only those of the United States are counted by a source."""
    if code != "USA":
        says = "no source at hand counts its troops abroad by year: see the dated record of forces, and evidence"
        return [], Coverage(f"troops of {code} abroad", SOURCE, None, None, (says,))
    return _told(atlas, "troops of the United States abroad", _counted(), "")


def _counted() -> pl.DataFrame:
    """One row a place and year: states only, the United States left out.

    Since 2013 some states stand twice in a year, under two spellings of which one has zeros: the larger figure counts.
    """
    listed = read(SOURCE).filter(
        (pl.col("ccode") != _SENDER) & (pl.col("ccode") <= _LARGEST) & pl.col("troops_ad").is_not_null()
    )
    return listed.group_by("ccode", "year").agg(pl.col("troops_ad").max()).sort("ccode", "year")


def _told(atlas: Atlas, what: str, rows: pl.DataFrame, absent: str) -> tuple[list[Flow], Coverage]:
    if not rows.height:
        return [], Coverage(what, SOURCE, None, None, (absent,))
    flows = [
        Flow("troops", "USA", host, When.parse(str(year)), float(n), float(n), "troops", "present", SOURCE)
        for number, year, n in rows.iter_rows()
        if (host := whose(atlas, number, year)) != "USA"
    ]
    registered = source(SOURCE)
    return flows, Coverage(what, SOURCE, registered.first, registered.last, _GENERAL)
