"""The world on a day, as known on a day: treaties, wars, forces abroad, umbrellas, places, names; frozen.

Two clocks. `on` is the day in the world; `known_on` what was public or recorded by that day. A treaty signed and not in
force is not law; a treaty kept secret until 1939 is not known in 1938. Left out, `known_on` means all known today.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from foedus.atlas.abroad import concerned, forces_on, umbrellas_on
from foedus.atlas.load import shipped_atlas
from foedus.errors import BadDate, UnknownName
from foedus.terms.truth import Truth, all_of, negate
from foedus.terms.when import FIRST_DAY, day

if TYPE_CHECKING:
    from collections.abc import Collection

    from foedus.atlas.atlas import Atlas
    from foedus.terms.evidence import Evidence
    from foedus.terms.forces import ForceAbroad
    from foedus.terms.treaties import Treaty
    from foedus.terms.umbrellas import UmbrellaOpen
    from foedus.terms.wars import Halt, War

__all__ = ["LAST_DAY", "SURVEYED", "Notes", "OngoingWar", "World"]

Page = TypeVar("Page")

SURVEYED = date(2026, 7, 31)
"""The day up to which the corpus was surveyed: no page that was read reaches further."""

LAST_DAY = date(2030, 12, 31)
"""No question reaches further: a day so far after the survey has no record at all."""


@dataclass(frozen=True, slots=True)
class OngoingWar:
    """A war on a day: begun for certain or perhaps, fought on or suspended."""

    war: War
    begun: Truth
    halt: Halt | None

    @property
    def fought(self) -> bool:
        """Is it fought, not suspended by an armistice or a lasting ceasefire?"""
        return self.halt is None


class Notes:
    """What has been worked out about one world, so that it is worked out once: a page for each who takes notes.

    >>> notes = Notes()
    >>> notes.page(list).append(1914)
    >>> notes.page(list)
    [1914]
    """

    __slots__ = ("_pages",)

    def __init__(self) -> None:
        self._pages: dict[type, object] = {}

    def page(self, kind: type[Page]) -> Page:
        """The page of this type, an empty one at first."""
        found = self._pages.get(kind)
        if not isinstance(found, kind):
            found = self._pages[kind] = kind()
        return found


@dataclass(slots=True)
class _Treaties:
    """The treaties of a record by their ids."""

    by_id: dict[str, Treaty] | None = None


@dataclass(slots=True)
class _Wars:
    """The wars of a world, and by state."""

    ongoing: tuple[OngoingWar, ...] | None = None
    of: dict[str, tuple[OngoingWar, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class _Abroad:
    """The forces abroad and the umbrellas of a world."""

    forces: tuple[ForceAbroad, ...] | None = None
    umbrellas: tuple[UmbrellaOpen, ...] | None = None


@dataclass(frozen=True, slots=True, init=False)
class World:
    """What holds on a day, as known on a day.

    Args:
        treaties: the corpus to read (`foedus.treaties()`).
        on: the day in the world, `YYYY-MM-DD` or a date.
        known_on: what was public by this day; left out, everything known today.
        atlas: states, places, areas, wars, forces abroad and umbrellas; left out, those that ship. What evidence adds
            comes in as `atlas.revised(forces)`.
        evidence: what a ledger tells of the day, if there is one (`foedus.ledger.fold`).

    Attributes:
        notes: what has been worked out about this day.
        lasting: what has been worked out about the treaties and holds on every day; worlds made by `at` share it.

    Raises:
        BadDate: no such day, or a day that no source reaches.

    >>> import foedus as fd
    >>> world = fd.World(fd.treaties(), on="2024-10-19")
    >>> [w.war.id for w in world.wars_of("PRK") if not w.fought]
    ['korea-1950']
    """

    treaties: tuple[Treaty, ...]
    on: date
    known_on: date | None
    atlas: Atlas
    evidence: Evidence | None = field(repr=False, compare=False)
    notes: Notes = field(repr=False, compare=False)
    lasting: Notes = field(repr=False, compare=False)

    def __init__(
        self,
        treaties: tuple[Treaty, ...] | list[Treaty],
        on: str | date,
        known_on: str | date | None = None,
        atlas: Atlas | None = None,
        evidence: Evidence | None = None,
    ) -> None:
        put = object.__setattr__
        put(self, "treaties", tuple(treaties))
        put(self, "on", _within_reach(day(on)))
        put(self, "known_on", None if known_on is None else _within_reach(day(known_on)))
        put(self, "atlas", atlas or shipped_atlas())
        put(self, "evidence", evidence)
        put(self, "notes", Notes())
        put(self, "lasting", Notes())

    @property
    def horizon(self) -> date:
        """The last day whose events count: the earlier of the two clocks."""
        return self.on if self.known_on is None else min(self.on, self.known_on)

    def at(self, on: str | date, known_on: str | date | None = None) -> World:
        """The same record on another day, and the same ledger folded for it."""
        if self.evidence is not None:
            folded: World = self.evidence.on_day(on, known_on)
            return folded
        other = World(self.treaties, on, known_on, self.atlas)
        object.__setattr__(other, "lasting", self.lasting)
        return other

    def less(self, keys: Collection[str]) -> World:
        """The same day without these treaties: itself, if none is named.

        Raises:
            UnknownName: no treaty is called so.

        >>> import foedus as fd
        >>> world = fd.World(fd.treaties(), on="2026-11-01")
        >>> len(world.treaties) - len(world.less(["1949-north-atlantic"]).treaties)
        1
        """
        for key in keys:
            self.treaty(key)
        if not keys:
            return self
        left = None if self.evidence is None else self.evidence.less(frozenset(keys))
        kept = tuple(t for t in self.treaties if t.id not in keys)
        return World(kept, self.on, self.known_on, self.atlas, left)

    def cited(self, what: str, *fields: str) -> str:
        """A source with the entries of the ledger that say the same beside it: "2024-russia-dprk; ledger c1f3...".

        Three entries are named and the others counted; those that say otherwise stand after "against".
        """
        told = () if self.evidence is None else self.evidence.cites(what, fields)
        if not told:
            return what
        cut = told.index("against") if "against" in told else len(told)
        parts = [f"{sign}{_some(keys)}" for sign, keys in (("", told[:cut]), ("against: ", told[cut + 1 :])) if keys]
        return f"{what}; ledger {'; '.join(parts)}"

    def treaty(self, key: str) -> Treaty:
        """The treaty with this id."""
        page = self.lasting.page(_Treaties)
        if page.by_id is None:
            page.by_id = {t.id: t for t in reversed(self.treaties)}
        found = page.by_id.get(key)
        if found is None:
            raise UnknownName("treaty", key, [t.id for t in self.treaties], "`foedus treaties` lists them")
        return found

    def wars(self) -> tuple[OngoingWar, ...]:
        """Interstate wars that have begun and not ended, suspended ones among them."""
        page = self.notes.page(_Wars)
        if page.ongoing is None:
            begun = ((war, war.begun(self.horizon)) for war in self.atlas.wars)
            page.ongoing = tuple(OngoingWar(war, how, war.halt(self.horizon)) for war, how in begun if how is not False)
        return page.ongoing

    def wars_of(self, state: str) -> tuple[OngoingWar, ...]:
        """Those in which this state fights, may fight or has an armistice."""
        known = self.notes.page(_Wars).of
        if state not in known:
            known[state] = tuple(w for w in self.wars() if w.war.takes_part(state, self.horizon) is not False)
        return known[state]

    def at_war(self, state: str) -> tuple[Truth, War | None]:
        """Does this state fight a war on this day, and which? Unknown where the dates of war or state leave it open."""
        told = []
        for ongoing in self.wars_of(state):
            war, moment = ongoing.war, self.horizon
            fought = (ongoing.begun, negate(war.halted(moment)), war.takes_part(state, moment))
            told.append((all_of(fought), war))
        for wanted in (True, None):
            for truth, war in told:
                if truth is wanted:
                    return truth, war
        return False, None

    def forces(self, state: str | None = None) -> tuple[ForceAbroad, ...]:
        """Forces abroad on the day, and those on their way; only those that concern this state if one is given.

        Two clocks: what was not public by `known_on` is not listed, and what was only reported by then is unknown.

        >>> import foedus as fd
        >>> then = fd.World(fd.treaties(), on="2024-10-19", known_on="2024-10-19").forces("PRK")
        >>> [(f.force.host, f.stage, f.present) for f in then if f.force.sender == "PRK"]
        [('RUS', 'reported', None)]
        """
        page = self.notes.page(_Abroad)
        if page.forces is None:
            page.forces = tuple(forces_on(self.atlas.forces, self.treaties, self.horizon, self.known_on))
        found = tuple(f for f in page.forces if state is None or state in concerned(f.force, self.atlas))
        if self.evidence is None:
            return found
        told = forces_on(self.evidence.forces(state), self.treaties, self.horizon, self.known_on)
        claimed = (replace(f, stage="reported") if f.stage == "unknown" else f for f in told)
        return (*found, *(f for f in claimed if state is None or state in concerned(f.force, self.atlas)))

    def umbrellas(self, state: str | None = None) -> tuple[UmbrellaOpen, ...]:
        """Pledges of extended deterrence that stand on the day or may; only those by or over this state if given.

        >>> import foedus as fd
        >>> [u.umbrella.id for u in fd.World(fd.treaties(), on="2023-04-04").umbrellas("FIN")]
        ['usa-nato', 'gbr-nato']
        """
        page = self.notes.page(_Abroad)
        if page.umbrellas is None:
            found = umbrellas_on(self.atlas.umbrellas, self.treaties, self.horizon, self.known_on)
            page.umbrellas = tuple(found)
        return tuple(u for u in page.umbrellas if state is None or state in (u.umbrella.guarantor, *u.over, *u.perhaps))

    def may_be_self_defence(self, attackers: tuple[str, ...], target: str) -> War | None:
        """The war that the target's side began against an attacker and that is still fought, if there is one.

        Then the act may be self-defence (UN Charter, Article 51), and no armed attack. A war that an armistice or a
        lasting ceasefire has suspended is not going on in this sense.
        """
        for ongoing in self.wars_of(target):
            war = ongoing.war
            if not ongoing.fought:
                continue
            sides = [(war.began, war.against)]
            if war.who_began_is_contested and war.start.by(self.horizon - timedelta(days=1)) is not False:
                # On its first day the attack that is asked about is the beginning itself.
                sides.append((war.against, war.began))
            for began, against in sides:
                if war.fights(target, began, self.horizon) and any(
                    war.fights(a, against, self.horizon) for a in attackers
                ):
                    return war
        return None


def _some(keys: tuple[str, ...]) -> str:
    more = f" and {len(keys) - 3} more" if len(keys) > 3 else ""
    return ", ".join(keys[:3]) + more


def _within_reach(moment: date) -> date:
    if not FIRST_DAY <= moment <= LAST_DAY:
        raise BadDate(f"{moment} lies outside the record; name a day from {FIRST_DAY} to {LAST_DAY}")
    return moment
