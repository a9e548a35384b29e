"""Days of a war on which the law or the map changes, though nobody attacks: for whom a case may be new by then.

A promise begins or ceases to bind, a place comes to another state, another war begins or halts.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from foedus.terms.conditions import ROLES, WHO_ATOMS, atoms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.atlas.atlas import Atlas
    from foedus.court.stages import Stage
    from foedus.terms.places import Area, Place
    from foedus.terms.treaties import Clause, Treaty
    from foedus.terms.wars import War
    from foedus.terms.when import Spell, When

__all__ = ["Turns"]


class Turns:
    """Whose case may be new on a day for another reason than what is done to them, or by them, on that day.

    Args:
        near: the alliances near the war.
        days: the stages of the war.
        atlas: states, places, areas and wars.
    """

    def __init__(self, near: Iterable[Treaty], days: Iterable[Stage], atlas: Atlas) -> None:
        self._turns: list[tuple[date, frozenset[str]]] = []
        self._always: set[str] = set()
        places = {place for stage in days for some in stage.scenes.values() for place in some}
        of_places = {day for place in places for day in _of_place(place)}
        for treaty in near:
            everybody: set[str] = set()
            for clause in treaty.clauses:
                who = [a.args for a in atoms(clause.when) if a.name in WHO_ATOMS]
                named = {s for args in who for s in args if s not in ROLES}
                whose = frozenset({*(clause.promisees or treaty.states), *named})
                if any(args != ("promisee",) for args in who):
                    self._always |= whose  # it turns on what is done to others
                self._turns += [(day, whose) for day in set(_of_case(clause, of_places, atlas))]
                everybody |= whose
            self._turns += [(day, frozenset(everybody)) for day in set(_of_treaty(treaty))]

    def since(self, before: date, on: date) -> set[str]:
        """Those for whom something has changed after one day and by another."""
        return self._always.union(*(those for day, those in self._turns if before < day <= on))


def _of_treaty(treaty: Treaty) -> Iterator[date]:
    """The days on which it may begin or cease to bind somebody."""
    yield from _ends(treaty.signed, treaty.in_force, treaty.end)
    for party in treaty.parties:
        yield from _ends(party.signed, party.entry, party.exit)
    for clause in treaty.clauses:
        yield from _ends(clause.start, clause.end)
    for freeze in treaty.suspensions:
        yield from _ends(freeze.start, freeze.end)


def _of_case(clause: Clause, of_places: Iterable[date], atlas: Atlas) -> Iterator[date]:
    """The days on which a place comes into its area or leaves it, and on which a war that it names begins or halts."""
    for atom in atoms(clause.when):
        if atom.name == "within":
            yield from of_places
            yield from _of_area(atlas.area(atom.args[0]))
        elif atom.name == "ongoing":
            yield from _of_war(atlas.war(atom.args[0]))


def _of_place(place: Place) -> Iterator[date]:
    for holder in (*place.sovereign, *place.administered):
        yield from _of_spell(holder.spell)
    for dispute in place.disputed:
        yield from _of_spell(dispute.spell)


def _of_area(area: Area) -> Iterator[date]:
    for item in (*area.any_of, *area.none_of, *area.unknown):
        yield from _of_spell(item.spell)


def _of_war(war: War) -> Iterator[date]:
    yield from _ends(war.start, war.end)
    for halt in war.halts:
        yield from _ends(halt.since, halt.until)


def _of_spell(spell: Spell) -> Iterator[date]:
    if spell.start:
        yield spell.start
    if spell.end and spell.end < date.max:
        yield spell.end + timedelta(days=1)


def _ends(*dates: When | None) -> Iterator[date]:
    """The first and the last day on which each can have been."""
    for when in dates:
        if when is not None:
            yield from (day for day in (when.earliest, when.latest) if day)
