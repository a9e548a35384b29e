"""Verbs on the data sets of others: data list, data fetch, data verify, cite."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from foedus.cli.options import JsonOpt
from foedus.errors import FoedusError

if TYPE_CHECKING:
    from foedus.sources.files import Standing
    from foedus.sources.registry import Source

IdsArg = Annotated[list[str] | None, typer.Argument(help="ids of data sets (default: all)", show_default=False)]
FormatOpt = Annotated[
    Literal["bibtex", "text", "json"], typer.Option("--format", help="BibTeX, a line for each work, or JSON")
]

data = typer.Typer(
    help="Data sets of others: which there are, fetch them, verify them.", no_args_is_help=True, rich_markup_mode=None
)


def add_to(app: typer.Typer) -> None:
    """Add these verbs to the app."""
    app.add_typer(data, name="data")
    app.command()(cite)


@data.command("list")
def list_(json: JsonOpt = False) -> None:
    """Every data set that Foedus can read, and whether it is here.

    Example: foedus data list
    """
    from foedus.cli.output import print_json, print_table
    from foedus.sources.files import standing
    from foedus.sources.registry import sources

    found = [(s, standing(s)) for s in sources()]
    if json:
        print_json([_as_dict(s, here) for s, here in found])
        return
    rows = [(s.id, s.name, s.version, s.years, s.unit, _SAID[here.state], ", ".join(s.cite)) for s, here in found]
    print_table(f"{len(rows)} data sets of others", ("id", "name", "version", "years", "unit", "here", "cite"), rows)


@data.command()
def fetch(
    ids: Annotated[list[str], typer.Argument(help="ids of data sets, or all")],
) -> None:
    """Bring data sets into the cache folder, each checked; what broke off goes on where it stopped.

    Example: foedus data fetch cow-nmc atop-members
    """
    from foedus.sources.fetch import local

    failed: list[str] = []
    wanted = _named(None if ids == ["all"] else ids)
    for n, source in enumerate(wanted, 1):
        try:
            path = local(source)
        except FoedusError as error:
            failed.append(str(error))
        else:
            typer.echo(f"[{n}/{len(wanted)}] {source.id}: {path}", err=True)
    if failed:
        raise FoedusError("\n".join([f"{len(failed)} of {len(wanted)} data sets could not be fetched:", *failed]))


@data.command()
def verify(ids: IdsArg = None, json: JsonOpt = False) -> None:
    """Hold files against their registered digests: ok, missing or altered (an altered one in the cache is removed).

    Exits with 1 if one is missing and with 2 if one is altered.

    Example: foedus data verify cow-nmc
    """
    from foedus.cli.output import print_json, print_table
    from foedus.sources.files import standing

    found = [(s, standing(s)) for s in _named(ids)]
    for _, here in found:
        if here.state == "altered" and here.ours:
            here.path.unlink(missing_ok=True)
    if json:
        print_json([{"id": s.id, "state": here.state, "path": str(here.path)} for s, here in found])
    else:
        print_table("Files", ("id", "state", "file"), [(s.id, here.state, str(here.path)) for s, here in found])
    altered = [(s, here) for s, here in found if here.state == "altered"]
    missing = [s.id for s, here in found if here.state == "missing"]
    if altered:
        raise FoedusError("\n".join(_what_to_do(s, here) for s, here in altered))
    if missing:
        typer.echo(f"{len(missing)} of {len(found)} missing; bring them with `foedus data fetch`.", err=True)
        raise typer.Exit(1)


def cite(
    what: Annotated[list[str], typer.Argument(help="a saved panel (Parquet), or ids of data sets")],
    format: FormatOpt = "bibtex",  # noqa: A002 - the option is called so
) -> None:
    """What to cite: for a saved panel, every source in it; or for data sets by their ids.

    Example: foedus cite panel.parquet > sources.bib
    """
    from foedus.cli.output import print_json
    from foedus.sources.citation import bibtex, references, software
    from foedus.sources.registry import source

    ids = list(dict.fromkeys(i for word in what for i in (_of_panel(Path(word)) if _is_file(word) else [word])))
    if format == "bibtex":
        typer.echo(bibtex(ids), nl=False)
        if any(_is_file(word) for word in what):
            typer.echo(f"\n{software()}", nl=False)
    elif format == "text":
        typer.echo("\n".join(references(ids)))
    else:
        print_json([{"id": s.id, "version": s.version, "works": references([s.id])} for s in map(source, ids)])


_SAID = {"ok": "yes", "missing": "no", "altered": "altered"}


def _as_dict(source: Source, here: Standing) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(source) | {"address": source.address, "here": here.state == "ok", "state": here.state}


def _named(ids: list[str] | None) -> list[Source]:
    """The data sets with these ids, each once, or all."""
    from foedus.sources.registry import source, sources

    return [source(i) for i in dict.fromkeys(ids)] if ids else list(sources())


def _what_to_do(source: Source, here: Standing) -> str:
    if here.ours:
        return f"{here.path} was truncated or altered, and is removed; `foedus data fetch {source.id}` brings it again"
    return f"{here.path} is truncated, altered or another version of {source.id}; replace it in your mirror"


def _is_file(word: str) -> bool:
    return Path(word).exists() or Path(word).name != word or bool(Path(word).suffix)


def _of_panel(path: Path) -> list[str]:
    """The ids of the data sets in a saved panel; what differs from the registry is told on standard error."""
    from json import loads

    import polars as pl

    from foedus.sources.registry import source, sources

    if not path.is_file():
        raise FoedusError(f"no file {path}; name a panel that was saved as Parquet, or the id of a data set")
    try:
        kept = pl.read_parquet_metadata(path).get("foedus")
    except (pl.exceptions.PolarsError, OSError) as error:
        raise FoedusError(
            f"{path} is no Parquet file: CSV and Stata files cannot carry their sources; save the panel as Parquet "
            "beside them"
        ) from error
    try:
        used = loads(kept or "{}")["sources"]
        ids = [str(one["id"]) for one in used]
        known = {s.id for s in sources()}
        for one in used:
            if one["id"] in known and one["sha256"] != source(one["id"]).sha256:
                typer.echo(f"Note: {path} was made from {one['id']} {one['version']}, not as registered now", err=True)
    except (KeyError, TypeError, ValueError) as error:
        raise FoedusError(
            f"{path} does not say which sources it was made from; only a panel that Foedus saved as Parquet does"
        ) from error
    if strange := [i for i in ids if i not in known]:
        raise FoedusError(
            f"{path} was made from {', '.join(strange)}, which this version of Foedus does not know; use the version "
            "that saved it, or a newer one"
        )
    return ids
