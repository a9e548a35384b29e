"""How fast cascades are, beside peers in the same run: `uv run --group bench python benches/cascade.py`.

Every figure is CPU time of one core; compare ratios within one run. NDlib has no second side and no wave in which a
state is called to both: it is measured on the one-sided model that it has (independent cascades), and stands apart.
The compiled kernel is measured on two million draws, for it is meant for many; what it costs to load is told apart.
The bound is what the machine's vector unit could do, every word in the first-level cache, if everything were looked at
once, however many waves there are: each part of a formula, promisor, hit and answer, and the steps of the generator.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import numba
import numpy as np

import foedus as fd
from cascade_peers import INDEX, agents, dense, one_sided
from cascade_world import STATES, chances, clauses, world
from foedus.war.chances import chances_of
from foedus.war.compiled import Compiled
from foedus.war.day import Day
from foedus.war.kernel import run_waves
from foedus.war.native.simulated import simulated_native
from foedus.war.outcome import start_of
from foedus.war.reach import Possible
from foedus.war.simulated import simulated

if TYPE_CHECKING:
    from collections.abc import Callable

DRAWS = 131_072
MANY = 2_097_152
NUMBERS, STEP = 9, 10
"""Words of random numbers for 64 draws of a state, and the operations that make one."""


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


def bound(circuit: Any, reached: set[tuple[str, str]]) -> float:
    """Draws per second if the vector unit alone were the limit, and everything were looked at once."""
    one, two = (np.ones(1024, dtype=np.uint64) for _ in range(2))  # 8 KiB each: at home in the first-level cache
    _vectors(one, two, 1)
    word = min(_timed(lambda: _vectors(one, two, 20_000)) for _ in range(5)) / 20_000 / 1024
    closure = sum(len(args) for _, _, args in circuit.plan) + sum(len(b.promisors) for b in circuit.bundles)
    hits = sum(leaf[0] == "hit" for leaf in circuit.leaves.values())
    coins = len({state for state, _ in reached}) * NUMBERS * STEP
    return 64 / (word * (closure + hits + 4 * len(reached) + coins))


@numba.njit
def _vectors(one: Any, two: Any, times: int) -> None:
    for _ in range(times):
        for n in range(len(one)):
            one[n] ^= two[n]


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


def sweep(name: str, made: fd.World, draws: int = 1024, states: tuple[str, ...] = ()) -> None:
    """Print the CPU seconds of every ordered pair, the day compiled before, with either kernel."""
    told = []
    for compiled in (False, True):
        day = Day(made, {}, draws, 1914, default=0.5, states=states, compiled=compiled)
        day.against(day.states[0])
        start = time.process_time()
        attacks = sum(len(day.against(target).attackers) for target in day.states)
        told.append(time.process_time() - start)
    limit = " (at most 12 s)" if draws == 1024 else ""
    print(f"sweep of {name}: {attacks:,} attacks x {draws:,} draws {told[0]:.2f} s, compiled {told[1]:.2f} s{limit}")


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
    begun = time.process_time()
    simulated_native(circuit, start, known, 64, 1914)
    print(
        f"loading the compiled kernel (compiling it, the first time on a machine): {time.process_time() - begun:.2f} s"
    )
    compiled = rate(lambda n: simulated_native(circuit, start, known, n, 1914), MANY)
    if "--quick" in sys.argv:
        print(f"bit-sliced numpy {ours:,.0f}/s, compiled {compiled:,.0f}/s")
        return
    run = fd.cascade(made, attack, {e: p for e, p in full.items() if e[0] in called}, DRAWS, method="simulated")
    one, two = dense(attacker, target, full, DRAWS)
    worst = max(abs((one if e.side == "defending" else two)[INDEX[e.state]] - e.p) for e in run.entrants)
    assert worst < 0.01, "the dense batch and ours say the same"
    matrix = max(rate(lambda n, b=b: dense(attacker, target, full, n, b), 16_384) for b in (512, 2048))
    mesa = rate(lambda n: agents(attacker, target, full, n), 300, 2)
    rows = [("compiled", compiled), ("bit-sliced numpy", ours), ("dense numpy batch", matrix), ("Mesa", mesa)]
    rows.append(("NDlib, one-sided independent cascades", rate(lambda n: one_sided(target, n), 40, 2)))
    rows.append(("bound of the vector unit", bound(circuit, reached)))
    for name, value in rows:
        print(f"{name:<40}{value:>14,.0f} draws per CPU-second{ours / value:>12,.2f} x{compiled / value:>12,.2f} x")
    print(f"largest difference of a probability from the dense batch: {worst:.4f}")
    sweep("the made world", made, states=STATES)
    today = fd.World(fd.treaties(), on="2026-11-01")
    sweep("2026-11-01", today)
    sweep("2026-11-01", today, 65_536)
    if os.environ.get("FOEDUS_MIRROR"):
        sweep("2010-01-01, ATOP", fd.World(fd.treaties("atop"), on="2010-01-01"))
    words = ("-m", "foedus", "cascade", "RUS", "EST", "--on", "2026-11-01", "--p-all", "0.5", "--json")
    print(f"foedus cascade RUS EST, 100,000 draws, a process: {process(*words):.2f} s (at most 1.2 s)")


if __name__ == "__main__":
    main()
