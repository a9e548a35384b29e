"""The keys of a frame that its user may have edited: what must hold before a source is joined to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from foedus.errors import BadPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.tables.rows import Rows

__all__ = ["check_keys", "check_table"]


def check_table(frame: object) -> None:
    """Refuse a frame that is no polars DataFrame.

    Raises:
        BadPanel: what it is, and how to turn it into one.
    """
    if isinstance(frame, pl.DataFrame):
        return
    if isinstance(frame, pl.LazyFrame):
        raise BadPanel("the panel's frame is a LazyFrame; a panel needs the rows: panel.frame = frame.collect()")
    kind = f"{type(frame).__module__.partition('.')[0]} {type(frame).__name__}"
    raise BadPanel(
        f"the panel's frame is a {kind} and must be a polars DataFrame; "
        "from pandas, write panel.frame = polars.from_pandas(frame)"
    )


def check_keys(frame: pl.DataFrame, codes: list[str], rows: Callable[[], Rows], first: int, last: int) -> Rows:
    """The rows as numbers; refuse a frame whose rows are no longer states or pairs of states in years, each once.

    Args:
        frame: the frame.
        codes: its columns of codes: one for states, two for dyads.
        rows: makes its rows as numbers; called when the columns are known to be sound.
        first: the first year for which the panel was made.
        last: the last.

    Raises:
        BadPanel: what does not hold, with the first row that shows it, and what to do.
    """
    wanted = [*codes, "year"]
    missing = [name for name in wanted if name not in frame.columns]
    if missing:
        raise BadPanel(f"the frame has no column {', '.join(missing)} any more; a panel needs {', '.join(wanted)}")
    nulls = [name for name in wanted if frame[name].null_count() or not frame[name].dtype.is_integer()]
    if nulls:
        raise BadPanel(f"the frame's {', '.join(nulls)} must be whole numbers without nulls")
    strange = [name for name in codes if not frame[name].is_between(1, 999).all()]
    if strange:
        raise BadPanel(f"the frame's {', '.join(strange)} must be codes of states, from 1 to 999")
    years = frame["year"]
    if frame.height and not first <= years.min() <= years.max() <= last:  # type: ignore[operator]  # whole numbers: above
        raise BadPanel(f"the frame has years outside {first} to {last}, for which the panel was made")
    numbers = rows()
    if numbers.repeats:
        twice = frame.filter(frame.select(wanted).is_duplicated()).select(wanted).row(0)
        raise BadPanel(
            f"the frame's keys repeat: {', '.join(wanted)} = {twice} stands more than once; "
            "keep one row for each before you add a variable"
        )
    if numbers.unit == "dyad":
        _check_pairs(frame, wanted, numbers)
    return numbers


def _check_pairs(frame: pl.DataFrame, wanted: list[str], rows: Rows) -> None:
    told = ", ".join(wanted)
    alike = np.flatnonzero(rows.one == rows.two)
    if len(alike):
        row = frame.select(wanted).row(int(alike[0]))
        raise BadPanel(f"the frame pairs a state with itself: {told} = {row}; a dyad is two states, drop these rows")
    if rows.directed or not bool((turned := rows.one > rows.two).any()) or bool(turned.all()):
        return
    keys = rows.number(np.minimum(rows.one, rows.two), np.maximum(rows.one, rows.two), rows.year)
    both = np.flatnonzero(turned & np.isin(keys, keys[~turned]))
    if len(both):
        row = frame.select(wanted).row(int(both[0]))
        raise BadPanel(
            f"this panel is undirected and its frame holds both directions of a pair: {told} = {row} and its opposite; "
            "keep one of them, or begin with fd.dyad_years(directed=True)"
        )
