"""An entry as it stands in a ledger: its number, its hash, and itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from foedus.terms.entries import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Stored", "row_of", "stored_of"]


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry in a ledger.

    Attributes:
        number: its place in the chain, from 1.
        id: what people call it by.
        hash: the hash of the chain up to it.
        entry: what was recorded.
        new: whether the call that gives it has put it there; else it was there already.
    """

    number: int
    id: str
    hash: str
    entry: Entry
    new: bool = field(default=False, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {"number": self.number, **self.entry.to_dict(), "hash": self.hash}


def stored_of(row: Sequence[Any]) -> Stored:
    """A row of the table as an entry."""
    number, key, kind, author, recorded, known, reason, body, chained = row
    entry = Entry(kind, author, datetime.fromisoformat(recorded), date.fromisoformat(known), reason, body)
    return Stored(number, key, chained, entry)


def row_of(number: int, key: str, entry: Entry, chained: str) -> dict[str, Any]:
    """An entry as a row of the table."""
    return {
        "number": number,
        "id": key,
        "kind": entry.kind,
        "author": entry.author,
        "recorded": entry.recorded.astimezone(UTC).isoformat(),
        "known": entry.known.isoformat(),
        "reason": entry.reason,
        "body": entry.body,
        "hash": chained,
    }
