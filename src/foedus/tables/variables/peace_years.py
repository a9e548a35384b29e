"""Peace years: how long since the last event, or since the unit began."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import polars as pl

from foedus.errors import BadPanel
from foedus.tables.align import dyadic, monadic
from foedus.tables.spells import across_gaps, since_rows, since_years
from foedus.tables.variable import Variable
from foedus.tables.variables.events import EVENTS, spell_name

if TYPE_CHECKING:
    from foedus.tables.panel import Panel
    from foedus.tables.rows import Rows
    from foedus.tables.variables.events import Event

__all__ = ["peace_years"]

Count = Literal["years", "rows"]


def peace_years(event: str | None = None, *, count: Count = "years") -> Variable:
    """Years of peace up to each year: since the last event, or since the unit began if there was none.

    The standard way to let the risk of conflict depend on time (Beck, Katz and Tucker 1998; Carter and Signorino 2010,
    who use its first three powers). The year of an event keeps the count that it ended; the year after it is 0. A
    unit's first year is 0 whatever came before (left censoring): no source looks before 1816.

    Args:
        event: the indicator, `cowmidongoing`, `cowmidonset`, `gmlmidongoing`, `cowinteronset`, ...; left out, the one
            of this panel that tells what is ongoing. A column of 0 and 1 of your own will do: then the history is what
            stands in the frame, otherwise it is the source's own and reaches back to the beginning, so that a subset
            of years or dyads has the counts of the whole.
        count: `years` counts years of the calendar, those in which a unit did not exist among them, and says in the
            panel's notes where a count crosses such a gap. `rows` counts rows of the frame, as peacesciencer does: it
            begins with the frame's first year, and runs on over a gap as if there were none.

    Returns:
        One column, named after the event: `cowmidspell`, `gmlmidspell`, `gmlmidinitspell`, `cowinterspell`, ... Null
        outside the event's coverage.
    """
    if count not in ("years", "rows"):
        raise BadPanel(f"peace_years(count={count!r}): write 'years' or 'rows'")
    unbound = Variable("peace_years()", ("dyad", "state"), ("cow", "gw"), {}, {}, _unbound)
    return replace(unbound, bind=lambda panel: _bind(panel, event, count))


def _unbound(rows: Rows) -> list[pl.Series]:
    raise AssertionError(rows)


def _bind(panel: Panel, event: str | None, count: Count) -> Variable:
    name = event or _ongoing(panel)
    column = spell_name(name)
    told = f"peace_years({name!r})" if count == "years" else f"peace_years({name!r}, count='rows')"
    if name in EVENTS:
        about = _event(panel, name)
        return Variable(
            name=told,
            units=about.units,
            systems=(about.system,),
            sources={about.system: about.sources.get(panel.unit, ())},
            columns=dict.fromkeys(about.units, (column,)),
            build=lambda rows: [_counted(rows, panel.rows(), about, name, count).alias(column)],
            note=lambda rows: _note(rows, column, count),
        )
    if name not in panel.frame.columns:
        raise BadPanel(
            f"peace_years({name!r}): no such event; known are {', '.join(sorted(EVENTS))}, or any column of the frame"
        )
    values = panel.frame[name]
    return Variable(
        name=told,
        units=(panel.unit,),
        systems=(panel.system,),
        sources={},
        columns={panel.unit: (column,)},
        build=lambda rows: [since_rows(rows, values, years=count == "years").alias(column)],
    )


def _ongoing(panel: Panel) -> str:
    """The event that this panel holds: what is ongoing, of the variable added last."""
    for variable in reversed(panel.variables):
        for name in variable.columns[panel.unit]:
            if name in EVENTS and name.endswith("ongoing"):
                return name
    raise BadPanel("peace_years() needs an event: add one first, or name it, as in peace_years('cowmidonset')")


def _event(panel: Panel, name: str) -> Event:
    """What is known of an event; if a variable of the panel defines it by its own arguments, that variable's record."""
    for variable in reversed(panel.variables):
        if name in variable.records:
            return replace(EVENTS[name], record={panel.unit: variable.records[name]})
    return EVENTS[name]


def _counted(rows: Rows, own: Rows, event: Event, name: str, count: Count) -> pl.Series:
    """The count for these rows, in the event's codes; `own` are the same rows in the panel's codes."""
    record = event.record[rows.unit]().filter(pl.col(name) == 1)
    if count == "rows":
        bring = dyadic if rows.unit == "dyad" else monadic
        happened = bring(rows, record, [name], event.covers, zero=[name])[0]
        covered = rows.covered(event.covers)
        if covered is not None:
            happened = pl.select(pl.when(pl.Series(covered)).then(happened)).to_series()
        return since_rows(own, happened, years=False)
    names = ("code1", "code2") if rows.unit == "dyad" else ("code", "code")
    one, two, year = (record[column].cast(pl.Int32).to_numpy() for column in (*names, "year"))
    return since_years(rows, one, two, year, event.covers)


def _note(rows: Rows, column: str, count: Count) -> str | None:
    interrupted = across_gaps(rows)
    if not interrupted:
        return None
    unit = "dyads" if rows.unit == "dyad" else "states"
    what = "counts the years between" if count == "years" else "runs on over the years between, as if there were none"
    return f"{column}: {interrupted} {unit} left the system for a year or more and came back; the count {what}."
