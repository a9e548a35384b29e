"""A ledger's file: how it is made and opened, and what is refused before anything is touched."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from pathlib import Path
from urllib.parse import quote

from foedus.errors import BadLedger, LedgerUnwritten

__all__ = ["APPLICATION", "MAGIC", "PAGE", "connected", "made_beside", "refuse_others"]

APPLICATION = 0x466F6564
"""What the header of the file calls it ("Foed"): a file that is called otherwise is no ledger."""

MAGIC = b"SQLite format 3\0"
PAGE = 4096
"""The size of its pages, always."""

_HEADER = 100


def made_beside(path: Path) -> Path:
    """An empty file beside this path, which its owner alone reads and writes.

    Raises:
        LedgerUnwritten: it cannot be made there.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise LedgerUnwritten(f"cannot make {path}: {error.strerror}; name a folder that can be written") from None
    os.close(handle)
    return Path(name)


def refuse_others(path: Path) -> None:
    """Refuse, from the bytes of its header alone, a file that is no ledger.

    Raises:
        BadLedger: there is none, or it is something else; nothing was touched.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except FileNotFoundError:
        raise BadLedger(f"there is no ledger at {path}; `foedus ledger init --ledger {path}` makes one") from None
    except OSError as error:
        raise BadLedger(f"cannot read {path}: {error.strerror}") from None
    if head[:16] != MAGIC:
        what = "is empty" if not head else "is no database"
        raise BadLedger(f"{path} {what}, so it is no ledger; nothing was touched")
    if int.from_bytes(head[68:72], "big") != APPLICATION:
        raise BadLedger(f"{path} is a database of another program, and no ledger of Foedus; nothing was touched")


def connected(path: Path, *, read_only: bool, wait: float) -> sqlite3.Connection:
    """A connection to this file, which begins a transaction when it is told to.

    Where nothing can be written, it reads the file as it stands and leaves nothing beside it.

    Raises:
        BadLedger: entries stand beside a file that cannot be written.
    """
    name = f"file:{quote(str(path.absolute()))}?mode={_mode(path, read_only=read_only)}"
    raw = sqlite3.connect(name, uri=True, isolation_level=None, timeout=wait)
    raw.execute("PRAGMA query_only = ON" if read_only else "PRAGMA synchronous = FULL")
    raw.execute("PRAGMA trusted_schema = OFF")
    raw.execute("PRAGMA cache_size = -65536")
    if not read_only:
        raw.execute("PRAGMA secure_delete = ON")
        raw.execute(f"PRAGMA page_size = {PAGE}")
        raw.execute("PRAGMA wal_autocheckpoint = 4000")
    return raw


def _mode(path: Path, *, read_only: bool) -> str:
    """How the file is opened; on a medium that cannot be written the file is taken as it stands.

    Raises:
        BadLedger: entries stand beside the file, where a medium that cannot be written hides them.
    """
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    if writable or not read_only:
        return "rw"
    waiting = Path(f"{path}-wal")
    with contextlib.suppress(OSError):
        if waiting.stat().st_size:
            raise BadLedger(
                f"{waiting} holds entries that are not in {path} yet, and neither can be written; copy both to a "
                "folder that can be written and open the ledger there"
            )
    return "ro&immutable=1"
