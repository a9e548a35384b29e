"""The main verb: brief."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.options import BelieveOpt, FactOpt, KnownOnOpt, LedgerOpt, OnOpt, TreatiesOpt, WhereOpt, asked, world_of

__all__ = ["add_to"]

FORMATS = ("md", "html", "json")


def add_to(app: typer.Typer) -> None:
    """Add this verb to the app."""
    app.command()(brief)


def brief(
    report: Annotated[
        Path | None, typer.Argument(help="a report as plain text (default: the example that ships)")
    ] = None,
    attack: Annotated[
        tuple[str, str] | None, typer.Option("--attack", help="a question instead of a report: ATTACKERS TARGET")
    ] = None,
    on: OnOpt = None,
    known_on: KnownOnOpt = None,
    where: WhereOpt = None,
    fact: FactOpt = None,
    dateline: Annotated[
        str | None, typer.Option("--dateline", help="the report's day, where it prints none; nobody guesses it")
    ] = None,
    treaties: TreatiesOpt = "corpus",
    ledger: LedgerOpt = None,
    believe: BelieveOpt = None,
    form: Annotated[
        str | None, typer.Option("--format", help="print md, html or json (default: text, and brief.html is written)")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="the same as --format json")] = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="write here: .html, .md or .json")] = None,
) -> None:
    """A report or a question answered: who is bound, by which words, then and today; who says what.

    Examples: foedus brief report.txt --dateline 2024-10-19; foedus brief --attack KOR PRK --on 2026-11-01
    """
    from foedus.briefing.brief import brief as make
    from foedus.briefing.brief import check_output
    from foedus.errors import FoedusError

    form = "json" if json else form
    if form is not None and form not in FORMATS:
        raise FoedusError(f"unknown format {form!r}; the formats are {', '.join(FORMATS)}")
    if attack is None and (on or where or fact):
        raise FoedusError("--on, --where and --fact go with a question (--attack); a report's day is --dateline")
    if attack is not None and dateline:
        raise FoedusError("--dateline is the day of a report; the day of a question (--attack) is --on")
    if output or not form:
        check_output(output or Path("brief.html"))
    world = world_of(None, None, treaties, ledger, believe)
    question = asked(attack[0], attack[1], where, fact) if attack else None
    answer = make(report, attack=question, on=on, dateline=dateline, known_on=known_on, world=world)
    if answer.empty:
        if form == "json":
            typer.echo(answer.render(form), nl=False)
        typer.echo(
            f"Nothing found in {report or 'the report'}: no claim about forces, treaties or war, no treaty, and no two "
            "states that fight or threaten one another. Nothing was written.",
            err=True,
        )
        raise typer.Exit(1)
    path = answer.save(output or Path("brief.html")) if output or not form else None
    if form:
        typer.echo(answer.render(form), nl=False)
    else:
        from foedus.cli.output import print_markdown

        print_markdown(answer.render("md"))
    if path:
        sys.stdout.flush()
        typer.echo(f"wrote {path}", err=True)
