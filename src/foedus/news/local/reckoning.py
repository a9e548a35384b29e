"""How days are reckoned: the groups of a form (`foedus.news.local.day_forms`) in, the spans that it may mean out."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING

from foedus.news.local.calendar_steps import around, number, on, shifted, year_of
from foedus.news.local.day_forms import SEASONS
from foedus.news.local.stretches import days_of_month, part_of_decade, share, term
from foedus.news.words import MONTHS
from foedus.terms.claims import DateSpan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from foedus.news.local.day_memory import DayMemory

    Groups = dict[str, str]

__all__ = ["in_year", "reckoned", "stepped"]

_LESS = frozenset({"before", "beforehand", "earlier", "previous", "previously", "preceding", "prior"})


def reckoned(how: str, g: Groups, words: str, dateline: date | None, memory: DayMemory) -> list[DateSpan]:
    """Every span that the words of one form may mean."""
    try:
        if how in _TOLD:
            return list(_TOLD[how](g, words, dateline, memory))
        return list(_COUNTED[how](g, words, dateline)) if dateline is not None else []
    except (ValueError, OverflowError):
        return []


def in_year(span: DateSpan, year: int) -> DateSpan | None:
    """The same days of another year; `None` for a leap day that it lacks."""
    try:
        return DateSpan(span.start.replace(year=year), span.end.replace(year=year))
    except ValueError:
        return None


def stepped(g: Groups, last: DateSpan) -> Iterator[DateSpan]:
    """So many days, weeks, months or years before or after another day."""
    count = number(g.get("count") or "") or 1
    step = g.get("step") or "same"
    sign = -1 if step in _LESS else 0 if step == "same" else 1
    unit = "day" if g["unit"] in ("evening", "night", "morning", "afternoon") else g["unit"]
    for base in (last.start, last.end):
        yield shifted(base, sign * count, unit)
        if unit == "week" and sign:
            monday = base - timedelta(days=base.weekday()) + timedelta(weeks=sign * count)
            yield DateSpan(monday, monday + timedelta(days=6))


def _one_year(g: Groups, _: str, __: date | None, ___: DayMemory) -> Iterator[DateSpan]:
    yield year_of(int(g["year"]))


def _years(g: Groups, _: str, __: date | None, ___: DayMemory) -> Iterator[DateSpan]:
    last = g["last"] if len(g["last"]) == len("1914") else g["first"][:2] + g["last"]
    if int(g["first"]) <= int(last):
        yield DateSpan(date(int(g["first"]), 1, 1), date(int(last), 12, 31))


def _decade(g: Groups, _: str, __: date | None, ___: DayMemory) -> Iterator[DateSpan]:
    yield DateSpan(date(int(g["decade"]), 1, 1), date(int(g["decade"]) + 9, 12, 31))


def _clock(_: Groups, __: str, dateline: date | None, memory: DayMemory) -> Iterator[DateSpan]:
    """`at midnight`, `hours later`: of the day that is told of, or of the dateline."""
    yield from (s for s in (memory.claimed, memory.last) if s is not None)
    if dateline:
        yield DateSpan(dateline, dateline)


def _from_memory(g: Groups, _: str, __: date | None, memory: DayMemory) -> Iterator[DateSpan]:
    if memory.last is not None:
        yield from stepped(g, memory.last)


def _here(_: Groups, __: str, dateline: date) -> Iterator[DateSpan]:
    yield DateSpan(dateline, dateline)


def _overnight(_: Groups, __: str, dateline: date) -> Iterator[DateSpan]:
    eve = dateline - timedelta(days=1)
    yield from (DateSpan(eve, dateline), DateSpan(dateline, dateline), DateSpan(eve, eve))


def _weekend(_: Groups, __: str, dateline: date) -> Iterator[DateSpan]:
    saturday = dateline - timedelta(days=(dateline.weekday() - 5) % 7)
    for first in (saturday, saturday + timedelta(days=7), saturday - timedelta(days=7)):
        yield DateSpan(first, first + timedelta(days=1))


def _current(g: Groups, _: str, dateline: date) -> Iterator[DateSpan]:
    whole = around(dateline, g["unit"])
    yield from (whole, DateSpan(dateline, whole.end), DateSpan(whole.start, dateline), DateSpan(whole.end, whole.end))


def _new_year(_: Groups, __: str, dateline: date) -> Iterator[DateSpan]:
    first = date(dateline.year + 1, 1, 1)
    yield from (year_of(first.year), DateSpan(first, first))


def _ago(g: Groups, _: str, dateline: date) -> Iterator[DateSpan]:
    count = number(g["count"])
    yield shifted(dateline, -count, g["unit"])
    if g["unit"] == "year":
        same = dateline.replace(year=dateline.year - count)
        yield DateSpan(same, same)
    if g["unit"] == "week":
        monday = dateline - timedelta(days=dateline.weekday() + 7 * count)
        yield DateSpan(monday, monday + timedelta(days=6))


def _end(g: Groups, _: str, dateline: date) -> Iterator[DateSpan]:
    last = around(dateline, g["unit"]).end
    yield from (DateSpan(last, last), DateSpan(dateline, last))


def _part(g: Groups, words: str, dateline: date) -> Iterator[DateSpan]:
    shift = {"last": -1, "next": 1}.get(g["which"], 0)
    year = int(g["year"]) if g["year"] else dateline.year + shift
    first, last_month = {"e": (1, 4), "m": (5, 8), "l": (9, 12)}.get(
        g["part"][0], (1, 4) if "begin" in words or "start" in words else (9, 12)
    )
    yield DateSpan(date(year, first, 1), date(year, last_month, calendar.monthrange(year, last_month)[1]))
    yield year_of(year)


def _feast(g: Groups, _: str, dateline: date | None, memory: DayMemory) -> Iterator[DateSpan]:
    month, day = (
        (1, 1) if g["feast"].startswith("new") and "eve" not in g["feast"] else (12, 31 if "new" in g["feast"] else 25)
    )
    for year in (int(g["year"]) if g["year"] else None, memory.year, dateline.year if dateline else None):
        if year:
            for one in (year, year + (month == 1)):
                yield DateSpan(date(one, month, day), date(one, month, day))


def _bare(g: Groups, words: str, dateline: date | None, memory: DayMemory) -> Iterator[DateSpan]:
    """`as early as July`: of this year, the last, the next, or one that was told; only with its capital."""
    years = [dateline.year, dateline.year - 1, dateline.year + 1] if dateline else []
    if words[0].isupper():
        for year in dict.fromkeys((*years, *memory.years)):
            yield shifted(date(year, MONTHS[g["month"]], 1), 0, "month")


def _edges(g: Groups, _: str, dateline: date | None, memory: DayMemory) -> Iterator[DateSpan]:
    """`the end of August`, `early next week`: the last day, the last third, the whole."""
    wholes: list[DateSpan] = []
    if g["only"]:
        wholes = [year_of(int(g["only"]))]
    elif g["month"]:
        years = [int(g["year"])] if g["year"] else [*memory.years]
        if not g["year"] and dateline:
            years += [dateline.year, dateline.year - 1, dateline.year + 1]
        wholes = [shifted(date(year, MONTHS[g["month"]], 1), 0, "month") for year in years]
    elif dateline:
        now, step = around(dateline, g["unit"]), {"next": 1, "last": -1}.get(g["which"], 0)
        wholes = [around(now.start + timedelta(days=7 * step), "week")]
        if g["unit"] != "week":
            wholes = [shifted(now.start, step, g["unit"])]
    for whole in wholes:
        length = (whole.end - whole.start).days
        third = timedelta(days=length // 3)
        if g["edge"] in ("start", "beginning", "early"):
            yield from (DateSpan(whole.start, whole.start), DateSpan(whole.start, whole.start + third))
        elif g["edge"] in ("end", "close", "late"):
            yield from (DateSpan(whole.end, whole.end), DateSpan(whole.end - third, whole.end))
        yield whole


def _of_month(g: Groups, _: str, dateline: date | None, memory: DayMemory) -> Iterator[DateSpan]:
    """`on the 14th`: of the month that was told last, of this one, the last or the next."""
    number = int(g["number"])
    bases = [memory.last.start] if memory.last else []
    if dateline:
        bases += [dateline, shifted(dateline, -1, "month").start, shifted(dateline, 1, "month").start]
    for base in bases:
        if number <= calendar.monthrange(base.year, base.month)[1]:
            day = base.replace(day=number)
            yield DateSpan(day, day)


def _run_up(g: Groups, _: str, dateline: date) -> Iterator[DateSpan]:
    yield DateSpan(on(dateline, -(number(g["count"] or "one") or 1), g["unit"]), dateline)


def _season(g: Groups, _: str, dateline: date) -> Iterator[DateSpan]:
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


_TOLD: dict[str, Callable[[Groups, str, date | None, DayMemory], Iterator[DateSpan]]] = {
    "year": _one_year,
    "years": _years,
    "decade": _decade,
    "feast": _feast,
    "of month": _of_month,
    "bare": _bare,
    "clock": _clock,
    "edge": _edges,
    "step": _from_memory,
    "same": _from_memory,
    "share": share,
    "decade part": part_of_decade,
    "days": days_of_month,
}
"""Forms that need no dateline."""

_COUNTED: dict[str, Callable[[Groups, str, date], Iterator[DateSpan]]] = {
    "here": _here,
    "overnight": _overnight,
    "weekend": _weekend,
    "current": _current,
    "new year": _new_year,
    "ago": _ago,
    "past": _run_up,
    "end": _end,
    "season": _season,
    "part": _part,
    "term": term,
}
"""Forms that are counted from the dateline."""
