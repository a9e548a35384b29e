"""Dates as precise as their source, and what such a date says about a day."""

from __future__ import annotations

import calendar
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from foedus.errors import BadDate

if TYPE_CHECKING:
    from foedus.terms.truth import Truth

__all__ = ["FIRST_DAY", "Spell", "When", "day"]

FIRST_DAY = date(1815, 1, 1)
"""No source reaches back further: the state system of the field begins with the Congress of Vienna."""

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")


def day(text: str | date) -> date:
    """Read a day (`YYYY-MM-DD`).

    Raises:
        BadDate: it is no such form, or no such day.

    >>> day("2024-10-19")
    datetime.date(2024, 10, 19)
    >>> day("2023-02-29")
    Traceback (most recent call last):
        ...
    foedus.errors.BadDate: '2023-02-29' is no day: February 2023 has 28 days
    """
    if isinstance(text, date):
        return text
    when = When.parse(text)
    if when.earliest is None or when.earliest != when.latest:
        raise BadDate(f"{text!r} is no single day; write one as YYYY-MM-DD, for example 2024-10-19")
    return when.earliest


@dataclass(frozen=True, slots=True)
class When:
    """One day in history, as precisely as the source tells it: a day, a month, a year, or a stated span.

    Attributes:
        earliest: the first day that it can have been; `None` if nothing bounds it.
        latest: the last day that it can have been; `None` if it may not have happened at all.
        text: as the source has it, in the form of ISO 8601 (`1914`, `1914-08`, `1914-08-04`,
            `2000-12-31/2009-06-01` for some day in a span, `2025-07-17/..` for on or after, if at all).

    >>> When.parse("1914-08").by(day("1914-08-10")) is None
    True
    >>> When.parse("1914-08").by(day("1914-09-01"))
    True
    """

    earliest: date | None
    latest: date | None
    text: str

    @classmethod
    def parse(cls, text: str) -> When:
        """Read the forms above.

        Raises:
            BadDate: another form, a day that does not exist, or a span that runs backwards.
        """
        text = text.strip()
        start, slash, end = text.partition("/")
        if not slash:
            first, last = _bounds(text, text)
            return cls(first, last, text)
        earliest = None if start in ("", "..") else _bounds(start, text)[0]
        latest = None if end in ("", "..") else _bounds(end, text)[1]
        if earliest is not None and latest is not None and latest < earliest:
            raise BadDate(f"{text!r} runs backwards: the span ends before it begins")
        return cls(earliest, latest, text)

    @classmethod
    def on(cls, moment: date) -> When:
        """The `When` of a day that is known exactly."""
        return cls(moment, moment, moment.isoformat())

    def by(self, moment: date) -> Truth:
        """Had it happened by the end of this day?"""
        if self.earliest is not None and moment < self.earliest:
            return False
        if self.latest is not None and moment >= self.latest:
            return True
        return None

    @property
    def exact(self) -> bool:
        """Is it known to the day?"""
        return self.earliest is not None and self.earliest == self.latest

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of days from `start` to `end`, both inside; `None` leaves a side open.

    >>> day("1945-05-08") in Spell(day("1939-09-01"), day("1945-05-08"))
    True
    """

    start: date | None = None
    end: date | None = None

    def __contains__(self, moment: date) -> bool:
        return (self.start is None or self.start <= moment) and (self.end is None or moment <= self.end)

    def __str__(self) -> str:
        return f"{self.start or ''}..{self.end or ''}"


_DAY = len("1914-08-04")


def _bounds(text: str, whole: str) -> tuple[date, date]:
    if len(text) == _DAY and text[4] == text[7] == "-":  # nearly all are days, and there are thousands of them
        with suppress(ValueError):
            told = date.fromisoformat(text)
            return told, told
    found = _POINT.match(text)
    if not found:
        raise BadDate(f"{whole!r} is no date; write 1914-08-04, 1914-08, 1914, or a span such as 1914-08-01/1914-08-04")
    year, month, dom = (int(part) if part else None for part in found.groups())
    if not year:
        raise BadDate(f"{whole!r} is no date: there is no year 0")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        raise BadDate(f"{whole!r} is no date: there is no month {month}")
    days = calendar.monthrange(year, month)[1]
    if dom is None:
        return date(year, month, 1), date(year, month, days)
    if not 1 <= dom <= days:
        raise BadDate(f"{whole!r} is no day: {calendar.month_name[month]} {year} has {days} days")
    return date(year, month, dom), date(year, month, dom)
