"""The waves of the closure, all draws at once.

Each wave judges every case on the facts of the wave before, calls those who have not decided, lets each toss its coin,
and lets those whose coin says so enter together: the rules of `law.casus`, with chance in place of certainty. What
nothing has touched is not looked at again, and what is so in no draw costs nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np

from foedus.war.planes import both, either, every, invert, some

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from foedus.war.compiled import Circuit
    from foedus.war.planes import Plane

__all__ = ["Counter", "Start", "leaf_values", "run_waves"]

SIDES = ("defending", "attacking")


class Counter(Protocol):
    """Whoever counts what happens."""

    def called(self, state: str, side: str, wave: int, where: Plane) -> None:
        """A state is called to one side."""

    def torn(self, state: str, where: Plane) -> None:
        """A state is called to both sides in one wave."""

    def ended(self, defending: Mapping[str, Plane], attacking: Mapping[str, Plane]) -> None:
        """Who is on which side in the end, the parties among them."""


@dataclass(frozen=True, slots=True)
class Start:
    """How it begins, in every draw.

    Attributes:
        attackers, targets: where a state attacks, and where it is the target.
        any_attacker: where one of a set of states attacks.
        contested: where the attack may be self-defence.
        bystanders: who takes its chance at the start, on which side, and where.
    """

    attackers: Mapping[str, Plane]
    targets: Mapping[str, Plane]
    any_attacker: Callable[[int], Plane]
    contested: Plane
    bystanders: Mapping[tuple[str, str], Plane] = field(default_factory=dict)


@dataclass(slots=True)
class _Field:
    """The facts as they stand: who is on which side, and the value of every formula."""

    circuit: Circuit
    start: Start
    values: list[Plane]
    changed: bytearray
    sides: tuple[dict[str, Plane], dict[str, Plane]]
    of_state: dict[tuple[str, str], int] = field(default_factory=dict)
    hits: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    anybody: tuple[list[tuple[int, int]], list[tuple[int, int]]] = field(default_factory=lambda: ([], []))


def run_waves(
    circuit: Circuit, start: Start, coin: Callable[[str, str], Plane], counter: Counter, real: Plane = True
) -> int:
    """Run the cascade to its end, and return the number of waves.

    Args:
        circuit: what calls whom.
        start: attackers, target, bystanders.
        coin: where a state enters on a side if it is called to it.
        counter: told what happens.
        real: which draws there are; nothing happens in the others.
    """
    it = _field(circuit, start)
    free: defaultdict[str, Plane] = defaultdict(lambda: real)
    for state in (*start.attackers, *start.targets):
        begins = either(start.attackers.get(state, False), start.targets.get(state, False))
        free[state] = both(real, invert(begins))
    _enter(it, *_bystanders(start, coin, free))
    wave = 0
    while True:
        wave += 1
        _work_out(it)
        calls = _calls(it, free)
        it.changed = bytearray(circuit.size)
        entering = _answers(calls, coin, free, counter, wave)
        if not entering[0] and not entering[1]:
            break
        _enter(it, *entering)
    counter.ended(*it.sides)
    return wave


def leaf_values(circuit: Circuit, start: Start) -> list[Plane]:
    """Of every formula that is a leaf, where it is true at the start; bystanders have not come yet."""
    return _field(circuit, start).values


def _field(circuit: Circuit, start: Start) -> _Field:
    values: list[Plane] = [False] * circuit.size
    values[1] = True
    it = _Field(circuit, start, values, bytearray(b"\1" * circuit.size), (dict(start.targets), dict(start.attackers)))
    for n, says in circuit.leaves.items():
        kind, last = says[0], says[-1]
        match kind:
            case "def" | "att":
                it.of_state[str(kind), str(last)] = n
                values[n] = it.sides[kind == "att"].get(str(last), False)
            case "defs" | "atts":
                among = int(last)
                it.anybody[kind == "atts"].append((n, among))
                bits = (p for s, p in start.targets.items() if circuit.bit[s] & among)
                values[n] = start.any_attacker(among) if kind == "atts" else some(bits)
            case "hit":
                state, among = str(last), int(says[1])
                it.hits.setdefault(state, []).append((n, among))
                if state in start.targets:
                    values[n] = both(start.targets[state], start.any_attacker(among))
            case "target":
                values[n] = start.targets.get(str(last), False)
            case "war":
                values[n] = start.contested
    return it


def _bystanders(
    start: Start, coin: Callable[[str, str], Plane], free: dict[str, Plane]
) -> tuple[dict[str, Plane], dict[str, Plane]]:
    """Those whom no duty calls take their chance once, at the start; whoever would take both sides takes none."""
    entering: tuple[dict[str, Plane], dict[str, Plane]] = ({}, {})
    for state in dict.fromkeys(state for state, _ in start.bystanders):
        stands = [both(free[state], start.bystanders.get((state, side), False)) for side in SIDES]
        tossed = [where if where is False else both(where, coin(state, SIDES[n])) for n, where in enumerate(stands)]
        free[state] = both(free[state], invert(either(*stands)))
        for side, other, into in ((0, 1, entering[0]), (1, 0, entering[1])):
            enters = both(tossed[side], invert(tossed[other]))
            if _anywhere(enters):
                into[state] = enters
    return entering


def _work_out(it: _Field) -> None:
    """The value of every formula that rests on something that changed."""
    values, changed, grows = it.values, it.changed, it.circuit.grows
    for n, op, args in it.circuit.plan:
        news = [part for part in args if changed[part]]
        if not news:
            continue
        if op == "and":
            values[n] = every([values[part] for part in args])
        elif op == "or":
            values[n] = some([values[part] for part in ((n, *news) if n in grows else args)])
        else:
            values[n] = invert(values[args[0]])
        changed[n] = 1


_Called = dict[str, "Plane"]


def _calls(it: _Field, free: Mapping[str, Plane]) -> tuple[_Called, _Called]:
    """Who is called to which side, decided or not, by what changed: whoever was called by the rest has decided."""
    calls: tuple[_Called, _Called] = ({}, {})
    for bundle in it.circuit.bundles:
        for called, formula in ((calls[0], bundle.defending), (calls[1], bundle.attacking)):
            where = it.values[formula]
            if where is False or not it.changed[formula]:
                continue
            for state in bundle.promisors:
                if free[state] is not False:
                    called[state] = either(called[state], where) if state in called else where
    return calls


def _answers(
    calls: tuple[_Called, _Called],
    coin: Callable[[str, str], Plane],
    free: dict[str, Plane],
    counter: Counter,
    wave: int,
) -> tuple[_Called, _Called]:
    """Whoever is called for the first time decides: torn, in or out."""
    entering: tuple[_Called, _Called] = ({}, {})
    for state in sorted({*calls[0], *calls[1]}):
        still = free[state]
        called = [both(calls[side].get(state, False), still) for side in (0, 1)]
        called = [where if _anywhere(where) else False for where in called]
        if called[0] is not False and called[1] is not False:
            torn = both(called[0], called[1])
            if _anywhere(torn):
                counter.torn(state, torn)
                still = both(still, invert(torn))
                called = [both(where, still) for where in called]
        for side, where in enumerate(called):
            if where is False or not _anywhere(where):
                continue
            still = both(still, invert(where))
            counter.called(state, SIDES[side], wave, where)
            joins = both(where, coin(state, SIDES[side]))
            if _anywhere(joins):
                entering[side][state] = joins
        free[state] = still
    return entering


def _enter(it: _Field, defending: Mapping[str, Plane], attacking: Mapping[str, Plane]) -> None:
    """States enter together; whoever enters beside the attackers attacks everyone who then defends."""
    bit = it.circuit.bit
    for kind, side, entering in (("def", 0, defending), ("att", 1, attacking)):
        for state, where in entering.items():
            now = it.sides[side][state] = either(it.sides[side].get(state, False), where)
            leaf = it.of_state.get((kind, state))
            if leaf is not None:
                _put(it, leaf, now)
        for n, among in it.anybody[side] if entering else ():
            new = some([where for state, where in entering.items() if bit[state] & among])
            _put(it, n, either(it.values[n], new))
    if not attacking:
        return
    striking: dict[int, Plane] = {}
    for state, where in it.sides[0].items():
        for n, among in it.hits.get(state, ()):
            if among not in striking:
                striking[among] = some([p for s, p in attacking.items() if bit[s] & among])
            struck = both(where, striking[among])
            if struck is not False:
                _put(it, n, either(it.values[n], struck))


def _put(it: _Field, n: int, value: Plane) -> None:
    it.values[n] = value
    it.changed[n] = 1


def _anywhere(where: Plane) -> bool:
    """Is it so in any draw?"""
    return where if isinstance(where, bool) else bool(np.bitwise_or.reduce(where, axis=None))
