"""Tables to take along, as CSV."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from foedus.web.asking import Asked

__all__ = ["csv_file", "file_name"]

_RUNS = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of text that a spreadsheet would run as a formula."""


def csv_file(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], name: str) -> Response:
    """Rows as a file: what is missing is empty, and no text of a treaty or a report is run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    text = " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if text.startswith(_RUNS) else text


def file_name(question: Asked, ending: str) -> str:
    """A name that tells the question, of letters that any file system takes.

    >>> from foedus.web.asking import Asked
    >>> file_name(Asked("KOR", "PRK", on="2024-10-19"), "duties.csv")
    'kor-prk-2024-10-19-duties.csv'
    """
    words = "-".join(filter(None, (question.attackers, question.target, question.on)))
    return f"{re.sub(r'[^a-z0-9]+', '-', words.lower()).strip('-')[:60]}-{ending}"
