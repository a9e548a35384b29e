"""The verbs ledger init and ledger add: a ledger is made; reports and claims go into it."""

from __future__ import annotations

import sys
from contextlib import contextmanager, nullcontext
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.ledger_options import AuthorOpt, LedgerOpt, open_ledger, which_day
from foedus.cli.ledger_told import Told
from foedus.cli.options import JsonOpt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from typing import IO

    from foedus.ledger.ledger import Ledger
    from foedus.ledger.lines import Draft
    from foedus.terms.claims import Reading

__all__ = ["add_to"]

_FIRST, _MOST = 64, 4_096
"""So many claims are recorded at a time, more from time to time: soon something is told, and it is on the disk."""

_START = 65_536


def add_to(app: typer.Typer) -> None:
    """Add these verbs to the group."""
    app.command()(init)
    app.command()(add)


def init(ledger: LedgerOpt = "foedus.db", json: JsonOpt = False) -> None:
    """Make a ledger: a file that its owner alone reads, or the tables of a PostgreSQL database.

    One that is there already stays as it is.

    Example: foedus ledger init --ledger case.db
    """
    with open_ledger(ledger, create=True) as made:
        count = len(made)
        if json:
            from foedus.cli.output import print_json

            print_json({"ledger": made.name, "entries": count, "head": made.head})
        else:
            typer.echo(f"{made.name}: {f'there already, with {count:,} entries' if count else 'a ledger, empty'}")


def add(
    reports: Annotated[
        list[str],
        typer.Argument(help="reports (text, HTML, PDF, JSON lines), claims as JSON lines, folders, or - for both"),
    ],
    ledger: LedgerOpt = "foedus.db",
    dateline: Annotated[
        str | None, typer.Option("--dateline", help="the reports' day, where they print none; nobody guesses it")
    ] = None,
    known: Annotated[
        str | None,
        typer.Option("--known", help="the day since which claims are known whose line tells none (default: today)"),
    ] = None,
    reader: Annotated[
        str, typer.Option("--reader", help="auto, local (trained models), plain (word lists) or llm (FOEDUS_LLM_URL)")
    ] = "auto",
    again: Annotated[
        bool, typer.Option("--again", help="record what this reader finds in a report that another has read")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="read what does not seem to be English too")] = False,
    author: AuthorOpt = None,
    reason: Annotated[str, typer.Option("--reason", help="why they are recorded")] = "",
    json: Annotated[bool, typer.Option("--json", help="a JSON line for each part that is recorded")] = False,
) -> None:
    """Record reports with their claims, or claims as such. What is there already is not recorded twice.

    What is told as recorded is on the disk; stopped at any time, the same command goes on where it was.

    Examples: foedus ledger add report.txt --dateline 2024-10-19; foedus ledger add claims.jsonl --known 2024-10-19
    """
    from foedus.errors import BadReport

    told = Told(json=json)
    with open_ledger(ledger, author=author) as opened:
        readings = _Readings(reader, which_day(dateline), force=force)
        for source in _sources(reports):
            if isinstance(source, BadReport):
                told.failed(str(source))
            elif isinstance(source, tuple):
                with source[1] as stream:
                    _add_lines(opened, stream, source[0], which_day(known), reason, told)
            else:
                for name, reading in readings.of(source, told):
                    told.report(name, opened.add_report(name, reading, reason=reason, again=again), reading)
    told.end()


def _add_lines(ledger: Ledger, stream: IO[bytes], where: str, known: date | None, reason: str, told: Told) -> None:
    from foedus.ledger.lines import Reader

    lines = Reader(ledger.author, known, reason)
    drafts = _right(lines.read(stream, where), told)
    size = _FIRST
    while batch := list(islice(drafts, size)):
        told.claims(where, ledger.put([(d.entry, d.said) for d in _grounded(ledger, batch, told)]))
        size = min(2 * size, _MOST)
    told.line_ends()
    if lines.unknown:
        names = ", ".join(f"{code} ({n:,})" for code, n in sorted(lines.unknown.items())[:20])
        typer.echo(f"{where}: kept, though no state or group that is known here has these codes: {names}", err=True)
    if lines.undated and known is None:
        typer.echo(f"{where}: {lines.undated:,} lines tell no day: known since today; --known gives another", err=True)


def _grounded(ledger: Ledger, batch: list[Draft], told: Told) -> list[Draft]:
    """The claims whose report is in the ledger, or that name none; the others are told."""
    there = ledger.holds({d.said["report"] for d in batch if d.said["report"]})
    for draft in batch:
        if draft.said["report"] and draft.said["report"] not in there:
            told.failed(
                f"{draft.at}: `report` names {draft.said['report']!r}, which is not here; add that report first"
            )
    return [d for d in batch if not d.said["report"] or d.said["report"] in there]


def _right(read: Iterator[Any], told: Told) -> Iterator[Draft]:
    """The lines that are right; the others are told."""
    from foedus.errors import Mistake

    for one in read:
        if isinstance(one, Mistake):
            told.failed(str(one))
        else:
            yield one


def _sources(paths: list[str]) -> Iterator[Any]:
    """Each file: as a pair of name and stream, where it holds claims; else as its path, to be read as reports."""
    from foedus.errors import BadReport
    from foedus.ledger.lines import looks_like_claims
    from foedus.news.inputs.folders import pieces

    for path in paths:
        if path == "-":
            stream = sys.stdin.buffer
            start = stream.peek(_START) if isinstance(stream, BufferedReader) else b""
            yield ("standard input", nullcontext(stream)) if looks_like_claims(start) else path
            continue
        last = ""
        for piece in pieces([path]):
            name = str(piece) if isinstance(piece, BadReport) else piece.path
            if name == last:
                continue
            last = name
            if isinstance(piece, BadReport):
                yield piece
                continue
            try:
                with Path(name).open("rb") as file:
                    start = file.read(_START)
            except OSError:
                start = b""
            yield (name, _opened(Path(name))) if looks_like_claims(start) else name


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """A file, open while it is read."""
    with path.open("rb") as file:
        yield file


class _Readings:
    """Reports read; what a reader needs is loaded with the first of them."""

    def __init__(self, reader: str, dateline: date | None, *, force: bool) -> None:
        self._reader, self._dateline, self._force = reader, dateline, force
        self._by: Any = None

    def of(self, path: str, told: Told) -> Iterator[tuple[str, Reading]]:
        """The reports in a file, each with what was found; what cannot be read is told, and the rest goes on."""
        from foedus.atlas.load import shipped_atlas
        from foedus.errors import BadReport
        from foedus.law.reading import treaties
        from foedus.news.inputs.folders import open_reports
        from foedus.news.readers import choose_reader
        from foedus.news.reading import read_report

        self._by = self._by or choose_reader(self._reader)
        for report in open_reports([path], force=self._force, dateline=self._dateline):
            if isinstance(report, BadReport):
                told.failed(str(report))
                continue
            for note in report.notes:
                typer.echo(f"{report.where}: {note}", err=True)
            yield (
                report.name,
                read_report(
                    report, dateline=self._dateline, atlas=shipped_atlas(), treaties=treaties(), reader=self._by
                ),
            )
