"""Every way in which the words for a day can be read; which reading is meant is decided later.

"On Friday" is the last Friday or the next one, "May 4" a day of this year, of last year or of the year that the report
tells of, "since July" runs to the dateline, "two days later" counts from the day named before. Each reading says how it
was made (`past`, `future`, `since`, `told year`, `relative`, ...).
"""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING, NamedTuple

from foedus.news.dates import dates
from foedus.news.local.day_forms import FORMS
from foedus.news.local.reckoning import in_year, reckoned, stepped
from foedus.news.local.stretches import STRETCHES
from foedus.terms.claims import DateSpan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from foedus.news.local.day_memory import DayMemory

__all__ = ["Reading", "readings"]

_TURNED = {"after": "before", "before": "after"}
_SINCE = re.compile(r"\b(?:since|ever since)(?: (?:early|mid|late|the|last|at least))*[ -]?$", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:by|until|till|before|through|later than)\b(?: (?:the|early|mid|late|end of))*[ -]?", re.IGNORECASE
)
_YEARED = re.compile(
    r",? (?:of )?(?P<which>last|this|next|the same|that|the following|the previous) year\b", re.IGNORECASE
)
_JOINED = re.compile(r"\s*(?:to|and|until|through|till|-|\u2013)\s*(?:the )?")
_OPENED = re.compile(r"\b(?:from|between)(?: \w+)? ?$", re.IGNORECASE)


_RANKS = 9
"""So many readings of one form are told apart."""


class Reading(NamedTuple):
    """One reading: the span of days, where its words stand, and how it was made."""

    span: DateSpan
    start: int
    end: int
    how: str


def readings(text: str, dateline: date | None, memory: DayMemory) -> list[Reading]:
    """Every reading of every date in a sentence.

    >>> from datetime import date
    >>> from foedus.news.local.day_memory import DayMemory
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
    for how, form in (*FORMS, *STRETCHES):
        for match in form.finditer(text):
            groups = {k: v.lower() if v else "" for k, v in match.groupdict().items()}
            for name, span in _of_form(how, groups, match.group(), here, dateline, memory):
                yield Reading(span, match.start(), match.end(), name)


def _of_form(
    how: str, groups: dict[str, str], words: str, here: list[DateSpan], dateline: date | None, memory: DayMemory
) -> Iterator[tuple[str, DateSpan]]:
    """What the words of one form may mean, each with the name of the reading."""
    if how == "step":
        for base in (*here, *([DateSpan(dateline, dateline)] if dateline else [])):
            where = "here" if base in here else "today"
            yield from (("step " + where, span) for span in stepped(groups, base))
            if groups.get("step") in _TURNED:  # "left two days after the raid": when was the raid?
                turned = groups | {"step": _TURNED[groups["step"]]}
                yield from (("turned " + where, span) for span in stepped(turned, base))
    for rank, span in enumerate(reckoned(how, groups, words, dateline, memory)):
        yield how if rank == 0 else f"{how} {min(rank, _RANKS)}", span
    if how in ("step", "same") and memory.claimed is not None:
        yield from ((how + " claimed", span) for span in stepped(groups, memory.claimed))


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
        if year and (moved := in_year(span, year)):
            yield Reading(moved, start, after.end(), "named year")
    if memory.claimed and (moved := in_year(span, memory.claimed.start.year)):
        yield Reading(moved, start, end, "claimed year")
    for rank, year in enumerate(memory.years):
        if moved := in_year(span, year):
            yield Reading(moved, start, end, ("told year", "earlier year")[rank > 0])


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
