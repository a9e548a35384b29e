"""A war day by day: on each day on which something happened, who had attacked whom and who was at war with whom.

An attack on a state that has itself attacked one's own side is no armed attack in the sense of alliances: it is
self-defence, of oneself or of others (the United Nations Charter, Article 51; the defensive pacts of the century before
it say "unprovoked" and mean the same). Who enters beside the attackers attacks. What the side that was attacked first
does to a state that has attacked nobody, that state alone may answer: its partners, who began, do not defend it.

Where the record agrees that one of two states attacked, and some sources say that the other did, the first is the
leading account and the second the minor one. Where nothing is agreed between two states, both accounts are open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.law.replay import Replay

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from foedus.atlas.atlas import Atlas
    from foedus.terms.history import Act, Fighter, PastWar
    from foedus.terms.places import Place
    from foedus.world import World

__all__ = ["Attacked", "Stage", "attacks", "stages"]


@dataclass(frozen=True, slots=True)
class Attacked:
    """An act read as law reads it.

    Attributes:
        attack: an armed attack on its target: true, or `None` where that is disputed; false for self-defence.
        minor: only a minor account has it: it is agreed that the other one attacked.
        until: the last day on which both were in the war after it.
    """

    act: Act
    attack: bool | None
    minor: bool
    until: date


@dataclass(frozen=True, slots=True)
class Stage:
    """How the war stood at the end of one day.

    Attributes:
        acts: what was done on that day.
        attackers_of, disputed, enemies, scenes, sources: see `foedus.law.replay.Replay`.
        minor: of those attacked, those whom only minor accounts have attacked.
    """

    on: date
    acts: tuple[Attacked, ...]
    attackers_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    enemies: dict[str, tuple[str, ...]] = field(default_factory=dict)
    scenes: dict[str, tuple[Place, ...]] = field(default_factory=dict)
    disputed: frozenset[str] = frozenset()
    minor: frozenset[str] = frozenset()
    sources: dict[str, str] = field(default_factory=dict)

    def replay(self, world: World) -> Replay:
        """The facts of this day for the law engine."""
        return Replay(world, self.attackers_of, self.enemies, self.scenes, self.disputed, self.sources)


def attacks(war: PastWar) -> tuple[Attacked, ...]:
    """Every act of the war, and whether it was an armed attack or self-defence."""
    read: list[Attacked] = []
    agreed = {(act.by, act.against) for act in war.acts if not act.disputed}
    guilty: dict[str, set[tuple[int | str | None, bool]]] = {}
    began: int | None = None
    for act in war.acts:
        minor = act.disputed and (act.against, act.by) in agreed
        side = _side(war, act.by, act)
        answered = [sure for attacked, sure in guilty.get(act.against, ()) if attacked in (side, act.by)]
        attack: bool | None = None if act.disputed else True
        if not act.disputed and answered:
            attack = False if any(answered) else None
        read.append(Attacked(act, attack, minor, _until(war, act)))
        if began is None and attack is True:
            began = side
        if attack is not False and not minor:
            whom = act.against if began is not None and side != began else _side(war, act.against, act)
            guilty.setdefault(act.by, set()).add((whom, attack is True))
    return tuple(read)


def stages(war: PastWar, atlas: Atlas, more: Iterable[date] = ()) -> tuple[Stage, ...]:
    """The days of the war on which anything could change a duty.

    Args:
        war: the war.
        atlas: where states lie.
        more: further days, for example those on which alliances came into force.
    """
    read = attacks(war)
    days = {a.act.day for a in read} | {f.entry for f in war.fighters} | {d for d in more if war.start <= d <= war.end}
    found = (_stage(war, atlas, read, day) for day in sorted(days))
    return tuple(stage for stage in found if stage.attackers_of)


def _stage(war: PastWar, atlas: Atlas, read: tuple[Attacked, ...], day: date) -> Stage:
    live = [a for a in read if a.act.day <= day <= a.until]
    attackers: dict[str, dict[str, list[Attacked]]] = {}
    scenes: dict[str, dict[Place, None]] = {}
    for told in live:
        act = told.act
        if told.attack is not False:
            attackers.setdefault(act.against, {}).setdefault(act.by, []).append(told)
            place = _scene(war, act, atlas)
            if place is not None:
                scenes.setdefault(act.against, {})[place] = None
    accounts = {state: [a for some in by.values() for a in some] for state, by in attackers.items()}
    return Stage(
        on=day,
        acts=tuple(a for a in read if a.act.day == day),
        attackers_of={state: tuple(by) for state, by in attackers.items()},
        enemies=_enemies(war, live, day),
        scenes={state: tuple(places) for state, places in scenes.items()},
        disputed=frozenset(s for s, told_of in accounts.items() if all(a.attack is None for a in told_of)),
        minor=frozenset(s for s, told_of in accounts.items() if all(a.minor for a in told_of)),
        sources={state: _sources(told_of) for state, told_of in accounts.items()},
    )


def _enemies(war: PastWar, live: Iterable[Attacked], day: date) -> dict[str, tuple[str, ...]]:
    """Who is at war with whom: those who acted against one another, and all who fight on the two sides."""
    listed = [f for f in war.fighters if f.listed]
    fighting = {f.state for f in listed}
    found: dict[str, dict[str, None]] = {}
    for told in live:
        by, against = told.act.by, told.act.against
        if by in fighting and against in fighting:
            found.setdefault(by, {})[against] = None
            found.setdefault(against, {})[by] = None
    now = [f for f in listed if f.fights(day)]
    for one in now:
        found.setdefault(one.state, {}).update({other.state: None for other in now if other.side != one.side})
    return {state: tuple(those) for state, those in found.items() if those}


def _sources(accounts: Iterable[Attacked]) -> str:
    """Who says that a state was attacked: each source once, with its days."""
    days: dict[str, list[str]] = {}
    for told in accounts:
        days.setdefault(told.act.source, []).append(str(told.act.on))
    return "; ".join(f"{source}: {', '.join(dict.fromkeys(on))}" for source, on in days.items())


def _side(war: PastWar, state: str, act: Act) -> int | None:
    """The side of somebody in an act; who is attacked and never fights stands against its attacker."""
    mine = war.side(state, act.day)
    if mine is None:
        other = war.side(act.against if state == act.by else act.by, act.day)
        return None if other is None else 3 - other
    return mine


def _until(war: PastWar, act: Act) -> date:
    """The last day on which both fight one another after the act; else the day of the act.

    Each fights in the stretch in which the act fell, or in its next; who stands on the same side by then fights the
    other no more.
    """
    one, two = (_stretch(war, state, act.day) for state in (act.by, act.against))
    if one is None or two is None or one.side == two.side:
        return act.day
    return max(act.day, min(one.exit, two.exit))


def _stretch(war: PastWar, state: str, day: date) -> Fighter | None:
    """The stretch of fighting that holds the day, or the next one."""
    mine = [f for f in war.fighters if f.state == state and f.exit >= day]
    return min(mine, key=lambda f: (not f.fights(day), f.entry), default=None)


def _scene(war: PastWar, act: Act, atlas: Atlas) -> Place | None:
    """Where the target is attacked: as told; at home if the war was in its part of the world; else in the theatre.

    The theatre is the land of the state first attacked, or of its attacker, whichever lies where the war was fought.
    """
    if act.where is not None:
        return atlas.place(act.where, act.day)
    first = war.acts[0]
    for state in (act.against, first.against, first.by):
        if atlas.find(state) is None:
            continue
        home = atlas.home(state)
        if not war.regions or set(home.region) & set(war.regions):
            return home
    return None
