"""How fast the law engine is: `python benches/law.py` (or `make bench`). Prints one row for each promise.

Every figure is CPU time of this process, the median of several runs after a warm-up.
"""

from __future__ import annotations

import itertools
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import foedus as fd
from foedus.law.commitments import commitments
from foedus.terms.conditions import Atom
from foedus.terms.treaties import Clause, Party, Treaty
from foedus.terms.when import When

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = "2026-11-01"


def cpu(work: Callable[[], object], runs: int) -> float:
    """Median CPU milliseconds of one run."""
    work()
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1e3)
    return statistics.median(times)


def synthetic(states: list[str]) -> list[Treaty]:
    """789 alliances with about 5,000 directed clauses of help: cliques as large as today's pacts, then pairs."""
    groups: list[tuple[str, ...]] = []
    start = 0
    for size in (32, 27, 22, 18, 16, 15, 11, 6):
        groups.append(tuple(states[(start + i) % len(states)] for i in range(size)))
        start += size - 5
    pairs = itertools.combinations(states, 2)
    groups += [pair for n, pair in enumerate(pairs) if n % 25 == 0][: 789 - len(groups)]
    when = When.parse("1950-01-01")
    attacked = Atom("attacked", ("promisee",))
    return [
        Treaty(
            id=f"1950-made-{n}",
            name=f"Made alliance {n}",
            instrument="treaty",
            parties=tuple(Party(s) for s in group),
            clauses=(Clause("1", "defense", "help", attacked, "assist", "none"),),
            signed=when,
            in_force=when,
        )
        for n, group in enumerate(groups)
    ]


def process(*arguments: str) -> float:
    """CPU seconds of a command as a process, the least of three: start-up noise only adds."""
    least = float("inf")
    for _ in range(4):
        before = os.times()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        after = os.times()
        least = min(least, after.children_user + after.children_system - before.children_user - before.children_system)
    return least


def main() -> None:
    """Measure and print."""
    corpus = fd.treaties()
    world = fd.World(corpus, on=DAY)
    states = [s.code for s in world.atlas.states if s.member(world.on.replace(year=2016))]
    made = fd.World(synthetic(states), on=DAY)
    count = sum(1 for c in commitments(made) if c.kind == "defense")
    rows: list[tuple[str, str, str]] = []
    small, large = fd.Attack(states[-1], states[90]), fd.Attack(states[-1], states[3])
    base = f"made base: {len(made.treaties)} alliances, {count:,} directed clauses"
    for name, attack in (("few called", small), ("many called", large)):
        joined = len(fd.obligations(made, attack, "honoured").joined)
        took = cpu(lambda a=attack: fd.obligations(made, a, "honoured"), 30)
        rows.append((f"closure with proofs, {name} ({joined} join), {base}", f"{took:.2f} ms", "2 ms"))
    if Path(os.environ.get("FOEDUS_MIRROR", "-")).is_dir():
        atop = fd.World(fd.treaties("atop"), on="2010-01-01")
        took = cpu(lambda: fd.obligations(atop, fd.Attack("RUS", "EST"), "honoured"), 10)
        joined = len(fd.obligations(atop, fd.Attack("RUS", "EST"), "honoured").joined)
        rows.append((f"closure with proofs, ATOP on 2010-01-01, RUS on EST ({joined} join)", f"{took:.2f} ms", "2 ms"))
    start = time.process_time()
    fresh = fd.World(corpus, on=DAY)
    for one, two in itertools.permutations(states, 2):
        fd.obligations(fresh, fd.Attack(one, two))
    took = time.process_time() - start
    pairs = len(states) * (len(states) - 1)
    rows.append((f"verdicts for all {pairs:,} ordered pairs on {DAY}", f"{took:.1f} s", "30 s"))
    question = process("-m", "foedus", "attack", "KOR", "PRK", "--on", DAY)
    rows.append(("foedus attack KOR PRK, a process", f"{question:.2f} s", "0.6 s"))
    rows.append(("foedus --help, a process", f"{process('-m', 'foedus', '--help'):.2f} s", "0.5 s"))
    rows.append(("import foedus, a process", f"{process('-c', 'import foedus'):.2f} s", "0.5 s"))
    width = max(len(r[0]) for r in rows)
    for what, took_text, most in rows:
        print(f"{what:<{width}}  {took_text:>9}  (at most {most})")


if __name__ == "__main__":
    main()
