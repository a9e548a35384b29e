"""Files, folders, JSON lines and standard input as a stream of reports; what cannot be read stops nothing."""

from __future__ import annotations

import os
import sys
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from foedus.errors import BadReport
from foedus.news.inputs.naming import once
from foedus.news.inputs.opening import STANDARD_INPUT, check_file, open_raw, open_row, read_file
from foedus.news.inputs.report import LIMIT_OF_FILE
from foedus.news.inputs.rows import LONGEST_LINE, looks_like_rows, read_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from foedus.news.inputs.report import Report

__all__ = ["SUFFIXES", "Piece", "open_piece", "open_reports", "pieces"]

SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf", ".jsonl")
"""What is a report in a folder; a file that is named by itself is opened whatever it is called."""

_LINES, _BYTES = 100, 4_000_000


class Piece(NamedTuple):
    """A part of the work: a file with one report, or some lines of a file of JSON lines.

    Attributes:
        line: number of its first line, 0 for a file with one report; `start`, `size`: where it lies in the file.
    """

    path: str
    line: int
    start: int
    size: int

    def load(self) -> bytes:
        """Its bytes.

        Raises:
            BadReport: the file cannot be read.
        """
        if not self.line:
            return read_file(Path(self.path))
        try:
            with Path(self.path).open("rb") as file:
                file.seek(self.start)
                return file.read(min(self.size, _BYTES + LONGEST_LINE + 1))  # an endless line is refused, not loaded
        except OSError as error:
            raise _unreadable(self.path, error) from None


def open_reports(
    paths: Iterable[str | Path], *, force: bool = False, dateline: date | None = None
) -> Iterator[Report | BadReport]:
    """Every report of these files and folders, one after the other, in a fixed order.

    Args:
        paths: files, folders (with what lies in them at any depth, sorted by name) or "-" for standard input, which
            may hold one report or JSON lines; what is named twice is read once.
        force: read what does not seem to be English too.
        dateline: the day of all of them, where it is known.

    Yields:
        A report; or, for what cannot be read, the error with `where`, and the rest goes on.
    """
    for path in once(paths):
        if path == "-":
            yield from _standard_input(force=force, dateline=dateline)
            continue
        for piece in pieces([path]):
            if isinstance(piece, BadReport):
                yield piece
            else:
                yield from open_piece(piece, force=force, dateline=dateline)


def pieces(paths: Iterable[str | Path]) -> Iterator[Piece | BadReport]:
    """The parts of the work, in a fixed order, none of them read yet."""
    for path in map(Path, once(paths)):
        if path.is_dir():
            empty = True
            for file in _walk(path):
                empty = False
                yield from [file] if isinstance(file, BadReport) else _pieces_of(file)
            if empty:
                kinds = ", ".join(s[1:] for s in SUFFIXES)
                yield BadReport(f"{path} holds no report ({kinds}); name another folder", str(path))
        else:
            yield from _pieces_of(path)


def open_piece(
    piece: Piece, *, force: bool = False, dateline: date | None = None, raw: bytes | None = None
) -> Iterator[Report | BadReport]:
    """The reports of a piece, or what is wrong with them; `raw` is what it holds, where it is loaded already."""
    try:
        raw = piece.load() if raw is None else raw
    except BadReport as error:
        yield BadReport(str(error), piece.path)
        return
    if not piece.line:
        yield _tried(open_raw, raw, piece.path, dateline, force=force)
        return
    for line, row in read_lines(BytesIO(raw), piece.line):
        yield _tried(open_row, row, f"{piece.path}:{line}", dateline, force=force)


def _tried(
    opened: Callable[..., Report], raw: bytes, where: str, dateline: date | None, *, force: bool
) -> Report | BadReport:
    try:
        return opened(raw, where, dateline=dateline, force=force)
    except BadReport as error:
        return BadReport(str(error), where)


def _walk(folder: Path) -> Iterator[Path | BadReport]:
    """The reports of a folder, sorted, and what cannot be listed; hidden files and links to folders are left out."""
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError as error:
        yield BadReport(str(_unreadable(folder, error)), str(folder))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        elif entry.name.lower().endswith(SUFFIXES):
            yield Path(entry.path)


def _pieces_of(path: Path) -> Iterator[Piece | BadReport]:
    if path.suffix.lower() != ".jsonl":
        try:
            yield Piece(str(path), 0, 0, path.stat().st_size)
        except OSError:
            yield Piece(str(path), 0, 0, 0)
        return
    try:
        check_file(path)
        with path.open("rb") as file:
            start, first, count, line = 0, 1, 0, 1
            while raw := file.readline(LONGEST_LINE + 1):
                count += raw.endswith(b"\n")
                line += raw.endswith(b"\n")
                if count >= _LINES or file.tell() - start > _BYTES:
                    if not raw.endswith(b"\n"):
                        continue
                    yield Piece(str(path), first, start, file.tell() - start)
                    start, first, count = file.tell(), line, 0
            if file.tell() > start:
                yield Piece(str(path), first, start, file.tell() - start)
            elif not start:
                yield BadReport(f"{path} is empty; give a report with at least one sentence", str(path))
    except OSError as error:
        yield BadReport(str(_unreadable(path, error)), str(path))
    except BadReport as error:
        yield BadReport(str(error), str(path))


def _unreadable(path: str | Path, error: OSError) -> BadReport:
    if isinstance(error, FileNotFoundError):
        return BadReport(f"no file {path}; check the path, or give the report's text itself")
    return BadReport(f"cannot read {path}: {error.strerror}; check the file's permissions")


def _standard_input(*, force: bool, dateline: date | None) -> Iterator[Report | BadReport]:
    stream = sys.stdin.buffer
    lines = read_lines(stream)
    first = next(lines, None)
    if first and looks_like_rows(first[1]):
        for line, row in chain([first], lines):
            yield _tried(open_row, row, f"{STANDARD_INPUT}:{line}", dateline, force=force)
        return
    raw = (first[1] if first else b"") + stream.read(LIMIT_OF_FILE)
    if first and len(first[1]) > LONGEST_LINE:
        yield BadReport(f"{STANDARD_INPUT} is too large; cut it into single reports", STANDARD_INPUT)
        return
    yield _tried(open_raw, raw, STANDARD_INPUT, dateline, force=force)
