"""One source in, one `Report` out: decoded, cleaned, its head and its furniture found, its language checked."""

from __future__ import annotations

import re
import stat
import sys
from typing import TYPE_CHECKING, NamedTuple

from foedus.errors import BadReport
from foedus.news.inputs.cleaning import clean
from foedus.news.inputs.decoding import Decoded, decoded
from foedus.news.inputs.furniture import furniture_in
from foedus.news.inputs.heads import head_of
from foedus.news.inputs.language import check_language, is_english
from foedus.news.inputs.markup import is_marked_up
from foedus.news.inputs.metadata import Metadata
from foedus.news.inputs.pages import read_page
from foedus.news.inputs.pdfs import read_pdf
from foedus.news.inputs.printed import whole_text
from foedus.news.inputs.report import LIMIT, LIMIT_OF_FILE, Report, fingerprint
from foedus.news.inputs.rows import looks_like_rows, read_lines, read_row

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

__all__ = ["STANDARD_INPUT", "check_file", "open_raw", "open_report", "open_row", "read_file"]

STANDARD_INPUT = "standard input"
"""Where a report comes from whose path is "-"."""


class _Given(NamedTuple):
    """What is known of a report besides its words."""

    where: str
    dateline: date | None
    force: bool
    kind: str = "text"
    encoding: str = ""
    about: Metadata = Metadata()
    id: str = ""
    notes: tuple[str, ...] = ()


def open_report(source: str | bytes | Path, *, dateline: date | None = None, force: bool = False) -> Report:
    """A report from a text, bytes or a file.

    Args:
        source: the text itself; the bytes of a file; or a path (`Path("-")` is standard input): plain text, Markdown,
            HTML, PDF, or JSON lines with one report.
        dateline: the day of the report, where it is known otherwise; it comes before what is printed.
        force: read it even if it does not seem to be English.

    Raises:
        BadReport: no such file, empty, binary, no text, too large, encrypted, or not English; says what to do.

    >>> report = open_report("SEOUL, Oct 20, 2024 (Foedus Wire) - The army said that it was ready.")
    >>> report.outlet, report.dateline, report.text[report.body :][:8]
    ('Foedus Wire', datetime.date(2024, 10, 20), 'The army')
    >>> report.dated
    'printed in the report'
    """
    if isinstance(source, str):
        _check_size(len(source), LIMIT, "the text")
        return _from_text(source, _Given("the text", dateline, force))
    if isinstance(source, bytes):
        return open_raw(source, "the text", dateline=dateline, force=force)
    where = STANDARD_INPUT if str(source) == "-" else str(source)
    raw = sys.stdin.buffer.read(LIMIT_OF_FILE + 1) if where == STANDARD_INPUT else read_file(source)
    if source.suffix.lower() == ".jsonl" or (where == STANDARD_INPUT and looks_like_rows(raw)):
        return _only_row(raw, where, dateline, force=force)
    return open_raw(raw, where, dateline=dateline, force=force)


def read_file(path: Path) -> bytes:
    """The bytes of a file, unread where it is too large for its kind.

    Raises:
        BadReport: no such file, a folder, a pipe, not to be read, or too large.
    """
    try:
        check_file(path)
        size = path.stat().st_size
        if size <= LIMIT:
            return path.read_bytes()
        with path.open("rb") as file:
            start = file.read(1024)
            _check_size(size, _limit(start), str(path))
            return start + file.read(LIMIT_OF_FILE)
    except FileNotFoundError:
        raise BadReport(f"no file {path}; check the path, or give the report's text itself") from None
    except IsADirectoryError:
        raise BadReport(f"{path} is a folder; name one report in it") from None
    except OSError as error:
        raise BadReport(f"cannot read {path}: {error.strerror}; check the file's permissions") from None


def check_file(path: Path) -> None:
    """Refuse what would never end or block, before it is opened.

    Raises:
        BadReport: a pipe, a socket or a device.
        OSError: it is not there, or cannot be looked at.
    """
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise BadReport(f"{path} is a pipe or a device and no file; give it as standard input: foedus read - < {path}")


