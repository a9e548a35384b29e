"""The map of one answer: who stands where, which duties to help run between them, and what is not on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from foedus.briefing.answer import HELP, heading
from foedus.briefing.sentences import article_in_words, day_in_words, short
from foedus.pictures.land import land
from foedus.pictures.world_map import Arc, Spot, world_map
from foedus.terms.obligations import STATUSES
from foedus.terms.states import State

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from foedus.law.owed import Obligations
    from foedus.terms.obligations import Obligation

__all__ = ["Mapped", "mapped"]

TODAYS_BORDERS = date(2011, 7, 9)
"""Since South Sudan the borders that are drawn have been those of the day, up to what is contested."""


@dataclass(frozen=True, slots=True)
class Row:
    """One arc as a row of a table, with the duty that it draws."""

    who: str
    to: str
    status: str
    words: str
    duty: Obligation


@dataclass(frozen=True, slots=True)
class Mapped:
    """The map of one answer.

    Attributes:
        spots, arcs: what is drawn; an attack is an arc of its own.
        rows: the duties, the surest first: the same as a table.
        nowhere: who owes help and has no place on the map.
        statuses: of the duties, the surest first.
        says: what must be said of borders and coasts.
    """

    owed: Obligations
    spots: tuple[Spot, ...]
    arcs: tuple[Arc, ...]
    rows: tuple[Row, ...]
    nowhere: tuple[str, ...]

    @property
    def statuses(self) -> tuple[str, ...]:
        """How the duties that are drawn stand, the surest first."""
        return tuple(s for s in STATUSES if any(a.status == s for a in self.arcs))

    @property
    def says(self) -> tuple[str, ...]:
        """What must be said of borders, of coasts that are not at hand, and of who is not on it."""
        world = self.owed.world
        told = []
        if land(world.atlas) is None:
            told.append("The outline of the world is not installed here, so places stand on a plain graticule.")
        if world.on < TODAYS_BORDERS:
            told.append(
                f"Borders of {day_in_words(world.on)} are not drawn: each state stands at its capital of that day."
            )
        elif land(world.atlas) is not None:
            told.append(
                "Borders of today as Natural Earth draws them, by who holds the land; a small state is a point at its "
                "capital."
            )
        if self.nowhere:
            told.append(f"Not on the map: {', '.join(self.nowhere)}.")
        return tuple(told)

    def drawn(self, *, whole: bool = False, still: bool = False) -> Element:
        """The picture: cut to what the question touches, or `whole`; `still` where nobody can move it."""
        world, duties = self.owed.world, len(self.rows)
        count = f"{duties} dut{'y' if duties == 1 else 'ies'}"
        title = f"{heading(self.owed)}: {count} to help as arcs; the table holds the same"
        return world_map(
            self.spots,
            self.arcs,
            title=title,
            atlas=world.atlas,
            on=world.on,
            todays_borders=world.on >= TODAYS_BORDERS,
            whole=whole,
            still=still,
        )


def mapped(owed: Obligations) -> Mapped:
    """Who stands where, the arcs between them, and who has no place on the map."""
    strongest: dict[tuple[str, str], Obligation] = {}
    for o in owed.listed():
        if o.kind in HELP:
            strongest.setdefault((o.promisor, o.promisee), o)
    parts = {o.promisor: o.status for o in reversed(strongest.values())}
    parts |= dict.fromkeys(owed.attack.attackers, "attacker") | {owed.attack.target: "target"}
    spots = {code: spot for code, part in parts.items() if (spot := _spot(code, part, owed))}
    ends = dict(spots)
    if owed.attack.where and owed.place.lat is not None and owed.place.lon is not None:
        ends[owed.attack.target] = Spot(owed.place.id, owed.place.name, owed.place.lon, owed.place.lat, "place")
    target = ends.get(owed.attack.target)
    attacks = [
        Arc(spots[a], target, "attack", f"{spots[a].name} attacks {target.name}")
        for a in owed.attack.attackers
        if a in spots and target
    ]
    placed = [o for o in strongest.values() if o.promisor in spots and o.promisee in ends]
    placed.sort(key=lambda o: -STATUSES.index(o.status))  # the surest are drawn last, over the others
    duties = [Arc(spots[o.promisor], ends[o.promisee], o.status, _says(o, owed)) for o in placed]
    rows = [Row(spots[o.promisor].name, ends[o.promisee].name, o.status, _words(o, owed), o) for o in reversed(placed)]
    order = ("attacker", "target", "place")
    every = {s.code: s for s in (*spots.values(), *ends.values())}
    shown = sorted(every.values(), key=lambda s: (order.index(s.part) if s.part in order else 9, s.name))
    nowhere = sorted(owed.world.atlas.name(code, owed.world.on) for code in parts if code not in spots)
    return Mapped(owed, tuple(shown), (*duties, *attacks), tuple(rows), tuple(nowhere))


def _spot(code: str, part: str, owed: Obligations) -> Spot | None:
    """A state at its capital of the day, or whoever else has a place."""
    world = owed.world
    actor = world.atlas.find(code)
    name = world.atlas.name(code, world.on)
    if isinstance(actor, State):
        capital = actor.capital(world.on) or (actor.capitals[0] if actor.capitals else None)
        return Spot(code, name, capital.lon, capital.lat, part) if capital else None
    try:
        home = world.atlas.home(code)
    except KeyError:
        return None
    return Spot(code, name, home.lon, home.lat, part) if home.lon is not None and home.lat is not None else None


def _says(o: Obligation, owed: Obligations) -> str:
    names = [owed.world.atlas.name(code, owed.world.on) for code in (o.promisor, o.promisee)]
    return f"{names[0]} to {names[1]}: {o.status.replace('_', ' ')} ({_words(o, owed)})"


def _words(o: Obligation, owed: Obligations) -> str:
    return f"{short(owed.world.treaty(o.treaty))}, {article_in_words(o.article, o.kind)}"
