"""Entries out of the tables: by number, by id, by state, kind and day, in order and in small parts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import sqlalchemy as sa

from foedus.errors import AmbiguousName, UnknownName
from foedus.ledger.schema import entries, targets
from foedus.ledger.stored import Stored, stored_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy import Connection, Engine

    from foedus.ledger.asked import Asked

__all__ = ["by_ids", "by_reference", "chunks", "judging", "last_of", "present", "run_of", "speaking_of"]

_IN = 500
"""So many entries are looked up at a time."""

_REFERENCE = re.compile(r"[rcjgni][0-9a-f]{0,16}\Z")


def chunks(engine: Engine, asked: Asked) -> Iterator[list[Stored]]:
    """Entries in parts, each read at one moment; entries that are recorded meanwhile do not come in."""
    if asked.upto is None:
        with engine.begin() as connection:
            asked = replace(asked, upto=connection.scalar(sa.select(sa.func.max(entries.c.number))) or 0)
    while asked.limit is None or asked.limit > 0:
        with engine.begin() as connection:
            text, values = asked.statement()
            part = [stored_of(row) for row in connection.execute(sa.text(text), values)]
        if not part:
            return
        yield part
        asked = asked.beyond(part[-1].number, len(part))


def last_of(connection: Connection, count: int = 1) -> list[Stored]:
    """The last entries, in order."""
    rows = connection.execute(sa.select(entries).order_by(entries.c.number.desc()).limit(count)).all()
    return [stored_of(row) for row in reversed(rows)]


def run_of(connection: Connection, first: int, last: int) -> list[Stored]:
    """The entries from one number to another."""
    asked = sa.select(entries).where(entries.c.number.between(first, last)).order_by(entries.c.number)
    return [stored_of(row) for row in connection.execute(asked)]


def by_ids(connection: Connection, ids: Collection[str]) -> dict[str, Stored]:
    """Those of these ids that are there."""
    listed, found = list(ids), {}
    for n in range(0, len(listed), _IN):
        asked = sa.select(entries).where(entries.c.id.in_(listed[n : n + _IN]))
        found.update({row.id: stored_of(row) for row in connection.execute(asked)})
    return found


def present(connection: Connection, ids: Collection[str]) -> frozenset[str]:
    """Those of these ids that are there; no body is read."""
    listed: list[str] = list(ids)
    parts = (sa.select(entries.c.id).where(entries.c.id.in_(listed[n : n + _IN])) for n in range(0, len(listed), _IN))
    return frozenset(key for asked in parts for key in connection.scalars(asked))


def by_reference(connection: Connection, reference: str | int) -> Stored:
    """The entry that a number, an id or the beginning of one means.

    Raises:
        UnknownName: there is none.
        AmbiguousName: there are several.
    """
    text = str(reference).strip().lower()
    if text.isascii() and text.isdigit() and len(text) < 16:
        asked = sa.select(entries).where(entries.c.number == int(text))
    elif _REFERENCE.match(text):
        asked = (
            sa.select(entries).where(entries.c.id >= text, entries.c.id < text + "g").order_by(entries.c.id).limit(6)
        )
    else:
        raise UnknownName("entry", str(reference)[:80], advice="name it by its number or by the beginning of its id")
    found = [stored_of(row) for row in connection.execute(asked)]
    if not found:
        raise UnknownName("entry", text, advice="`foedus ledger log` lists what is there")
    if len(found) > 1:
        raise AmbiguousName("entry", text, [(one.id, f"entry {one.number}") for one in found])
    return found[0]


def speaking_of(connection: Connection, number: int, kinds: tuple[str, ...] = ()) -> list[Stored]:
    """The entries that speak of this one: judgements, grades, notes; of a report, its claims."""
    asked = sa.select(entries).join_from(targets, entries, targets.c.number == entries.c.number)
    asked = asked.where(targets.c.target == number).order_by(targets.c.number)
    if kinds:
        asked = asked.where(entries.c.kind.in_(kinds))
    return [stored_of(row) for row in connection.execute(asked)]


def judging(connection: Connection, numbers: Sequence[int]) -> list[Stored]:
    """The judgements on any of these entries."""
    found = []
    for n in range(0, len(numbers), _IN):
        asked = sa.select(entries).join_from(targets, entries, targets.c.number == entries.c.number)
        asked = asked.where(targets.c.target.in_(numbers[n : n + _IN]), entries.c.kind == "judgement")
        found += [stored_of(row) for row in connection.execute(asked)]
    return found
