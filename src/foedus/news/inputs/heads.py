"""The head of a report: its title, its outlet and the day that it prints."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from foedus.errors import BadReport
from foedus.news.words import MONTHS

__all__ = ["Head", "dateline_of", "head_of"]

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_S = r"[ \n]"  # a narrow column breaks a dateline
_DAY = (
    rf"(?:(?P<month>{_MONTH})\.?{_S}(?P<day>\d{{1,2}})(?:,?{_S}(?P<year>\d{{4}}))?"
    rf"|(?P<day2>\d{{1,2}}){_S}(?P<month2>{_MONTH})\.?(?:,?{_S}(?P<year2>\d{{4}}))?"
    r"|(?P<day3>\d{1,2})\.(?P<month3>\d{1,2})\.(?P<year3>\d{4}))"
)
_PRINTED = re.compile(
    rf"(?P<place>[^\W\d_][^\n()\d]{{0,80}}?),{_S}(?:\w+day,{_S})?{_DAY}"
    rf"(?:,?{_S}?\((?P<outlet>[^()\n]{{1,60}}(?:\n[^()\n]{{1,60}})?)\))?{_S}?[-\u2013—:]+{_S}",
    re.IGNORECASE,
)
_UNDATED = re.compile(
    r"(?:[A-Z][A-Z .,/'\u2019]{1,60} )?\((?P<outlet>[A-Z][\w .&-]{1,40})\) ?[-\u2013—]+ "
    r"|(?P<bare>[A-Z]{2,6}) ?[\u2013—] ?"
)


class Head(NamedTuple):
    """What stands above a body, and where the body begins."""

    title: str
    outlet: str
    dateline: date | None
    body: int


def head_of(text: str, where: str, title: str = "") -> Head:
    """The head of a text; a title that is known already is looked for and not asked of the first line.

    Raises:
        BadReport: the printed dateline names no day.

    >>> head_of("SEOUL, Oct 20, 2024 (Wire) - The army left.", "x")[1:3]
    ('Wire', datetime.date(2024, 10, 20))
    """
    start = _past_space(text, 0)
    if title and text.startswith(title, start):
        start = _past_space(text, start + len(title))
    elif not title:
        title, start = _title(text, start)
    outlet, day, body = _dateline(text, start, where)
    return Head(title, outlet, day, body)


def dateline_of(line: str, where: str) -> date | None:
    """The day in a dateline that stands alone ("SEOUL, Oct 20, 2024")."""
    return _dateline(line.rstrip(" -\u2013—:") + " - ", 0, where)[1]


def _past_space(text: str, at: int) -> int:
    found = re.compile(r"\s*").match(text, at)
    return found.end() if found else at


def _title(text: str, start: int) -> tuple[str, int]:
    """The title line and where the rest begins; no title if the first line is prose or a dateline."""
    end = text.find("\n", start)
    if end < 0:
        return "", start
    line = text[start:end].strip()
    rest = _past_space(text, end)
    marked = line.startswith("#")
    line = line.lstrip("# ").rstrip()
    apart = text[end : end + 2] == "\n\n" or bool(_PRINTED.match(text, rest, rest + 240))
    prose = line.endswith((".", "!", "”", '"')) or len(line) > 200 or bool(_opening(line + " "))
    return (line, rest) if marked or (apart and not prose and rest < len(text)) else ("", start)


def _opening(text: str) -> re.Match[str] | None:
    return _PRINTED.match(text) or _UNDATED.match(text)


def _dateline(text: str, start: int, where: str) -> tuple[str, date | None, int]:
    head = text[start : start + 240]
    found = _PRINTED.match(head)
    if not found:
        other = _UNDATED.match(head)
        if not other:
            return "", None, start
        return other["outlet"] or other["bare"], None, start + other.end()
    outlet = " ".join((found["outlet"] or "").split())
    told = [next(filter(None, (found[n + x] for x in ("", "2", "3"))), "") for n in ("year", "month", "day")]
    if not told[0]:  # "WARSAW, March 5 (Reuters)": a day without its year is not known, and nobody guesses it
        return outlet, None, start + found.end()
    month = MONTHS[told[1].lower()] if told[1].isalpha() else int(told[1])
    try:
        printed = date(int(told[0]), month, int(told[2]))
    except ValueError:
        line = text[start : start + found.end()].strip(" -\u2013—")
        raise BadReport(f"the dateline of {where} names no day: “{line}”; correct it") from None
    return outlet, printed, start + found.end()
