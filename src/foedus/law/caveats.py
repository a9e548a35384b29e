"""What whoever reads the answer must know: the defaults that were used, and what cannot be known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.terms.states import Entity, State
from foedus.world import SURVEYED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.law.situation import Situation
    from foedus.terms.attacks import Attack
    from foedus.terms.obligations import Obligation
    from foedus.terms.places import Place
    from foedus.terms.wars import War
    from foedus.world import World

__all__ = ["caveats"]


def caveats(asked_where: str | None, situation: Situation, found: Iterable[Obligation]) -> tuple[str, ...]:
    """The caveats of one answer, in the order in which they matter."""
    live = [o for o in found if o.kind in ("defense", "offense")]
    world = situation.world
    return (*_about_the_case(asked_where, situation), *_about_the_law(world, live), *_about_the_clocks(world))


def _about_the_case(asked_where: str | None, situation: Situation) -> Iterator[str]:
    world, attack, place = situation.world, situation.attack, situation.place
    atlas = world.atlas
    if situation.war is not None and "self_defence" not in dict(attack.facts):
        yield (
            f"The act may be self-defence: in the {situation.war.name} the target's side attacked first and it is "
            "still fought. Verdicts turn on self_defence (UN Charter, Article 51)."
        )
        if situation.war.contested:
            yield f"Contested: {situation.war.contested}"
    for ongoing in world.wars_of(attack.target):
        if ongoing.halt and _between_principals(ongoing.war, attack):
            halted = f"was halted by {_article(ongoing.halt.kind)} on {ongoing.halt.since}"
            if ongoing.halt.kind == "lull":
                halted = f"has been in a lull since {ongoing.halt.since}"
            yield f"The {ongoing.war.name} {halted}; there is no peace treaty."
    if situation.war is None and "self_defence" not in dict(attack.facts):
        yield from _for_the_victim(situation)
    if asked_where is None:
        target = atlas.name(attack.target, world.on)
        yield f"No place was given: the attack is taken to fall on the home territory of {target}."
    elif not _held_by(attack.target, place, world):
        yield (
            f"{place.name} is not held by {atlas.name(attack.target, world.on)} on this day: "
            "the attack is taken to fall on its forces there."
        )
    claimants = place.claimants(world.on)
    if claimants:
        yield f"Title to {place.name} is disputed: {', '.join(claimants)}."
    for code in (*attack.attackers, attack.target):
        actor = atlas.find(code)
        if isinstance(actor, Entity):
            yield f"{actor.name} is no member of the state system: {actor.contested}".rstrip(": ")
        elif isinstance(actor, State) and not actor.member(world.on):
            yield f"{actor.name} was no member of the state system on {world.on}, by either list of the field."


def _held_by(state: str, place: Place, world: World) -> bool:
    """Does the state hold the place, or may it?

    It may where the place is the land of a state that does not stand yet and no holder is known; and where a list of
    states begins before the colony ended, as with Tunisia in early 1956.
    """
    earlier = [world.atlas.home(key) for later, key in world.atlas.before if later == place.id]
    holders = {s for p in (place, *earlier) for s in (*p.sovereigns(world.on), *p.administrators(world.on))}
    return state in holders or (not world.atlas.stands(place, world.on) and holders <= {place.id})


def _for_the_victim(situation: Situation) -> Iterator[str]:
    """Attackers from outside a war that the target began: do they come to the victim's help?"""
    world, attack = situation.world, situation.attack
    for ongoing in world.wars_of(attack.target):
        war, moment = ongoing.war, world.horizon
        if not ongoing.fought or not war.fights(attack.target, war.began, moment) or war.who_began_is_contested:
            continue
        victims = [
            world.atlas.name(b.state, world.on)
            for b in war.against
            if b.entry is None and war.fights(b.state, war.against, moment)
        ]
        if victims and not {*attack.attackers} & {*war.states(moment)}:
            first = any(b.state == attack.target and b.entry is None for b in war.began)
            role = "began" if first else "fights on the side that began"
            yield (
                f"{world.atlas.name(attack.target, world.on)} {role} the {war.name}, which is still fought. Whoever "
                f"comes to the help of {' or '.join(victims)} at its request acts in collective self-defence: then "
                "state self_defence=true (UN Charter, Article 51)."
            )


def _between_principals(war: War, attack: Attack) -> bool:
    """Do attacker and target stand on different sides of it, at least one of them from its first day?"""
    for side, other in ((war.began, war.against), (war.against, war.began)):
        targets = [b for b in side if b.state == attack.target]
        attackers = [b for b in other if b.state in attack.attackers]
        if any(one.entry is None or two.entry is None for one in targets for two in attackers):
            return True
    return False


def _about_the_law(world: World, live: list[Obligation]) -> Iterator[str]:
    unverified = sorted({o.treaty for o in live if not o.verified})
    for key in unverified:
        treaty = world.treaty(key)
        reasons = "; ".join(f"{field} ({reason})" for field, reason in treaty.unverified)
        yield f"Not verified in {key}: {reasons}."
    loose = sorted({o.treaty for o in live if not o.binding})
    if loose:
        yield f"Not binding in law (a political commitment): {', '.join(loose)}."


def _about_the_clocks(world: World) -> Iterator[str]:
    if world.known_on is not None and world.known_on < world.on:
        yield f"Read as the record stood on {world.known_on}; what came later is left out."
    if world.on > SURVEYED:
        yield f"The corpus was surveyed up to {SURVEYED}; later changes are not in it."


def _article(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"
