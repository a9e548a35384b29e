"""Steps in the calendar: so many days, weeks, months or years on, and the week, month or year around a day."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from foedus.news.words import MONTHS, SMALL_NUMBERS
from foedus.terms.claims import DateSpan

__all__ = ["COUNT", "MONTH", "SMALL", "around", "month_of", "number", "on", "shifted", "year_of"]

SMALL = "|".join(SMALL_NUMBERS)
"""Any small number in words, as part of a pattern."""

COUNT = rf"(?P<count>\d{{1,3}}|(?:{SMALL})(?:-(?:{SMALL}))?|an?)"
"""How many: "three", "twenty-one", "a"."""

MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
"""The name of any month."""

_DAYS = {"day": 1, "week": 7, "fortnight": 14}


def number(word: str) -> int:
    """A number in figures or words; 0 where it is none.

    >>> number("21"), number("twenty-one"), number("a")
    (21, 21, 1)
    """
    if word.isdigit():
        return int(word)
    return sum(SMALL_NUMBERS.get(part, 1 if part in ("a", "an") else 0) for part in word.split("-"))


def year_of(year: int) -> DateSpan:
    """A whole year."""
    return DateSpan(date(year, 1, 1), date(year, 12, 31))


def month_of(year: int, month: int) -> DateSpan:
    """A whole month; months beyond the twelfth lie in later years, those before the first in earlier ones."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return DateSpan(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def shifted(base: date, count: int, unit: str) -> DateSpan:
    """So many days, weeks, months or years on: a day, or the whole month or year."""
    if unit in _DAYS:
        day = base + timedelta(days=count * _DAYS[unit])
        return DateSpan(day, day)
    if unit == "month":
        return month_of(base.year, base.month + count)
    return year_of(base.year + count * (10 if unit == "decade" else 1))


def on(day: date, count: int, unit: str) -> date:
    """The day so many hours, days, weeks, months or years on, or back; every day that has begun counts.

    >>> str(on(date(2024, 1, 31), 1, "month")), str(on(date(2024, 1, 31), 36, "hour"))
    ('2024-02-29', '2024-02-02')
    """
    if unit == "hour":
        days = max(1, -(-abs(count) // 24))
        return day + timedelta(days=days if count > 0 else -days)
    if unit in _DAYS:
        return shifted(day, count, unit).start
    month = month_of(day.year, day.month + count * (12 if unit == "year" else 1))
    return month.start.replace(day=min(day.day, month.end.day))


def around(day: date, unit: str) -> DateSpan:
    """The week, month or year that a day stands in."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return DateSpan(monday, monday + timedelta(days=6))
    return year_of(day.year) if unit == "year" else month_of(day.year, day.month)
