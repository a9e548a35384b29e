"""How fast the law engine is: `python benches/law.py` (or `make bench`). Prints one row for each promise.

Every figure is CPU time of this process after a warm-up: the least of several runs, for other work on the machine only
adds to it, with their median beside it.
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
Row = tuple[str, str, str]
"""What was measured, the figure, the promise."""


def cpu(work: Callable[[], object], runs: int) -> str:
    """CPU milliseconds of one run: the least, and the median."""
    work()
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1e3)
    return f"{min(times):.2f} ms ({statistics.median(times):.2f})"


def synthetic(states: list[str]) -> list[Treaty]:
    """789 alliances with over 5,000 directed clauses of help: cliques as large as today's pacts, then pairs."""
    groups: list[tuple[str, ...]] = []
    start = 0
    for size in (36, 30, 24, 18, 16, 15, 11, 6):
        groups.append(tuple(states[(start + i) % len(states)] for i in range(size)))
        start += size - 5
    pairs = list(itertools.combinations(states, 2))
    wanted = 789 - len(groups)
    groups += [pairs[n * len(pairs) // wanted] for n in range(wanted)]
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


def closure(name: str, world: fd.World, attack: fd.Attack) -> list[Row]:
    """The closure as it is derived, and with every proof written out as well."""
    owed = fd.obligations(world, attack, "honoured")
    told = f"closure, {name}: {len(owed.found)} verdicts, {len(owed.joined)} join"
    return [
        (told, cpu(lambda: fd.obligations(world, attack, "honoured"), 60), "2 ms"),
        ("  the same, every proof written out", cpu(lambda: written(world, attack), 20), ""),
    ]


def written(world: fd.World, attack: fd.Attack) -> int:
    return sum(len(o.proof.premises) for o in fd.obligations(world, attack, "honoured").found)


def all_pairs(world: fd.World, states: list[str]) -> list[Row]:
    """Every ordered pair, from a world that has worked nothing out yet."""
    pairs = len(states) * (len(states) - 1)
    start = time.process_time()
    count = sum(len(fd.obligations(world, fd.Attack(one, two)).found) for one, two in itertools.permutations(states, 2))
    took = time.process_time() - start
    return [(f"all {pairs:,} ordered pairs on {DAY}: {count:,} verdicts", f"{took:.1f} s", "30 s")]


def main() -> None:
    """Measure and print."""
    corpus = fd.treaties()
    world = fd.World(corpus, on=DAY)
    states = [s.code for s in world.atlas.states if s.member(world.on.replace(year=2016))]
    made = fd.World(synthetic(states), on=DAY)
    count = sum(1 for c in commitments(made) if c.kind == "defense")
    assert len(made.treaties) >= 789
    assert count >= 5000
    rows: list[Row] = []
    small, large = fd.Attack(states[-1], states[90]), fd.Attack(states[-1], states[3])
    base = f"{len(made.treaties)} alliances, {count:,} directed clauses"
    for name, attack in (("few called", small), ("many called", large)):
        rows += closure(f"made base, {name}", made, attack)
    rows.append((f"  the made base has {base}", "", ""))
    if Path(os.environ.get("FOEDUS_MIRROR", "-")).is_dir():
        atop = fd.World(fd.treaties("atop"), on="2010-01-01")
        rows += closure("ATOP on 2010-01-01, RUS on EST", atop, fd.Attack("RUS", "EST"))
    rows += all_pairs(fd.World(corpus, on=DAY), states)
    question = process("-m", "foedus", "attack", "KOR", "PRK", "--on", DAY)
    rows.append(("foedus attack KOR PRK, a process", f"{question:.2f} s", "0.6 s"))
    rows.append(("foedus --help, a process", f"{process('-m', 'foedus', '--help'):.2f} s", "0.5 s"))
    rows.append(("import foedus, a process", f"{process('-c', 'import foedus'):.2f} s", "0.5 s"))
    width = max(len(r[0]) for r in rows)
    for what, took_text, most in rows:
        print(f"{what:<{width}}  {took_text:>17}" + (f"  (at most {most})" if most else ""))


if __name__ == "__main__":
    main()