def open_raw(raw: bytes, where: str, *, dateline: date | None = None, force: bool = False) -> Report:
    """A report from the bytes of a file that holds one.

    Raises:
        BadReport: as for `open_report`.
    """
    given = _Given(where, dateline, force)
    if raw.lstrip()[:5] == b"%PDF-":
        _check_size(len(raw), LIMIT_OF_FILE, where)
        return _finished(clean(whole_text(read_pdf(raw, where)), where), given._replace(kind="pdf"))
    _check_size(len(raw), _limit(raw[:1024]), where)
    return _from_decoded(decoded(raw, where, page=_is_page(raw[:1024])), given)


def open_row(raw: bytes, where: str, *, dateline: date | None = None, force: bool = False) -> Report:
    """A report from one line of JSON lines; `where` names file and line.

    Raises:
        BadReport: as for `open_report`, and for a line that is no JSON object with a text.

    >>> open_row(b'{"id": "a1", "text": "The army left the base.", "date": "2024-10-20"}', "x:1").dated
    'given with the report'
    """
    row = read_row(raw, where)
    _check_size(len(row.text.encode(errors="replace")), LIMIT, where)
    about = Metadata(row.title, row.outlet, None, row.url)
    return _from_text(row.text, _Given(where, dateline or row.day, force, "row", "UTF-8", about, row.id))


def _only_row(raw: bytes, where: str, dateline: date | None, *, force: bool) -> Report:
    from io import BytesIO  # noqa: PLC0415 - only here

    rows = [row for _, row in zip(range(2), read_lines(BytesIO(raw)), strict=False)]
    if not rows:
        raise BadReport(f"{where} is empty; give a report with at least one sentence")
    if len(rows) > 1:
        raise BadReport(
            f"{where} holds several reports, one a line; read it with `foedus read`, or name a file with one"
        )
    return open_row(rows[0][1], f"{where}:{rows[0][0]}", dateline=dateline, force=force)


def _limit(start: bytes) -> int:
    return LIMIT_OF_FILE if start.lstrip()[:5] == b"%PDF-" or _is_page(start) else LIMIT


def _is_page(start: bytes) -> bool:
    return bool(re.search(rb"<(?:!doctype\s+html|html|head|body)\b", start.replace(b"\x00", b""), re.IGNORECASE))


def _check_size(size: int, limit: int, where: str) -> None:
    if size > limit:
        raise BadReport(
            f"{where} has {size / 1e6:.1f} MB; the limit is {limit / 1e6:.0f} MB: cut it into single reports"
        )


def _from_decoded(found: Decoded, given: _Given) -> Report:
    notes = (found.note,) if found.note else ()
    return _from_text(found.text, given._replace(encoding=found.encoding, notes=notes))


def _from_text(text: str, given: _Given) -> Report:
    text = clean(text, given.where)
    if is_marked_up(text):
        page = read_page(text)
        text = clean(page.text, given.where)
        mine, told = given.about, page.about
        told = Metadata(mine.title or told.title, mine.outlet or told.outlet, told.day, mine.url or told.url)
        kind = given.kind if given.kind == "row" else "page"
        given = given._replace(kind=kind, about=told, notes=(*given.notes, *page.notes))
    return _finished(text, given)


def _finished(text: str, given: _Given) -> Report:
    where, about = given.where, given.about
    if not text.strip():
        raise BadReport(f"{where} is empty; give a report with at least one sentence")
    if len(text) > LIMIT:
        raise BadReport(f"{where} holds more than 2 MB of text; cut it into single reports")
    notes = given.notes
    if not given.force:
        check_language(text, where)
    elif not is_english(text):
        notes = (*notes, "it does not seem to be English, and was read by force")
    head = head_of(text, where, about.title)
    day, dated = next(
        ((d, how) for d, how in ((given.dateline, "given"), (head.dateline, "printed"), (about.day, "page")) if d),
        (None, ""),
    )
    return Report(
        text=text,
        title=head.title,
        outlet=about.outlet or head.outlet,
        dateline=day,
        body=head.body,
        dateline_from=dated,
        skipped=furniture_in(text, head.body),
        where=where,
        id=given.id or fingerprint(text),
        kind=given.kind,
        encoding=given.encoding,
        url=about.url,
        notes=notes,
    )
