"""JSON lines: one report a line, with what its fields tell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from foedus.errors import BadReport
from foedus.news.inputs.heads import dateline_of
from foedus.news.inputs.metadata import day_in
from foedus.news.inputs.report import LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from typing import IO

__all__ = ["LONGEST_LINE", "Row", "looks_like_rows", "read_lines", "read_row"]

LONGEST_LINE = 6 * LIMIT + 100_000
"""A line is no longer: each character of a text of 2 MB takes six at most."""

_DAYS = ("dateline_date", "dateline", "date")


class Row(NamedTuple):
    """The fields of one line that count."""

    text: str
    title: str
    outlet: str
    day: date | None
    url: str
    id: str


def read_lines(stream: IO[bytes], line: int = 1) -> Iterator[tuple[int, bytes]]:
    """The lines that hold something, with their numbers; a line that is too long comes cut off, and none is kept."""
    while raw := stream.readline(LONGEST_LINE + 1):
        whole = raw
        while len(raw) > LONGEST_LINE and not raw.endswith(b"\n"):
            raw = stream.readline(LONGEST_LINE + 1)
        if whole.strip():
            yield line, whole
        line += 1


def looks_like_rows(start: bytes) -> bool:
    """Is this the beginning of JSON lines?

    >>> looks_like_rows(b'{"text": "It left."}'), looks_like_rows(b"{It left.}")
    (True, False)
    """
    line = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    return line.startswith(b"{") and line[1:].lstrip().startswith(b'"')


def read_row(raw: bytes, where: str) -> Row:
    """Read one line.

    Raises:
        BadReport: no JSON object, no text, or a date that is none.

    >>> read_row(b'{"text": "It left.", "date": "2024-10-20", "id": 7}', "x").day
    datetime.date(2024, 10, 20)
    """
    if len(raw) > LONGEST_LINE:
        raise BadReport(f"{where} is longer than a report can be; the limit is 2 MB: cut it into single reports")
    try:
        found = json.loads(raw.removeprefix(b"\xef\xbb\xbf"))
    except UnicodeDecodeError as error:
        raise BadReport(f"{where} is not UTF-8 (byte {error.start}); JSON lines are UTF-8: convert the file") from None
    except (ValueError, RecursionError) as error:
        what = str(getattr(error, "msg", "nested too deeply")).lower()
        raise BadReport(f"{where} is no JSON ({what}); write one object a line, such as {_EXAMPLE}") from None
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        raise BadReport(f"{where} has no field `text`; write one object a line, such as {_EXAMPLE}")
    name = found.get("doc_id") if found.get("doc_id") is not None else found.get("id")
    return Row(
        found["text"],
        _line(found.get("title")),
        _line(found.get("outlet")),
        _day(found, where),
        _line(found.get("url")),
        "" if name is None else _line(str(name)),
    )


_EXAMPLE = '{"text": "...", "date": "2024-10-20"}'


def _line(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _day(row: dict[str, Any], where: str) -> date | None:
    for field in _DAYS:
        value = row.get(field)
        if value in (None, ""):
            continue
        day = day_in(str(value)) or dateline_of(str(value), where)
        if day is None and field != "dateline":  # "SEOUL" is a dateline without a day
            raise BadReport(f"the `{field}` of {where} is no day: {str(value)[:60]!r}; write it as 2024-10-20")
        if day is not None:
            return day
    return None
