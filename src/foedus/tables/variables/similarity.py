"""Similarity of alliance portfolios."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from foedus.errors import BadPanel
from foedus.tables.portfolios import chance_corrected, s_scores
from foedus.tables.read import read
from foedus.tables.rows import CODES
from foedus.tables.systems import state_system
from foedus.tables.variable import Variable
from foedus.tables.variables.alliances import ATOP_YEARS, KINDS, atop_promises

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from foedus.tables.align import Span
    from foedus.tables.rows import Rows

__all__ = ["similarity", "similarity_variable"]

_COLUMNS = ("s_unweighted", "s_capability", "kappa", "pi")
_VALUE = {"consul": 1, "neutral": 2, "nonagg": 2, "defense": 3, "offense": 3}


def similarity(*, scale: str = "valued") -> Variable:
    """How alike the alliance portfolios of the two states of a dyad are in the year, by ATOP.

    A portfolio is what a state promises to each member of the system in the year. `s_unweighted` and `s_capability` are
    Signorino and Ritter's S (1999), every state alike or by its share of capabilities (CINC); `kappa` and `pi` are
    Cohen's kappa and Scott's pi with squared distances (Häge 2011), which take out the agreement that comes by chance.
    See `foedus.tables.portfolios` for the definitions.

    Args:
        scale: `valued`: defense or offense 3, neutrality or nonaggression 2, consultation 1, nothing 0; `binary`: any
            of them 1. A state counts as promising itself the largest value (Bueno de Mesquita 1975).

    Coverage: 1816 to 2018, null outside; `s_capability` leaves out states whose CINC is missing in the year. Kappa and
    pi are null where they are not defined: both portfolios hold one value throughout.
    """
    told = "" if scale == "valued" else f"scale={scale!r}"
    return similarity_variable(f"similarity({told})", "atop", atop_promises, ATOP_YEARS, ("atop-alliance",), scale)


def similarity_variable(
    name: str,
    prefix: str,
    promises: Callable[[], pl.DataFrame],
    covers: Span,
    sources: tuple[str, ...],
    scale: str,
    *,
    note: str | None = None,
) -> Variable:
    """The similarity of portfolios made of these directed promises (see `alliance_variable`)."""
    if scale not in ("valued", "binary"):
        raise BadPanel(f"similarity(scale={scale!r}): write 'valued' or 'binary'")
    return Variable(
        name=name,
        units=("dyad",),
        systems=("cow",),
        sources={"cow": (*sources, "cow-nmc")},
        columns={"dyad": _COLUMNS},
        build=lambda rows: _build(rows, promises(), prefix, covers, scale),
        prefix=prefix,
        note=None if note is None else lambda _: note,
    )


def _build(rows: Rows, promises: pl.DataFrame, prefix: str, covers: Span, scale: str) -> list[pl.Series]:
    """The measures of every year one after the other in flat arrays, then for each row its place in them."""
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - only here

    first, last = max(covers[0], rows.first), min(covers[1], rows.last)
    if first > last:
        return [pl.repeat(None, len(rows), dtype=pl.Float64, eager=True).alias(column) for column in _COLUMNS]
    cube = _Portfolios(promises, prefix, first, last, scale)
    with threadpool_limits(1, user_api="blas"):  # products so small that threads wait for one another
        measures = cube.measures()
    at, there = cube.places(rows)
    found = []
    for column, flat in zip(_COLUMNS, measures, strict=True):
        values = flat[at]
        if not there.all():
            values[~there] = np.nan
        found.append(pl.Series(column, values, nan_to_null=True))
    return found


class _Portfolios:
    """The portfolios of every year, and the measures between them."""

    def __init__(self, promises: pl.DataFrame, prefix: str, first: int, last: int, scale: str) -> None:
        system = state_system("cow")
        states, years = len(system.codes), last - first + 1
        self._first, self._largest = first, 3 if scale == "valued" else 1
        self._alive = system.exists(first, last)
        self._place = np.full(CODES, -1, dtype=np.int32)
        self._place[system.codes] = np.arange(states)
        self._values = np.zeros((years, states, states), dtype=np.int8)
        told = promises.filter(pl.col("year").is_between(first, last))
        one, two = (self._place[told[code].to_numpy()] for code in ("code1", "code2"))
        value = np.zeros(len(told), dtype=np.int8)
        for kind in KINDS:
            worth = _VALUE[kind] if scale == "valued" else 1
            value = np.maximum(value, told[f"{prefix}_{kind}"].fill_null(0).to_numpy().astype(np.int8) * np.int8(worth))
        known = (one >= 0) & (two >= 0)
        self._values[told["year"].to_numpy()[known] - first, one[known], two[known]] = value[known]
        self._values[:, np.arange(states), np.arange(states)] = self._largest
        self._cinc = np.zeros((years, states))
        shares = read("cow-nmc").filter(pl.col("year").is_between(first, last) & pl.col("cinc").is_not_null())
        at = self._place[shares["ccode"].to_numpy()]
        self._cinc[shares["year"].to_numpy()[at >= 0] - first, at[at >= 0]] = shares["cinc"].to_numpy()[at >= 0]
        self._members = self._alive.sum(axis=0).astype(np.int32)
        self._starts = np.concatenate([[0], np.cumsum(self._members**2)]).astype(np.int32)

    def measures(self) -> NDArray[np.float64]:
        """Shape (measures, all pairs of all years): year by year, each year's square matrix row by row."""
        made = np.empty((len(_COLUMNS), self._starts[-1]))
        for year in range(len(self._values)):
            alive = np.flatnonzero(self._alive[:, year])
            values = self._values[year][np.ix_(alive, alive)]
            alike = s_scores(values, np.stack([np.ones(len(alive)), self._cinc[year, alive]]), self._largest)
            beyond = chance_corrected(values)
            here = slice(self._starts[year], self._starts[year + 1])
            for row, matrix in zip(made, (*alike, beyond.kappa, beyond.pi), strict=True):
                row[here] = matrix.reshape(-1)
        return made

    def places(self, rows: Rows) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
        """For every row, where its pair and year stand in the flat arrays, and whether they do."""
        years, states = self._values.shape[:2]
        rank = np.full((years, states + 1), -1, dtype=np.int32)  # the last one for codes that are no member ever
        rank[:, :states] = np.where(self._alive, self._alive.cumsum(axis=0) - 1, -1).T
        year = rows.year - np.int32(self._first)
        inside = (year >= 0) & (year < years)
        year = np.where(inside, year, np.int32(0))
        base = year * np.int32(states + 1)
        i, j = (rank.reshape(-1)[base + self._place[code] % np.int32(states + 1)] for code in (rows.one, rows.two))
        there = inside & (i >= 0) & (j >= 0)
        return np.where(there, self._starts[year] + i * self._members[year] + j, np.int32(0)), there
