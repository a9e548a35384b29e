"""How fast a ledger is: `python benches/ledger.py` (ten minutes; `--claims 100000` is quick).

A million made claims go into a SQLite file by the command line, and are asked for again by it; each row is a fresh
process. How hard a ledger is to break is measured by `benches/ledger_hardness.py`.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

SENDERS = ("PRK", "USA", "FRA", "TUR", "RUS", "GBR", "IRN", "CHN", "RWA", "ETH")
HOSTS = ("RUS", "POL", "TCD", "SYR", "MLI", "EST", "IRQ", "DJI", "COD", "SOM")
KINDS = ("troop_deployment", "arms_transfer", "exercise", "visit_summit", "policy_statement")


def write_claims(path: Path, count: int) -> None:
    """Made claims over three years, about as long as those of the corpus."""
    dice = Random(1914)  # noqa: S311 - dice
    with path.open("w", encoding="utf-8") as out:
        for n in range(count):
            sender, host, kind = dice.choice(SENDERS), dice.choice(HOSTS), dice.choice(KINDS)
            figure = dice.randrange(100, 20_000)
            day = f"{2023 + n * 3 // count}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
            row = {
                "doc_id": f"made-{n // 8}",
                "claim_id": f"made-{n // 8}-{n % 8}",
                "source": dice.choice(("Defence Ministry", "NARRATOR", "officials", "National Intelligence Service")),
                "source_affiliation": dice.choice(("KOR", "UKR", None, "thinktank:USA")),
                "relayed_by": [],
                "speech_verb": "say",
                "modality": dice.choice(("asserted", "reported", "likely", "denied")),
                "event_type": kind,
                "status": dice.choice(("underway", "planned", "present")),
                "actors": {"sender": [sender], "host": [host]},
                "quantity": {"low": figure, "high": figure, "unit": "troops"},
                "date": {"start": day, "end": day},
                "place": None,
                "sentence": f"About {figure:,} soldiers of {sender} were seen in {host} on {day}, said report {n}.",
                "char_start": 0,
                "char_end": 60,
                "reader": "made",
                "known": day,
            }
            out.write(json.dumps(row) + "\n")


def command(what: str, *words: str, times: int = 1) -> None:
    """A command as a process of its own: wall, processor, and the most memory of any so far."""
    walls, cpus = [], []
    for _ in range(times):
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "foedus", "ledger", *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
            env=os.environ,
        )
        walls.append(time.perf_counter() - began)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpus.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        assert done.returncode in {0, 1}, done.stderr.decode()[-500:]
    print(f"{what:<46} wall {min(walls):8.2f} s  cpu {min(cpus):8.2f} s  memory {after.ru_maxrss / 2**20:.2f} GiB")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--claims", type=int, default=1_000_000)
    given = asked.parse_args()
    os.environ.setdefault("FOEDUS_AUTHOR", "Bench")
    with tempfile.TemporaryDirectory() as name:
        lines, ledger = Path(name) / "claims.jsonl", f"{name}/case.db"
        write_claims(lines, given.claims)
        at = ("--ledger", ledger)
        command("init", "init", *at)
        command("log --state PRK, of an empty ledger", "log", "--state", "PRK", *at, times=5)
        began = time.perf_counter()
        command(f"add {given.claims:,} claims", "add", str(lines), *at)
        size = Path(ledger).stat().st_size
        seconds = time.perf_counter() - began
        print(f"{given.claims / seconds:,.0f} claims a second; {size / 2**20:,.0f} MiB")
        for words in (("--state", "PRK"), ("--state", "PRK", "--kind", "judgement"), ("--known-on", "2023-02-01")):
            command(f"log {' '.join(words)}", "log", *words, *at, times=5)
        command("show 500", "show", "500", *at, times=3)
        command("accept 500", "accept", "500", "--reason", "bench", *at, times=2)
        command("verify", "verify", *at)


if __name__ == "__main__":
    main()
