"""A ledger's file held against its seal, in words; and what SQLite itself says of its structure."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from foedus.ledger.faults import Fault
from foedus.ledger.file import PAGE
from foedus.ledger.page_owners import owners
from foedus.ledger.sums import check

__all__ = ["AuditedFile", "audit_file", "settle"]

_MOST = 50
"""So many pages are named one by one."""


@dataclass(frozen=True, slots=True)
class AuditedFile:
    """What is wrong with a file, and whether its seal vouches for it."""

    sealed: bool
    pages: int
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


def settle(path: Path) -> None:
    """Bring what a killed writer left beside the file into it, as whoever opens it next would."""
    beside = Path(f"{path}-wal")
    if not beside.exists() or not beside.stat().st_size or not os.access(path, os.W_OK):
        return
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(sqlite3.connect(path, isolation_level=None, timeout=1.0)) as raw,
    ):
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def audit_file(path: Path) -> AuditedFile:
    """Every byte, if the file is sealed; and the structure of its pages in any case."""
    beside = Path(f"{path}-wal")
    if beside.exists() and beside.stat().st_size:
        what = "others write to the ledger, and what they write is beside the file: its bytes were not checked"
        return AuditedFile(sealed=False, pages=0, faults=(), notes=(what,))
    found = check(path)
    faults = [Fault(f"bytes {at:,} to {end:,} of {path}", f"damaged: {what}") for at, end, what in found.faults]
    if found.wrong:
        known = owners(path)
        for page in found.wrong[:_MOST]:
            where = f"page {page:,} of {path}, bytes {(page - 1) * PAGE:,} to {page * PAGE - 1:,}"
            faults.append(Fault(where, f"is not what was sealed ({known.get(page, 'used by nothing that is known')})"))
        if len(found.wrong) > _MOST:
            faults.append(Fault(str(path), f"{len(found.wrong) - _MOST:,} pages more are not what was sealed"))
    notes = []
    if found.state == "open":
        notes.append(
            "the file is not sealed, since a writer is at work or was killed: bytes that the database never reads "
            "(gaps in pages, free pages) were not checked; the next writer seals it, or `foedus ledger verify --seal`"
        )
    elif found.state == "rewritten":
        notes.append(
            "another program has rewritten the file since it was sealed: bytes that the database never reads were not "
            "checked; `foedus ledger verify --seal` seals it anew"
        )
    return AuditedFile(found.state == "sealed", found.pages, tuple(faults), tuple(notes))
