"""Entries into the tables, in one transaction: all of them or none, each linked to the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from foedus.errors import BadEntry
from foedus.ledger.asked import EVERY
from foedus.ledger.blocks import RUN, make_blocks
from foedus.ledger.bounds import MOST_AT_ONCE, checked
from foedus.ledger.earlier import earlier_days
from foedus.ledger.naming import codes_of, named, targets_of
from foedus.ledger.reading import by_ids, last_of
from foedus.ledger.schema import entries, mentions, targets
from foedus.ledger.stored import Stored, row_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Table

    from foedus.terms.entries import Entry

__all__ = ["Names", "insert", "names_of", "write"]

Names = dict[str, tuple[int, frozenset[str]]]
"""By the id of an entry: its number, and the states and entities that it names."""

Beside = tuple[list[dict[str, Any]], list[dict[str, Any]]]
"""Rows for `mentions` and `targets`."""


def write(connection: Connection, given: Sequence[Entry], told: Sequence[dict[str, Any] | None]) -> tuple[Stored, ...]:
    """Record entries behind those that are there, in the transaction of this connection, which holds the lock.

    Args:
        connection: it is in a transaction that writes.
        given: the entries.
        told: what the body of each was just made of, where that is at hand.

    Returns:
        What the ledger now has under the id of each, in the order given; what was there already is marked as not new.
        Where one was there with a later day, judgements that say so come behind them.

    Raises:
        BadEntry: one that cannot be an entry, that speaks of one that is not there, or more than one call may record.
    """
    if len(given) > MOST_AT_ONCE:
        raise BadEntry(f"{len(given):,} entries at once are too many: at most {MOST_AT_ONCE:,}; record them in parts")
    plain = [checked(entry, said) for entry, said in zip(given, told, strict=True)]
    ids = [entry.id for entry in given]
    there = by_ids(connection, set(ids))
    earlier = earlier_days(connection, given, there)
    ids += [entry.id for entry in earlier]
    given, plain = [*given, *earlier], [*plain, *(entry.said for entry in earlier)]
    names = names_of(connection, {t for e, said in zip(given, plain, strict=True) for t in targets_of(e.kind, said)})
    last = last_of(connection)
    number, chained = (last[0].number, last[0].hash) if last else (0, "")
    before = number
    fresh: dict[str, Stored] = {}
    beside: Beside = ([], [])
    for key, entry, said in zip(ids, given, plain, strict=True):
        known = there.get(key) or fresh.get(key)
        if known is not None:
            if known.entry.body != entry.body:
                raise BadEntry(f"entry {known.number} has the id {key} and says something else; this one is refused")
            continue
        number, chained = number + 1, entry.link(chained)
        fresh[key] = Stored(number, key, chained, entry, new=True)
        names[key] = _beside(number, entry, said, names, beside)
    insert(connection, entries, [row_of(s.number, s.id, s.entry, s.hash) for s in fresh.values()])
    insert(connection, mentions, beside[0])
    insert(connection, targets, beside[1])
    make_blocks(connection, range(before // RUN, number // RUN))
    return tuple(there.get(key) or fresh[key] for key in ids)


def names_of(connection: Connection, ids: Iterable[str]) -> Names:
    """Number and names of entries that others speak of: what such an entry names is what those name that it judges."""
    found: dict[str, Stored] = {}
    further: dict[str, list[str]] = {}
    wanted = set(ids)
    while wanted:
        new = by_ids(connection, wanted)
        found.update(new)
        wanted = set()
        for key, stored in new.items():
            inner = stored.entry.kind not in {"claim", "report"}
            further[key] = targets_of(stored.entry.kind, stored.entry.said) if inner else []
            wanted.update(t for t in further[key] if t not in found)
    names: Names = {}
    for stored in sorted(found.values(), key=lambda s: s.number):
        said = stored.entry.said if stored.entry.kind == "claim" else {}
        codes = set() if stored.entry.kind == "report" else codes_of(stored.entry.kind, said)
        names[stored.id] = stored.number, frozenset(codes.union(*(names[t][1] for t in further[stored.id])))
    return names


def _beside(
    number: int, entry: Entry, said: dict[str, Any], names: Names, beside: Beside
) -> tuple[int, frozenset[str]]:
    """Note whom an entry names and of which entries it speaks; returns its number, and what those name that judge it.

    Raises:
        BadEntry: it speaks of an entry that is not there.
    """
    of = list(dict.fromkeys(targets_of(entry.kind, said)))
    for one in of:
        if one not in names:
            raise BadEntry(
                f"a {entry.kind} speaks of entry {one!r}, which is not in this ledger; record that one first"
            )
    codes = frozenset(named(entry.kind, said, (names[one][1] for one in of)))
    known = entry.known.isoformat()
    beside[0].extend(
        {"code": code, "number": number, "kind": entry.kind, "known": known} for code in sorted(codes | {EVERY})
    )
    beside[1].extend({"target": names[one][0], "number": number} for one in of)
    return number, frozenset() if entry.kind == "report" else codes


def insert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, whose values stand in the order of the columns; to a server they go as one statement."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        text = str(sa.insert(table).compile(dialect=connection.dialect))
        connection.exec_driver_sql(text, [tuple(row.values()) for row in rows])
        return
    columns = list(table.c)
    lists = [sa.func.unnest(sa.bindparam(c.name, type_=ARRAY(c.type))).label(c.name) for c in columns]
    values = {c.name: [row[c.name] for row in rows] for c in columns}
    connection.execute(sa.insert(table).from_select([c.name for c in columns], sa.select(*lists)), values)
