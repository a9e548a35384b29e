"""Pacts through time: who was bound by each treaty from which day to which, as the law engine says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from foedus.briefing.sentences import short
from foedus.law.force import standing
from foedus.terms.treaties import KINDS
from foedus.terms.when import FIRST_DAY
from foedus.web.sources import ATOP, not_here
from foedus.world import LAST_DAY, World

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from foedus.terms.treaties import Treaty
    from foedus.terms.when import When
    from foedus.web.record import Record

__all__ = ["ATOP_ENDS", "SHOWN", "Membership", "Pact", "Pacts", "all_pacts"]

ATOP_ENDS = "2018-12-31"
"""The last day that ATOP 5.1 covers; from the next day on the corpus of Foedus stands in."""

SHOWN = {
    "help": ("defense", "offense"),
    "neutrality": ("neutrality",),
    "nonaggression": ("nonaggression",),
    "consultation": ("consultation",),
}
"""What a network may be about -> the kinds of duty that make a tie of it."""


@dataclass(frozen=True, slots=True)
class Membership:
    """A state bound by a pact from a day to a day, both inside; `certain` unless the record leaves it open."""

    state: str
    start: str
    end: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Pact:
    """One treaty through time; a beneficiary that is no party is a member as long as the treaty stands."""

    id: str
    name: str
    kinds: tuple[str, ...]
    source: str
    members: tuple[Membership, ...]

    def on(self, day: str) -> tuple[Membership, ...]:
        """Who was bound on the day; nobody, if fewer than two."""
        found = tuple(m for m in self.members if m.start <= day <= m.end)
        return found if len({m.state for m in found}) > 1 else ()


@dataclass(frozen=True, slots=True)
class Pacts:
    """Pacts of both sources; `atop` tells whether ATOP is at hand, and `missing` why it is not."""

    every: tuple[Pact, ...]
    atop: bool
    missing: str

    def source_on(self, day: str) -> str:
        """Which source stands for the day."""
        return "atop" if self.atop and day <= ATOP_ENDS else "corpus"

    def on(self, day: str, shown: str) -> list[tuple[Pact, tuple[Membership, ...]]]:
        """The pacts of a kind that tie states on the day, with those whom they bind then."""
        source, kinds = self.source_on(day), SHOWN[shown]
        chosen = (p for p in self.every if p.source == source and not set(kinds).isdisjoint(p.kinds))
        return [(pact, members) for pact in chosen if (members := pact.on(day))]


def all_pacts(record: Record) -> Pacts:
    """Every treaty of ATOP, if it is here, and of the corpus, through time."""
    ours = record.treaties()
    names = {t.atop: short(t) for t in ours if t.atop is not None}
    found = list(_through_time(ours, "corpus", {}))
    missing = not_here(ATOP)
    if not missing:
        found += _through_time(record.treaties("atop"), "atop", names)
    return Pacts(tuple(found), not missing, missing)


def _through_time(treaties: Iterable[Treaty], source: str, names: Mapping[int, str]) -> Iterator[Pact]:
    """Each treaty as a pact, under the name that the corpus has for the same instrument, if any."""
    for treaty in treaties:
        told = {c.kind for c in treaty.clauses}
        members = tuple(_members(treaty))
        if members and told:
            name = names.get(treaty.atop) if treaty.atop is not None else None
            yield Pact(treaty.id, name or short(treaty), tuple(k for k in KINDS if k in told), source, members)


def _members(treaty: Treaty) -> Iterator[Membership]:
    """Each state's spells, read off the engine on every day on which something may change."""
    days = sorted(_turning_days(treaty))
    worlds = [World((treaty,), day) for day in days]
    ends = [*(d - timedelta(days=1) for d in days[1:]), LAST_DAY]
    for state in dict.fromkeys((*treaty.states, *(s for c in treaty.clauses for s in (*c.promisors, *c.promisees)))):
        told = [standing(treaty, state, world).in_force for world in worlds]
        begun = None
        for n, truth in enumerate(told):
            if truth is not False and begun is None:
                begun = n
            if begun is not None and (n + 1 == len(told) or told[n + 1] is not truth):
                yield Membership(state, days[begun].isoformat(), ends[n].isoformat(), truth is True)
                begun = None


def _turning_days(treaty: Treaty) -> set[date]:
    moments: list[When | None] = [treaty.in_force, treaty.end, treaty.signed]
    moments += [when for p in treaty.parties for when in (p.entry, p.exit, p.signed)]
    days = {day for when in moments if when is not None for day in (when.earliest, when.latest) if day is not None}
    return {FIRST_DAY} | {day for day in days if FIRST_DAY <= day <= LAST_DAY}
