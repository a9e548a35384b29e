"""How far many attacks can reach: `reach`, for all at once; what may be true and what may be false are planes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.war.planes import both, either, every, invert, some

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedus.war.compiled import Circuit
    from foedus.war.kernel import Start
    from foedus.war.planes import Plane

__all__ = ["reachable"]

_SIDES = ("defending", "attacking")


def reachable(circuit: Circuit, start: Start) -> dict[tuple[str, str], Plane]:
    """State and side -> the attacks in which a chain of duties may call it there, whatever anybody decides."""
    joining: tuple[dict[str, Plane], dict[str, Plane]] = ({}, {})
    size = -1
    while True:
        may, may_not = _leaves(circuit, start, joining)
        for n, op, args in circuit.plan:
            if op == "not":
                may[n], may_not[n] = may_not[args[0]], may[args[0]]
            elif op == "and":
                may[n], may_not[n] = every([may[a] for a in args]), some([may_not[a] for a in args])
            else:
                may[n], may_not[n] = some([may[a] for a in args]), every([may_not[a] for a in args])
        for bundle in circuit.bundles:
            for side, formula in ((0, bundle.defending), (1, bundle.attacking)):
                if may[formula] is False:
                    continue
                for state in bundle.promisors:
                    free = invert(either(start.attackers.get(state, False), start.targets.get(state, False)))
                    new = both(may[formula], free)
                    if new is not False:
                        joining[side][state] = either(joining[side].get(state, False), new)
        grown = sum(_weight(plane) for side in joining for plane in side.values())
        if grown == size:
            return {(state, name): p for name, side in zip(_SIDES, joining, strict=True) for state, p in side.items()}
        size = grown


def _leaves(
    circuit: Circuit, start: Start, joining: tuple[Mapping[str, Plane], Mapping[str, Plane]]
) -> tuple[dict[int, Plane], dict[int, Plane]]:
    """What each leaf may be."""
    may: dict[int, Plane] = {0: False, 1: True}
    may_not: dict[int, Plane] = {0: True, 1: False}
    defending, attacking = joining

    def among(planes: Mapping[str, Plane], whom: int) -> Plane:
        return some([p for s, p in planes.items() if circuit.bit[s] & whom])

    for n, says in circuit.leaves.items():
        kind, last = says[0], says[-1]
        whom = circuit.bit.get(last, 0) if isinstance(last, str) else int(last)
        if kind == "war":
            may[n], may_not[n] = start.contested, invert(start.contested)
        elif kind == "target":
            may[n] = start.targets.get(str(last), False)
            may_not[n] = invert(may[n])
        elif kind in ("att", "atts"):
            begins = start.any_attacker(whom)
            may[n], may_not[n] = either(begins, among(attacking, whom)), invert(begins)
        elif kind in ("def", "defs"):
            begins = among(start.targets, whom)
            may[n], may_not[n] = either(begins, among(defending, whom)), invert(begins)
        else:
            hitting = int(says[1])
            target, begins = start.targets.get(str(last), False), start.any_attacker(hitting)
            joins = among(attacking, hitting)
            hit = both(target, either(begins, joins))
            may[n] = either(hit, both(defending.get(str(last), False), joins))
            may_not[n] = invert(both(target, begins))
    return may, may_not


def _weight(plane: Plane) -> int:
    """Something that grows with the plane."""
    return int(plane) << 62 if isinstance(plane, bool) else int((plane != 0).sum())
