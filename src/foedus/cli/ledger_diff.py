"""The verb ledger diff: what changed between two days, or between two states of knowledge."""

from __future__ import annotations

from typing import Annotated

import typer

from foedus.cli.ledger_options import LedgerOpt
from foedus.cli.options import BelieveOpt, JsonOpt, KnownOnOpt, TreatiesOpt

__all__ = ["add_to"]


def add_to(app: typer.Typer) -> None:
    """Add this verb to the group."""
    app.command()(diff)


def diff(
    before: Annotated[str, typer.Argument(help="a day, YYYY-MM-DD")],
    after: Annotated[str, typer.Argument(help="a later day")],
    ledger: LedgerOpt = "foedus.db",
    on: Annotated[
        str | None, typer.Option("--on", help="one day in the world; the two days are then those of knowledge")
    ] = None,
    known_on: KnownOnOpt = None,
    state: Annotated[str | None, typer.Option("--state", help="only what concerns this state")] = None,
    treaties: TreatiesOpt = "corpus",
    believe: BelieveOpt = None,
    json: JsonOpt = False,
) -> None:
    """What changed between two days, each as known on it; with --on, what was known of one day on the two.

    Examples: foedus ledger diff 2024-10-10 2024-10-19; foedus ledger diff 2024-10-19 2026-11-01 --on 2024-10-19
    """
    from foedus.cli.options import world_of
    from foedus.cli.output import print_json, print_table
    from foedus.errors import BadDate, BadQuestion
    from foedus.ledger.difference import difference
    from foedus.terms.when import day

    if on and known_on:
        raise BadQuestion("--on compares two states of knowledge and --known-on keeps one; give one of them")
    if day(after) < day(before):
        raise BadDate(f"{after} comes before {before}; name the earlier day first")
    worlds = [world_of(on or one, known_on or one, treaties, ledger, believe) for one in (before, after)]
    code = worlds[1].atlas.actor(state, worlds[1].on).code if state else None
    found = difference(worlds[0], worlds[1], code)
    if json:
        print_json(found.to_dict())
    elif found.changes:
        rows = [(c.what, c.key, c.before or "-", c.after or "-") for c in found.changes]
        print_table(f"What changed from {before} to {after}", ("what", "of", "before", "after"), rows)
    if not found.changes:
        typer.echo("Nothing changed.", err=True)
        raise typer.Exit(1)
