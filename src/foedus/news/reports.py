"""A file or a text -> a report's clean text with its title, outlet and printed dateline.

Every offset that the reader gives counts characters of this clean text: line ends are one character, tags, zero-width
and direction marks are gone. A dateline is only what is printed; a day that is not printed is not guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from foedus.errors import BadReport
from foedus.news.plain import plain_text, strip_tags
from foedus.news.words import MONTHS, word_set

__all__ = ["LIMIT", "Report", "open_report"]

LIMIT = 2_000_000
"""A report of more bytes is refused: it is a book or a dump, and no report."""

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = (
    rf"(?:(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}}) (?P<month2>{_MONTH})\.? (?P<year2>\d{{4}}))"
)
_PRINTED = re.compile(
    rf"(?P<place>[^\W\d_][^\n()\d]{{0,80}}?), (?:\w+day, )?{_DAY}"
    r"(?:,? ?\((?P<outlet>[^()\n]{1,60})\))? ?[-\u2013—:]+ ",
    re.IGNORECASE,
)
_UNDATED = re.compile(
    r"(?:[A-Z][A-Z .,/'\u2019]{1,60} )?\((?P<outlet>[A-Z][\w .&-]{1,40})\) ?[-\u2013—]+ "
    r"|(?P<bare>[A-Z]{2,6}) ?[\u2013—] ?"
)


@dataclass(frozen=True, slots=True)
class Report:
    """A report's clean text.

    Attributes:
        body: where the body begins, behind title and dateline.
        dateline: the printed day, or `None`.
    """

    text: str
    title: str
    outlet: str
    dateline: date | None
    body: int


def open_report(source: str | bytes | Path) -> Report:
    """A report from a text, bytes or a file.

    Raises:
        BadReport: no such file, empty, binary, no text, too large, or not English; says what to do.

    >>> report = open_report("SEOUL, Oct 20, 2024 (Foedus Wire) - The army said that it was ready.")
    >>> report.outlet, report.dateline, report.text[report.body :][:8]
    ('Foedus Wire', datetime.date(2024, 10, 20), 'The army')
    """
    where = str(source) if isinstance(source, Path) else "the text"
    text = strip_tags(plain_text(_raw(source, where), where))
    if not text.strip():
        raise BadReport(f"{where} is empty; give a report with at least one sentence")
    _check_language(text, where)
    start = len(text) - len(text.lstrip())
    title, start = _title(text, start)
    outlet, dateline, body = _dateline(text, start, where)
    return Report(text, title, outlet, dateline, body)


def _raw(source: str | bytes | Path, where: str) -> str | bytes:
    size = 0
    if isinstance(source, Path):
        try:
            size = source.stat().st_size
            raw: str | bytes = source.read_bytes() if size <= LIMIT else b""
        except FileNotFoundError:
            raise BadReport(f"no file {where}; check the path, or give the report's text itself") from None
        except IsADirectoryError:
            raise BadReport(f"{where} is a folder; name one report in it") from None
        except OSError as error:
            raise BadReport(f"cannot read {where}: {error.strerror}; check the file's permissions") from None
    else:
        raw = source
    size = max(size, len(raw))
    if size > LIMIT:
        raise BadReport(f"{where} has {size / 1e6:.1f} MB; the limit is 2 MB: cut it into single reports")
    return raw


def _title(text: str, start: int) -> tuple[str, int]:
    """The title line and where the rest begins; no title if the first line is prose or a dateline."""
    end = text.find("\n", start)
    if end < 0:
        return "", start
    line = text[start:end].strip()
    rest = end + (len(text[end:]) - len(text[end:].lstrip()))
    marked = line.startswith("#")
    line = line.lstrip("# ").rstrip()
    apart = text[end : end + 2] == "\n\n"
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
    month = MONTHS[(found["month"] or found["month2"]).lower()]
    try:
        printed = date(int(found["year"] or found["year2"]), month, int(found["day"] or found["day2"]))
    except ValueError:
        line = text[start : start + found.end()].strip(" -\u2013—")
        raise BadReport(f"the dateline of {where} names no day: “{line}”; correct it") from None
    return found["outlet"] or "", printed, start + found.end()


_ENGLISH = word_set(
    "the of and to that with by from was were is are has have had said it its at for this not be an which"
)
_OTHERS = word_set(
    "le la les des du et une est dans pour que qui sur pas der die das und ist nicht mit von den dem ein eine el "
    "los las por con una del para il lo gli che per di da van het een niet met w z na się że i в и на не что"
)


def _check_language(text: str, where: str) -> None:
    """Refuse what is not English: the share of its most common words tells."""
    words = re.findall(r"[^\W\d_]+", text[:200_000].lower())
    if not words:
        raise BadReport(f"{where} holds no words; give a report in plain English text")
    ascii_words = sum(w.isascii() for w in words)
    english, other = sum(w in _ENGLISH for w in words), sum(w in _OTHERS for w in words)
    few = len(words) < 25
    foreign = other > english if few else english < 0.09 * len(words) or other > 1.5 * english
    if foreign or ascii_words < 0.5 * len(words):
        raise BadReport(
            f"{where} does not seem to be English; this reader knows only English: give an English translation"
        )
