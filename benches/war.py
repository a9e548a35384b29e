"""How fast the models of behaviour are: `python benches/war.py` (or `make bench`). Needs the sources and scikit-learn.

Every figure is CPU time, user and system, of a fresh process with all its threads: the least of the runs, with their
median, and the most memory that any of them held. `FOEDUS_BENCH_SCORES=1` adds the rows that take minutes.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import foedus as fd
from foedus.war import default_model
from foedus.war.sweep import planned

RUNS = 3

USED = """
import json, resource, sys
used = resource.getrusage(resource.RUSAGE_SELF)
sys.stderr.write("\\n" + json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 2**20]))
"""

VERB = "import foedus.__main__ as verb; sys.argv = ['foedus', *{words!r}]; verb.main()"


def main() -> None:
    """Measure, and print one row for each kind of run."""
    broad = "fd.joining_opportunities(definition='broad')"
    _row(broad, f"import foedus as fd; {broad}")
    _sweep()
    _row("foedus odds KOR PRK --json", _verb("odds", "KOR", "PRK", "--on", "2026-11-01", "--json"))
    with tempfile.TemporaryDirectory() as folder:
        _row("foedus fit honour: with its scores", _verb("fit", "honour", "-o", f"{folder}/honour.json"), 1)
        _row("foedus fit joiner: with its scores", _verb("fit", "joiner", "-o", f"{folder}/joiner.json"), 1)
    _row("foedus score honour --json", _verb("score", "honour", "--json"), 1)
    if os.environ.get("FOEDUS_BENCH_SCORES"):
        for name in ("broad", "strict", "sequential", "disputes"):
            _row(f"foedus score {name} --json", _verb("score", name, "--json"), 1)


def _sweep() -> None:
    """A sweep with the model that ships: every attack on each of some targets, after one that loads everything."""
    plan = planned(fd.treaties(), "2026-11-01", default_model())
    day = plan.day(plan.days[0])
    day.against(day.states[0])
    spent = []
    for target in day.states[5::16]:
        start = time.process_time()
        day.against(target)
        spent.append(time.process_time() - start)
    middle, count = statistics.median(spent), len(day.states)
    print(
        f"sweep with the model, 1,024 draws: {min(spent):.2f} to {max(spent):.2f} CPU-s ({middle:.2f}) for each of "
        f"{count} targets, {1000 * middle / (count - 1):.1f} ms a pair, {middle * count:.0f} CPU-s a day",
        flush=True,
    )


def _verb(*words: str) -> str:
    """The verb as a process would run it; it leaves by SystemExit."""
    return f"import contextlib, sys\nwith contextlib.suppress(SystemExit): {VERB.format(words=list(words))}"


def _row(what: str, work: str, runs: int = RUNS) -> None:
    spent, peaks = zip(*(_process(work) for _ in range(runs)), strict=True)
    print(f"{what}: {min(spent):.1f} CPU-s ({statistics.median(spent):.1f}), {max(peaks):.2f} GiB", flush=True)


def _process(work: str) -> tuple[float, float]:
    done = subprocess.run([sys.executable, "-c", f"{work}\n{USED}"], capture_output=True, text=True, check=True)
    cpu, peak = json.loads(done.stderr.splitlines()[-1])
    return cpu, peak


if __name__ == "__main__":
    start = time.perf_counter()
    main()
    print(f"measured in {time.perf_counter() - start:.0f} s")
