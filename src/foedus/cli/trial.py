"""The verb that puts the law engine on trial: `trial`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from foedus.cli.options import JsonOpt
from foedus.errors import FoedusError

if TYPE_CHECKING:
    from foedus.court.coders import Coding
    from foedus.court.rungs import Trial
    from foedus.court.verdicts import AllianceVerdict
    from foedus.terms.history import PastWar

__all__ = ["add_to"]


def add_to(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("trial")(trial)


def trial(
    against: Annotated[
        Path | None,
        typer.Option("--against", help="a coding to compare with: CSV (cowwarid, atopid, relevant, honorLLM) or .dta"),
    ] = None,
    war: Annotated[str | None, typer.Option("--war", help="one war, by name or number: world-war-i, 106")] = None,
    alliance: Annotated[
        str | None, typer.Option("--alliance", help="one alliance, by its number in ATOP: 1350")
    ] = None,
    timeline: Annotated[
        bool, typer.Option("--timeline", help="with --war: day by day who acted and who was bound")
    ] = False,
    level: Annotated[
        Literal["alliance", "state", "clause"], typer.Option("--level", help="what a row of --csv is")
    ] = "alliance",
    csv: Annotated[bool, typer.Option("--csv", help="every verdict as CSV")] = False,
    json: JsonOpt = False,
    draws: Annotated[int, typer.Option("--draws", min=1, max=100_000, help="draws of the bootstrap by war")] = 1000,
    seed: Annotated[int, typer.Option("--seed", help="seed of the bootstrap")] = 1914,
) -> None:
    """The law engine against two centuries of wars: which alliances were invoked, and which were kept.

    Example: foedus trial --war world-war-i --alliance 1350
    """
    _refuse(war=war, timeline=timeline, csv=csv, json=json, against=against)
    coding = _coding(against)
    from foedus.court.rungs import trial as put_on_trial

    done = put_on_trial(_say)
    chosen = _chosen(done, war, alliance)
    if csv:
        from foedus.cli.output import print_csv
        from foedus.court.tables import COLUMNS, rows

        print_csv(rows(done, level, chosen), COLUMNS[level])
    elif war is not None or alliance is not None:
        _told(done, chosen, war, alliance, timeline=timeline, json=json)
    else:
        _all(done, coding, draws, seed, json=json)


def _refuse(*, war: str | None, timeline: bool, csv: bool, json: bool, against: Path | None) -> None:
    if timeline and war is None:
        raise FoedusError("--timeline is about one war; name it: foedus trial --war korean --timeline")
    if csv and json:
        raise FoedusError("--csv and --json are two forms of the answer; choose one")
    if csv and against is not None:
        raise FoedusError(
            "--csv lists the verdicts; the comparison comes as text or with --json: leave one of the two out"
        )


def _coding(against: Path | None) -> Coding | None:
    """The coding to compare with: as named, else the replication file if it is here."""
    from foedus.court.coders import read_coders

    if against is not None:
        return read_coders(against)
    from foedus.sources.files import standing
    from foedus.sources.registry import source

    here = standing(source("bf2018"))
    return read_coders(here.path) if here.state == "ok" else None


def _chosen(done: Trial, war: str | None, alliance: str | None) -> tuple[AllianceVerdict, ...]:
    """The verdicts on one war, one alliance, or both; all where neither is named."""
    found = done.verdicts
    if war is not None:
        key = done.find(war).id
        found = tuple(v for v in found if v.war == key)
    if alliance is not None:
        number = done.alliance(alliance)
        found = tuple(v for v in found if v.alliance == number)
    return found


def _told(
    done: Trial,
    chosen: tuple[AllianceVerdict, ...],
    war: str | None,
    alliance: str | None,
    *,
    timeline: bool,
    json: bool,
) -> None:
    from foedus.cli.print_trial import print_alliance, print_timeline, print_war, verdict_as_dict

    one: PastWar | None = done.find(war) if war is not None else None
    if json:
        from foedus.cli.output import print_json
        from foedus.court.timeline import timeline as day_by_day

        told: dict[str, Any] = {"war": one.id if one else None, "verdicts": [verdict_as_dict(done, v) for v in chosen]}
        if one is not None and timeline:
            told["timeline"] = [day.to_dict() for day in day_by_day(one, chosen)]
        print_json(told)
    elif one is not None and timeline:
        print_timeline(done, one, chosen)
    elif one is not None and alliance is None:
        print_war(done, one, chosen)
    else:
        print_alliance(done, chosen)
    if not chosen:
        typer.echo("No member of it fought in a war of the record while it was in force.", err=True)
        raise typer.Exit(1)


def _all(done: Trial, coding: Coding | None, draws: int, seed: int, *, json: bool) -> None:
    from foedus.cli.print_trial import print_trial, trial_as_dict

    told = trial_as_dict(done, coding, draws, seed, _say)
    if json:
        from foedus.cli.output import print_json

        print_json(told)
    else:
        print_trial(told)


def _say(what: str) -> None:
    sys.stderr.write(f"foedus: {what}\n")
    sys.stderr.flush()
