"""Entries out of the tables: by number, by id, by state, kind and day, in order and in small parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import sqlalchemy as sa

from foedus.errors import AmbiguousName, BadQuestion, UnknownName
from foedus.ledger.schema import EVERY, entries, mentions, targets
from foedus.ledger.stored import Stored, stored_of
from foedus.terms.entries import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from sqlalchemy import Connection, Engine, Select

__all__ = ["Asked", "by_ids", "by_reference", "chunks", "last_of", "run_of", "speaking_of"]

_PART, _IN = 2_000, 500
"""So many entries are read at a time, and so many looked up at a time."""

_REFERENCE = re.compile(r"[rcjgni][0-9a-f]{0,16}\Z")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries are asked for.

    Attributes:
        kinds: of these kinds alone.
        code: that name this state or entity, by Foedus' code, or judge what names it.
        known_on: known by this day; `since`: known since this day or later.
        after, upto: with numbers beyond `after`, up to `upto`.
        newest: the last first.
        limit: no more than so many.
    """

    kinds: tuple[str, ...] = ()
    code: str | None = None
    known_on: date | None = None
    since: date | None = None
    after: int = 0
    upto: int | None = None
    newest: bool = False
    limit: int | None = None

    def __post_init__(self) -> None:
        for kind in self.kinds:
            if kind not in KINDS:
                raise BadQuestion(f"no kind of entry is called {kind!r}; there are {', '.join(KINDS)}")
        if self.limit is not None and self.limit < 0:
            raise BadQuestion(f"a limit of {self.limit} is none; give 0 or more")

    def select(self) -> Select[tuple[object, ...]]:
        """The next part of them; filters read the narrow table alone, entries are then taken by number."""
        filtered = bool(self.kinds or self.code or self.known_on or self.since)
        number = mentions.c.number if filtered else entries.c.number
        found = sa.select(entries)
        if filtered:
            found = found.join_from(mentions, entries, mentions.c.number == entries.c.number)
            found = found.where(mentions.c.code == (self.code or EVERY))
        if self.kinds:
            found = found.where(mentions.c.kind.in_(self.kinds))
        if self.known_on:
            found = found.where(mentions.c.known <= self.known_on.isoformat())
        if self.since:
            found = found.where(mentions.c.known >= self.since.isoformat())
        found = found.where(number > self.after)
        if self.upto is not None:
            found = found.where(number <= self.upto)
        part = _PART if self.limit is None else min(self.limit, _PART)
        return found.order_by(number.desc() if self.newest else number).limit(part)

    def beyond(self, last: int, count: int) -> Asked:
        """What is still to come behind a part."""
        left = None if self.limit is None else self.limit - count
        return replace(self, upto=last - 1, limit=left) if self.newest else replace(self, after=last, limit=left)


def chunks(engine: Engine, asked: Asked) -> Iterator[list[Stored]]:
    """Entries in parts, each read at one moment; entries that are recorded meanwhile do not come in."""
    if asked.upto is None:
        with engine.begin() as connection:
            asked = replace(asked, upto=connection.scalar(sa.select(sa.func.max(entries.c.number))) or 0)
    while asked.limit is None or asked.limit > 0:
        with engine.begin() as connection:
            part = [stored_of(row) for row in connection.execute(asked.select())]
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
