"""The same report or claim recorded again with an earlier day: a judgement says since when it was known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.ledger.reading import judging
from foedus.terms.entries import Entry, canonical

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from foedus.ledger.stored import Stored

__all__ = ["earlier_days"]

_REASON = "recorded again, as known since an earlier day"


def earlier_days(connection: Connection, given: Sequence[Entry], there: Mapping[str, Stored]) -> list[Entry]:
    """What must be recorded beside these entries, so that the earliest day that was told of each is kept.

    The judgement has author, time and day of the entry that tells the earlier day, so that it is one and the same
    however often, and in whatever order, ledgers are read into each other.

    Args:
        connection: to the ledger.
        given: entries that are to be recorded.
        there: those of them that are there already, by id.
    """
    first: dict[str, Entry] = {}
    known: dict[str, date] = {key: stored.entry.known for key, stored in there.items()}
    for entry in given:
        if entry.kind not in ("report", "claim"):
            continue
        key = entry.id
        if entry.known < known.setdefault(key, entry.known):
            known[key] = entry.known
            first[key] = entry
    if not first:
        return []
    numbers = {there[key].number: key for key in first if key in there}
    told = {(j.entry.said["of"], j.entry.said.get("day")) for j in judging(connection, list(numbers))}
    said = {(of, day) for of, day in told if day}
    return [
        _mended(key, entry)
        for key, entry in first.items()
        if not any(of == key and day <= entry.known.isoformat() for of, day in said)
    ]


def _mended(key: str, entry: Entry) -> Entry:
    said = {"verdict": "known-since", "of": key, "by": None, "day": entry.known.isoformat(), "again": True}
    return Entry("judgement", entry.author, entry.recorded, entry.known, _REASON, canonical(said))
