"""Every way in which the words for a day can be read; which reading is meant is decided later.

"On Friday" is the last Friday or the next one, "May 4" a day of this year, of last year or of the year that the report
tells of, "since July" runs to the dateline, "two days later" counts from the day named before. Each reading says how it
was made (`past`, `future`, `since`, `told year`, `relative`, ...).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from foedus.news.dates import dates
from foedus.news.local.day_forms import FORMS, SEASONS
from foedus.news.words import MONTHS, SMALL_NUMBERS
from foedus.terms.claims import DateSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.news.local.parsed import ParsedSentence

__all__ = ["DayMemory", "Reading", "memories", "readings"]

_LESS = frozenset({"before", "beforehand", "earlier", "previous", "previously", "preceding", "prior"})
_TURNED = frozenset({"after", "before"})
_SINCE = re.compile(r"\b(?:since|ever since)(?: (?:early|mid|late|the|last|at least))*[ -]?$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:by|until|till|before|through|later than)\b(?: (?:the|early|mid|late|end of))*[ -]?", re.IGNORECASE)
_YEARED = re.compile(
    r",? (?:of )?(?P<which>last|this|next|the same|that|the following|the previous) year\b", re.IGNORECASE
)
_JOINED = re.compile(r"\s*(?:to|and|until|through|till|-|\u2013)\s*(?:the )?")
_OPENED = re.compile(r"\b(?:from|between)(?: \w+)? ?$", re.IGNORECASE)


_YEARS, _RANKS, _HEADING = 4, 9, 4
"""So many years are remembered, so many readings of one form told apart; so many words make a heading."""


class Reading(NamedTuple):
    """One reading: the span of days, where its words stand, and how it was made."""

    span: DateSpan
    start: int
    end: int
    how: str


@dataclass(frozen=True, slots=True)
class DayMemory:
    """What days a report has named so far.

    Attributes:
        years: the years that it tells of, the latest first.
        last: the last day that was named.
        claimed: when the last claim with a date happened.
        heading: the day that stands as a heading over the sentence ("Oct 18.").
    """

    years: tuple[int, ...] = ()
    last: DateSpan | None = None
    claimed: DateSpan | None = None
    heading: DateSpan | None = None

    @property
    def year(self) -> int | None:
        """The year that was told last."""
        return self.years[0] if self.years else None

    def after(self, text: str, dateline: date | None) -> DayMemory:
        """The memory behind a sentence."""
        found = self
        for told in dates(text, dateline):
            if told.span is None:
                continue
            found = replace(found, last=told.span)
            years = re.findall(r"\b(?:1[89]|20)\d\d\b", told.words)
            if years:
                year = int(years[-1])
                found = replace(found, years=(year, *(y for y in found.years if y != year))[:_YEARS])
        return found


def memories(sentences: list[ParsedSentence], dateline: date | None) -> list[DayMemory]:
    """For each sentence, what days the report has named before it."""
    found, memory, paragraph = [], DayMemory(), -1
    for parsed in sentences:
        text = parsed.sentence.text
        if parsed.sentence.paragraph != paragraph:
            memory, paragraph = replace(memory, heading=None), parsed.sentence.paragraph
        found.append(memory)
        memory = memory.after(text, dateline)
        if len(text.split()) <= _HEADING and (told := [d.span for d in dates(text, dateline) if d.span is not None]):
            memory = replace(memory, heading=told[0])
    return found


def readings(text: str, dateline: date | None, memory: DayMemory) -> list[Reading]:
    """Every reading of every date in a sentence.

    >>> told = readings("They left on Friday.", date(2024, 10, 20), DayMemory())
    >>> [(str(r.span.start), r.how) for r in told]
    [('2024-10-18', 'past'), ('2024-10-25', 'future')]
    """
    found: dict[tuple[DateSpan, int], Reading] = {}
    for reading in _all(text, dateline, memory):
        found.setdefault((reading.span, reading.start), reading)
    listed = list(found.values())
    for reading in _since(text, listed, dateline):
        found.setdefault((reading.span, reading.start), reading)
    for reading in (*_ranges(text, listed), *_until(text, listed)):
        found.setdefault((reading.span, reading.start), reading)
    return sorted(found.values(), key=lambda r: r.start)


def _all(text: str, dateline: date | None, memory: DayMemory) -> Iterator[Reading]:
    listed = dates(text, dateline)
    for how, found in (("past", listed), ("future", dates(text, dateline, future=True))):
        for told in found:
            if told.span is not None:
                yield Reading(told.span, told.start, told.end, how)
                yield from _told_year(text, told.span, told.start, told.end, told.words, dateline, memory)
    if memory.heading is not None:
        yield Reading(memory.heading, 0, 0, "heading")
    here = [told.span for told in listed if told.span is not None]
    for how, form in FORMS:
        for match in form.finditer(text):
            groups = {k: v.lower() if v else "" for k, v in match.groupdict().items()}
            if how == "step":
                for base in (*here, *([DateSpan(dateline, dateline)] if dateline else [])):
                    where = "here" if base in here else "today"
                    for span in _step(groups, base):
                        yield Reading(span, match.start(), match.end(), "step " + where)
                    if groups.get("step") in _TURNED:  # "left two days after the raid": when was the raid?
                        turned = {"after": "before", "before": "after"}[groups["step"]]
                        for span in _step(groups | {"step": turned}, base):
                            yield Reading(span, match.start(), match.end(), "turned " + where)
            for rank, span in enumerate(_read(how, groups, match.group(), dateline, memory)):
                told = how if rank == 0 else f"{how} {min(rank, _RANKS)}"
                yield Reading(span, match.start(), match.end(), told)
            if how in ("step", "same") and memory.claimed is not None:
                for span in _step(groups, memory.claimed):
                    yield Reading(span, match.start(), match.end(), how + " claimed")


def _told_year(
    text: str, span: DateSpan, start: int, end: int, words: str, dateline: date | None, memory: DayMemory
) -> Iterator[Reading]:
    """The same day or month in the year that is told elsewhere."""
    if re.search(r"\d{4}", words) or not re.search(r"[A-Za-z]{3}", words) or re.search("day", words, re.IGNORECASE):
        return
    if not any(m.lower() in words.lower() for m in calendar.month_abbr if m):
        return
    after = _YEARED.match(text, end)
    if after and dateline:
        shift = {"last": -1, "next": 1, "this": 0}.get(after["which"].lower())
        year = dateline.year + shift if shift is not None else memory.year
        if year and (moved := _in_year(span, year)):
            yield Reading(moved, start, after.end(), "named year")
    if memory.claimed and (moved := _in_year(span, memory.claimed.start.year)):
        yield Reading(moved, start, end, "claimed year")
    for rank, year in enumerate(memory.years):
        if moved := _in_year(span, year):
            yield Reading(moved, start, end, ("told year", "earlier year")[rank > 0])


def _in_year(span: DateSpan, year: int) -> DateSpan | None:
    try:
        return DateSpan(span.start.replace(year=year), span.end.replace(year=year))
    except ValueError:
        return None


def _year(year: int) -> DateSpan:
    return DateSpan(date(year, 1, 1), date(year, 12, 31))


def _read(how: str, g: dict[str, str], words: str, dateline: date | None, memory: DayMemory) -> Iterator[DateSpan]:
    try:
        match how:
            case "year":
                yield _year(int(g["year"]))
            case "years":
                last = g["last"] if len(g["last"]) == 4 else g["first"][:2] + g["last"]
                if int(g["first"]) <= int(last):
                    yield DateSpan(date(int(g["first"]), 1, 1), date(int(last), 12, 31))
            case "decade":
                yield DateSpan(date(int(g["decade"]), 1, 1), date(int(g["decade"]) + 9, 12, 31))
            case "feast":
                yield from _feast(g, dateline, memory)
            case "of month":
                yield from _of_month(int(g["number"]), dateline, memory)
            case "bare":
                yield from _bare(words, g["month"], dateline, memory)
            case "clock":
                yield from (s for s in (memory.claimed, memory.last) if s is not None)
                if dateline:
                    yield DateSpan(dateline, dateline)
            case "edge":
                yield from _edges(g, dateline, memory)
            case "step" | "same":
                if memory.last is not None:
                    yield from _step(g, memory.last)
            case _ if dateline is not None:
                yield from _from_dateline(how, g, words, dateline)
    except (ValueError, OverflowError):
        return


def _feast(g: dict[str, str], dateline: date | None, memory: DayMemory) -> Iterator[DateSpan]:
    month, day = (
        (1, 1) if g["feast"].startswith("new") and "eve" not in g["feast"] else (12, 31 if "new" in g["feast"] else 25)
    )
    for year in (int(g["year"]) if g["year"] else None, memory.year, dateline.year if dateline else None):
        if year:
            for one in (year, year + (month == 1)):
                yield DateSpan(date(one, month, day), date(one, month, day))


def _step(g: dict[str, str], last: DateSpan) -> Iterator[DateSpan]:
    count = _number(g.get("count") or "") or 1
    step = g.get("step") or "same"
    sign = -1 if step in _LESS else 0 if step == "same" else 1
    unit = "day" if g["unit"] in ("evening", "night", "morning", "afternoon") else g["unit"]
    for base in (last.start, last.end):
        yield _shifted(base, sign * count, unit)
        if unit == "week" and sign:
            monday = base - timedelta(days=base.weekday()) + timedelta(weeks=sign * count)
            yield DateSpan(monday, monday + timedelta(days=6))


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    return sum(SMALL_NUMBERS.get(part, 1 if part in ("a", "an") else 0) for part in word.split("-"))


def _shifted(base: date, count: int, unit: str) -> DateSpan:
    """So many days, weeks, months or years on: a day, or the whole month or year."""
    if unit in ("day", "week", "fortnight"):
        day = base + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
        return DateSpan(day, day)
    if unit == "month":
        index = base.year * 12 + base.month - 1 + count
        year, month = index // 12, index % 12 + 1
        return DateSpan(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return _year(base.year + count * (10 if unit == "decade" else 1))


def _from_dateline(how: str, g: dict[str, str], words: str, dateline: date) -> Iterator[DateSpan]:
    match how:
        case "here":
            yield DateSpan(dateline, dateline)
        case "overnight":
            eve = dateline - timedelta(days=1)
            yield from (DateSpan(eve, dateline), DateSpan(dateline, dateline), DateSpan(eve, eve))
        case "weekend":
            saturday = dateline - timedelta(days=(dateline.weekday() - 5) % 7)
            for first in (saturday, saturday + timedelta(days=7), saturday - timedelta(days=7)):
                yield DateSpan(first, first + timedelta(days=1))
        case "current":
            whole = _around(dateline, g["unit"])
            yield from (whole, DateSpan(dateline, whole.end), DateSpan(whole.start, dateline))
            yield DateSpan(whole.end, whole.end)
        case "new year":
            yield _year(dateline.year + 1)
            yield DateSpan(date(dateline.year + 1, 1, 1), date(dateline.year + 1, 1, 1))
        case "ago":
            count = _number(g["count"])
            yield _shifted(dateline, -count, g["unit"])
            if g["unit"] == "year":
                same = dateline.replace(year=dateline.year - count)
                yield DateSpan(same, same)
            if g["unit"] == "week":
                monday = dateline - timedelta(days=dateline.weekday() + 7 * count)
                yield DateSpan(monday, monday + timedelta(days=6))
        case "past":
            yield from _run_up(g, dateline)
        case "end":
            last = date(dateline.year, 12, 31)
            if g["unit"] == "month":
                last = dateline.replace(day=calendar.monthrange(dateline.year, dateline.month)[1])
            yield DateSpan(last, last)
            yield DateSpan(dateline, last)
        case "season":
            yield from _season(g, dateline)
        case "part":
            shift = {"last": -1, "next": 1}.get(g["which"], 0)
            year = int(g["year"]) if g["year"] else dateline.year + shift
            first, last_month = {"e": (1, 4), "m": (5, 8), "l": (9, 12)}.get(
                g["part"][0], (1, 4) if "begin" in words or "start" in words else (9, 12)
            )
            yield DateSpan(date(year, first, 1), date(year, last_month, calendar.monthrange(year, last_month)[1]))
            yield _year(year)


def _around(day: date, unit: str) -> DateSpan:
    """The week, month or year that a day stands in."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return DateSpan(monday, monday + timedelta(days=6))
    return _year(day.year) if unit == "year" else _shifted(day, 0, "month")


