"""Verbs on ties: flows, alignment, umbrella."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.corpus import CsvOpt
from foedus.cli.options import BelieveOpt, JsonOpt, KnownOnOpt, LedgerOpt, OnOpt, TreatiesOpt, world_of

__all__ = ["add_to"]

SinceOpt = Annotated[int | None, typer.Option("--since", help="the first year (default: all that is known)")]


def add_to(app: typer.Typer) -> None:
    """Add these verbs to the app."""
    app.command()(flows)
    app.command()(alignment)
    app.command()(umbrella)


def flows(
    state: Annotated[str, typer.Argument(help="a code or name")],
    since: SinceOpt = None,
    ledger: LedgerOpt = None,
    believe: BelieveOpt = None,
    known_on: KnownOnOpt = None,
    csv: CsvOpt = False,
    json: JsonOpt = False,
) -> None:
    """Who supplies whom: arms, troops and trade to and from a state, on whom it depends, and who is by-passed.

    Ranges by year with their source; zero only where a source looked. Claims of a ledger stand beside the sources,
    each with who says so. --csv has the figures, --json also shares, concentration and tests.

    Example: foedus flows PRK --since 1992
    """
    from foedus.cli.output import print_csv, print_json
    from foedus.ties.flows import COLUMNS
    from foedus.ties.flows import flows as ask

    evidence = world_of(None, known_on, "corpus", ledger, believe).evidence if ledger or believe else None
    told = ask(state, since, evidence, known_on=known_on)
    if json:
        print_json(told.to_dict())
    elif csv:
        print_csv((f.to_dict() for f in told.flows), COLUMNS)
    else:
        from foedus.cli.print_flows import print_flows

        print_flows(told)
    if not told.flows:
        raise typer.Exit(1)


def alignment(
    states: Annotated[list[str], typer.Argument(help="two or more codes or names")],
    since: Annotated[int, typer.Option("--since", help="the first year")] = 1946,
    plot: Annotated[Path | None, typer.Option("--plot", help="draw it: .svg, .png or .pdf (extra plot)")] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="the same seed gives the same bytes")] = 1914,
    known_on: KnownOnOpt = None,
    csv: CsvOpt = False,
    json: JsonOpt = False,
) -> None:
    """How alike states ally and vote over time, with the years in which it shifted, and what that does not show.

    Example: foedus alignment PRK RUS CHN --plot alignment.svg
    """
    from foedus.cli.output import print_csv, print_json
    from foedus.ties.alignment import alignment as ask
    from foedus.ties.series import COLUMNS

    if plot is not None:
        from foedus.war.pictures import checked_picture

        checked_picture(plot)
    told = ask(*states, since=since, seed=seed, known_on=known_on)
    if plot is not None and told.measured:
        told.plot(plot)
    if json:
        print_json(told.to_dict())
    elif csv:
        print_csv((v.to_dict() for v in told.measured), COLUMNS)
    else:
        from foedus.cli.print_alignment import print_alignment

        print_alignment(told)
    if not told.measured:
        raise typer.Exit(1)


def umbrella(
    on: OnOpt = None,
    known_on: KnownOnOpt = None,
    state: Annotated[str | None, typer.Option("--state", help="only this state, as protected and guarantor")] = None,
    treaties: TreatiesOpt = "corpus",
    ledger: LedgerOpt = None,
    believe: BelieveOpt = None,
    csv: CsvOpt = False,
    json: JsonOpt = False,
) -> None:
    """Who stands under whose nuclear or conventional guarantee on a day, who is exposed without, who under several.

    Example: foedus umbrella --on 2026-11-01 --state PRK
    """
    from foedus.cli.output import print_csv, print_json
    from foedus.ties.guarantees import COLUMNS
    from foedus.ties.umbrella import umbrella as ask

    world = world_of(on, known_on, treaties, ledger, believe)
    told = ask(world, state, world.evidence)
    if json:
        print_json(told.to_dict())
    elif csv:
        print_csv((g.to_dict() for g in told.guarantees), COLUMNS)
    else:
        from foedus.cli.print_umbrella import print_umbrella

        print_umbrella(told)
    if not told.guarantees:
        raise typer.Exit(1)
