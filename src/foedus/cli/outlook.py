"""Verb on the course of a war: how it ends, how long it lasts, and what a third state's entry changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.options import JsonOpt, KnownOnOpt, OnOpt, asked, world_of
from foedus.errors import BadQuestion

if TYPE_CHECKING:
    from foedus.behaviour.outlook.asked import Outlook

__all__ = ["add_to"]


def add_to(app: typer.Typer) -> None:
    """Add the verb to the app."""
    app.command()(outlook)


def outlook(
    war: Annotated[str | None, typer.Argument(help="a war of the world file that is fought: its id")] = None,
    attack: Annotated[
        tuple[str, str] | None, typer.Option("--attack", help="ATTACKERS TARGET: the war between them, or a new one")
    ] = None,
    on: OnOpt = None,
    known_on: KnownOnOpt = None,
    beside: Annotated[
        list[str] | None, typer.Option("--with", help="a third state's entry beside the attackers; repeatable")
    ] = None,
    against: Annotated[
        list[str] | None, typer.Option("--against", help="a third state's entry beside the target; repeatable")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="the day from which the war is counted, YYYY-MM-DD")
    ] = None,
    json: JsonOpt = False,
) -> None:
    """How a war ends for whoever began it, how long it lasts, and what a third state's entry changes: a thin record.

    Example: foedus outlook --attack RUS UKR --on 2026-07-31 --with PRK
    """
    from foedus.behaviour.outlook.asked import outlook as ask

    if (war is None) == (attack is None):
        raise BadQuestion("name a war (`foedus outlook ukraine-2014`) or an attack (--attack RUS UKR), one of the two")
    question = war if attack is None else asked(attack[0], attack[1], None, None)
    assert question is not None  # noqa: S101 - one of the two is given
    world = world_of(on, known_on, "corpus")
    told = ask(world, question, beside=beside or (), against=against or (), since=since)
    if json:
        from foedus.cli.output import print_json

        print_json(told.to_dict())
        return
    _print(told)


def _print(told: Outlook) -> None:
    from foedus.cli.output import console, print_table

    sides = " against ".join(", ".join(side) for side in told.standing.sides)
    stands = f"{told.standing.war or 'a new war'}, {told.standing.since:,} days old"
    rows = [
        (r["outcome"], f"{r['p']:.0%}", f"{r['low']:.0%} to {r['high']:.0%}", f"{r['base']:.0%}")
        for r in told.outcome.to_dicts()
    ]
    title = f"{sides} on {told.on} ({stands})"
    print_table(title, ("for whoever attacked", "chance", "interval of 95%", "of the record"), rows)
    days = told.days
    console().print(
        f"Over with even odds after {days['median']:,.0f} more days ({days['low']:,.0f} to {days['high']:,.0f}); over "
        f"within a year: {days['year']:.0%} ({days['year_low']:.0%} to {days['year_high']:.0%})."
    )
    if told.joiners.height:
        changes = [
            (
                f"{r['state']}, {r['side']}" + (" (in it already)" if r["stands"] else ""),
                *(_points(r, name) for name in ("win", "draw", "lose")),
                f"x {r['lasts']:.2f} ({r['lasts_low']:.2f} to {r['lasts_high']:.2f})",
            )
            for r in told.joiners.to_dicts()
        ]
        print_table(
            "What a third state changes, in points of a hundred", ("", "win", "draw", "lose", "days to come"), changes
        )
    for caveat in told.caveats:
        console().print(f"Note: {caveat}")


def _points(row: dict[str, float], name: str) -> str:
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    return f"{100 * row[name]:+.0f} ({100 * low:+.0f} to {100 * high:+.0f})"
