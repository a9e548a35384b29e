"""The waves of the closure in one group of words: `foedus.war.kernel`, step by step, compiled.

A group is small enough for the nearest caches, and what nothing has touched in it is not looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.war.native.flat import AND, GROWING, NOT
from foedus.war.native.jit import quick
from foedus.war.native.room import CALLING, ENTERING, LATE, LIVE, NEWS, add
from foedus.war.native.start import begin_group, comes, see
from foedus.war.native.vector import all_of, get, nothing, put, somewhere

if TYPE_CHECKING:
    from foedus.war.coins import Words
    from foedus.war.native.flat import Flat
    from foedus.war.native.room import Room
    from foedus.war.native.vector import Group

__all__ = ["run"]


@quick
def run(flat: Flat, at: Room, real: Words, coins: Words) -> int:
    """Run an attack that has begun to its end in one group of words, and return the number of waves.

    Args:
        flat: what calls whom.
        at: working space; it tells what happened.
        real: which draws there are.
        coins: by entry, where it would enter.
    """
    begin_group(at, real, coins)
    _enter(flat, at)
    wave = 0
    while True:
        wave += 1
        _work_out(flat, at)
        _call(flat, at, real)
        _answer(at, coins, wave)
        if not at.counts[ENTERING]:
            return wave
        _enter(flat, at)


@quick
def _more(flat: Flat, at: Room, n: int, where: Group) -> None:
    """Something is so in these draws too; whatever rests on it must be worked out again."""
    before = get(at.values, n)
    put(at.values, n, before | where)
    if somewhere(where & ~before):
        _changed(flat, at, n)


@quick
def _changed(flat: Flat, at: Room, n: int) -> None:
    if not at.live[n]:
        at.live[n] = True
        add(at, LIVE, n)
    if not at.news[n]:
        at.news[n] = True
        add(at, NEWS, n)
    for k in range(flat.above.at[n], flat.above.at[n + 1]):
        above = flat.above.of[k]
        at.stale[above] = True
        at.span[0], at.span[1] = min(at.span[0], above), max(at.span[1], above)


@quick
def _work_out(flat: Flat, at: Room) -> None:
    """The value of every formula that rests on something that changed."""
    n = at.span[0]
    while n <= at.span[1]:
        if at.stale[n]:
            at.stale[n] = False
            before = get(at.values, n)
            value = _value(flat, at, n, before)
            put(at.values, n, value)
            if somewhere(value ^ before):
                _changed(flat, at, n)
        n += 1
    at.span[0], at.span[1] = len(at.live), 0


@quick
def _value(flat: Flat, at: Room, n: int, before: Group) -> Group:
    op, first, last = flat.ops[n - flat.leaves], flat.parts.at[n - flat.leaves], flat.parts.at[n - flat.leaves + 1]
    value = before if op == GROWING else all_of() if op in (AND, NOT) else nothing()
    for k in range(first, last):
        part = flat.parts.of[k]
        if op == AND:
            value = value & get(at.values, part)
        elif op == NOT:
            value = ~get(at.values, part)
        elif op != GROWING or at.news[part]:
            value = value | get(at.values, part)
    return value


@quick
def _call(flat: Flat, at: Room, real: Words) -> None:
    """Who is called to which side, by what changed: whoever was called by the rest has decided."""
    states = len(at.open)
    for i in range(at.counts[NEWS]):
        formula = at.lists[NEWS, i]
        at.news[formula] = False
        where = get(at.values, formula)
        for j in range(flat.calls.at[formula], flat.calls.at[formula + 1], 2):
            bundle, side = flat.calls.of[j], flat.calls.of[j + 1]
            for k in range(flat.promisors.at[bundle], flat.promisors.at[bundle + 1]):
                s = flat.promisors.of[k]
                see(at, s, real)
                if not at.open[s]:
                    continue
                entry = side * states + s
                if not (at.calling[s] or at.calling[states + s]):
                    add(at, CALLING, s)
                put(at.called, entry, (get(at.called, entry) | where) if at.calling[entry] else where)
                at.calling[entry] = True
    at.counts[NEWS] = 0


@quick
def _answer(at: Room, coins: Words, wave: int) -> None:
    """Whoever is called for the first time decides: torn, in or out."""
    states = len(at.open)
    for k in range(at.counts[CALLING]):
        s = at.lists[CALLING, k]
        if at.calling[s] and at.calling[states + s]:
            free = get(at.free, s)
            torn = get(at.called, s) & get(at.called, states + s) & free
            if somewhere(torn):
                put(at.free, s, free & ~torn)
                put(at.torn, s, (get(at.torn, s) | torn) if at.rent[s] else torn)
                at.rent[s] = True
        for entry in (s, states + s):
            if at.calling[entry]:
                at.calling[entry] = False
                _decides(at, entry, s, coins, wave)
    at.counts[CALLING] = 0


@quick
def _decides(at: Room, entry: int, s: int, coins: Words, wave: int) -> None:
    """A state called to one side answers."""
    free = get(at.free, s)
    where = get(at.called, entry) & free
    if somewhere(where):
        put(at.was_called, entry, where if at.since[entry] == LATE else get(at.was_called, entry) | where)
        at.since[entry] = min(at.since[entry], wave)
        put(at.free, s, free & ~where)
        at.open[s] = somewhere(free & ~where)
        comes(at, entry, where & get(coins, entry))


@quick
def _enter(flat: Flat, at: Room) -> None:
    """States enter together; whoever enters beside the attackers attacks everyone who then defends."""
    for k in range(len(flat.among)):
        put(at.strikes, k, nothing())
    attack, states = False, len(at.open)
    for i in range(at.counts[ENTERING]):
        entry = at.lists[ENTERING, i]
        side, s = (1, entry - states) if entry >= states else (0, entry)
        joins = get(at.entering, entry)
        put(at.joined, entry, (get(at.joined, entry) | joins) if at.in_war[entry] else joins)
        at.in_war[entry] = True
        if flat.stands[side, s]:
            _more(flat, at, flat.stands[side, s], joins)
        attack = attack or side == 1
        for k in range(len(flat.among)):
            if flat.among[k, s]:
                if flat.anybody[side, k]:
                    _more(flat, at, flat.anybody[side, k], joins)
                if side == 1:
                    put(at.strikes, k, get(at.strikes, k) | joins)
    at.counts[ENTERING] = 0
    if attack:
        _strike(flat, at)


@quick
def _strike(flat: Flat, at: Room) -> None:
    for k in range(len(flat.among)):
        strikes = get(at.strikes, k)
        for i in range(flat.hits.at[k], flat.hits.at[k + 1], 2):
            n, s = flat.hits.of[i], flat.hits.of[i + 1]
            if at.in_war[s]:
                _more(flat, at, n, strikes & get(at.joined, s))
