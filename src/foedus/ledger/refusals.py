"""What a database refuses, in the words of Foedus: who is busy, what is full, what is broken."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from foedus.errors import BadLedger, FoedusError, LedgerBusy, LedgerUnwritten

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["translated"]

_BUSY = "others write to {where}, and went on for longer than one waits; nothing was written, try again"
_SQLITE = {
    "SQLITE_BUSY": (LedgerBusy, _BUSY),
    "SQLITE_LOCKED": (LedgerBusy, _BUSY),
    "SQLITE_FULL": (LedgerUnwritten, "the disk of {where} is full; what was not told as recorded is not there"),
    "SQLITE_IOERR": (LedgerUnwritten, "{where} cannot be read or written ({why}); what was not told is not there"),
    "SQLITE_READONLY": (LedgerUnwritten, "{where} cannot be written; nothing of it was"),
    "SQLITE_PERM": (LedgerUnwritten, "{where} cannot be written; nothing of it was"),
    "SQLITE_CANTOPEN": (BadLedger, "{where} cannot be opened: does its folder allow it?"),
    "SQLITE_CORRUPT": (BadLedger, "{where} is damaged ({why}); `foedus ledger verify` tells where"),
    "SQLITE_NOTADB": (BadLedger, "{where} is damaged or no database ({why}); `foedus ledger verify` tells where"),
    "SQLITE_CONSTRAINT": (BadLedger, "{where} refuses: {why}"),
    "SQLITE_SCHEMA": (BadLedger, "{where} is damaged ({why}); `foedus ledger verify` tells where"),
}
"""By the first two words of SQLite's name of an error."""

_POSTGRES = {
    "55P03": (LedgerBusy, _BUSY),
    "40P01": (LedgerBusy, _BUSY),
    "57014": (LedgerBusy, _BUSY),
    "53100": (LedgerUnwritten, "the disk of {where} is full; what was not told as recorded is not there"),
    "25006": (LedgerUnwritten, "{where} is opened to be read; nothing was written"),
    "42501": (LedgerUnwritten, "{where} does not allow it ({why})"),
    "3D000": (BadLedger, "{where}: no such database; make it with createdb"),
    "28": (BadLedger, "{where} does not let this user in ({why})"),
    "57P": (LedgerUnwritten, "{where} shuts down; what was not told as recorded is not there"),
    "08": (LedgerUnwritten, "{where} went away; what was not told as recorded is not there"),
    "P0001": (BadLedger, "{where} refuses: {why}"),
    "23": (BadLedger, "{where} refuses: {why}"),
}
"""By the longest beginning of PostgreSQL's code of an error."""


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Raise what the database says as an error of Foedus.

    Raises:
        LedgerBusy, LedgerUnwritten, BadLedger: see there.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _in_words(error, where) from error
    except OSError as error:
        raise LedgerUnwritten(f"{where} cannot be reached: {error.strerror or error}") from error
    except Exception as error:
        told = getattr(error, "orig", None)  # what SQLAlchemy has wrapped; it is not asked, since it takes its time
        if not isinstance(told, Exception):
            raise
        raise _in_words(told, where) from error


def _told(error: BaseException | None) -> object:
    """What a server said, which may stand behind the network's own error."""
    said: object = error.args[0] if error is not None and error.args else ""
    while error is not None:
        if error.args and isinstance(error.args[0], dict):
            return error.args[0]
        error = error.__context__
    return said


def _in_words(error: BaseException | None, where: str) -> FoedusError:
    if isinstance(error, sqlite3.Error):
        name = getattr(error, "sqlite_errorname", "")
        kind, text = _SQLITE.get("_".join(name.split("_")[:2]), (BadLedger, "{where}: {why}"))
        return kind(text.format(where=where, why=str(error)))
    told = _told(error)
    if isinstance(told, dict):
        code, why = str(told.get("C", "")), str(told.get("M", ""))
        for length in (5, 3, 2):
            if code[:length] in _POSTGRES:
                kind, text = _POSTGRES[code[:length]]
                return kind(text.format(where=where, why=why))
        return BadLedger(f"{where}: {why}")
    return LedgerUnwritten(f"{where} cannot be reached ({told}); what was not told as recorded is not there")
