"""Similarity of alliance portfolios."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from foedus.errors import BadPanel
from foedus.tables.portfolios import chance_corrected, s_score
from foedus.tables.read import read
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
_CODES = 1000


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
    name: str, prefix: str, promises: Callable[[], pl.DataFrame], covers: Span, sources: tuple[str, ...], scale: str
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
    )


def _build(rows: Rows, promises: pl.DataFrame, prefix: str, covers: Span, scale: str) -> list[pl.Series]:
    first, last = max(covers[0], rows.first), min(covers[1], rows.last)
    made = np.full((len(rows), len(_COLUMNS)), np.nan)
    if first <= last:
        from threadpoolctl import threadpool_limits  # noqa: PLC0415 - only here

        cube = _Portfolios(promises, prefix, first, last, scale)
        by_year = np.argsort(rows.year.astype(np.int16), kind="stable")
        ends = np.searchsorted(rows.year[by_year], np.arange(first, last + 2))
        with threadpool_limits(1, user_api="blas"):  # products so small that threads wait for one another
            for year in range(first, last + 1):
                here = by_year[ends[year - first] : ends[year - first + 1]]
                if len(here):
                    cube.fill(year, made, here, rows.one[here], rows.two[here])
    return [pl.Series(column, values, nan_to_null=True) for column, values in zip(_COLUMNS, made.T.copy(), strict=True)]


class _Portfolios:
    """The portfolios of every year, and the measures of one."""

    def __init__(self, promises: pl.DataFrame, prefix: str, first: int, last: int, scale: str) -> None:
        system = state_system("cow")
        self._first, self._codes, self._largest = first, system.codes, 3 if scale == "valued" else 1
        self._alive = system.exists(first, last)
        place = np.full(_CODES, -1, dtype=np.int32)
        place[system.codes] = np.arange(len(system.codes))
        self._values = np.zeros((last - first + 1, len(system.codes), len(system.codes)), dtype=np.int8)
        told = promises.filter(pl.col("year").is_between(first, last))
        one, two = (place[told[code].to_numpy()] for code in ("code1", "code2"))
        value = np.zeros(len(told), dtype=np.int8)
        for kind in KINDS:
            worth = _VALUE[kind] if scale == "valued" else 1
            value = np.maximum(value, told[f"{prefix}_{kind}"].fill_null(0).to_numpy().astype(np.int8) * np.int8(worth))
        known = (one >= 0) & (two >= 0)
        self._values[told["year"].to_numpy()[known] - first, one[known], two[known]] = value[known]
        self._values[:, np.arange(len(system.codes)), np.arange(len(system.codes))] = self._largest
        self._cinc = np.zeros((last - first + 1, len(system.codes)))
        shares = read("cow-nmc").filter(pl.col("year").is_between(first, last) & pl.col("cinc").is_not_null())
        at = place[shares["ccode"].to_numpy()]
        self._cinc[shares["year"].to_numpy()[at >= 0] - first, at[at >= 0]] = shares["cinc"].to_numpy()[at >= 0]

    def fill(
        self,
        year: int,
        made: NDArray[np.float64],
        here: NDArray[np.intp],
        one: NDArray[np.int32],
        two: NDArray[np.int32],
    ) -> None:
        """Write the four measures of one year at these rows."""
        alive = np.flatnonzero(self._alive[:, year - self._first])
        place = np.full(_CODES, -1, dtype=np.int32)
        place[self._codes[alive]] = np.arange(len(alive))
        values = self._values[year - self._first][np.ix_(alive, alive)]
        beyond_chance = chance_corrected(values)
        measures = (
            s_score(values, None, self._largest),
            s_score(values, self._cinc[year - self._first, alive], self._largest),
            beyond_chance.kappa,
            beyond_chance.pi,
        )
        i, j = place[one], place[two]
        both = (i >= 0) & (j >= 0)
        if not both.all():
            here, i, j = here[both], i[both], j[both]
        made[here] = np.stack(measures, axis=-1).reshape(-1, len(_COLUMNS))[i * np.int32(len(alive)) + j]
