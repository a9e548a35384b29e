"""A ledger held against itself: every hash, every id, everything that is made of entries, every byte of the file."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from foedus.errors import FoedusError
from foedus.ledger import postgres, sqlite
from foedus.ledger.audit_file import audit_file, settle
from foedus.ledger.audit_rows import Audit
from foedus.ledger.audit_schema import audit_schema, newest_step
from foedus.ledger.file import APPLICATION, MAGIC, refuse_others
from foedus.ledger.opening import name_of
from foedus.ledger.refusals import translated
from foedus.ledger.sealing import seal
from foedus.ledger.steps import NEWEST, newer
from foedus.ledger.where import is_address

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

    from foedus.ledger.faults import Fault

__all__ = ["Verified", "sealed_anew", "verify"]


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked, and what is wrong.

    Attributes:
        ledger: its path or address.
        entries, head: how many there are, and the hash of the last, which stands for all of them.
        checked: what was looked at, in words.
        faults: what is wrong, each with where.
        notes: what could not be looked at, and why.
        sealed: does the file's seal vouch for every byte of it? None for a server.
    """

    ledger: str
    entries: int
    head: str
    checked: tuple[str, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    sealed: bool | None

    def __bool__(self) -> bool:
        return not self.faults

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "ledger": self.ledger,
            "sound": bool(self),
            "entries": self.entries,
            "head": self.head,
            "sealed": self.sealed,
            "checked": list(self.checked),
            "faults": [fault.to_dict() for fault in self.faults],
            "notes": list(self.notes),
        }


def verify(
    where: str | os.PathLike[str], *, progress: Callable[[int], None] | None = None, wait: float = 30.0
) -> Verified:
    """Check a ledger, whole or damaged; nothing is written to it.

    Args:
        where: a path or an address, as for `Ledger`.
        progress: told from time to time how many entries were checked.
        wait: seconds to wait while others write.

    Raises:
        BadLedger: there is nothing there that could be a ledger, or it is of a newer version.
        LedgerBusy, LedgerUnwritten: it cannot be read now.
    """
    name = name_of(where)
    on_server = is_address(str(where))
    found: list[Fault] = []
    checked: list[str] = []
    notes: list[str] = []
    sealed: bool | None = None
    if on_server:
        engine = postgres.engine_of(str(where), read_only=True, wait=wait)
    else:
        path = Path(where)
        _refuse_nothing(path)
        settle(path)
        file = audit_file(path)
        sealed = file.sealed
        found += file.faults
        notes += file.notes
        if file.pages:
            checked.append(f"{file.pages:,} pages of the file" if file.sealed else "the header of the file")
        engine = sqlite.engine_of(path, read_only=True, wait=wait)
    audit, have, damaged = Audit(progress), 0, bool(found)
    try:
        with translated(name), engine.begin() as connection:
            if on_server:
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            have = newest_step(connection)
            found += audit_schema(connection, notes)
            checked.append("the schema and what refuses changes")
            audit.run(connection, notes)
            checked += audit.checked
    except (FoedusError, ValueError) as error:
        cause = error.__cause__
        if not found and not audit.faults and not isinstance(cause, sa.exc.DatabaseError | None):
            raise
        audit.stopped(str(error))
    finally:
        with suppress(sa.exc.SQLAlchemyError):
            engine.dispose()
    if have > NEWEST and not damaged:
        raise newer(name, have)
    found += audit.faults
    return Verified(name, audit.count, audit.head, tuple(checked), tuple(found), tuple(notes), sealed)


def sealed_anew(where: str | os.PathLike[str]) -> bool:
    """Seal a file that was found sound, and that no seal speaks for; was it sealed?"""
    with translated(name_of(where)):
        return seal(Path(where))


def _refuse_nothing(path: Path) -> None:
    """Refuse what is no ledger at all; one damaged byte of the header does not hide one."""
    with suppress(OSError), path.open("rb") as file:
        head = file.read(100)
        marks = (head[:16] == MAGIC, head[68:72] == APPLICATION.to_bytes(4, "big"))
        if len(head) == 100 and marks[1]:
            return
        if len(head) == 100 and marks[0] and sum(a != b for a, b in zip(head[68:72], b"Foed", strict=True)) == 1:
            return
    refuse_others(path)
