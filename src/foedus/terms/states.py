"""States of the state system, and the entities that are none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from foedus.terms.when import Spell

if TYPE_CHECKING:
    from foedus.terms.places import Holder

__all__ = ["Actor", "Capital", "Code", "DatedName", "Entity", "State"]


_LISTS_BEGIN = date(1816, 1, 1)
"""Both lists of states begin here; who is a member on this day was a state before."""


@dataclass(frozen=True, slots=True)
class Code:
    """A number and letters that a list of states gives to a state for a spell of membership."""

    number: int
    letters: str
    spell: Spell


@dataclass(frozen=True, slots=True)
class DatedName:
    """What a state was called for a spell ("Prussia" to 1871)."""

    name: str
    spell: Spell


@dataclass(frozen=True, slots=True)
class Capital:
    """A seat of government with its coordinates in degrees, for a spell."""

    name: str
    lat: float
    lon: float
    spell: Spell
    aka: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """A member of the state system at some time since 1816, in the sense of continuous legal identity.

    West Germany and Germany are one record, East Germany another; the USSR and Russia are one, Yugoslavia and Serbia
    are one, Austria-Hungary and Austria are two. Codes and names therefore have dates.

    Attributes:
        code: what Foedus prints: ISO 3166 alpha-3 where the state has a code today, else `cow:` and the letters of
            the Correlates of War project (whose letters clash with ISO: COW `AUS` is Austria).
        name: usual English name.
        iso3: ISO 3166 alpha-3, if any; `former_iso3` are withdrawn ones (`SUN`, `YUG`).
        cow: Correlates of War numbers and letters with spells of membership (COW 2016).
        gw: Gleditsch and Ward numbers with spells (Gleditsch and Ward 1999).
        region: continent and sub-regions of the home territory.
        formerly: the states to which its territory belonged before it was a state, with their spells.
        became: for a state that is gone, those that it went into.
    """

    code: str
    name: str
    iso3: str | None = None
    former_iso3: tuple[str, ...] = ()
    cow: tuple[Code, ...] = ()
    gw: tuple[Code, ...] = ()
    names: tuple[DatedName, ...] = ()
    variants: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    capitals: tuple[Capital, ...] = ()
    region: tuple[str, ...] = ()
    formerly: tuple[Holder, ...] = ()
    became: tuple[str, ...] = ()

    @property
    def first_day(self) -> date | None:
        """The first day on which it was a state; `None` if it was one before the lists begin, or stands in none."""
        starts = [code.spell.start for code in (*self.cow, *self.gw)]
        first = min((start for start in starts if start), default=None)
        return None if first is None or None in starts or first <= _LISTS_BEGIN else first

    @property
    def last_day(self) -> date | None:
        """The last day on which it was a state; `None` if it is one today, or stands in no list."""
        ends = [code.spell.end for code in (*self.cow, *self.gw)]
        return max((end for end in ends if end), default=None) if None not in ends else None

    def exists(self, moment: date) -> bool:
        """Is it there on that day? A gap between two spells of membership, an occupation say, counts as well."""
        return moment in Spell(self.first_day, self.last_day)

    def called(self, moment: date) -> str:
        """The name on that day: a former name in its time, else the usual one."""
        return next((n.name for n in self.names if n.spell.end and moment in n.spell), self.name)

    def member(self, moment: date) -> bool:
        """Was it in the state system (of either list) on that day?"""
        return any(moment in code.spell for code in (*self.cow, *self.gw))

    def capital(self, moment: date) -> Capital | None:
        """The capital on that day, if a source names one."""
        return next((c for c in self.capitals if moment in c.spell), None)

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class Entity:
    """What is no member of the state system: a territory, an armed group, an organisation.

    It is never silently mapped to a state; `contested` says what is contested about it.
    """

    code: str
    name: str
    kind: str
    variants: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    contested: str = ""
    claimed_by: tuple[str, ...] = ()
    home: str | None = None
    region: tuple[str, ...] = ()
    spell: Spell = Spell()
    capital_name: str | None = None
    lat: float | None = None
    lon: float | None = None

    def called(self, moment: date) -> str:  # noqa: ARG002 - the same question as of a State
        """The name on that day."""
        return self.name

    def exists(self, moment: date) -> bool:
        """Is it there on that day?"""
        return moment in self.spell

    def __str__(self) -> str:
        return self.code


Actor = State | Entity
"""Whoever can attack or be attacked."""
