"""How fast the tables are: `python benches/tables.py` (or `make bench`). Needs FOEDUS_MIRROR or fetched sources.

Every figure is CPU time, user and system, of one process with all its threads; the warm ones are the median of several
runs. The peer's figures are those of its note (peacesciencer 1.3.0-dev, R 4.5.0, two cores), measured elsewhere.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PEER_WARM, PEER_FRESH, PEER_PEAK = 14.5, 24.4, 1.95
RUNS = 5

PIPELINE = """
import json, resource, time
import foedus as fd
panel = fd.dyad_years(1816, 2010).add(
    fd.alliances(), fd.majors(), fd.contiguity(), fd.capabilities(), fd.disputes("cow"), fd.peace_years("cowmidongoing")
)
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 2**20, panel.frame.shape]))
"""


def main() -> None:
    """Measure, and print one row for each promise."""
    import foedus as fd  # noqa: PLC0415 - what is measured

    def pipeline() -> fd.Panel:
        return fd.dyad_years(1816, 2010).add(
            fd.alliances(),
            fd.majors(),
            fd.contiguity(),
            fd.capabilities(),
            fd.disputes("cow"),
            fd.peace_years("cowmidongoing"),
        )

    shape = pipeline().frame.shape
    fresh, peak = zip(*(_process() for _ in range(3)), strict=True)
    warm = _cpu(pipeline)
    index = _cpu(lambda: fd.dyad_years(1816, 2026))
    rows = fd.dyad_years(1816, 2026).frame.height
    print(f"directed dyad-years 1816-2010, six variables, {shape[0]:,} x {shape[1]}")
    _row("  warm", warm, 0.7, PEER_WARM)
    _row("  fresh process, sources parsed before", statistics.median(fresh), 1.5, PEER_FRESH)
    print(f"  peak memory: {max(peak):.2f} GiB (promised 0.9; the peer {PEER_PEAK})")
    _row(f"index alone, directed, {rows:,} rows", index, 0.15, None)
    _similarity()


def _process() -> tuple[float, float]:
    told = subprocess.run([sys.executable, "-c", PIPELINE], capture_output=True, text=True, check=True)
    cpu, peak, _ = json.loads(told.stdout)
    return cpu, peak


def _cpu(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_SELF)
        work()
        after = resource.getrusage(resource.RUSAGE_SELF)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(times)


def _row(what: str, seconds: float, promised: float, peer: float | None) -> None:
    beside = "" if peer is None else f"; the peer {peer}, {peer / seconds:.0f} times as long"
    print(f"{what}: {seconds:.2f} CPU-s (promised {promised}{beside})")


def _similarity() -> None:
    """All dyads and years, against the products of matrices alone: seven a year."""
    import numpy as np  # noqa: PLC0415 - the same
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - the same

    import foedus as fd  # noqa: PLC0415 - the same

    panel = fd.dyad_years(1816, 2018)
    whole = _cpu(lambda: panel.add(fd.similarity()))
    sizes = fd.state_years(1816, 2018).frame.group_by("year").len()["len"].to_list()
    made = [np.random.default_rng(1).random((size, size)) for size in sizes]

    def products() -> None:
        for matrix in made:
            for _ in range(7):  # three levels for each S, one for kappa and pi
                matrix @ matrix.T

    with threadpool_limits(1, user_api="blas"):
        alone = _cpu(products)
    print(
        f"similarity, all dyads and years, four measures: {whole:.2f} CPU-s, the products of matrices alone "
        f"{alone:.2f}: {whole / alone:.1f} times (promised 5)"
    )


if __name__ == "__main__":
    start = time.perf_counter()
    main()
    print(f"measured in {time.perf_counter() - start:.0f} s")
