"""Full runs of entries as packed blocks of columns, so that a fold of a million claims reads the text of none.

A block is a pure function of its entries and of the rules of columns, which have a stamp: under other rules the blocks
are made again, and stand beside the old ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from foedus.ledger.reading import run_of
from foedus.ledger.schema import entries, pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from foedus.ledger.columns import Columns
    from foedus.terms.entries import Entry

__all__ = ["RUN", "all_columns", "form", "make_blocks", "packed"]

RUN = 4_096
"""So many entries make one block."""


def form() -> str:
    """The stamp of the rules by which blocks are made now."""
    from foedus.ledger.columns import stamp  # noqa: PLC0415 - numpy, and only where blocks are made or read

    return stamp()


def packed(run: Sequence[Entry]) -> bytes:
    """A block: a pure function of its entries."""
    from foedus.ledger.columns import columns_of  # noqa: PLC0415 - the same

    return columns_of(run).pack()


def make_blocks(connection: Connection, numbers: Sequence[int]) -> None:
    """Store the blocks with these numbers, each of a run that is full."""
    for page in numbers:
        run = [one.entry for one in run_of(connection, page * RUN + 1, (page + 1) * RUN)]
        connection.execute(sa.insert(pages).values(form=form(), page=page, block=packed(run)))


def all_columns(connection: Connection) -> Columns:
    """The columns of all entries; what is not stored as a block is made, and not kept."""
    from foedus.ledger.columns import Columns, columns_of, join  # noqa: PLC0415 - the same

    upto = connection.scalar(sa.select(sa.func.max(entries.c.number))) or 0
    asked = sa.select(pages.c.page, pages.c.block).where(pages.c.form == form())
    there = {page: bytes(block) for page, block in connection.execute(asked)}
    parts = []
    for page in range(upto // RUN + 1):
        if page in there:
            parts.append(Columns.unpack(there[page]))
        else:
            run = run_of(connection, page * RUN + 1, min((page + 1) * RUN, upto))
            parts.append(columns_of([one.entry for one in run]))
    return join(parts)
