"""Stretches of days: parts of a year, month or decade, days of one month, and terms that run from the dateline."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from foedus.news.local.calendar_steps import COUNT, MONTH, month_of, number, on
from foedus.news.words import MONTHS
from foedus.terms.claims import DateSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.news.local.day_memory import DayMemory

    Groups = dict[str, str]

__all__ = ["STRETCHES", "days_of_month", "part_of_decade", "share", "term"]

_TO = r" ?(?:-|\u2013|to|and|until|through) ?"
STRETCHES = tuple(
    (how, re.compile(form, re.IGNORECASE))
    for how, form in (
        (
            "share",
            (
                r"\b(?P<rank>first|second|third|fourth|last|final) (?P<share>quarter|half) "
                rf"of (?:(?P<which>the|this|last|next) (?P<unit>year|month)|(?P<month>{MONTH})|(?P<year>\d{{4}}))\b"
            ),
        ),
        ("decade part", r"\b(?P<part>early|mid|late)(?: |-)(?P<decade>(?:18|19|20)\d0)s\b"),
        (
            "days",
            (
                rf"\b(?:(?P<month>{MONTH})\.? (?P<first>\d{{1,2}}){_TO}(?P<last>\d{{1,2}})(?!\d|(?-i: [A-Z]))"
                rf"|(?P<one>\d{{1,2}}){_TO}(?P<two>\d{{1,2}}) (?P<named>{MONTH})\b)"
                r"(?:,? (?P<year>(?:1[89]|20)\d\d)\b)?"
            ),
        ),
        (
            "term",
            (
                rf"\b(?:within|in(?=[^.]{{0,20}}\btime\b)) (?:the|{COUNT}) "
                r"(?P<unit>hour|day|week|fortnight|month|year)s?\b"
            ),
        ),
    )
)
"""How a reading is made -> the form of its words."""

_RANK = {"first": 0, "second": 1, "third": 2, "fourth": 3}
_MONTHS_OF = {"quarter": 3, "half": 6}
_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}


def share(g: Groups, _: str, dateline: date | None, memory: DayMemory) -> Iterator[DateSpan]:
    """`the first quarter of the year`, `the second half of April`."""
    steps = {"last": -1, "next": 1}.get(g["which"], 0)
    if g["month"] or g["unit"] == "month":
        months = [month_of(dateline.year, dateline.month + steps)] if dateline else []
        if g["month"]:
            years = (*memory.years, *([dateline.year] if dateline else []))
            months = [month_of(year, MONTHS[g["month"]]) for year in years]
        for month in months:
            if g["share"] == "half":
                middle = month.start.replace(day=15)
                first = g["rank"] == "first"
                yield DateSpan(month.start, middle) if first else DateSpan(middle + timedelta(days=1), month.end)
        return
    if not g["year"] and dateline is None:
        return
    year = int(g["year"]) if g["year"] else dateline.year + steps if dateline else 0
    length = _MONTHS_OF[g["share"]]
    rank = _RANK.get(g["rank"], 12 // length - 1)
    yield DateSpan(month_of(year, 1 + rank * length).start, month_of(year, (rank + 1) * length).end)


def part_of_decade(g: Groups, _: str, __: date | None, ___: DayMemory) -> Iterator[DateSpan]:
    """`the early 2030s`."""
    first, last = _PARTS[g["part"]]
    yield DateSpan(date(int(g["decade"]) + first, 1, 1), date(int(g["decade"]) + last, 12, 31))


def days_of_month(g: Groups, _: str, dateline: date | None, memory: DayMemory) -> Iterator[DateSpan]:
    """`from May 26 to 31`, `between 3 and 9 October 2023`."""
    month = MONTHS[g["month"] or g["named"]]
    first, last = int(g["first"] or g["one"]), int(g["last"] or g["two"])
    years = [int(g["year"])] if g["year"] else [*memory.years]
    if not g["year"] and dateline:
        near = sorted((dateline.year + n for n in (0, -1, 1)), key=lambda y: abs((date(y, month, 1) - dateline).days))
        years = [near[0], *years, *near[1:]]
    for year in years:
        if first < last:
            yield DateSpan(date(year, month, first), date(year, month, last))


def term(g: Groups, _: str, dateline: date) -> Iterator[DateSpan]:
    """`within two months`: from the dateline on."""
    yield DateSpan(dateline, on(dateline, number(g["count"] or "one"), g["unit"]))
