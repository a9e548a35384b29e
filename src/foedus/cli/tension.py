"""Verb on tension: how probably two states have a militarised dispute this year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.options import JsonOpt, KnownOnOpt, OnOpt
from foedus.errors import BadQuestion

if TYPE_CHECKING:
    from foedus.behaviour.tension.latest import Tension

__all__ = ["add_to"]


def add_to(app: typer.Typer) -> None:
    """Add the verb to the app."""
    app.command()(tension)


def tension(
    one: Annotated[str | None, typer.Argument(help="a state: a code or name (default: every pair)")] = None,
    two: Annotated[str | None, typer.Argument(help="another state")] = None,
    on: OnOpt = None,
    known_on: KnownOnOpt = None,
    top: Annotated[int | None, typer.Option("--top", min=1, help="the likeliest pairs, so many of them")] = None,
    with_pact: Annotated[
        list[str] | None, typer.Option("--with-pact", help="and if these two had a defence pact: PRK:RUS; repeatable")
    ] = None,
    without_pact: Annotated[
        list[str] | None, typer.Option("--without-pact", help="and if these two had none: KOR:USA; repeatable")
    ] = None,
    json: JsonOpt = False,
) -> None:
    """How probably a militarised dispute begins between two states in the year of a day; or the likeliest pairs.

    Example: foedus tension KOR PRK --on 2026-11-01 --without-pact KOR:USA
    """
    from foedus.behaviour.tension.latest import tension as ask

    if top is not None and one is not None:
        raise BadQuestion("--top lists the likeliest of all pairs; name two states, or give --top, and not both")
    told = ask(one, two, on=on, known_on=known_on, with_pact=with_pact or (), without_pact=without_pact or ())
    shown = 20 if top is None else top
    if json:
        from foedus.cli.output import print_json

        plain = told.to_dict()
        print_json(plain if one is not None else plain | {"tension": plain["tension"][:shown]})
        return
    _print(told, shown)


def _print(told: Tension, first: int) -> None:
    from foedus.cli.output import console, print_table

    rows = [
        (
            str(r["rank"]),
            r["state_1"],
            r["state_2"],
            f"{r['p']:.1%}",
            f"{r['low']:.1%} to {r['high']:.1%}",
            "" if r["last_dispute"] is None else str(r["last_dispute"]),
        )
        for r in told.frame.head(first).to_dicts()
    ]
    columns = ("rank", "state", "state", "a dispute begins", "interval of 95%", "last dispute")
    print_table(f"Tension in {told.on[:4]}, among {told.pairs:,} pairs of states", columns, rows)
    if told.changes.height:
        changes = [
            (
                r["change"],
                f"{r['p']:.1%}",
                f"{r['low']:.1%} to {r['high']:.1%}",
                f"x {r['ratio']:.2f} ({r['ratio_low']:.2f} to {r['ratio_high']:.2f})",
            )
            for r in told.changes.to_dicts()
        ]
        print_table("If it were otherwise", ("", "a dispute begins", "interval of 95%", "changes by"), changes)
    if told.parts:
        listed = ", ".join(f"{group} x {by:.3g}" for group, by in told.parts.items())
        console().print(f"Note: against the odds of the middle pair: {listed}.")
    for caveat in told.caveats:
        console().print(f"Note: {caveat}")