def _of_month(number: int, dateline: date | None, memory: DayMemory) -> Iterator[DateSpan]:
    """`on the 14th`: of the month that was told last, of this one, the last or the next."""
    bases = [memory.last.start] if memory.last else []
    if dateline:
        bases += [dateline, _shifted(dateline, -1, "month").start, _shifted(dateline, 1, "month").start]
    for base in bases:
        if number <= calendar.monthrange(base.year, base.month)[1]:
            day = base.replace(day=number)
            yield DateSpan(day, day)


def _bare(words: str, month: str, dateline: date | None, memory: DayMemory) -> Iterator[DateSpan]:
    """`as early as July`: of this year, the last, the next, or one that was told; only with its capital."""
    years = [dateline.year, dateline.year - 1, dateline.year + 1] if dateline else []
    if words[0].isupper():
        for year in dict.fromkeys((*years, *memory.years)):
            yield _shifted(date(year, MONTHS[month], 1), 0, "month")


def _edges(g: dict[str, str], dateline: date | None, memory: DayMemory) -> Iterator[DateSpan]:
    """`the end of August`, `early next week`: the last day, the last third, the whole."""
    wholes: list[DateSpan] = []
    if g["only"]:
        wholes = [_year(int(g["only"]))]
    elif g["month"]:
        years = [int(g["year"])] if g["year"] else [*memory.years]
        if not g["year"] and dateline:
            years += [dateline.year, dateline.year - 1, dateline.year + 1]
        wholes = [_shifted(date(year, MONTHS[g["month"]], 1), 0, "month") for year in years]
    elif dateline:
        now, step = _around(dateline, g["unit"]), {"next": 1, "last": -1}.get(g["which"], 0)
        wholes = [_around(now.start + timedelta(days=7 * step), "week")]
        if g["unit"] != "week":
            wholes = [_shifted(now.start, step, g["unit"])]
    for whole in wholes:
        length = (whole.end - whole.start).days
        third = timedelta(days=length // 3)
        if g["edge"] in ("start", "beginning", "early"):
            yield from (DateSpan(whole.start, whole.start), DateSpan(whole.start, whole.start + third))
        elif g["edge"] in ("end", "close", "late"):
            yield from (DateSpan(whole.end, whole.end), DateSpan(whole.end - third, whole.end))
        yield whole


def _run_up(g: dict[str, str], dateline: date) -> Iterator[DateSpan]:
    count = _number(g["count"] or "one") or 1
    if g["unit"] in ("month", "year"):
        months = dateline.year * 12 + dateline.month - 1 - count * (12 if g["unit"] == "year" else 1)
        year, month = months // 12, months % 12 + 1
        first = date(year, month, min(dateline.day, calendar.monthrange(year, month)[1]))
    else:
        first = dateline - timedelta(days=count * {"hour": 0, "day": 1, "week": 7, "fortnight": 14}[g["unit"]])
        if g["unit"] == "hour":
            first = dateline - timedelta(days=1)
    yield DateSpan(first, dateline)


def _season(g: dict[str, str], dateline: date) -> Iterator[DateSpan]:
    first, last = SEASONS[g["season"]]
    years = [int(g["year"])] if g["year"] else [dateline.year - 1, dateline.year, dateline.year + 1]
    spans = []
    for year in years:
        end_year = year + (last < first)
        spans.append(DateSpan(date(year, first, 1), date(end_year, last, calendar.monthrange(end_year, last)[1])))
    if len(spans) == 1:
        yield spans[0]
        return
    past = [s for s in spans if s.start <= dateline]
    coming = [s for s in spans if s.start > dateline]
    if g["which"] in ("next", "coming", "by") and coming:
        yield coming[0]
        return
    if past:
        yield past[-1]
    if coming:
        yield coming[0]


def _until(text: str, listed: list[Reading]) -> Iterator[Reading]:
    """The last day of what something is done by: "by May"."""
    for reading in listed:
        if reading.span.start < reading.span.end and (
            _UNTIL.search(text[max(0, reading.start - 16) : reading.start])
            or _UNTIL.match(text[reading.start : reading.end])
        ):
            yield Reading(DateSpan(reading.span.end, reading.span.end), reading.start, reading.end, "until")


def _since(text: str, listed: list[Reading], dateline: date | None) -> Iterator[Reading]:
    """What runs from a day to the dateline."""
    for reading in listed:
        if (
            dateline
            and reading.span.start <= dateline
            and (
                _SINCE.search(text[max(0, reading.start - 24) : reading.start])
                or text[reading.start : reading.start + 5].lower() == "since"
            )
        ):
            yield Reading(DateSpan(reading.span.start, dateline), reading.start, reading.end, "since")


def _ranges(text: str, listed: list[Reading]) -> Iterator[Reading]:
    """`from A to B`, `between A and B`."""
    for one in listed:
        for two in listed:
            if not one.end < two.start < one.end + 16 or one.span.start > two.span.end:
                continue
            if _JOINED.fullmatch(text[one.end : two.start]):
                opened = _OPENED.search(text[max(0, one.start - 16) : one.start])
                how = "range" if opened else "joined"
                yield Reading(DateSpan(one.span.start, two.span.end), one.start, two.end, how)
