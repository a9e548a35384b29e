"""Peace years: how long since the last event, or since the unit began."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import polars as pl

from foedus.errors import BadPanel
from foedus.tables.align import dyadic, monadic
from foedus.tables.spells import across_gaps, between_rows, since_rows, since_years
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
            of this panel that tells what is ongoing. Its history is the source's own and reaches back to the beginning,
            so that a subset of years or dyads has the counts of the whole. If the frame holds a column of this name
            with other values than the source's, rename that column to count from it. Any other column of 0 and 1 (or
            true and false) will do too, and then the history is what stands in the frame.
        count: `years` counts years of the calendar, those in which a unit did not exist among them, and says in the
            panel's notes where a count crosses such a gap. `rows` counts rows of the frame, as peacesciencer does: it
            begins with the frame's first year, and runs on over a gap as if there were none. The notes say so too.

    Returns:
        One column, named after the event: `cowmidspell`, `gmlmidspell`, `gmlmidinitspell`, `cowinterspell`, ... Null
        outside the event's coverage.

    Raises:
        BadPanel: neither an event nor a column; a column of other values than 0, 1 and null; a column with an event's
            name that is not its source's any more.
    """
    if event is not None and not isinstance(event, str):
        raise BadPanel(f"peace_years({event!r}): name the event or the column, as in peace_years('cowmidonset')")
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
        yours = panel.frame[name] if name in panel.frame.columns else None
        return Variable(
            name=told,
            units=about.units,
            systems=(about.system,),
            sources={about.system: about.sources.get(panel.unit, ())},
            columns=dict.fromkeys(about.units, (column,)),
            build=lambda rows: [_counted(rows, panel, about, name, count, yours).alias(column)],
            note=lambda rows: _note(rows, column) if count == "years" else _note_of_rows(panel.rows(), column, count),
            records={name: about.record[panel.unit]} if panel.unit in about.units else {},
        )
    own = Variable(told, (panel.unit,), (panel.system,), {}, {panel.unit: (column,)}, _unbound)
    if name in panel.frame.columns:
        values = panel.frame[name]
        return replace(
            own,
            build=lambda rows: [since_rows(rows, _happened(values, told), years=count == "years").alias(column)],
            note=lambda rows: _note_of_rows(rows, column, count),
        )
    if any(name in variable.columns[panel.unit] for variable in panel.variables):  # it comes before this one is built
        return replace(own, bind=lambda filled: _bind(filled, event, count))
    raise BadPanel(
        f"peace_years({name!r}): no such event; known are {', '.join(sorted(EVENTS))}, or any column of the frame"
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
        if name in variable.records and panel.unit in EVENTS[name].units:
            return replace(EVENTS[name], record={panel.unit: variable.records[name]})
    return EVENTS[name]


def _counted(rows: Rows, panel: Panel, event: Event, name: str, count: Count, yours: pl.Series | None) -> pl.Series:
    """The count for these rows, in the event's codes; the peer counts them by the panel's own codes."""
    record = event.record[rows.unit]()
    if count == "rows" or yours is not None:
        bring = dyadic if rows.unit == "dyad" else monadic
        happened = bring(rows, record, [name], event.covers, zero=[name])[0]
        if yours is not None and not _same(yours, happened):
            raise BadPanel(
                f"peace_years({name!r}): your column {name} is not the source's any more; rename it to count from it, "
                "or drop it to count from the source"
            )
    if count == "rows":
        covered = rows.covered(event.covers)
        if covered is not None:
            happened = pl.select(pl.when(pl.Series(covered)).then(happened)).to_series()
        own = rows if rows.system == panel.system else panel.rows()
        return since_rows(own, happened, years=False)
    record = record.filter(pl.col(name) == 1)
    names = ("code1", "code2") if rows.unit == "dyad" else ("code", "code")
    one, two, year = (record[column].cast(pl.Int32).to_numpy() for column in (*names, "year"))
    return since_years(rows, one, two, year, event.covers)


def _same(yours: pl.Series, source: pl.Series) -> bool:
    """Has this column, row by row, the values of the source?"""
    if yours.dtype == source.dtype:
        return bool(yours.eq_missing(source).all())
    known = yours.dtype.is_numeric() or yours.dtype in (pl.Boolean, pl.Null)
    return known and bool(yours.cast(pl.Float64).eq_missing(source.cast(pl.Float64)).all())


def _happened(values: pl.Series, told: str) -> pl.Series:
    """A column as an indicator: 1, 0, or null where nobody knows."""
    if values.dtype.is_numeric():
        strange = values.filter((values != 0) & (values != 1))
    else:
        strange = values.clear() if values.dtype in (pl.Boolean, pl.Null) else values.drop_nulls()
    if len(strange):
        shown = ", ".join(map(repr, strange.unique(maintain_order=True)[:3].to_list()))
        raise BadPanel(
            f"{told}: the column holds {shown}; an event is 1 or true where it happened, 0 or false where it did not, "
            "null where nobody knows"
        )
    return values.cast(pl.Int32)


def _note(rows: Rows, column: str) -> str | None:
    interrupted = across_gaps(rows)
    if not interrupted:
        return None
    return (
        f"{column}: {interrupted} {rows.unit}s left the system for a year or more and came back; the count counts "
        "the years between."
    )


def _note_of_rows(rows: Rows, column: str, count: Count) -> str | None:
    """What a count along the frame says of years that have no row."""
    interrupted = between_rows(rows)
    if not interrupted:
        return None
    what = "counts them, as if nothing had happened in them" if count == "years" else "runs on as if there were none"
    return (
        f"{column}: {interrupted} {rows.unit}s have years without a row between their first and last; the count {what}."
    )
