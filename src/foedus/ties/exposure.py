"""Who is exposed on a day: at war, in a war that only rests, in a strategic rivalry, or threatened by a claim.

Exposed is a plain word for four facts, each with whom it is against and where it is told; it is no forecast.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from foedus.errors import SourceAltered, SourceMissing
from foedus.sources.registry import source
from foedus.tables.read import read
from foedus.terms.flows import who_says
from foedus.ties.coverage import Coverage
from foedus.ties.numbers import whose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.terms.flows import Claims
    from foedus.terms.truth import Truth
    from foedus.terms.wars import War
    from foedus.world import World

__all__ = ["RIVALRIES", "Exposure", "exposures", "hostile_pairs", "rivals_on"]

RIVALRIES = "tss-rivalries"


@dataclass(frozen=True, slots=True, order=True)
class Exposure:
    """A state is exposed.

    Attributes:
        why: at war, suspended war (no peace treaty), strategic rivalry, or threat claimed.
        against: the other side, as far as it is named.
        sure: is it certain, or does a date leave it open?
        source: a war of the record, a data set with its year, or a matter of the ledger.
    """

    state: str
    why: str
    against: tuple[str, ...]
    sure: bool
    source: str

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {"why": self.why, "against": list(self.against), "sure": self.sure, "source": self.source}


def exposures(
    world: World, rivals: frozenset[frozenset[str]], evidence: Claims | None, rivalries_as_of: str
) -> dict[str, list[Exposure]]:
    """State -> why it is exposed on the world's day."""
    found: dict[str, list[Exposure]] = {}
    for each in (*_wars(world), *_rivalries(rivals, rivalries_as_of), *_threats(evidence)):
        found.setdefault(each.state, []).append(each)
    return {state: sorted(told) for state, told in sorted(found.items())}


def rivals_on(world: World) -> tuple[frozenset[frozenset[str]], Coverage]:
    """The pairs of strategic rivals in the year of the day, or in the last year that the source reaches.

    Thompson, Sakuwa and Suhas (2021): states that see in each other a competitor, a threat and an enemy. Where the
    source is not at hand there are none, and the reason.
    """
    last = source(RIVALRIES).last or 0
    year = min(world.horizon.year, last)
    try:
        rows = read(RIVALRIES).filter((pl.col("start") <= year) & (pl.col("end") >= year))
    except (SourceMissing, SourceAltered) as error:
        left = f"left out: {error}"
        return frozenset(), Coverage("strategic rivalries", RIVALRIES, None, None, (left,))
    pairs = rows.select("ccode1", "ccode2").iter_rows()
    found = frozenset(frozenset(whose(world.atlas, number, year) for number in pair) for pair in pairs)
    old = (f"those of {year} stand for {world.horizon.year}",) if year < world.horizon.year else ()
    return found, Coverage("strategic rivalries", RIVALRIES, year, year, old)


def hostile_pairs(world: World) -> frozenset[frozenset[str]]:
    """Pairs of states on the two sides of a war that is fought on the day or only rests."""
    return frozenset(
        frozenset((one, two))
        for ongoing in world.wars()
        for one in _side(ongoing.war, world, began=True)
        for two in _side(ongoing.war, world, began=False)
    )


def _side(war: War, world: World, *, began: bool) -> tuple[str, ...]:
    side = war.began if began else war.against
    return tuple(b.state for b in side if war.fights(b.state, side, world.horizon) is not False)


def _wars(world: World) -> Iterator[Exposure]:
    for ongoing in world.wars():
        sides = [_side(ongoing.war, world, began=began) for began in (True, False)]
        why = "at war" if ongoing.fought else "suspended war"
        for mine, theirs in (sides, sides[::-1]):
            for state in mine:
                sure: Truth = ongoing.war.takes_part(state, world.horizon)
                yield Exposure(state, why, theirs, bool(sure and ongoing.begun), f"war: {ongoing.war.id}")


def _rivalries(rivals: frozenset[frozenset[str]], as_of: str) -> Iterator[Exposure]:
    for pair in rivals:
        for state in pair:
            yield Exposure(state, "strategic rivalry", tuple(pair - {state}), sure=True, source=f"{RIVALRIES}: {as_of}")


def _threats(evidence: Claims | None) -> Iterator[Exposure]:
    for matter in () if evidence is None else evidence.matters(None, "threat"):
        sides = dict(matter.about)
        for state in sides.get("target", ()):
            yield Exposure(
                state,
                "threat claimed",
                tuple(sides.get("actor", ())),
                sure=False,
                source=f"{matter.key} ({who_says(matter)})",
            )
