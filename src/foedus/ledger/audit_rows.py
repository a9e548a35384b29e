"""Every entry held against its id, its hash and its bounds; mentions, targets and blocks against the entries."""

from __future__ import annotations

import hashlib
from itertools import groupby
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from foedus.errors import BadEntry
from foedus.ledger.asked import EVERY
from foedus.ledger.blocks import RUN, form, packed
from foedus.ledger.bounds import checked
from foedus.ledger.faults import Fault
from foedus.ledger.naming import named, targets_of
from foedus.ledger.schema import entries, mentions, pages, targets
from foedus.ledger.stored import row_of, stored_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection, Table

    from foedus.ledger.stored import Stored
    from foedus.ledger.writing import Names

__all__ = ["Audit"]

_MOST, _PART = 100, 2_000


class Audit:
    """The check of all rows, in one pass over the entries.

    Attributes:
        count, head: how many entries were checked, and the hash of the last.
        faults: what is wrong; beyond a hundred they are only counted.
        checked: what was looked at, in words.
    """

    def __init__(self, progress: Callable[[int], None] | None = None) -> None:
        self.count, self.head = 0, ""
        self.faults: list[Fault] = []
        self.checked: list[str] = []
        self._progress = progress
        self._more = 0
        self._last = 0
        self._names: Names = {}
        self._at = "the entries"

    def run(self, connection: Connection, notes: list[str]) -> None:
        """Check everything, in the transaction of this connection."""
        judged = set(connection.scalars(sa.select(targets.c.target).distinct()))
        beside = [_Beside(connection, table) for table in (mentions, targets)]
        run: list[Stored] = []
        blocks = 0
        for stored in self._entries(connection):
            self.count, self._at = stored.number, f"entry {stored.number}"
            expected = self._entry(stored, judged)
            for n, rows in enumerate(beside):
                there, lost = rows.of(stored.number)
                self._lost(rows.name, lost)
                if expected is not None and there != expected[n]:
                    self._fault(f"{rows.name} of entry {stored.number}", "are not those that the entry tells of")
            if stored.number % RUN == 1:
                run = []
            run.append(stored)
            if stored.number % RUN == 0 and len(run) == RUN:
                blocks += self._block(connection, run)
            if self._progress and not stored.number % 10_000:
                self._progress(stored.number)
        self._at = "what is made of entries"
        for rows in beside:
            self._lost(rows.name, rows.of(2**62)[1])
        self._blocks_beyond(connection, notes)
        self.checked += [f"{self.count:,} entries and their chain", "mentions and targets", f"{blocks:,} blocks"]
        if self._more:
            self.faults.append(Fault("the ledger", f"{self._more:,} faults more"))

    def _lost(self, name: str, numbers: list[int]) -> None:
        for number in numbers:
            self._fault(f"{name} of entry {number}", "are of no entry that is there")

    def stopped(self, why: str) -> None:
        """The check could not go on."""
        self.faults.append(Fault(f"behind {self._at}" if self.count else self._at, f"cannot be read: {why}"))

    def _fault(self, where: str, what: str) -> None:
        if len(self.faults) < _MOST:
            self.faults.append(Fault(where, what))
        else:
            self._more += 1

    def _entries(self, connection: Connection) -> Iterator[Stored]:
        asked = sa.select(entries).order_by(entries.c.number)
        for row in connection.execute(asked.execution_options(yield_per=_PART)):
            try:
                stored = stored_of(row)
                same = dict(row._mapping) == row_of(stored.number, stored.id, stored.entry, stored.hash)  # noqa: SLF001 - public by its docs
            except (ValueError, TypeError, AttributeError) as error:
                self._fault(f"entry {row[0]}", f"cannot be read: {error}")
                self.head = str(row[-1])
                continue
            if not same:
                self._fault(f"entry {stored.number}", "its times are written otherwise than they were recorded")
            yield stored

    def _entry(self, stored: Stored, judged: set[int]) -> tuple[set[Any], set[Any]] | None:
        """Check one entry; returns the rows that must stand beside it, or None where it cannot tell."""
        where, entry = f"entry {stored.number}", stored.entry
        before, self.head = self.head, stored.hash
        if stored.number != self._last + 1:
            self._fault(where, f"follows entry {self._last}: entries between them are missing, or it is one too many")
        self._last = stored.number
        if entry.link(before) != stored.hash:
            self._fault(where, "its hash is not that of what it says behind the one before")
        if entry.id != stored.id:
            self._fault(where, f"its id is {stored.id}, and that of what it says is {entry.id}")
        try:
            said = checked(entry)
            if entry.kind == "report" and hashlib.sha256(said["text"].encode()).hexdigest() != said["digest"]:
                self._fault(where, "its text is not the one that its digest was taken of")
            of = list(dict.fromkeys(targets_of(entry.kind, said)))
            unknown = [one for one in of if one not in self._names]
            if unknown:
                self._fault(where, f"speaks of {unknown[0]}, which is not before it")
                return None
            codes = named(entry.kind, said, (self._names[one][1] for one in of))
        except (BadEntry, KeyError, TypeError, AttributeError, UnicodeEncodeError) as error:
            self._fault(where, str(error))
            return None
        if stored.number in judged:
            self._names[stored.id] = stored.number, frozenset() if entry.kind == "report" else frozenset(codes)
        known = entry.known.isoformat()
        return {(code, entry.kind, known) for code in codes | {EVERY}}, {(self._names[one][0],) for one in of}

    def _block(self, connection: Connection, run: list[Stored]) -> int:
        """Hold the block of a full run against it; returns 1 if there is one under the rules of now."""
        page = (run[-1].number - 1) // RUN
        asked = sa.select(pages.c.block).where(pages.c.form == form(), pages.c.page == page)
        there = connection.scalar(asked)
        if there is None:
            return 0
        if bytes(there) != packed([stored.entry for stored in run]):
            self._fault(f"block {page}, of entries {run[0].number} to {run[-1].number}", "is not that of its entries")
        return 1

    def _blocks_beyond(self, connection: Connection, notes: list[str]) -> None:
        for rules, page in connection.execute(sa.select(pages.c.form, pages.c.page)):
            if (page + 1) * RUN > self.count or page < 0:
                self._fault(f"block {page}", "is of entries that are not there")
            elif (
                rules != form()
                and (note := f"blocks by other rules ({rules}) were not checked, and are not used") not in notes
            ):
                notes.append(note)


class _Beside:
    """The rows of a table beside the entries, one entry after the other."""

    def __init__(self, connection: Connection, table: Table) -> None:
        self.name = table.name
        others = [column for column in table.c if column.name != "number"]
        asked = sa.select(table.c.number, *others).order_by(table.c.number).execution_options(yield_per=_PART)
        self._groups = groupby(connection.execute(asked), key=lambda row: row[0])
        self._next = self._take()

    def of(self, number: int) -> tuple[set[Any], list[int]]:
        """The rows of an entry, and the numbers before it that were passed over: rows of no entry."""
        lost = []
        while self._next is not None and self._next[0] < number:
            lost.append(self._next[0])
            self._next = self._take()
        if self._next is None or self._next[0] != number:
            return set(), lost
        rows = self._next[1]
        self._next = self._take()
        return rows, lost

    def _take(self) -> tuple[int, set[Any]] | None:
        found = next(self._groups, None)
        return None if found is None else (found[0], {tuple(row[1:]) for row in found[1]})
