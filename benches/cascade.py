"""How fast cascades are, beside peers in the same run: `uv run --group bench python benches/cascade.py`.

Every figure is CPU time of one core; compare ratios within one run. NDlib has no second side and no wave in which a
state is called to both: it is measured on the one-sided model that it has (independent cascades), and stands apart.
The bound is what the machine's vector unit could do if nothing but the words of the closure were worked out, all of
them in the first-level cache: one operation for each promisor, promisee and answer of a wave, and the random numbers.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import numpy as np

import foedus as fd
from cascade_peers import INDEX, agents, dense, one_sided
from cascade_world import STATES, chances, clauses, world
from foedus.war.chances import chances_of
from foedus.war.compiled import Compiled
from foedus.war.day import Day
from foedus.war.kernel import run_waves
from foedus.war.outcome import start_of
from foedus.war.reach import Possible
from foedus.war.simulated import simulated

if TYPE_CHECKING:
    from collections.abc import Callable

DRAWS = 131_072


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


def bound(circuit: Any, reached: set[tuple[str, str]], waves: int) -> float:
    """Draws per second if the vector unit alone were the limit."""
    words = np.ones(2048, dtype=np.uint64)  # 16 KiB: two of them and the result fit into the first-level cache
    other, out = words.copy(), words.copy()
    best = min(_timed(lambda: [np.bitwise_and(words, other, out=out) for _ in range(1000)]) for _ in range(5))
    word = best / 1000 / 2048
    parts = sum(len(args) for _, _, args in circuit.plan) + sum(len(b.promisors) for b in circuit.bundles)
    return 64 / (word * (waves * (parts + 4 * len(reached)) + 10 * len(reached)))


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def process(*words: str) -> float:
    """CPU seconds of a command as a process, the least of four: start-up noise only adds."""
    least = float("inf")
    for _ in range(4):
        before = os.times()
        subprocess.run([sys.executable, *words], check=True, capture_output=True)
        after = os.times()
        least = min(least, after.children_user + after.children_system - before.children_user - before.children_system)
    return least


def sweep(made: fd.World, default: float, states: tuple[str, ...] = ()) -> tuple[float, int]:
    """CPU seconds of every ordered pair with 1,024 draws each, the day compiled before."""
    day = Day(made, {}, 1024, 1914, default=default, states=states)
    day.against(day.states[0])
    start = time.process_time()
    attacks = sum(len(day.against(target).attackers) for target in day.states)
    return time.process_time() - start, attacks


def main() -> None:
    """Measure and print."""
    made, full = world(), chances()
    attack = widest(made, full)
    (attacker,), target = attack.attackers, attack.target
    circuit, start, known, reached = case(made, full, attack)
    called = {s for s, _ in reached}
    waves: list[int] = []

    def counted(*words: Any) -> int:
        waves.append(run_waves(*words))
        return waves[-1]

    simulated(circuit, start, known, 65_536, 1914, run=counted)
    told = " and ".join(f"{len(c):,}" for c in clauses())
    print(f"200 states, {told} directed clauses of defence and offence; {attacker} attacks {target}:")
    print(f"{len(called)} states may be called, {waves[0]} waves, {len(circuit.bundles)} bundles")
    ours = rate(lambda n: simulated(circuit, start, known, n, 1914), DRAWS)
    if "--quick" in sys.argv:
        print(f"bit-sliced numpy {ours:,.0f}/s")
        return
    run = fd.cascade(made, attack, {e: p for e, p in full.items() if e[0] in called}, DRAWS, method="simulated")
    one, two = dense(attacker, target, full, DRAWS)
    worst = max(abs((one if e.side == "defending" else two)[INDEX[e.state]] - e.p) for e in run.entrants)
    assert worst < 0.01, "the dense batch and ours say the same"
    matrix = max(rate(lambda n, b=b: dense(attacker, target, full, n, b), 16_384) for b in (512, 2048))
    mesa = rate(lambda n: agents(attacker, target, full, n), 300, 2)
    rows = [("bit-sliced numpy", ours), ("dense numpy batch", matrix), ("Mesa", mesa)]
    rows.append(("NDlib, one-sided independent cascades", rate(lambda n: one_sided(target, n), 40, 2)))
    rows.append(("bound of the vector unit", bound(circuit, reached, waves[0])))
    for name, value in rows:
        print(f"{name:<40}{value:>14,.0f} draws per CPU-second{ours / value:>12,.2f} x")
    print(f"largest difference of a probability from the dense batch: {worst:.4f}")
    spent, attacks = sweep(made, 0.5, STATES)
    print(f"sweep of the made world: {attacks:,} attacks x 1,024 draws {spent:.2f} s (at most 12 s)")
    today = fd.World(fd.treaties(), on="2026-11-01")
    spent, attacks = sweep(today, 0.5)
    print(f"sweep of 2026-11-01: {attacks:,} attacks x 1,024 draws {spent:.2f} s (at most 12 s)")
    if os.environ.get("FOEDUS_MIRROR"):
        spent, attacks = sweep(fd.World(fd.treaties("atop"), on="2010-01-01"), 0.5)
        print(f"sweep of 2010-01-01, ATOP: {attacks:,} attacks x 1,024 draws {spent:.2f} s (at most 12 s)")
    words = ("-m", "foedus", "cascade", "RUS", "EST", "--on", "2026-11-01", "--p-all", "0.5", "--json")
    print(f"foedus cascade RUS EST, 100,000 draws, a process: {process(*words):.2f} s (at most 1.2 s)")


if __name__ == "__main__":
    main()
