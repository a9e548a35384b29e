"""How hard a ledger is to break: `python benches/ledger_hardness.py` (half an hour; `--turns 20 --seconds 5` is quick).

Writers killed at any instant, servers that die, eight writers at once, flipped bytes; on SQLite and, where a server is
installed, on PostgreSQL. Each turn checks that all that was told is there and that `verify` finds nothing wrong.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "ledger"))

from hard import kill_while_adding, many_writers, write_lines
from made import claim_entry
from server import MISSING, Server, binaries

from foedus.ledger.ledger import Ledger
from foedus.ledger.sums import check
from foedus.ledger.verifying import verify


def killed(where: str, folder: Path, turns: int, fresh: int = 10) -> None:
    """Kill a writer again and again; from time to time a ledger is begun anew, so that each can be checked whole."""
    dice, told, there = Random(1815), 0, 0  # noqa: S311 - dice
    for turn in range(turns):
        at = where.format(turn // fresh)
        if not turn % fresh:
            Ledger(at, author="Ann Lee").close()
        one, other = kill_while_adding(at, folder, dice, turn * 600, count=600, longest=0.5)
        told, there = told + bool(one), there + other
        print(f"\r{turn + 1} of {turns} killed", end="", file=sys.stderr)
    print(f"\n{where.partition(':')[0]}: killed {turns} times, {told} of them after something was told: nothing lost")


def died(server: Server, turns: int) -> None:
    """Let the server die while it is written to."""
    where = server.address("died")
    told = []
    with Ledger(where, author="Ann Lee") as ledger:
        ledger.append([claim_entry(0)])
    for turn in range(turns):
        with Ledger(where, author="Ann Lee") as ledger:
            told += ledger.append([claim_entry(turn * 100 + n + 1) for n in range(50)])
            server.stop("immediate")
            server.start()
    with Ledger(where, author="Ann Lee") as ledger:
        assert list(ledger.entries(after=1)) == told
    assert verify(where)
    print(f"postgresql: the server died {turns} times: nothing lost")


def flipped(folder: Path, count: int) -> None:
    """Flip single bytes of a ledger with all that there can be, one after the other."""
    path = folder / "flipped.db"
    with Ledger(path, author="Ann Lee") as ledger:
        for n in range(0, 12_000, 1_000):
            ledger.append([claim_entry(n + k) for k in range(1_000)])
    whole, dice = path.read_bytes(), Random(1914)  # noqa: S311 - dice
    missed = 0
    for turn in range(count):
        place = turn if turn < 8_192 and turn < count // 2 else dice.randrange(len(whole))
        with path.open("r+b") as file:
            file.seek(place)
            file.write(bytes([whole[place] ^ dice.randrange(1, 256)]))
        found = check(path)
        missed += not (found.wrong or found.faults)
        with path.open("r+b") as file:
            file.seek(place)
            file.write(whole[place : place + 1])
    assert verify(path)
    print(f"{count} flipped bytes in a file of {len(whole):,}: {missed} missed")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--turns", type=int, default=200)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--flips", type=int, default=4_000)
    given = asked.parse_args()
    os.environ.setdefault("FOEDUS_AUTHOR", "Bench")
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_lines(folder / "claims.jsonl", 0, 1)
        flipped(folder, given.flips)
        killed(f"{folder}/killed-{{}}.db", folder, given.turns)
        told = many_writers(str(folder / "many.db"), folder, seconds=given.seconds)
        print(
            f"sqlite: 8 writers for {given.seconds:.0f} s: {sum(told):,} entries, {min(told):,} to {max(told):,} each"
        )
        if binaries() is None:
            print(MISSING)
            return
        server = Server()
        try:
            killed(server.address("killed_{}"), folder, given.turns)
            told = many_writers(server.address("many"), folder, seconds=given.seconds)
            print(
                f"postgresql: 8 writers for {given.seconds:.0f} s: {sum(told):,}, {min(told):,} to {max(told):,} each"
            )
            died(server, max(given.turns // 10, 1))
        finally:
            server.remove()
    print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
