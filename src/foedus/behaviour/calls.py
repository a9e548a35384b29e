"""What outsiders owe to those in a conflict: by kind of duty, and whether its case arises.

The law engine says it, over whatever treaties the world holds: ATOP as it is coded for the past, the corpus for today.
ATOP ends an alliance on the day on which it is violated, so the past is asked on the day before the conflict. Overlays
are left out here: they were written for alliances near wars, and a model would learn that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from foedus.law.cases import live_cases
from foedus.law.force import parties_on
from foedus.law.replay import Replay
from foedus.law.verdict import judge_case
from foedus.terms.conditions import atoms
from foedus.terms.treaties import KINDS
from foedus.world import World

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.atlas.atlas import Atlas
    from foedus.behaviour.conflicts import Conflict
    from foedus.law.bonds import Bond
    from foedus.law.situation import Situation
    from foedus.terms.conditions import Condition
    from foedus.terms.treaties import Treaty

__all__ = ["ARGUABLE", "INVOKED", "UNMET", "Call", "Calls", "calls", "calls_of", "names_adversary"]

UNMET, ARGUABLE, INVOKED = 1, 2, 3
"""A promise whose case does not arise, may arise, arises; 0 where there is none."""

_LEVEL = {"invoked": INVOKED, "arguable": ARGUABLE}
_HELP = ("defense", "offense")


@dataclass(slots=True)
class Call:
    """What one outsider owes to one side.

    Attributes:
        level: kind of duty -> 0, `UNMET`, `ARGUABLE` or `INVOKED`; the strongest of all its promises.
        bilateral: a promise of help that arises, or may, stands in a treaty between two.
        members: the fewest parties of a treaty with such a promise; 0 if there is none.
        named: such a promise names the adversary.
    """

    level: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    bilateral: bool = False
    members: int = 0
    named: bool = False


Calls = dict[tuple[str, int], Call]
"""(promisor, side) -> what it owes to that side; side 0 attacks, side 1 is attacked."""


def calls(conflict: Conflict, treaties: Sequence[Treaty], atlas: Atlas) -> Calls:
    """What outsiders owed on the day before the conflict to those in it, had it broken out then.

    Args:
        conflict: who attacks whom, on which day.
        treaties: ATOP as coded.
        atlas: states and places.
    """
    on = conflict.on - timedelta(days=1)
    attackers, attacked = conflict.sides
    alive = tuple(t for t in treaties if _lives(t, on))
    if not alive or on < date(1815, 1, 1):
        return {}
    world = World(alive, on, None, atlas)
    enemies = {**dict.fromkeys(attacked, attackers), **dict.fromkeys(attackers, attacked)}
    scenes = {s: (atlas.home(s),) for s in attacked if atlas.find(s) is not None}
    it = Replay(world, dict.fromkeys(attacked, attackers), enemies, scenes, frozenset(), {})
    return calls_of(it, world, conflict.sides)


def calls_of(it: Situation, world: World, sides: tuple[tuple[str, ...], tuple[str, ...]]) -> Calls:
    """What outsiders owe to two sides in this situation."""
    side = {state: n for n, states in enumerate(sides) for state in states}
    status: dict[object, int] = {}
    for case in {c.key: c for state in it.involved for c in it.cases(state)}.values():
        for bond, verdict in judge_case(case, it):
            status[bond.key] = _LEVEL.get(verdict.status, UNMET)
    found: Calls = {}
    for case in {c.key: c for state in side for c in live_cases(state, world)}.values():
        if case.first.promisee not in side:
            continue
        for bond in case.bonds:
            if bond.in_force is True and bond.promisor not in side:
                call = found.setdefault((bond.promisor, side[bond.promisee]), Call())
                _add(call, bond, status.get(bond.key, UNMET), world)
    return found


def _add(call: Call, bond: Bond, level: int, world: World) -> None:
    kind = bond.clause.kind
    call.level[kind] = max(call.level[kind], level)
    if kind not in _HELP or level == UNMET:
        return
    members = len(parties_on(bond.treaty, world).certain)
    call.bilateral |= members == 2
    call.members = min(call.members or members, members)
    call.named |= names_adversary(bond.clause.when)


def names_adversary(condition: Condition) -> bool:
    """Does the casus foederis name the states against which it runs?"""
    return any(a.name == "by" and not {"any", "non_member", "state"} & set(a.args) for a in atoms(condition))


def _lives(treaty: Treaty, on: date) -> bool:
    begun = any(p.entry is None or p.entry.earliest is None or p.entry.earliest <= on for p in treaty.parties)
    return begun and any(p.exit is None or p.exit.latest is None or p.exit.latest > on for p in treaty.parties)
