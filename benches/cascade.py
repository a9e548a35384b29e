"""How fast cascades are, beside peers in the same run: `uv run --group bench python benches/cascade.py`.

Every figure is CPU time of one core; compare ratios within one run. NDlib 6 has no second side and no wave in which a
state is called to both; it is measured on the one-sided model that it has, and stands apart.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import sys
import time
from typing import TYPE_CHECKING, Any

import foedus as fd
from cascade_world import STATES, chances, clauses, world
from foedus.war.chances import chances_of
from foedus.war.compiled import Compiled
from foedus.war.outcome import start_of
from foedus.war.reach import Possible
from foedus.war.simulated import simulated

if TYPE_CHECKING:
    from collections.abc import Callable


def rate(work: Callable[[int], object], draws: int, runs: int = 3) -> float:
    """Draws per CPU-second: the best of several runs, for other work on the machine only slows."""
    work(draws)
    best = 0.0
    for _ in range(runs):
        start = time.process_time()
        work(draws)
        best = max(best, draws / (time.process_time() - start))
    return best


def case(made: fd.World, given: dict[tuple[str, str], float], attack: fd.Attack) -> tuple[Any, ...]:
    """An attack compiled, and whoever a duty may call."""
    compiled = Compiled(made, {}, {attack.target: made.atlas.home(attack.target)}, attack.attackers)
    known = chances_of(made, attack, given)
    possible = Possible(compiled.book, compiled.grounds.bit, attack.attackers, attack.target, contested=False)
    reached = compiled.reach(possible, known.may)
    start = start_of(attack, compiled.grounds.bit, (), contested=False)
    return compiled.circuit(possible), start, known, reached


def widest(made: fd.World, given: dict[tuple[str, str], float]) -> fd.Attack:
    """Of a few attacks, the one that may call most states."""
    pairs = [(STATES[n * 7 % 200], STATES[(n * 13 + 5) % 200]) for n in range(40) if n * 7 % 200 != (n * 13 + 5) % 200]
    return max((fd.Attack(*pair) for pair in pairs), key=lambda attack: len(case(made, given, attack)[3]))


def main() -> None:
    made, given = world(), chances()
    full = given
    attack = widest(made, given)
    (attacker,), target = attack.attackers, attack.target
    circuit, start, known, reached = case(made, given, attack)
    given = {e: p for e, p in given.items() if e[0] in {s for s, _ in reached}}
    print(
        f"{attacker} attacks {target}: {len({s for s, _ in reached})} states may be called,",
        f"{len(circuit.bundles)} bundles, {len(circuit.plan)} formulas; clauses {[len(c) for c in clauses()]}",
    )
    ours = rate(lambda n: simulated(circuit, start, known, n, 1914), 131_072)
    print(f"bit-sliced numpy {ours:,.0f}/s")
    if "--quick" in sys.argv:
        return
    from cascade_peers import INDEX, agents, dense

    run = fd.cascade(made, attack, given, 131_072)
    one, two = dense(attacker, target, full, 131_072)
    for e in run.entrants:
        assert abs((one if e.side == "defending" else two)[INDEX[e.state]] - e.p) < 0.01, e
    d = max(rate(lambda n: dense(attacker, target, full, n, b), 16_384) for b in (512, 2048))
    m = rate(lambda n: agents(attacker, target, full, n), 300, 2)
    print(f"dense {d:,.0f}/s, mesa {m:,.0f}/s: {ours / d:.1f} x, {ours / m:,.0f} x")


if __name__ == "__main__":
    main()
