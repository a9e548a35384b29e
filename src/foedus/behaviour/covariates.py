"""What is known of states and pairs of states in each year, as dense arrays by year.

Joining is rare, so the rows are many: every state outside a conflict, on either side, for thousands of conflicts. Dense
arrays by year make a row's variables gathers. The variables are those of the tables, from the same sources. A value is
looked up in a given year, or in the last year before it that the source covers; which year that was is told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from foedus.tables.kept_arrays import kept_arrays, sources_of
from foedus.tables.read import read
from foedus.tables.universe import dyad_years, state_years
from foedus.tables.variables.capabilities import capabilities
from foedus.tables.variables.contiguity import contiguity
from foedus.tables.variables.democracy import democracy
from foedus.tables.variables.distance import distance
from foedus.tables.variables.igos import igos
from foedus.tables.variables.majors import majors
from foedus.tables.variables.rivalries import rivalries
from foedus.tables.variables.similarity import similarity

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "DYADIC",
    "FIRST",
    "LAST",
    "MONADIC",
    "UNITED_STATES",
    "Covariates",
    "covariates",
    "covariates_of",
    "of_states_alone",
]

FIRST, LAST = 1816, 2025
"""The years of the arrays; the sources end between 2014 and 2025, and later years are answered with their last."""

MONADIC = {"capabilities": "cinc", "major": "cowmaj", "regime": "v2x_polyarchy", "troops": "troops_ad"}
DYADIC = {
    "contiguity": "conttype",
    "distance": "mindist",
    "capitals": "capdist",
    "rivalry": "ongoingrivalry",
    "institutions": "dyadigos",
    "similarity": "s_unweighted",
}
"""What we call it, and the column of the tables. `troops` are those of the United States on the land of a state, the
only ones that a source tells by year."""

PAIRED_UNTIL = 2014
"""The year in which the first of the sources of pairs ends: from here on every later year finds each one's last."""

_KEPT_YEARS = LAST - PAIRED_UNTIL
"""Arrays of pairs over more years are made anew: they are large, and only whoever fits a model needs them."""

UNITED_STATES = 2
"""Its number in the Correlates of War project."""


@dataclass(frozen=True, slots=True)
class Covariates:
    """States, pairs of states and years.

    Attributes:
        codes: numbers of the states in the Correlates of War project, in order; arrays are indexed by position in it.
        members: year x state: in the state system in that year.
        monadic: name -> year x state; `dyadic`: name -> year x state x state. Not-a-number where the source is silent.
        last: name -> the last year that the source covers.
        paired_from: the year of the first row of `dyadic`.
    """

    codes: NDArray[np.int64]
    members: NDArray[np.bool_]
    monadic: dict[str, NDArray[np.float32]]
    dyadic: dict[str, NDArray[np.float32]]
    last: dict[str, int]
    paired_from: int = FIRST

    def place(self, code: int) -> int | None:
        """The position of the state with this number; `None` if the system never had it."""
        found = int(np.searchsorted(self.codes, code))
        return found if found < len(self.codes) and self.codes[found] == code else None

    def year_of(self, name: str, year: int) -> int:
        """The year whose values stand for this one: itself, or the last that the source covers."""
        return max(FIRST, min(year, self.last[name]))

    def of_states(self, name: str, year: int) -> NDArray[np.float64]:
        """A variable of all states in this year."""
        found: NDArray[np.float64] = self.monadic[name][self.year_of(name, year) - FIRST].astype(np.float64)
        return found

    def of_pairs(self, name: str, year: int) -> NDArray[np.float64]:
        """A variable of all pairs in this year, first state by second."""
        row = self.year_of(name, year) - self.paired_from
        assert row >= 0, f"{name} of {year} is not at hand"  # noqa: S101 - who asks has taken the right years
        found: NDArray[np.float64] = self.dyadic[name][row].astype(np.float64)
        return found

    def in_system(self, year: int) -> NDArray[np.bool_]:
        """Which states are in the system in this year; after 2016 those of 2016 that are still there."""
        found: NDArray[np.bool_] = self.members[max(FIRST, min(year, LAST)) - FIRST]
        return found


