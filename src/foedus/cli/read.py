"""The verb read: reports in, claims out."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.terms.claims import Reading

__all__ = ["add_to"]


def add_to(app: typer.Typer) -> None:
    """Add this verb to the app."""
    app.command()(read)


def read(
    reports: Annotated[
        list[str], typer.Argument(help="files (text, HTML, PDF, JSON lines), folders, or - for standard input")
    ],
    dateline: Annotated[
        str | None, typer.Option("--dateline", help="the reports' day, where they print none; nobody guesses it")
    ] = None,
    reader: Annotated[
        str, typer.Option("--reader", help="auto, local (trained models), plain (word lists) or llm (FOEDUS_LLM_URL)")
    ] = "auto",
    json: Annotated[bool, typer.Option("--json", help="claims as JSON lines, in the fields of the scheme")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", help="write a page: the text with its claims marked and beside it")
    ] = None,
    score: Annotated[
        Path | None, typer.Option("--score", help="print how well the claims agree with these annotated ones")
    ] = None,
    same: Annotated[
        bool, typer.Option("--same", help="group the same claim of many reports, with independent origins and grades")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="read what does not seem to be English too")] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="bulk: write claims here as JSON lines; goes on after a stop")
    ] = None,
    processes: Annotated[int, typer.Option("--processes", help="bulk: processes on this machine")] = 0,
    scheduler: Annotated[str, typer.Option("--scheduler", help="bulk: a Dask scheduler, tcp://host:8786")] = "",
) -> None:
    """What reports say: who, how surely, what, how many, when, and in which words.

    Examples: foedus read report.txt --dateline 2024-10-19; foedus read folder -o claims.jsonl --processes 2
    """
    from foedus.terms.when import day

    _check_use(json=json, score=score, output=output, same=same, many=bool(processes or scheduler), html=html)
    moment = day(dateline) if dateline else None
    if output is not None:
        _bulk(reports, output, reader, processes or os.cpu_count() or 1, scheduler, moment, force=force)
        return
    gold = _annotated(score) if score else None
    failed, kept = 0, []
    for name, reading in _readings(reports, reader, moment, force=force):
        if reading is None:
            failed += 1
            continue
        kept.append((name, reading))
        if not (same or score):
            _show(name, reading, json=json)
    _finish(kept, gold, html, same=same, json=json)
    if failed:
        raise typer.Exit(2)
    _found(sum(len(reading.claims) for _, reading in kept))


def _found(claims: int) -> None:
    if not claims:
        typer.echo("No claim found about forces, treaties, arms or war.", err=True)
        raise typer.Exit(1)


def _check_use(
    *, json: bool, score: Path | None, output: Path | None, same: bool, many: bool, html: Path | None
) -> None:
    """Refuse what does not go together.

    Raises:
        BadQuestion: with what to do.
    """
    from foedus.errors import BadQuestion

    if sum(map(bool, (json, score, output))) > 1 or (same and (score or output)):
        raise BadQuestion("--json, --score and --output are three answers; ask for one of them")
    if many and output is None:
        raise BadQuestion("--processes and --scheduler go with --output, which reads in bulk")
    if html is not None and (html.is_dir() or not html.absolute().parent.is_dir()):
        raise BadQuestion(f"cannot write {html}: name a page in a folder that is there")


def _show(name: str, reading: Reading, *, json: bool) -> None:
    """One report's claims, as lines or as a table."""
    if json:
        from foedus.news.grades import grades_of

        grades = grades_of(reading, name)
        _print_lines([row | {"grade": g.to_dict()} for row, g in zip(_rows(name, reading), grades, strict=True)])
        return
    from foedus.cli.print_read import print_reading

    print_reading(name, reading)


def _rows(name: str, reading: Reading) -> list[dict[str, object]]:
    return [c.to_dict(name, n) for n, c in enumerate(reading.claims, 1)]


def _finish(
    kept: list[tuple[str, Reading]], gold: list[dict[str, Any]] | None, html: Path | None, *, same: bool, json: bool
) -> None:
    """What is told of all reports together: groups, scores, the page."""
    if same:
        from foedus.cli.print_read import groups_of, print_groups

        groups = groups_of(kept)
        if json:
            _print_lines([g.to_dict() | {"grades": grades} for g, grades in groups])
        else:
            print_groups(groups)
    if gold is not None:
        from foedus.cli.print_read import print_scores

        print_scores(gold, [row for name, reading in kept for row in _rows(name, reading)])
    if html is not None and kept:
        from foedus.briefing.reading_page import reading_page

        html.write_text(reading_page(kept), encoding="utf-8")
        typer.echo(f"wrote {html}", err=True)


def _readings(reports: list[str], reader: str, moment: Any, *, force: bool) -> Iterator[tuple[str, Reading | None]]:
    """Each report's name and reading; what cannot be read is told on standard error, and the rest goes on."""
    from foedus.atlas.load import shipped_atlas
    from foedus.errors import BadReport
    from foedus.law.reading import treaties
    from foedus.news.inputs.folders import open_reports
    from foedus.news.inputs.naming import Names, common_folder, named
    from foedus.news.readers import choose_reader
    from foedus.news.reading import read_report

    by, atlas, corpus = choose_reader(reader), shipped_atlas(), treaties()
    folder, names = common_folder(reports), Names()
    for report in open_reports(reports, force=force, dateline=moment):
        if isinstance(report, BadReport):
            typer.echo(f"foedus: {report}", err=True)
            yield "", None
            continue
        for note in report.notes:
            typer.echo(f"{report.where}: {note}", err=True)
        reading = read_report(report, dateline=moment, atlas=atlas, treaties=corpus, reader=by)
        asked = named(report, folder)
        yield names.take(asked) if reading.claims else asked.name, reading


def _print_lines(rows: list[dict[str, object]]) -> None:
    from json import dumps

    for row in rows:
        sys.stdout.write(dumps(row, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _annotated(path: Path) -> list[dict[str, Any]]:
    """Annotated claims from a file of JSON lines.

    Raises:
        DataErrors: lines that are no claims, all of them at once.
    """
    from json import JSONDecodeError, loads

    from foedus.errors import BadReport, DataErrors, Mistake

    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadReport(f"cannot read the annotated claims in {path}: {error}") from None
    found, wrong = [], []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = loads(line)
            missing = {"doc_id", "event_type", "modality", "char_start", "char_end"} - set(row)
        except (JSONDecodeError, TypeError) as error:
            wrong.append(Mistake(str(path), number, f"is no claim: {error}"))
            continue
        if missing:
            wrong.append(Mistake(str(path), number, f"lacks {', '.join(sorted(missing))}"))
        else:
            found.append(row)
    if wrong:
        raise DataErrors(wrong)
    return found


def _bulk(
    reports: list[str], output: Path, reader: str, processes: int, scheduler: str, moment: Any, *, force: bool
) -> None:
    from foedus.news.bulk import read_bulk
    from foedus.news.progress import told_on

    done = read_bulk(
        reports,
        output,
        reader=reader,
        processes=processes,
        scheduler=scheduler,
        dateline=moment,
        force=force,
        progress=told_on(sys.stderr),
    )
    read, errors = done.counts.reports, done.counts.errors
    end = "\n" if sys.stderr.isatty() else ""
    typer.echo(f"{end}read {read:,} reports, {done.counts.claims:,} claims; wrote {done.output}", err=True)
    if errors:
        typer.echo(f"foedus: {errors:,} could not be read; each stands in {done.errors_file} with the reason", err=True)
        raise typer.Exit(2)
    _found(done.counts.claims)
