"""How fast the trial is: `python benches/trial.py` (or `make bench`). Needs FOEDUS_MIRROR or fetched sources.

Every figure is CPU time, user and system, of a fresh process with all its threads: the least of several runs, for other
work on the machine only adds to it, with their median, and the most memory that any of them held. `FOEDUS_CODING` names
a coding to compare with, and adds a row.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time

RUNS = 5
CPU_PROMISED, PEAK_PROMISED = 10, 1.0

USED = """
import json, resource, sys
used = resource.getrusage(resource.RUSAGE_SELF)
sys.stderr.write(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 2**20]))
"""

ALONE = "import foedus as fd; fd.trial()"
VERB = "import foedus.__main__ as verb; sys.argv = ['foedus', 'trial', *{words!r}]; verb.main()"


def main() -> None:
    """Measure, and print one row for each kind of run."""
    _row("fd.trial(): every war, every alliance, the verdicts", ALONE)
    _row("foedus trial --json: the whole ladder as well", _verb("--json"))
    coding = os.environ.get("FOEDUS_CODING")
    if coding:
        _row("foedus trial --against: and coders, with intervals", _verb("--json", "--against", coding))
    _row("foedus trial --war world-war-i --json: one war with its proofs", _verb("--war", "world-war-i", "--json"))


def _verb(*words: str) -> str:
    """The verb as a process would run it; it leaves by SystemExit."""
    return f"import contextlib, sys\nwith contextlib.suppress(SystemExit): {VERB.format(words=list(words))}"


def _row(what: str, work: str) -> None:
    spent, peaks = zip(*(_process(work) for _ in range(RUNS)), strict=True)
    told = f"{min(spent):.1f} CPU-s ({statistics.median(spent):.1f}), {max(peaks):.2f} GiB"
    print(f"{what}: {told} (at most {CPU_PROMISED} CPU-s, {PEAK_PROMISED:.0f} GiB)")


def _process(work: str) -> tuple[float, float]:
    done = subprocess.run([sys.executable, "-c", f"{work}\n{USED}"], capture_output=True, text=True, check=True)
    cpu, peak = json.loads(done.stderr.splitlines()[-1])
    return cpu, peak


if __name__ == "__main__":
    start = time.perf_counter()
    main()
    print(f"measured in {time.perf_counter() - start:.0f} s")
