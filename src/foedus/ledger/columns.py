"""The entries of a ledger as columns: what a fold needs of a million of them before it reads a single body.

Numbers stand in numpy arrays, words once each in tables. The columns hold nothing that the entries do not, and folding
goes by them whether entries come one by one or in blocks that a store has kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.ledger.claims import actors_of, claim_of
from foedus.ledger.kinds import KINDS, kind_of
from foedus.ledger.packing import pack, unpack
from foedus.ledger.words import CLASSES, told_in_words
from foedus.news.measures import measure_of
from foedus.terms.claims import EVENT_TYPES, MODALITIES
from foedus.terms.entries import KINDS as ENTRIES
from foedus.terms.entries import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from foedus.terms.entries import Entry

__all__ = ["ARRAYS", "STATUSES", "TABLES", "Columns", "columns_of", "join", "stamp"]

ARRAYS = {
    "entry": "u1",
    "id": "<u8",
    "known": "<i4",
    "recorded": "<i8",
    "matter": "u1",
    "event": "u1",
    "status": "u1",
    "modality": "u1",
    "words": "<u2",
    "start": "<i4",
    "end": "<i4",
    "report": "<u8",
    "actors": "<i4",
    "source": "<i4",
    "treaty": "<i4",
    "body": "<i4",
}
"""The arrays and their types.

entry       the kind of entry, by its place among the kinds
id          the sixteen digits of its id
known       the day since which it is known, counted from 1 January of year 1
recorded    when it was recorded, in microseconds since 1970, in UTC
matter      the kind of matter of a claim; 255 for none
event, status, modality     of a claim, by their places; 255 for none
words       a bit for each class of words that the sentence holds
start, end  the first and last day of the event; 0 if undated
report      the digits of the report's id; 0 for none
actors, source, treaty, body     places in the tables
"""

TABLES = ("actors", "source", "treaty", "body")
"""Words: who takes part in which role (JSON), whom the source speaks for, the treaty, and the bodies of the few entries
that are neither claims nor reports, with their authors and reasons; the first of each is empty."""

STATUSES = ("planned", "ordered", "underway", "completed", "present", "ended", "unknown")
"""How far an event has come."""

NONE = 255


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Entries as columns; rows in the order in which they came.

    >>> len(columns_of([]))
    0
    """

    arrays: dict[str, NDArray[Any]]
    tables: dict[str, tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.arrays["id"])

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self.arrays[name]

    def key(self, row: int) -> str:
        """The id of the entry in a row."""
        return f"{ENTRIES[self.arrays['entry'][row]][0]}{int(self.arrays['id'][row]):016x}"

    def pack(self) -> bytes:
        """The same as bytes: data alone, the same bytes for the same entries on every machine."""
        return pack(self.arrays, self.tables, stamp())

    @classmethod
    def unpack(cls, packed: bytes) -> Columns:
        """Columns that were packed.

        Raises:
            FoedusError: the bytes are no columns, or were packed by other rules: make them from the entries again.
        """
        return cls(*unpack(packed, ARRAYS, TABLES, stamp()))


@cache
def stamp() -> str:
    """What decides what stands in columns: their form and the words that are looked for."""
    import hashlib  # noqa: PLC0415 - only where columns are packed

    from foedus.news.lists import evidence_words  # noqa: PLC0415 - only where columns are made

    form = [1, ARRAYS, TABLES, CLASSES, KINDS, EVENT_TYPES, MODALITIES, STATUSES, evidence_words()]
    return hashlib.sha256(canonical(form).encode()).hexdigest()[:16]


def columns_of(entries: Iterable[Entry]) -> Columns:
    """The columns of these entries."""
    rows: dict[str, list[int]] = {name: [] for name in ARRAYS}
    tables: dict[str, dict[str, int]] = {name: {"": 0} for name in TABLES}
    for entry in entries:
        row = _row(entry, tables)
        for name, column in rows.items():
            column.append(row.get(name, 0))
    arrays = {name: np.array(rows[name], dtype=kind) for name, kind in ARRAYS.items()}
    return Columns(arrays, {name: tuple(table) for name, table in tables.items()})


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _row(entry: Entry, tables: dict[str, dict[str, int]]) -> dict[str, int]:
    since = entry.recorded - _EPOCH
    row = {
        "entry": ENTRIES.index(entry.kind),
        "id": int(entry.id[1:], 16),
        "known": entry.known.toordinal(),
        "recorded": (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds,
        "matter": NONE,
        "event": NONE,
        "status": NONE,
        "modality": NONE,
    }
    if entry.kind == "claim":
        row |= _claim(entry.said, tables)
    elif entry.kind != "report":
        text = canonical([entry.author, entry.reason, entry.said])
        row["body"] = tables["body"].setdefault(text, len(tables["body"]))
    return row


def _claim(said: dict[str, Any], tables: dict[str, dict[str, int]]) -> dict[str, int]:
    claim = claim_of(said)
    told = told_in_words(claim.sentence)
    kind = kind_of(claim.event_type, measure_of(claim).unit, told)
    words = {
        "actors": canonical({role: list(codes) for role, codes in actors_of(said)}),
        "source": f"{claim.affiliation or ''}\t{claim.source}",
        "treaty": said.get("treaty") or "",
    }
    report = said.get("report")
    return {
        "matter": KINDS.index(kind) if kind else NONE,
        "event": EVENT_TYPES.index(claim.event_type) if claim.event_type in EVENT_TYPES else NONE,
        "status": STATUSES.index(claim.status) if claim.status in STATUSES else NONE,
        "modality": MODALITIES.index(claim.modality) if claim.modality in MODALITIES else NONE,
        "words": sum(1 << n for n, name in enumerate(CLASSES) if name in told),
        "start": claim.date.start.toordinal() if claim.date else 0,
        "end": claim.date.end.toordinal() if claim.date else 0,
        "report": int(report[1:], 16) if report else 0,
        **{name: tables[name].setdefault(text, len(tables[name])) for name, text in words.items()},
    }


def join(blocks: Sequence[Columns]) -> Columns:
    """One set of columns of several, in their order.

    >>> len(join([columns_of([]), columns_of([])]))
    0
    """
    tables: dict[str, dict[str, int]] = {name: {"": 0} for name in TABLES}
    places: dict[str, list[NDArray[Any]]] = {name: [] for name in TABLES}
    for block in blocks:
        for name, table in tables.items():
            moved = [table.setdefault(text, len(table)) for text in block.tables[name]]
            places[name].append(np.array(moved, dtype=ARRAYS[name])[block[name]])
    arrays = {
        name: np.concatenate(
            [np.empty(0, dtype=kind), *(places[name] if name in TABLES else [block[name] for block in blocks])],
            dtype=kind,
        )
        for name, kind in ARRAYS.items()
    }
    return Columns(arrays, {name: tuple(table) for name, table in tables.items()})
