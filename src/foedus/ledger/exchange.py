"""A whole ledger out and into another, as lines of entries or as entities of FollowTheMoney."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from foedus.atlas.load import shipped_atlas
from foedus.ledger.ftm import entities_of, rows_of
from foedus.ledger.stream import Source, checked_source, drafts_in, head_line, rows_in
from foedus.terms.entries import Entry, canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import IO

    from foedus.ledger.ledger import Ledger
    from foedus.ledger.stored import Stored

__all__ = ["Loaded", "exported", "load"]

_BATCH = 4_096


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of an import.

    Attributes:
        source: what the source tells of itself; its chain holds.
        new, there: how many entries were recorded, and how many were there already.
        entry: the entry that says so; None where nothing was new.
    """

    source: Source
    new: int
    there: int
    entry: Stored | None

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "entries": self.source.entries,
            "head": self.source.head,
            "new": self.new,
            "there": self.there,
            "entry": self.entry.to_dict() if self.entry else None,
        }


def exported(ledger: Ledger, *, ftm: bool = False) -> Iterator[dict[str, Any]]:
    """The lines of an export: what tells of the whole, then every entry that was there when it began.

    Args:
        ledger: what is exported.
        ftm: as entities of FollowTheMoney.
    """
    last = next(ledger.entries(newest=True, limit=1), None)
    head = head_line(last.number if last else 0, last.hash if last else "")
    found = ledger.entries(upto=head["entries"]) if last else iter(())
    if ftm:
        yield from entities_of(found, head, shipped_atlas())
    else:
        yield head
        yield from (stored.to_dict() for stored in found)


def load(
    ledger: Ledger, stream: IO[bytes], where: str, *, name: str = "", progress: Callable[[int], None] | None = None
) -> Loaded:
    """Record the entries of an export behind those that are there, in their order, and one that says so.

    The chain of the export is checked first, from end to end; what is there already is not recorded twice.

    Args:
        ledger: into which.
        stream: the export, in either form; it is read twice.
        where: the file, for messages.
        name: what the entry calls it; left out, `where`.
        progress: told from time to time how many entries were recorded.

    Raises:
        BadEntry, BadLedger: it is no export, or its chain is broken; nothing was recorded.
    """
    source = checked_source(_rows(stream, where), where)
    drafts = drafts_in(_rows(stream, where), where)
    new = there = 0
    while batch := list(islice(drafts, _BATCH)):
        stored = ledger.put([(draft.entry, None) for draft in batch])
        new += sum(one.new for one in stored)
        there += sum(not one.new for one in stored)
        if progress:
            progress(new + there)
    if not new:
        return Loaded(source, 0, there, None)
    now = datetime.now(UTC)
    said = {"from": name or where, "head": source.head, "entries": source.entries}
    entry = ledger.append([Entry("import", ledger.author, now, now.date(), "", canonical(said))])[0]
    return Loaded(source, new, there, entry)


def _rows(stream: IO[bytes], where: str) -> Iterator[tuple[int, dict[str, Any]]]:
    stream.seek(0)
    rows = rows_in(stream, where)
    first = next(rows, None)
    if first is None:
        return
    rest = _again(first, rows)
    yield from rows_of(rest) if "schema" in first[1] else rest


def _again(first: tuple[int, dict[str, Any]], rows: Iterator[tuple[int, dict[str, Any]]]) -> Iterator[Any]:
    yield first
    yield from rows
