"""A look into a file that is there at once: the entries asked for, read without what only writers and servers need.

What is refused here is what `opening` refuses.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from foedus.errors import BadLedger
from foedus.ledger.asked import COLUMNS
from foedus.ledger.chain import broken_at
from foedus.ledger.file import connected, refuse_others
from foedus.ledger.steps import NEWEST, newer
from foedus.ledger.stored import stored_of

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.ledger.asked import Asked
    from foedus.ledger.stored import Stored

__all__ = ["glance"]


def glance(path: Path, asked: Asked) -> tuple[list[Stored], int]:
    """The entries asked for, as many as one part holds, and how many there are in all.

    Raises:
        BadLedger: no ledger, or one that must not be read.
        sqlite3.Error: what the database says, for `refusals` to put in words.
    """
    refuse_others(path)
    with closing(connected(path, read_only=True, wait=30.0)) as raw:
        raw.execute("BEGIN")
        have = raw.execute("SELECT max(number) FROM migrations").fetchone()[0] or 0
        if have > NEWEST:
            raise newer(str(path), have)
        last = raw.execute(f"SELECT {COLUMNS} FROM entries e ORDER BY e.number DESC LIMIT 2").fetchall()  # noqa: S608 - names of ours
        wrong = broken_at([stored_of(row) for row in reversed(last)])
        if wrong:
            raise BadLedger(f"the chain of {path} is broken: {wrong}; `foedus ledger verify` tells more")
        text, values = asked.statement()
        return [stored_of(row) for row in raw.execute(text, values)], last[0][0] if last else 0
