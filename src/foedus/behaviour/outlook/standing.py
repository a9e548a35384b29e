"""The war as it stands on a day: one of the record that is being fought, or one that would begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.errors import BadQuestion, UnknownName
from foedus.law.asked import understood

if TYPE_CHECKING:
    from datetime import date

    from foedus.terms.attacks import Attack
    from foedus.terms.wars import Belligerent, War
    from foedus.world import World

__all__ = ["Standing", "standing", "war_called"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Both sides on a day, and how long they have fought.

    Attributes:
        sides: codes of those who attack and of those attacked, the first of each first.
        since: days that the war has lasted; 0 for one that would begin.
        war: id of the war of the record; `None` for one that would begin.
        note: what is disputed about it.
    """

    sides: tuple[tuple[str, ...], tuple[str, ...]]
    since: int
    war: str | None
    note: str = ""


def standing(world: World, attack: Attack) -> Standing:
    """The war of the record between these that is fought on the day; if there is none, one that begins on it.

    Raises:
        UnknownName, AmbiguousName, BadQuestion: see `foedus.obligations`; and BadQuestion where the target began the
            war that is fought.
    """
    named, _ = understood(world, attack)
    for ongoing in world.wars_of(named.target):
        war, moment = ongoing.war, world.horizon
        if not ongoing.fought:
            continue
        if war.fights(named.target, war.began, moment) and any(
            war.fights(a, war.against, moment) for a in named.attackers
        ):
            raise BadQuestion(
                f"{named.target} began the war that it fights with {', '.join(named.attackers)} ({war.id}); the record "
                f"knows outcomes for whoever began: ask about an attack by {named.target}"
            )
        if war.fights(named.target, war.against, moment) and any(
            war.fights(a, war.began, moment) for a in named.attackers
        ):
            return _of(war, moment)
    return Standing((named.attackers, (named.target,)), 0, None)


def war_called(world: World, name: str) -> Standing:
    """The war of the world file with this id, as it stands on the world's day.

    Raises:
        UnknownName: no war is called so.
        BadQuestion: it is not fought on the day.
    """
    ids = [war.id for war in world.atlas.wars]
    if name not in ids:
        raise UnknownName("war", name, ids, "give its id; `foedus world` lists the wars of a day")
    found = next((o for o in world.wars() if o.war.id == name and o.fought), None)
    if found is None:
        raise BadQuestion(f"the war {name} is not fought on {world.horizon}: it is over, suspended or not begun")
    return _of(found.war, world.horizon)


def _of(war: War, moment: date) -> Standing:
    def there(side: tuple[Belligerent, ...]) -> tuple[str, ...]:
        return tuple(b.state for b in side if war.fights(b.state, side, moment))

    first = war.start.earliest or moment
    return Standing((there(war.began), there(war.against)), max((moment - first).days, 0), war.id, war.contested)
