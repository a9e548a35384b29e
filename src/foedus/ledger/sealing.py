"""A file sealed when it is closed in order, and opened again by the first who writes; see `sums`."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.ledger.file import PAGE
from foedus.ledger.sums import META, PER_PART, header_sum, own_pages, part_of, sums_of, with_library

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["seal"]

_TRIES = 8


def seal(path: Path) -> bool:
    """Seal the file, if nobody else is at work on it; was it sealed?

    Whoever is killed meanwhile leaves a file that is whole and not sealed.
    """
    with contextlib.suppress(sqlite3.OperationalError):  # busy: whoever is at work seals it
        with _connected(path) as raw:
            ready = _settled(raw) and _make_room(raw)
        if ready:
            with _connected(path) as raw:  # anew, so that it counts the change counter on from what is in the file
                return _sealed(raw, path)
    return False


@contextlib.contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None, timeout=1.0)) as raw:
        raw.execute("PRAGMA synchronous = FULL")
        raw.execute("PRAGMA secure_delete = ON")
        yield raw


def _sealed(raw: sqlite3.Connection, path: Path) -> bool:
    """Write the sums of the pages, then the sum of the sums; nobody else may have written between the two."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        with _alone(raw, path) as alone:
            if not alone:
                return False
            head = os.pread(descriptor, PAGE, 0)
            pages = int.from_bytes(head[28:32], "big")
            own = own_pages(descriptor, pages)
            found = [0] * pages
            for page, value in sums_of(descriptor, pages, own):
                found[page - 1] = value
            for n in range(0, pages, PER_PART):
                part = part_of(found[n : n + PER_PART])
                raw.execute("UPDATE sums SET sums = ? WHERE part = ? AND sums <> ?", (part, n // PER_PART + 1, part))
            counter = int.from_bytes(head[24:28], "big")
            raw.execute("UPDATE sums SET sums = ? WHERE part = 0", (META.pack(pages, counter + 1),))
            (seen,) = raw.execute("PRAGMA data_version").fetchone()
        if not _settled(raw):
            return False
        with _alone(raw, path) as alone:
            if not alone or raw.execute("PRAGMA data_version").fetchone() != (seen,):
                return False
            head = with_library(os.pread(descriptor, PAGE, 0))
            value = int.from_bytes(header_sum(head, descriptor, own), "big", signed=True)
            raw.execute(f"PRAGMA user_version = {value}")
        return _settled(raw)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _alone(raw: sqlite3.Connection, path: Path) -> Iterator[bool]:
    """A transaction in which nobody else writes; is everything that was written in the file itself?"""
    raw.execute("BEGIN IMMEDIATE")
    try:
        beside = Path(f"{path}-wal")
        yield not beside.exists() or not beside.stat().st_size
        raw.execute("COMMIT")
    except BaseException:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raise


def _settled(raw: sqlite3.Connection) -> bool:
    """Bring everything into the file itself; False where others hold it up."""
    busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _make_room(raw: sqlite3.Connection) -> bool:
    """Rows enough for the sums of all pages, those of these rows among them."""
    for _ in range(_TRIES):
        raw.execute("BEGIN IMMEDIATE")
        (pages,) = raw.execute("PRAGMA page_count").fetchone()
        (have,) = raw.execute("SELECT coalesce(max(part), -1) FROM sums").fetchone()
        need = -(-pages // PER_PART)
        if have < 0:
            raw.execute("INSERT INTO sums VALUES (0, zeroblob(?))", (META.size,))
        for part in range(max(have, 0) + 1, need + 1):
            raw.execute("INSERT INTO sums VALUES (?, zeroblob(?))", (part, 4 * PER_PART))
        raw.execute("COMMIT")
        if have >= need:
            return _settled(raw)
    return False
