"""Events: the indicators from which spells are counted, each with its whole record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.tables.variables.armed_conflicts import CONFLICT_YEARS, conflict_states
from foedus.tables.variables.disputes import DISPUTE_SOURCES, DISPUTE_YEARS, dispute_dyads, dispute_states
from foedus.tables.variables.wars import WAR_YEARS, civil_war_states, war_dyads, war_states

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import polars as pl

    from foedus.tables.align import Span
    from foedus.tables.rows import Unit

__all__ = ["EVENTS", "Event", "spell_name"]


@dataclass(frozen=True, slots=True)
class Event:
    """One indicator and where its record is.

    Attributes:
        system: the state system whose codes it has.
        sources: for each unit that has it, the data sets behind it.
        covers: the years of its record.
        record: for each of these units, what reads the record: one row a unit and year, with the indicator.
    """

    system: str
    sources: Mapping[Unit, tuple[str, ...]]
    covers: Span
    record: Mapping[Unit, Callable[[], pl.DataFrame]]

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units of analysis that have it."""
        return tuple(self.record)


def spell_name(event: str) -> str:
    """What the spells of an event are called: `cowmidongoing` and `cowmidonset` both give `cowmidspell`.

    >>> [spell_name(e) for e in ("cowmidonset", "gmlmidongoing_init", "ucdpongoing", "strike")]
    ['cowmidspell', 'gmlmidinitspell', 'ucdpspell', 'strikespell']
    """
    stem, _, init = event.partition("_")
    return stem.removesuffix("ongoing").removesuffix("onset") + init + "spell"


def _disputes(source: str, units: tuple[Unit, ...] = ("dyad", "state")) -> Event:
    readers: dict[Unit, Callable[[], pl.DataFrame]] = {
        "dyad": lambda: dispute_dyads(source),
        "state": lambda: dispute_states(source),
    }
    files: dict[Unit, tuple[str, ...]] = {unit: (DISPUTE_SOURCES[source][unit],) for unit in units}
    return Event("cow", files, DISPUTE_YEARS[source], {unit: readers[unit] for unit in units})


def _wars(kind: str) -> Event:
    if kind == "intra":
        return Event("cow", {"state": ("cow-war-intra",)}, WAR_YEARS, {"state": civil_war_states})
    return Event(
        "cow",
        {"dyad": ("cow-war-inter",), "state": ("cow-wars",)},
        WAR_YEARS,
        {"dyad": war_dyads, "state": war_states},
    )


def _conflicts() -> Event:
    return Event("gw", {"state": ("ucdp-acd",)}, CONFLICT_YEARS, {"state": conflict_states})


_MOMENTS = ("ongoing", "onset")

EVENTS: Mapping[str, Event] = {
    **{f"{source}mid{moment}": _disputes(source) for source in ("cow", "gml") for moment in _MOMENTS},
    **{f"gmlmid{moment}_init": _disputes("gml", ("state",)) for moment in _MOMENTS},
    **{f"cow{kind}{moment}": _wars(kind) for kind in ("inter", "intra") for moment in _MOMENTS},
    **{f"ucdp{moment}": _conflicts() for moment in _MOMENTS},
}
"""Every indicator whose spells can be counted from the source's own record."""