def covariates_of(year: int) -> Covariates:
    """The arrays for questions about one year: of pairs only the years whose values stand for it.

    Raises:
        SourceMissing, SourceAltered: see `covariates`.
    """
    return covariates(max(FIRST, min(year, PAIRED_UNTIL)), max(FIRST, min(year, LAST)))


@cache
def covariates(paired_from: int = FIRST, paired_to: int = LAST) -> Covariates:
    """The arrays from the sources, made once: they are not written to.

    Args:
        paired_from: of pairs of states only the years from this one on, where a question needs no others.
        paired_to: and up to this one.

    Raises:
        SourceMissing, SourceAltered: a source is not here and cannot be fetched, or is not the registered one.
    """
    alone = of_states_alone()
    variables = (
        contiguity(slice="closest"),
        distance("capital"),
        distance("minimum"),
        rivalries(),
        igos(),
        similarity(),
    )

    def made() -> dict[str, NDArray[np.float32]]:
        pairs = dyad_years(paired_from, paired_to, directed=True).add(*variables).frame
        lookup = _positions(alone.codes)
        place = tuple(lookup[pairs[c].to_numpy()] for c in ("ccode1", "ccode2"))
        where = (pairs["year"].to_numpy() - paired_from, *place)
        shape = (paired_to - paired_from + 1, len(alone.codes), len(alone.codes))
        return {name: _scattered(pairs[c], where, shape) for name, c in DYADIC.items()}

    few = paired_to - paired_from <= _KEPT_YEARS
    name = f"pairs-{paired_from}-{paired_to}"
    dyadic = kept_arrays(name, sources_of(variables), made) if few else made()
    last = {name: paired_from + _last(values) for name, values in dyadic.items()}
    return replace(alone, dyadic=dyadic, last=alone.last | last, paired_from=paired_from)


@cache
def of_states_alone() -> Covariates:
    """What is known of states, and nothing of pairs of them.

    Raises:
        SourceMissing, SourceAltered: see `covariates`.
    """
    variables = (majors(), capabilities(), democracy())

    def made() -> dict[str, NDArray[Any]]:
        states = state_years(FIRST, LAST).add(*variables).frame
        abroad = read(_ABROAD).select("ccode", "year", "troops_ad").drop_nulls()
        states = states.join(
            abroad.group_by("ccode", "year").sum(), on=["ccode", "year"], how="left", maintain_order="left"
        )
        codes = np.unique(states["ccode"].to_numpy()).astype(np.int64)
        where = (states["year"].to_numpy() - FIRST, _positions(codes)[states["ccode"].to_numpy()])
        shape = (LAST - FIRST + 1, len(codes))
        members = np.zeros(shape, bool)
        members[where] = True
        monadic = {name: _scattered(states[c], where, shape) for name, c in MONADIC.items()}
        return {"codes": codes, "members": members, **monadic}

    found = kept_arrays("states", (_SYSTEM, _ABROAD, *sources_of(variables)), made)
    for values in found.values():
        values.flags.writeable = False
    monadic = {name: found[name] for name in MONADIC}
    last = {name: FIRST + _last(values) for name, values in monadic.items()}
    return Covariates(found["codes"], found["members"], monadic, {}, last)


_SYSTEM, _ABROAD = "cw-system", "troopdata-deployments"


def _positions(codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number of a state -> its position, -1 for numbers that no state has."""
    lookup = np.full(int(codes.max()) + 1, -1)
    lookup[codes] = np.arange(len(codes))
    return lookup


def _scattered(column: pl.Series, where: tuple[NDArray[np.int64], ...], shape: tuple[int, ...]) -> NDArray[np.float32]:
    values = np.full(shape, np.nan, np.float32)
    values[where] = column.cast(pl.Float32).fill_null(float("nan")).to_numpy()
    values.flags.writeable = False
    return values


def _last(values: NDArray[np.float32]) -> int:
    """The row of the last year of which anything is known; the very last one, if that is none: silence has no year."""
    known = np.flatnonzero(~np.isnan(values.reshape(len(values), -1)).all(axis=1))
    return int(known[-1]) if known.size else len(values) - 1
