"""How an attack begins, and the same again in each group of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.war.native.flat import AND, NOT
from foedus.war.native.jit import quick
from foedus.war.native.room import CALLING, ENTERING, LATE, LIVE, NEWS, PARTIES, SEEN, STANDING, TRUE, add
from foedus.war.native.vector import all_of, get, nothing, put, somewhere

if TYPE_CHECKING:
    from foedus.war.coins import Words
    from foedus.war.native.flat import Flat
    from foedus.war.native.room import Flags, Room
    from foedus.war.native.vector import Group

__all__ = ["begin_attack", "begin_group", "comes", "see"]


@quick
def begin_attack(flat: Flat, at: Room, leaves: Flags, parties: Flags, standing: Flags) -> None:
    """Note what is true at the start in all draws, who is a party, and who takes its chance as a bystander.

    Args:
        flat: what calls whom.
        at: working space.
        leaves: which leaves are true.
        parties: side and state: who is a party.
        standing: side and state: who is a bystander.
    """
    _clear(at)
    for which in (TRUE, PARTIES, STANDING):
        at.counts[which] = 0
    for n in range(len(at.live)):
        if leaves[n] if n < flat.leaves else _true(flat, at, n - flat.leaves):
            at.live[n] = True
            add(at, TRUE, n)
    for k in range(at.counts[TRUE]):
        at.live[at.lists[TRUE, k]] = False
    states = len(at.open)
    for s in range(states):
        party = parties[0, s] or parties[1, s]
        for side in range(2):
            at.stands[side * states + s] = standing[side, s] and not party
            if parties[side, s]:
                add(at, PARTIES, side * states + s)
        if not party and (standing[0, s] or standing[1, s]):
            add(at, STANDING, s)


@quick
def _true(flat: Flat, at: Room, n: int) -> bool:
    """Is a formula true at the start?"""
    op = flat.ops[n]
    for k in range(flat.parts.at[n], flat.parts.at[n + 1]):
        if at.live[flat.parts.of[k]] != (op == AND):
            return op not in (AND, NOT)
    return op in (AND, NOT)


@quick
def begin_group(at: Room, real: Words, coins: Words) -> None:
    """Clear what was used, put the facts of the start in place, and let bystanders take their chance."""
    _clear(at)
    states = len(at.open)
    for k in range(at.counts[TRUE]):
        n = at.lists[TRUE, k]
        at.live[n] = at.news[n] = True
        add(at, LIVE, n)
        add(at, NEWS, n)
        put(at.values, n, all_of())
    for k in range(at.counts[PARTIES]):
        entry = at.lists[PARTIES, k]
        s = entry % states
        see(at, s, real)
        at.open[s], at.party[s], at.in_war[entry] = False, True, True
        put(at.free, s, nothing())
        put(at.joined, entry, all_of())
    for k in range(at.counts[STANDING]):
        s = at.lists[STANDING, k]
        see(at, s, real)
        at.open[s] = False
        put(at.free, s, nothing())
        defends = get(coins, s) & get(real, 0) if at.stands[s] else nothing()
        attacks = get(coins, states + s) & get(real, 0) if at.stands[states + s] else nothing()
        comes(at, s, defends & ~attacks)  # whoever would take both sides takes none
        comes(at, states + s, attacks & ~defends)


@quick
def _clear(at: Room) -> None:
    states = len(at.open)
    for k in range(at.counts[LIVE]):
        n = at.lists[LIVE, k]
        at.live[n] = at.news[n] = False
        put(at.values, n, nothing())
    for k in range(at.counts[SEEN]):
        s = at.lists[SEEN, k]
        at.seen[s] = at.party[s] = at.rent[s] = False
        for entry in (s, states + s):
            at.in_war[entry], at.since[entry] = False, LATE
    for which in (LIVE, SEEN, NEWS, CALLING, ENTERING):
        at.counts[which] = 0


@quick
def see(at: Room, s: int, real: Words) -> None:
    """Look at a state for the first time in this group."""
    if not at.seen[s]:
        at.seen[s] = at.open[s] = True
        put(at.free, s, get(real, 0))
        add(at, SEEN, s)


@quick
def comes(at: Room, entry: int, where: Group) -> bool:
    """Let a state enter, if there is any draw in which it does."""
    if not somewhere(where):
        return False
    put(at.entering, entry, where)
    add(at, ENTERING, entry)
    return True
