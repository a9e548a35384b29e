"""Verbs on the corpus: treaties, show, check, diff."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.options import JsonOpt, KnownOnOpt, OnOpt, TreatiesOpt, world_of
from foedus.errors import BadDate

CsvOpt = Annotated[bool, typer.Option("--csv", help="CSV instead of a table")]
PartyOpt = Annotated[list[str] | None, typer.Option("--party", help="only treaties with this state; may be repeated")]


def add_to(app: typer.Typer) -> None:
    """Add these verbs to the app."""
    app.command()(treaties)
    app.command()(show)
    app.command()(check)
    app.command()(diff)


def treaties(
    on: OnOpt = None,
    known_on: KnownOnOpt = None,
    party: PartyOpt = None,
    treaties: TreatiesOpt = "corpus",
    csv: CsvOpt = False,
    json: JsonOpt = False,
) -> None:
    """The corpus, or what of it stood on a day.

    Example: foedus treaties --on 1914-07-28 --party Austria-Hungary
    """
    from foedus.cli.output import print_csv, print_json, print_table
    from foedus.law.asked import somebody
    from foedus.law.catalogue import catalogue

    world = world_of(on, known_on, treaties)
    codes = tuple(somebody(world, p) if on else world.atlas.actor(p, world.on).code for p in party or ())
    rows = [row.to_dict() for row in catalogue(world, codes, dated=on is not None)]
    columns = ("id", "name", "instrument", "kinds", "signed", "in_force", "end", "standing", "parties")
    if json:
        print_json(rows)
    elif csv:
        print_csv(rows, columns)
    elif rows:
        shown = ("id", "name", "kinds", "signed", "in_force", "end", "standing")
        cells = ([_shown(column, row[column]) for column in shown] for row in rows)
        count = f"{len(rows)} treat{'y' if len(rows) == 1 else 'ies'}"
        print_table(count + (f" on {world.on}" if on else ""), shown, cells)
    if not rows:
        named = f" with {', '.join(codes)}" if codes else ""
        typer.echo(f"No treaty{named} stands in the record" + (f" on {world.on}." if on else "."), err=True)
        raise typer.Exit(1)


def _shown(column: str, value: object) -> str:
    """A field of a treaty as a cell of the table."""
    from foedus.cli.output import date_in_words

    if isinstance(value, list):
        return ", ".join(value)
    text = str(value or "")
    return date_in_words(text) if column in ("signed", "in_force", "end") else text


def show(
    treaty: Annotated[str, typer.Argument(help="the treaty's id, name or other name")],
    article: Annotated[str | None, typer.Argument(help="only this article")] = None,
    treaties: TreatiesOpt = "corpus",
    json: JsonOpt = False,
) -> None:
    """One treaty: parties, clauses with their conditions, what is not coded or not verified, sources.

    Example: foedus show 1949-north-atlantic 5
    """
    from foedus.cli.print_treaty import print_treaty
    from foedus.law.catalogue import find_treaty
    from foedus.told.treaty import treaty_as_dict

    world = world_of(None, None, treaties)
    found = find_treaty(world.treaties, treaty)
    told = treaty_as_dict(found, article)
    if json:
        from foedus.cli.output import print_json

        print_json(told)
    else:
        print_treaty(told)


def check(
    folder: Annotated[
        Path | None, typer.Argument(help="a folder of treaty files, or one file (default: the corpus)")
    ] = None,
) -> None:
    """Check treaty files: every mistake at once, with file and line.

    Without a folder: the corpus that ships, with the wars, forces abroad and umbrellas beside it, and the record of
    acts of war and the overlays on ATOP that the trial rests on.

    Example: foedus check 2024-russia-dprk.yaml
    """
    from foedus.atlas.load import shipped_atlas
    from foedus.law.corpus import check_folder

    atlas = shipped_atlas()
    count = check_folder(atlas, folder)
    if folder is None:
        from foedus.history.corrections import corrections
        from foedus.law.abroad_grounds import check_grounds
        from foedus.law.overlays import read_overlays
        from foedus.law.reading import treaties

        check_grounds(treaties())
        past, overlays = corrections(atlas), read_overlays(atlas)
        acts = sum(len(war.acts) for war in past)
        counts = f"{len(atlas.wars)} wars, {len(atlas.forces)} forces abroad, {len(atlas.umbrellas)} umbrellas"
        typer.echo(f"{counts}, no mistake")
        typer.echo(f"{acts} acts in {len(past)} past wars, {len(overlays)} overlays on ATOP, no mistake")
    typer.echo(f"{count} treaty file{'' if count == 1 else 's'}, no mistake")


def diff(
    before: Annotated[str, typer.Argument(help="the first day, YYYY-MM-DD")],
    after: Annotated[str, typer.Argument(help="the second day, YYYY-MM-DD")],
    party: PartyOpt = None,
    treaties: TreatiesOpt = "corpus",
    csv: CsvOpt = False,
    json: JsonOpt = False,
) -> None:
    """Commitments gained and lost between two days.

    Example: foedus diff 2023-04-03 2023-04-05 --party FIN
    """
    from foedus.cli.output import print_csv, print_json, print_table
    from foedus.law.commitments import changes

    first = world_of(before, None, treaties)
    second = first.at(after)
    if second.on < first.on:
        raise BadDate(f"{after} comes before {before}; name the earlier day first: foedus diff {after} {before}")
    codes = tuple(first.atlas.actor(p, second.on).code for p in party or ())
    rows = [c.to_dict() for c in changes(first, second, codes)]
    columns = ("what", "treaty", "article", "kind", "promisor", "promisee", "owes", "before", "after")
    if json:
        print_json(rows)
    elif csv:
        print_csv(rows, columns)
    elif rows:
        groups: dict[tuple[str, ...], set[tuple[str, str]]] = {}
        for r in rows:
            key = (r["what"], r["treaty"], r["article"], r["kind"], r["before"], r["after"])
            groups.setdefault(key, set()).add((r["promisor"], r["promisee"]))
        cells = [(*key[:4], *_between(pairs), *key[4:]) for key, pairs in groups.items()]
        shown = ("what", "treaty", "article", "kind", "who", "with", "before", "after")
        print_table(f"Commitments on {first.on} and on {second.on}", shown, cells)
    else:
        typer.echo(f"No commitment of the corpus changed between {first.on} and {second.on}.", err=True)
    if not rows:
        raise typer.Exit(1)


def _between(pairs: set[tuple[str, str]]) -> tuple[str, str]:
    """Whose commitments changed, and with whom."""
    from foedus.law.commitments import movers

    who = movers(pairs)
    others = sorted({state for pair in pairs for state in pair} - set(who))
    return ", ".join(who), ", ".join(others) if len(others) < 5 else f"{len(others)} others"
