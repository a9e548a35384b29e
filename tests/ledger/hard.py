"""Writers that are killed at any instant, and many at once: what the tests do for seconds and a bench for minutes."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from made import fields

from foedus.ledger.ledger import Ledger
from foedus.ledger.verifying import verify

HERE = Path(__file__).parent


def write_lines(path, first, count):
    """A file of claims, each told once."""
    path.write_text("".join(json.dumps(fields(n)) + "\n" for n in range(first, first + count)))
    return path


def kill_while_adding(where, folder, dice, first, *, count=2_000, longest=1.0):
    """Start `foedus ledger add`, kill it at some instant, and check all that it told.

    Returns:
        How many entries it had told of, and how many are there.
    """
    lines = write_lines(folder / "claims.jsonl", first, count)
    command = [sys.executable, "-m", "foedus", "ledger", "add", str(lines), "--known", "2024-10-19", "--json"]
    with subprocess.Popen(
        [*command, "--ledger", where], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=os.environ
    ) as child:
        told = b""
        if dice.random() < 0.8:
            told = child.stdout.readline()  # it is at work; else it may be killed before
        time.sleep(dice.random() * longest)
        child.send_signal(signal.SIGKILL)
        told += child.stdout.read()
    acknowledged = [json.loads(line) for line in told.splitlines(keepends=True) if line.endswith(b"\n")]
    with Ledger(where, author="Ann Lee", read_only=True) as ledger:
        there = len(ledger)
        for row in acknowledged:
            assert ledger.find(row["last"]).hash == row["hash"]
    found = verify(where)
    assert found.faults == (), found.faults
    assert found.entries == there
    return (acknowledged[-1]["last"] if acknowledged else 0), there


def many_writers(where, folder, *, writers=8, seconds=3.0):
    """Let writers loose on one ledger, and check that every entry that any of them was told of is there, in one chain.

    Returns:
        How many entries each has recorded.
    """
    Ledger(where, author="Ann Lee").close()
    outputs = [folder / f"told-{n}" for n in range(writers)]
    running = []
    for n, output in enumerate(outputs):
        with output.open("wb") as out:
            command = [sys.executable, str(HERE / "writer.py"), where, str(n), str(seconds)]
            running.append(subprocess.Popen(command, stdout=out, env=os.environ))
    assert [child.wait(seconds + 120) for child in running] == [0] * writers
    told = [dict(line.split() for line in output.read_text().splitlines()) for output in outputs]
    with Ledger(where, author="Ann Lee", read_only=True) as ledger:
        there = {stored.id: str(stored.number) for stored in ledger.entries()}
    everything = {key: number for one in told for key, number in one.items()}
    assert there == everything
    assert len(everything) == sum(map(len, told))
    found = verify(where)
    assert found.faults == (), found.faults
    return [len(one) for one in told]
