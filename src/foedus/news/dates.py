"""Words for days -> spans of days, counted from the dateline.

"on Friday" is the latest Friday up to the dateline (the next one if the tense is future); "in June" the latest June;
"last week" the Monday to Sunday before. Without a dateline only what names its year counts: no day is guessed.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

from foedus.news.words import MONTHS, SMALL_NUMBERS
from foedus.terms.claims import DateSpan

__all__ = ["Dated", "dates"]

_WEEKDAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_M = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_COUNT = r"(?P<count>\d{1,3}|a|an|" + "|".join(SMALL_NUMBERS) + r"|several|a few)"
_WHICH = "in|since|of|from|by|until|before|after|during|early|late|mid"
_TREATY = "treaty|pact|accord|agreement|alliance|deal|convention|protocol|armistice"
_MONTHS, _YEARS = tuple(MONTHS), ("18", "19", "20")
_FORMS = tuple(
    (needles, re.compile(form, re.IGNORECASE))
    for needles, form in (
        (_MONTHS, rf"\b{_M} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>\d{{4}}))?\b(?!,\d)"),
        (_MONTHS, rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_M}(?:,? (?P<year>\d{{4}}))?\b"),
        (
            _MONTHS,
            rf"\b(?P<which>{_WHICH}|last|next|this|that|previous)[ -]{_M}(?:,? (?:of )?(?P<year>\d{{4}}))?\b",
        ),
        (_MONTHS, rf"\b{_M},? (?:of )?(?P<year>\d{{4}})\b"),
        (_MONTHS, rf"\b{_M}(?='s|\u2019s)"),
        (("day",), rf"\b(?:(?P<which>last|next|this) )?(?P<weekday>{'|'.join(_WEEKDAYS)})\b"),
        (
            ("last ", "next ", "this ", "previous "),
            r"\b(?P<which>last|next|this|previous) (?P<unit>week|month|year|weekend)\b",
        ),
        (("before last",), r"\b(?P<unit>week|month|year) (?P<which>before last)\b"),
        (
            (" ago", " earlier", " before"),
            rf"\b{_COUNT} (?P<unit>day|week|month|year)s? (?P<which>ago|earlier|before)\b",
        ),
        (("today", "tonight", "yesterday", "tomorrow"), r"\b(?P<rel>today|tonight|yesterday|tomorrow)\b"),
        (_YEARS, rf"\b(?P<which>{_WHICH})[ -](?:the )?(?P<year>1[89]\d\d|20\d\d)\b(?![,.]\d)"),
        (_YEARS, rf"\b(?P<year>1[89]\d\d|20\d\d)\b(?= (?:{_TREATY}))"),
        (("-0", "-1"), r"\b(?P<iso>\d{4}-\d{2}-\d{2})\b"),
    )
)
"""Each form with the needles of which a text must hold one, in small letters: most texts hold none."""
_NEEDLES = frozenset(needles for needles, _ in _FORMS)


class Dated(NamedTuple):
    """A span of days, and where the words stand; `month` where no year was told (for `treaties signed in June`)."""

    span: DateSpan | None
    start: int
    end: int
    words: str
    month: int | None


def dates(text: str, dateline: date | None, *, future: bool = False) -> list[Dated]:
    """Every day or span that the text names.

    >>> [str(d.span.start) for d in dates("on Friday and in June", date(2024, 10, 20))]
    ['2024-10-18', '2024-06-01']
    """
    found: list[Dated] = []
    low = text.lower()
    taken: list[tuple[int, int]] = []
    likely = {needles: any(needle in low for needle in needles) for needles in _NEEDLES}
    for needles, form in _FORMS:
        if not likely[needles]:
            continue
        for match in form.finditer(text):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            groups = match.groupdict()
            if groups.get("month", "x") in ("may", "march", "sep", "mar"):
                continue
            bare = MONTHS.get((groups.get("month") or "").lower()) if not groups.get("year") else None
            try:
                span = _span({k: (v or "").lower() for k, v in groups.items()}, dateline, future)
            except (ValueError, OverflowError):
                continue
            if span is None and not bare:
                continue
            taken.append((match.start(), match.end()))
            found.append(
                Dated(span, match.start(), match.end(), match.group(), bare if not groups.get("day") else None)
            )
    return sorted(found, key=lambda d: d.start)


def _span(g: dict[str, str], dateline: date | None, future: bool) -> DateSpan | None:
    future = future or g.get("which") == "next"
    if g.get("iso"):
        return _one(date.fromisoformat(g["iso"]))
    if g.get("month"):
        return _month(g, dateline, future)
    if g.get("year"):
        year = int(g["year"])
        span = DateSpan(date(year, 1, 1), date(year, 12, 31))
        return _since(g, span, dateline)
    if dateline is None:
        return None
    if g.get("rel"):
        return _one(dateline + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(g["rel"], 0)))
    if g.get("weekday"):
        back = (dateline.weekday() - _WEEKDAYS[g["weekday"]]) % 7
        if future:
            return _one(dateline + timedelta(days=(7 - back) % 7 or 7))
        return _one(dateline - timedelta(days=back))
    return _unit(g, dateline)


def _month(g: dict[str, str], dateline: date | None, future: bool) -> DateSpan | None:
    month = MONTHS[g["month"]]
    if not g.get("year") and dateline is None:
        return None
    if g.get("year"):
        year = int(g["year"])
    else:
        assert dateline is not None  # noqa: S101 - just settled
        year = dateline.year
        told = date(year, month, int(g["day"])) if g.get("day") else date(year, month, 1)
        if future and (told < dateline.replace(day=1)):
            year += 1
        elif not future and (told > dateline or (g.get("which") == "last" and month == dateline.month)):
            year -= 1
    if g.get("day"):
        return _since(g, _one(date(year, month, int(g["day"]))), dateline)
    span = DateSpan(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return _since(g, span, dateline)


def _since(g: dict[str, str], span: DateSpan, dateline: date | None) -> DateSpan:
    if g.get("which") == "since" and dateline and dateline >= span.start:
        return DateSpan(span.start, dateline)
    return span


def _unit(g: dict[str, str], dateline: date) -> DateSpan | None:
    steps = {"last": -1, "previous": -1, "next": 1, "this": 0, "before last": -2}
    count = g.get("count")
    if count:
        number = int(count) if count.isdigit() else SMALL_NUMBERS.get(count, 1)
        if count in ("several", "a few"):
            return None
        if g["unit"] == "day":
            return _one(dateline - timedelta(days=number))
        step = -number
    else:
        step = steps[g["which"]]
    if g["unit"] in ("week", "weekend"):
        monday = dateline - timedelta(days=dateline.weekday()) + timedelta(weeks=step)
        return DateSpan(monday + timedelta(days=5 if g["unit"] == "weekend" else 0), monday + timedelta(days=6))
    if g["unit"] == "month":
        index = dateline.year * 12 + dateline.month - 1 + step
        year, month = index // 12, index % 12 + 1
        return DateSpan(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return DateSpan(date(dateline.year + step, 1, 1), date(dateline.year + step, 12, 31))


def _one(day: date) -> DateSpan:
    return DateSpan(day, day)
