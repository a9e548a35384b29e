"""Full runs of entries as packed blocks of columns, so that a fold of a million claims reads the text of none.

A block is a pure function of its entries and of the rules of columns, which have a stamp: under other rules the blocks
are made again, and stand beside the old ones.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from foedus.ledger.reading import run_of
from foedus.ledger.schema import entries, pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from foedus.terms.entries import Entry

__all__ = ["RUN", "all_columns", "form", "lacking", "make_blocks", "packed"]

RUN = 4_096
"""So many entries make one block."""

_COLUMNS = "foedus.ledger.columns"


def form() -> str:
    """The stamp of the rules by which blocks are made now."""
    return str(_columns().stamp()) if find_spec(_COLUMNS) else ""


def packed(run: Sequence[Entry]) -> bytes:
    """A block: a pure function of its entries."""
    return bytes(_columns().columns_of(run).pack())


def make_blocks(connection: Connection, numbers: Iterable[int]) -> None:
    """Store the blocks with these numbers, each of a run that is full."""
    rules = form()
    if not rules:
        return
    for page in numbers:
        run = [one.entry for one in run_of(connection, page * RUN + 1, (page + 1) * RUN)]
        connection.execute(sa.insert(pages).values(form=rules, page=page, block=packed(run)))


def lacking(connection: Connection) -> list[int]:
    """The blocks of full runs that are not stored under the rules of now."""
    full = (connection.scalar(sa.select(sa.func.max(entries.c.number))) or 0) // RUN
    there = set(connection.scalars(sa.select(pages.c.page).where(pages.c.form == form())))
    return [page for page in range(full) if page not in there]


def all_columns(connection: Connection) -> Any:
    """The columns of all entries; what is not stored as a block is made, and not kept."""
    columns = _columns()
    upto = connection.scalar(sa.select(sa.func.max(entries.c.number))) or 0
    asked = sa.select(pages.c.page, pages.c.block).where(pages.c.form == form())
    there = {page: bytes(block) for page, block in connection.execute(asked).tuples()}
    parts = []
    for page in range(upto // RUN + 1):
        if page in there:
            parts.append(columns.Columns.unpack(there[page]))
        else:
            run = run_of(connection, page * RUN + 1, min((page + 1) * RUN, upto))
            parts.append(columns.columns_of([one.entry for one in run]))
    return columns.join(parts)


def _columns() -> Any:
    return import_module(_COLUMNS)
