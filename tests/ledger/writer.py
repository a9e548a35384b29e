"""Records claims until its time is over, and tells of each that is recorded: python writer.py WHERE N SECONDS."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from made import claim_entry

from foedus.ledger.ledger import Ledger

if __name__ == "__main__":
    where, writer, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    end, count = time.monotonic() + seconds, 0
    with Ledger(where, author=f"Writer {writer}", create=False, wait=60) as ledger:
        while time.monotonic() < end:
            batch = [claim_entry(writer * 10_000_000 + count + n, author=ledger.author) for n in range(10)]
            for stored in ledger.append(batch):
                sys.stdout.write(f"{stored.id} {stored.number}\n")
            count += 10
