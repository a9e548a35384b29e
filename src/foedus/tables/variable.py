"""A variable: what a source says of states or dyads by year, and how it comes onto a panel."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import polars as pl

    from foedus.tables.panel import Panel
    from foedus.tables.rows import Rows, Unit

__all__ = ["Variable"]


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable, ready to be added to a panel.

    Attributes:
        name: how it was asked for, `disputes("cow")`; a panel holds a variable once.
        units: the units of analysis for which it makes sense.
        systems: the state systems in whose codes its sources speak, the preferred one first.
        sources: for each of these systems, the data sets that it needs.
        columns: for each unit, the columns that it brings.
        build: makes the columns for the rows of a panel.
        prefix: stands before a column that another variable of the panel has too.
        bind: for a variable that depends on what the panel holds already: the variable for this panel.
        note: what a user of this panel must know about it; None if nothing.
        records: for indicators that depend on this variable's arguments, what reads their whole record (see `events`).
    """

    name: str
    units: tuple[Unit, ...]
    systems: tuple[str, ...]
    sources: Mapping[str, tuple[str, ...]]
    columns: Mapping[Unit, tuple[str, ...]]
    build: Callable[[Rows], list[pl.Series]]
    prefix: str = ""
    bind: Callable[[Panel], Variable] | None = None
    note: Callable[[Rows], str | None] | None = field(default=None)
    records: Mapping[str, Callable[[], pl.DataFrame]] = field(default_factory=dict)
