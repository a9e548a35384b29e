"""Places, who holds them when, and the areas to which treaties limit their duties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.terms.when import Spell

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Area", "AreaItem", "Dispute", "Holder", "Place"]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a place for a spell: as sovereign, or as administering power."""

    state: str
    spell: Spell


@dataclass(frozen=True, slots=True)
class Dispute:
    """States with a live claim to a place, the holder among them."""

    states: tuple[str, ...]
    spell: Spell


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere an attack can happen.

    Attributes:
        kind: land, island, sea, strait, city, base, feature (reef, shoal, rock), zone.
        inside: ids of all places that hold it, nearest first; a state's code is the id of its home territory.
        lat, lon: degrees.
        region, seas: words of the vocabulary in `places.yaml`.
        sovereign, administered: holders with spells; where nobody administers apart, the sovereign does.
        disputed: live claims; sovereignty over a disputed place is unknown for its claimants.
        status: metropolitan, overseas or international.
    """

    id: str
    name: str
    kind: str
    lat: float | None = None
    lon: float | None = None
    inside: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    seas: tuple[str, ...] = ()
    sovereign: tuple[Holder, ...] = ()
    administered: tuple[Holder, ...] = ()
    disputed: tuple[Dispute, ...] = ()
    status: str = "metropolitan"
    aka: tuple[str, ...] = ()
    note: str = ""

    def sovereigns(self, moment: date) -> tuple[str, ...]:
        """Who was sovereign on that day; several for a condominium, nobody for the high seas."""
        return tuple(h.state for h in self.sovereign if moment in h.spell)

    def administrators(self, moment: date) -> tuple[str, ...]:
        """Who governed it on that day: the administering power, else the sovereign."""
        apart = tuple(h.state for h in self.administered if moment in h.spell)
        return apart or self.sovereigns(moment)

    def claimants(self, moment: date) -> tuple[str, ...]:
        """Who had a live claim on that day."""
        return tuple(state for d in self.disputed if moment in d.spell for state in d.states)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class AreaItem:
    """One way to lie inside an area: every field given must fit.

    `sovereign` and `administered` hold state codes, or the words `parties` and `promisee`.
    """

    place: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    seas: tuple[str, ...] = ()
    sovereign: tuple[str, ...] = ()
    administered: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    north_of: float | None = None
    south_of: float | None = None
    polygon: tuple[tuple[float, float], ...] = ()
    spell: Spell = Spell()


@dataclass(frozen=True, slots=True)
class Area:
    """The area to which a treaty limits a duty, as data: inside are `any_of` less `none_of`; `unknown` is contested."""

    id: str
    name: str
    any_of: tuple[AreaItem, ...]
    none_of: tuple[AreaItem, ...] = ()
    unknown: tuple[AreaItem, ...] = ()
    note: str = ""
