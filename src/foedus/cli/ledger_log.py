"""The verbs ledger log and ledger show: what is in a ledger."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.ledger_options import EntryArg, LedgerOpt, open_ledger, which_day
from foedus.cli.options import JsonOpt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.ledger.asked import Asked
    from foedus.ledger.ledger import Ledger
    from foedus.ledger.stored import Stored

__all__ = ["add_to"]


def add_to(app: typer.Typer) -> None:
    """Add these verbs to the group."""
    app.command()(log)
    app.command()(show)


def log(
    ledger: LedgerOpt = "foedus.db",
    state: Annotated[
        str | None, typer.Option("--state", help="only what names this state or entity, or judges what names it")
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", help="only report, claim, judgement, grade, note or import; may be repeated"),
    ] = None,
    known_on: Annotated[str | None, typer.Option("--known-on", help="only what was known by this day")] = None,
    since: Annotated[str | None, typer.Option("--since", help="only what is known since this day or later")] = None,
    limit: Annotated[int, typer.Option("--limit", help="the last so many; 0 for all")] = 50,
    json: Annotated[bool, typer.Option("--json", help="entries as JSON lines, whole")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="a table as CSV")] = False,
) -> None:
    """What is in the ledger, in the order in which it was recorded; left alone, the last fifty entries.

    Example: foedus ledger log --state PRK --kind claim --known-on 2024-10-19
    """
    from foedus.errors import BadQuestion
    from foedus.ledger.asked import Asked

    if json and csv:
        raise BadQuestion("--json and --csv are two answers; ask for one of them")
    asked = Asked(
        kinds=tuple(kind or ()),
        code=_code(state) if state else None,
        known_on=which_day(known_on),
        since=which_day(since),
        newest=bool(limit),
        limit=limit or None,
    )
    found, count = _found(ledger, asked)
    first = next(found, None)
    if first is None:
        typer.echo("Nothing in the ledger is so.", err=True)
        raise typer.Exit(1)
    from foedus.cli.print_ledger import print_log

    print_log(first, found, form="json" if json else "csv" if csv else "")
    if not (json or csv):
        typer.echo(f"{count:,} entries in the ledger", err=True)


_AT_ONCE = 1_000


def _found(ledger: str, asked: Asked) -> tuple[Iterator[Stored], int]:
    """The entries asked for, in order, and how many there are in all; a few of a file come at once."""
    from foedus.ledger.where import is_address

    if asked.limit and asked.limit <= _AT_ONCE and not is_address(ledger):
        from foedus.ledger.glance import glance
        from foedus.ledger.refusals import translated

        with translated(ledger):
            few, count = glance(Path(ledger), asked)
        return iter(few[::-1]), count
    from foedus.ledger.ledger import Ledger

    opened = Ledger(ledger, read_only=True)
    if asked.limit:
        return iter(list(opened.asked(asked))[::-1]), len(opened)
    return opened.asked(asked), len(opened)


def show(entry: EntryArg, ledger: LedgerOpt = "foedus.db", json: JsonOpt = False) -> None:
    """An entry, the words of its report, and what was judged of it.

    Example: foedus ledger show c1f0
    """
    with open_ledger(ledger, read_only=True) as opened:
        stored = opened.find(entry)
        around = _around(opened, stored)
        about = opened.about(stored.number)
        from foedus.cli.output import print_json
        from foedus.cli.print_ledger import print_entry

        if json:
            print_json({**stored.to_dict(), "words": around, "about": [one.to_dict() for one in about]})
        else:
            print_entry(stored, around, about)
            sys.stdout.flush()


_AROUND = 240


def _around(ledger: Ledger, stored: Stored) -> dict[str, Any] | None:
    """The words of a claim in its report, with those before and behind."""
    said = stored.entry.said
    if stored.entry.kind != "claim" or not said["report"]:
        return None
    report = ledger.find(said["report"])
    text, start, end = report.entry.said["text"], said["char_start"], said["char_end"]
    if not 0 <= start <= end <= len(text):
        return None
    return {
        "report": report.id,
        "name": report.entry.said["name"],
        "title": report.entry.said["title"],
        "before": text[max(0, start - _AROUND) : start],
        "words": text[start:end],
        "behind": text[end : end + _AROUND],
    }


def _code(name: str) -> str:
    """The code of a state or entity; a code in capitals is taken as it is, since a ledger may hold others than ours."""
    if name.isascii() and name.replace("-", "").isalpha() and name.isupper():
        return name
    from foedus.atlas.load import shipped_atlas

    return shipped_atlas().actor(name).code
