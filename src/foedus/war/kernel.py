"""The waves of the closure, all draws at once.

Each wave judges every case on the facts of the wave before, calls those who have not decided, lets each toss its coin,
and lets those whose coin says so enter together: the rules of `law.casus`, with chance in place of certainty. What
nothing has touched is not looked at again, and what is so in no draw costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np

from foedus.war.planes import both, either, every, invert, some

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from foedus.war.compiled import Circuit
    from foedus.war.planes import Plane

__all__ = ["Counter", "Start", "run_waves"]

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
        bystanders: who takes its chance at the start.
    """

    attackers: Mapping[str, Plane]
    targets: Mapping[str, Plane]
    any_attacker: Callable[[int], Plane]
    contested: Plane
    bystanders: tuple[str, ...] = ()


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


def run_waves(circuit: Circuit, start: Start, coin: Callable[[str, str], Plane], counter: Counter) -> int:
    """Run the cascade to its end, and return the number of waves.

    Args:
        circuit: what calls whom.
        start: attackers, target, bystanders.
        coin: where a state enters on a side if it is called to it.
        counter: told what happens.
    """
    it = _field(circuit, start)
    decided: dict[str, Plane] = {
        s: either(start.attackers.get(s, False), start.targets.get(s, False))
        for s in (*start.attackers, *start.targets)
    }
    _enter(it, *_bystanders(start, coin, decided))
    wave = 0
    while True:
        wave += 1
        _work_out(it)
        calls = _calls(it, decided)
        entering = _answers(calls, coin, decided, counter, wave)
        if not entering[0] and not entering[1]:
            break
        _enter(it, *entering)
    counter.ended(*it.sides)
    return wave


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
    start: Start, coin: Callable[[str, str], Plane], decided: dict[str, Plane]
) -> tuple[dict[str, Plane], dict[str, Plane]]:
    """Those whom no duty calls take their chance once, before the first wave; whoever would take both sides takes none."""
    entering: tuple[dict[str, Plane], dict[str, Plane]] = ({}, {})
    for state in start.bystanders:
        free = invert(decided.get(state, False))
        tossed = [both(coin(state, side), free) for side in SIDES]
        decided[state] = True
        for side, other, into in ((0, 1, entering[0]), (1, 0, entering[1])):
            enters = both(tossed[side], invert(tossed[other]))
            if _anywhere(enters):
                into[state] = enters
    return entering


def _work_out(it: _Field) -> None:
    """The value of every formula that rests on something that changed."""
    values, changed = it.values, it.changed
    for n, op, args in it.circuit.plan:
        for part in args:
            if changed[part]:
                break
        else:
            continue
        if op == "and":
            values[n] = every([values[part] for part in args])
        elif op == "or":
            values[n] = some([values[part] for part in args])
        else:
            values[n] = invert(values[args[0]])
        changed[n] = 1
    it.changed = bytearray(it.circuit.size)


def _calls(it: _Field, decided: Mapping[str, Plane]) -> tuple[dict[str, Plane], dict[str, Plane]]:
    """Who is called to which side, whether it has decided or not."""
    calls: tuple[dict[str, Plane], dict[str, Plane]] = ({}, {})
    for bundle in it.circuit.bundles:
        for side, formula in ((0, bundle.defending), (1, bundle.attacking)):
            where = it.values[formula]
            if where is False:
                continue
            called = calls[side]
            for state in bundle.promisors:
                if decided.get(state, False) is not True:
                    called[state] = either(called.get(state, False), where)
    return calls


def _answers(
    calls: tuple[dict[str, Plane], dict[str, Plane]],
    coin: Callable[[str, str], Plane],
    decided: dict[str, Plane],
    counter: Counter,
    wave: int,
) -> tuple[dict[str, Plane], dict[str, Plane]]:
    """Whoever is called for the first time decides: torn, in or out."""
    entering: tuple[dict[str, Plane], dict[str, Plane]] = ({}, {})
    for state in sorted({*calls[0], *calls[1]}):
        before = decided.get(state, False)
        free = invert(before)
        one, two = (both(calls[side].get(state, False), free) for side in (0, 1))
        decided[state] = either(before, either(one, two))
        if one is not False and two is not False:
            torn = both(one, two)
            if _anywhere(torn):
                counter.torn(state, torn)
                one, two = both(one, invert(torn)), both(two, invert(torn))
        for side, where in ((0, one), (1, two)):
            if where is False or not _anywhere(where):
                continue
            counter.called(state, SIDES[side], wave, where)
            joins = both(where, coin(state, SIDES[side]))
            if joins is True or (joins is not False and _anywhere(joins)):
                entering[side][state] = joins
    return entering


def _enter(it: _Field, defending: Mapping[str, Plane], attacking: Mapping[str, Plane]) -> None:
    """States enter together: whoever enters beside the attackers attacks everyone who defends, those of this wave too."""
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
    return where if isinstance(where, bool) else bool(np.any(where))
