"""The verb that makes tables: `table`."""

from __future__ import annotations

import sys
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.errors import BadPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.tables.panel import Panel
    from foedus.tables.variable import Variable

__all__ = ["add_to"]


def add_to(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("table")(table)


def table(
    unit: Annotated[str, typer.Argument(help="dyad-years or state-years")],
    output: Annotated[Path, typer.Option("--output", "-o", help="the file: .parquet, .csv or .dta")],
    first: Annotated[int, typer.Option("--from", help="the first year")] = 1816,
    last: Annotated[int | None, typer.Option("--to", help="the last year (default: the state system's)")] = None,
    system: Annotated[str, typer.Option(help="cow (Correlates of War) or gw (Gleditsch and Ward)")] = "cow",
    undirected: Annotated[bool, typer.Option("--undirected", help="each pair of states once")] = False,
    add: Annotated[
        list[str] | None,
        typer.Option("--add", "-a", help="a variable: alliances, majors, disputes:gml, peace_years:cowmidonset, ..."),
    ] = None,
    relevant: Annotated[bool, typer.Option("--relevant", help="politically relevant dyads only")] = False,
) -> None:
    """Make a table of dyad-years or state-years with variables from the sources that scholars cite.

    A variable's arguments follow colons, as in disputes:gml or similarity:corpus:scale=binary. Parquet carries the
    sources; `foedus cite FILE` prints them.
    """
    from foedus.tables.saving import writable

    if unit not in ("dyad-years", "state-years"):
        raise BadPanel(f"{unit!r} is no unit of analysis; write dyad-years or state-years")
    if unit == "state-years" and (relevant or undirected):
        given = "--relevant" if relevant else "--undirected"
        raise BadPanel(f"{given} is about pairs of states, and this is a table of state-years; leave it out")
    writable(output)
    wanted = [_variable(told) for told in add or []]
    if relevant:
        wanted += _for_relevance(wanted, system)
    panel = _universe(unit, first, last, system, directed=not undirected)
    _say(f"{panel.frame.height:,} {unit}")
    panel = panel.add(*wanted, progress=_say)
    if relevant:
        panel = panel.politically_relevant()
        _say(f"politically relevant: {panel.frame.height:,} {unit}")
    panel.save(output)
    for note in panel.notes:
        _say(f"note: {note}")
    typer.echo(f"{output}: {panel.frame.height:,} rows, {panel.frame.width} columns")


def _universe(unit: str, first: int, last: int | None, system: str, *, directed: bool) -> Panel:
    from foedus.tables.universe import dyad_years, state_years

    if unit == "state-years":
        return state_years(first, last, system=system)  # type: ignore[arg-type]  # whatever was typed; it refuses what is none
    return dyad_years(first, last, system=system, directed=directed)  # type: ignore[arg-type]  # the same


def _for_relevance(wanted: list[Variable], system: str) -> list[Variable]:
    """What --relevant needs besides the variables that were named."""
    from foedus.tables.relevance import lacking

    if system == "gw" and not any(variable.name == "crosswalk()" for variable in wanted):
        raise BadPanel("--relevant comes from sources in cow codes and this table has gw codes; write --add crosswalk")
    return lacking(wanted)


def _variable(told: str) -> Variable:
    """`disputes:gml` or `similarity:corpus:scale=binary` as the call that it means."""
    import foedus
    from foedus.tables.catalogue import VARIABLES

    name, *given = told.split(":")
    if name not in VARIABLES:
        from foedus.errors import UnknownName

        raise UnknownName("variable", name, VARIABLES, f"known are {', '.join(VARIABLES)}")
    make: Callable[..., Variable] = getattr(foedus, name)
    named = dict(part.split("=", 1) for part in given if "=" in part)
    parameters = signature(make).parameters
    for key, value in named.items():
        if key in parameters and "bool" in str(parameters[key].annotation) and value not in _TRUTH:
            raise BadPanel(f"--add {told}: {key} is true or false, not {value!r}")
    try:
        return make(*(part for part in given if "=" not in part), **{k: _TRUTH.get(v, v) for k, v in named.items()})
    except TypeError as error:
        raise BadPanel(f"--add {told}: {error}; see the page of {name} in the reference") from error


_TRUTH = {"true": True, "false": False}


def _say(what: str) -> None:
    sys.stderr.write(f"{what}\n")
    sys.stderr.flush()
