"""The question understood: codes for names, states that existed on the day, a place, facts with known names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.atlas.existence import not_then
from foedus.errors import BadQuestion, UnknownName
from foedus.law.force import known, parties_on, standing
from foedus.law.situation import FACTS
from foedus.terms.attacks import Attack
from foedus.terms.conditions import atoms
from foedus.terms.states import Entity

if TYPE_CHECKING:
    from foedus.terms.places import Place
    from foedus.terms.states import Actor
    from foedus.world import World

__all__ = ["can_be_asked", "somebody", "understood"]

_OF_ONE_TREATY = ("in_force", "suspended", "party")


@dataclass(slots=True)
class _Page:
    """What has been worked out about one world."""

    facts: frozenset[str] | None = None
    treaties: frozenset[str] = frozenset()


def understood(world: World, attack: Attack) -> tuple[Attack, Place]:
    """The same attack with codes for names, and the place where it happens.

    Raises:
        UnknownName: a state, place or fact that nobody knows.
        AmbiguousName: a name that means several.
        BadQuestion: a state that did not exist on the day, several targets or an organisation as one, or an attack
            on oneself.
    """
    attackers = tuple(somebody(world, a) for a in attack.attackers)
    target = _one_with_land(world, attack.target)
    place = world.atlas.place(attack.where, world.on) if attack.where else world.atlas.home(target)
    for name, _ in attack.facts:
        _check_fact(name, world)
    return Attack(attackers, target, place.id if attack.where else None, dict(attack.facts)), place


def somebody(world: World, name: str) -> str:
    """The code of the state or entity that this name means on the world's day.

    A state exists from the first to the last day of its membership in either list of states, an entity in its days;
    gaps between two spells, such as an occupation, count. So does whoever a treaty or a war of the record names on
    the day although the lists do not: a guarantee to a state that is being born or wound up.

    Raises:
        UnknownName: nobody is called so, or was on that day.
        AmbiguousName: several are.
        BadQuestion: it did not exist on that day; the message tells who did.
    """
    actor = world.atlas.actor(name, world.on)
    if not actor.exists(world.on) and not _in_the_record(actor, world):
        raise BadQuestion(not_then(actor, world.atlas.states, world.on))
    return actor.code


def _one_with_land(world: World, name: str) -> str:
    """The code of the one target; an organisation has members and no land of its own that could be attacked."""
    if "," in name and world.atlas.find(name.strip()) is None:
        first = name.partition(",")[0].strip()
        raise BadQuestion(f"one target is allowed, and {name!r} names several; ask about each by itself: {first} first")
    code = somebody(world, name)
    actor = world.atlas.find(code)
    if isinstance(actor, Entity) and actor.kind == "organisation":
        raise BadQuestion(f"{actor.name} ({code}) is an organisation and has no territory; name the member attacked")
    return code


def can_be_asked(world: World, attack: Attack) -> bool:
    """Do attackers and target exist on the world's day? A brief on 1968 cannot be answered for today as well."""
    try:
        return bool([somebody(world, name) for name in (*attack.attackers, attack.target)])
    except (BadQuestion, UnknownName):
        return False


def _in_the_record(actor: Actor, world: World) -> bool:
    """Does a treaty bind it on the day, or may it, or does it fight a war?"""
    if world.wars_of(actor.code):
        return True
    return any(
        actor.code in parties_on(t, world).possible and standing(t, actor.code, world).in_force is not False
        for t in world.treaties
        if known(t, world) and actor.code in t.states
    )


def _check_fact(name: str, world: World) -> None:
    page = world.notes.page(_Page)
    if page.facts is None:
        page.facts, page.treaties = _fact_names(world), frozenset(t.id for t in world.treaties)
    base, at, treaty = name.partition("@")
    plain = base.partition(":")[0] if base.startswith("party:") else base
    needs_treaty = plain in _OF_ONE_TREATY
    known_one = plain in page.facts and not (at and treaty not in page.treaties) and not (needs_treaty and not at)
    if known_one and plain == "party":
        known_one = base.removeprefix("party:") in world.treaty(treaty).states
    if not known_one:
        advice = f"the facts are {', '.join(FACTS)}, and those that a verdict turns on"
        raise UnknownName("fact", name, page.facts, advice)


def _fact_names(world: World) -> frozenset[str]:
    names = {*FACTS, *_OF_ONE_TREATY}
    names |= {f"within:{a.id}" for a in world.atlas.areas} | {f"ongoing:{w.id}" for w in world.atlas.wars}
    names |= {
        f"allied_with:{code}"
        for t in world.treaties
        for c in t.clauses
        for a in atoms(c.when)
        if a.name == "allied_with"
        for code in a.args
    }
    names |= {a.args[0] for t in world.treaties for c in t.clauses for a in atoms(c.when) if a.name == "uncoded"}
    return frozenset(names)
