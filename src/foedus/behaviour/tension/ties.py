"""Pacts and rivalries of every pair of states by year, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from foedus.behaviour.covariates import FIRST, LAST, of_states_alone
from foedus.tables.kept_arrays import kept_arrays, sources_of
from foedus.tables.universe import dyad_years
from foedus.tables.variables.alliances import ATOP_YEARS, KINDS, alliances
from foedus.tables.variables.rivalries import rivalries

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ISSUES", "LAST_PACT", "LAST_RIVALRY", "Ties", "ties"]

ISSUES = ("spatial", "positional", "ideological")
"""Over what two states are rivals: land, rank, beliefs (Thompson, Sakuwa and Suhas 2021)."""

LAST_PACT = ATOP_YEARS[1]
"""The last year of the record of pacts."""

LAST_RIVALRY = 2020
"""The last year of the record of rivalries."""


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """What binds and what divides every pair of states, by year.

    Attributes:
        pacts: kind -> year x promisor x promisee (ATOP 5.1, Leeds and others 2002).
        issues: issue -> year x state x state: rivals over it.
        later: kind -> promisor x promisee, of a year after the record of pacts (`foedus.behaviour.tension.overlay`);
            without it the last year of the record stands for later ones.
    """

    pacts: dict[str, NDArray[np.bool_]]
    issues: dict[str, NDArray[np.bool_]]
    later: dict[str, NDArray[np.bool_]] | None = None

    def pact(self, kind: str, year: int) -> NDArray[np.bool_]:
        """Who has promised this to whom in the year; later than the source, as laid over it, or in its last year."""
        if self.later is not None and year > LAST_PACT:
            return self.later[kind]
        return np.asarray(self.pacts[kind][min(year, LAST_PACT) - FIRST])

    def issue(self, kind: str, year: int) -> NDArray[np.bool_]:
        """Who are rivals over this in the year, or in the last that the source covers."""
        return np.asarray(self.issues[kind][min(year, LAST_RIVALRY) - FIRST])


@cache
def ties() -> Ties:
    """Pacts and rivalries from the sources, read once.

    Raises:
        SourceMissing, SourceAltered: a source is not here and cannot be fetched, or is not the registered one.
    """
    codes = of_states_alone().codes
    variables = (alliances(), rivalries())
    pacts = {kind: f"atop_{kind}" for kind in KINDS}

    def made() -> dict[str, NDArray[np.bool_]]:
        panel = dyad_years(FIRST, LAST).add(*variables).frame
        return {column: _array(panel.filter(pl.col(column) == 1), codes) for column in (*pacts.values(), *ISSUES)}

    found = kept_arrays("ties", sources_of(variables), made)
    return Ties({kind: found[column] for kind, column in pacts.items()}, {issue: found[issue] for issue in ISSUES})


def _array(rows: pl.DataFrame, codes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Year by state by state: true where there is a row."""
    found = np.zeros((LAST - FIRST + 1, len(codes), len(codes)), bool)
    one, two = (np.searchsorted(codes, rows[name].to_numpy()) for name in ("ccode1", "ccode2"))
    found[rows["year"].to_numpy() - FIRST, one, two] = True
    found.flags.writeable = False
    return found
