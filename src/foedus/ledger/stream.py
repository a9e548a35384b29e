"""Entries as JSON lines, out of one ledger and into another: every entry, in order, with the hash of the chain.

The first line tells of the whole: how many entries, and the hash of the last. Before anything is recorded elsewhere the
chain is checked from its first entry to its last.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from foedus.errors import BadEntry, BadLedger
from foedus.ledger.bounds import LONGEST
from foedus.ledger.lines import Draft
from foedus.terms.entries import Entry, canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["FORMAT", "Source", "checked_source", "head_line", "rows_in"]

FORMAT = "foedus ledger 1"
"""What the first line calls the rest."""

_LONGEST = 2 * max(LONGEST.values())
_FIELDS = {"number", "id", "kind", "author", "recorded", "known", "reason", "body", "hash"}


@dataclass(frozen=True, slots=True)
class Source:
    """What a stream of entries tells of itself."""

    entries: int
    head: str


def head_line(entries: int, head: str) -> dict[str, Any]:
    """The first line."""
    return {"format": FORMAT, "entries": entries, "head": head}


def rows_in(lines: Iterable[bytes], where: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each line as plain data, with its number.

    Raises:
        BadEntry: a line that is none; nothing was recorded.
    """
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        if len(raw) > _LONGEST:
            raise BadEntry(f"{where}:{number} is longer than any entry; nothing was recorded")
        try:
            row = json.loads(raw)
        except (ValueError, RecursionError) as error:
            raise BadEntry(f"{where}:{number} is no JSON ({error}); nothing was recorded") from None
        if not isinstance(row, dict):
            raise BadEntry(f"{where}:{number} is no JSON object; nothing was recorded")
        yield number, row


def checked_source(rows: Iterable[tuple[int, dict[str, Any]]], where: str) -> Source:
    """Check the chain of a stream, from the first entry to the last.

    Raises:
        BadEntry: it is no export, or an entry is none.
        BadLedger: the chain is broken; nothing was recorded.
    """
    told: Source | None = None
    before, count = "", 0
    for line, row in rows:
        if told is None:
            told = _told(row, where)
            continue
        draft = draft_of(row, f"{where}:{line}")
        count += 1
        if row["number"] != count or draft.entry.id != row["id"] or draft.entry.link(before) != row["hash"]:
            raise BadLedger(f"the chain of {where} is broken at line {line} (entry {count}); nothing was recorded")
        before = row["hash"]
    if told is None:
        raise BadEntry(f"{where} is empty; `foedus ledger export` writes what can be imported")
    if (count, before) != (told.entries, told.head):
        raise BadLedger(
            f"{where} tells of {told.entries:,} entries and holds {count:,}, or ends otherwise; nothing was recorded"
        )
    return told


def draft_of(row: dict[str, Any], where: str) -> Draft:
    """An entry of a stream.

    Raises:
        BadEntry: it is none.
    """
    if set(row) != _FIELDS or not isinstance(row["body"], dict):
        raise BadEntry(f"{where} is no entry of an export; nothing was recorded")
    try:
        recorded, known = datetime.fromisoformat(row["recorded"]), date.fromisoformat(row["known"])
        entry = Entry(row["kind"], row["author"], recorded, known, row["reason"], canonical(row["body"]))
        same = entry.to_dict()["recorded"] == row["recorded"] and known.isoformat() == row["known"]
    except (ValueError, TypeError, AttributeError) as error:
        raise BadEntry(f"{where} is no entry: {error}; nothing was recorded") from None
    if not same:
        raise BadEntry(f"{where} is no entry of an export: its times are written otherwise; nothing was recorded")
    return Draft(entry, row["body"])


def drafts_in(rows: Iterable[tuple[int, dict[str, Any]]], where: str) -> Iterator[Draft]:
    """The entries of a stream that was checked."""
    for n, (line, row) in enumerate(rows):
        if n:
            yield draft_of(row, f"{where}:{line}")


def _told(row: dict[str, Any], where: str) -> Source:
    if row.get("format") != FORMAT or not isinstance(row.get("entries"), int) or not isinstance(row.get("head"), str):
        raise BadEntry(f"{where} is no export of a ledger: its first line is not that of {FORMAT!r}")
    return Source(row["entries"], row["head"])
