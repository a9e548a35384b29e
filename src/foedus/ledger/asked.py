"""Which entries are asked for, as one statement that both databases take."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedus.errors import BadQuestion
from foedus.terms.entries import KINDS

if TYPE_CHECKING:
    from datetime import date

__all__ = ["COLUMNS", "EVERY", "Asked"]

EVERY = "*"
"""Under this every entry stands in `mentions` once more, for filters by kind and day alone."""

COLUMNS = "e.number, e.id, e.kind, e.author, e.recorded, e.known, e.reason, e.body, e.hash"

_PART = 2_000
"""So many entries are read at a time."""


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

    def statement(self) -> tuple[str, dict[str, str | int]]:
        """The next part of them, and its values; filters read the narrow table, entries are then taken by number.

        >>> Asked(kinds=("note",), limit=5).statement()[1]
        {'after': 0, 'code': '*', 'kind0': 'note', 'part': 5}
        """
        filtered = bool(self.kinds or self.code or self.known_on or self.since)
        at = "m" if filtered else "e"
        values: dict[str, str | int] = {"after": self.after}
        where = [f"{at}.number > :after"]
        if self.upto is not None:
            where.append(f"{at}.number <= :upto")
            values["upto"] = self.upto
        if filtered:
            where.append("m.code = :code")
            values["code"] = self.code or EVERY
        if self.kinds:
            where.append(f"m.kind IN ({', '.join(f':kind{n}' for n in range(len(self.kinds)))})")
            values |= {f"kind{n}": kind for n, kind in enumerate(self.kinds)}
        if self.known_on:
            where.append("m.known <= :known_on")
            values["known_on"] = self.known_on.isoformat()
        if self.since:
            where.append("m.known >= :since")
            values["since"] = self.since.isoformat()
        values["part"] = _PART if self.limit is None else min(self.limit, _PART)
        source = "mentions m JOIN entries e ON e.number = m.number" if filtered else "entries e"
        order = f"{at}.number DESC" if self.newest else f"{at}.number"
        text = f"SELECT {COLUMNS} FROM {source} WHERE {' AND '.join(where)} ORDER BY {order} LIMIT :part"  # noqa: S608 - names of ours; values are bound
        return text, values

    def beyond(self, last: int, count: int) -> Asked:
        """What is still to come behind a part."""
        left = None if self.limit is None else self.limit - count
        return replace(self, upto=last - 1, limit=left) if self.newest else replace(self, after=last, limit=left)
