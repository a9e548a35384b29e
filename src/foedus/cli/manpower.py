"""Verb on the manpower of a war: who comes in, who is lost, and what an ally adds, as claims have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.corpus import CsvOpt
from foedus.cli.options import BelieveOpt, JsonOpt, KnownOnOpt, LedgerOpt, OnOpt, world_of

if TYPE_CHECKING:
    from foedus.ties.manpower import Manpower, Part
    from foedus.ties.tallies import Tally

__all__ = ["add_to"]


def add_to(app: typer.Typer) -> None:
    """Add the verb to the app."""
    app.command()(manpower)


def manpower(
    war: Annotated[str, typer.Argument(help="a war of the world file that goes on: its id, as `foedus world` tells")],
    ledger: LedgerOpt = None,
    on: OnOpt = None,
    known_on: KnownOnOpt = None,
    believe: BelieveOpt = None,
    csv: CsvOpt = False,
    json: JsonOpt = False,
) -> None:
    """Soldiers raised, sent and lost in a war, per month, and what share an ally's contingent makes of each.

    From claims of a ledger, by arithmetic on ranges; what nobody claims is told as unknown.

    Example: foedus manpower ukraine-2014 --ledger case.db --on 2026-07-31
    """
    from foedus.cli.output import print_csv, print_json
    from foedus.ties.manpower import COLUMNS
    from foedus.ties.manpower import manpower as ask

    told = ask(world_of(on, known_on, "corpus", ledger, believe), war)
    if json:
        print_json(told.to_dict())
    elif csv:
        print_csv(told.rows, COLUMNS)
    else:
        _print(told)
    if not told.tallies:
        raise typer.Exit(1)


def _print(told: Manpower) -> None:
    from foedus.cli.output import console, print_table

    if told.tallies:
        title = f"Manpower of {told.name} on {told.on}, as claims have it"
        columns = ("of", "what", "as told", "per month", "how", "until", "by", "claims")
        print_table(title, columns, [_row(t) for t in told.tallies])
    else:
        console().print(f"No claim of the ledger counts soldiers of {told.name} by {told.on}.")
    known = [p for p in told.parts if (p.low, p.high) != (None, None)]
    if known:
        heads = ("of", "in", "share of its side", "beside", "note")
        print_table("What an ally's contingent makes of its side", heads, [_part(p) for p in known])
    unknown: dict[tuple[str, str], list[str]] = {}
    for p in (p for p in told.parts if p not in known):
        unknown.setdefault((p.ally, p.says), []).append(_ITEM.get(p.item, p.item))
    for (ally, says), items in unknown.items():
        console().print(f"Gap: the share of {ally} in {', '.join(items)} is unknown: {says}.")
    for gap in told.gaps:
        console().print(f"Gap: {gap}.")
    for caveat in told.caveats:
        console().print(f"Note: {caveat}")


def _row(t: Tally) -> tuple[str, ...]:
    from foedus.ledger.strands import in_words
    from foedus.ties.tallies import HOW

    per_month = "unknown" if t.month == (None, None) else in_words(*map(_whole, t.month))
    return (
        t.state,
        t.item,
        in_words(*t.count),
        "" if t.how == "stock" else per_month,
        HOW[t.how],
        t.until.isoformat(),
        f"{', '.join(t.by)} ({t.standing})",
        ", ".join(entry[:9] for entry in t.entries),
    )


def _whole(side: float | None) -> float | None:
    return None if side is None else float(f"{side:.3g}")


def _part(p: Part) -> tuple[str, ...]:
    return p.ally, _ITEM.get(p.item, p.item), _share(p), ", ".join(p.beside), p.says


_ITEM = {"raised": "raised and sent", "present": "soldiers in the field"}


def _share(p: Part) -> str:
    if p.low is None and p.high is None:
        return "unknown"
    if p.low is None or p.high is None:
        return f"up to {p.high:.1%}" if p.low is None else f"at least {p.low:.1%}"
    return f"{p.low:.1%} to {p.high:.1%}"
