"""National material capabilities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.tables.align import monadic
from foedus.tables.read import read
from foedus.tables.variable import Variable

if TYPE_CHECKING:
    import polars as pl

__all__ = ["capabilities"]

_COLUMNS = ("milex", "milper", "irst", "pec", "tpop", "upop", "cinc")
_YEARS = (1816, 2022)


def capabilities() -> Variable:
    """The six material capabilities of a state, and its share of the world's (CINC).

    Correlates of War National Material Capabilities 7.0 (Singer, Bremer and Stuckey 1972; Singer 1987): military
    expenditure `milex` (thousands of pounds before 1914, of current dollars after) and personnel `milper` (thousands),
    iron and steel `irst` (thousands of tons), primary energy `pec` (thousands of coal-ton equivalents), total and urban
    population `tpop`, `upop` (thousands), and the composite index `cinc`, from 0 to 1. For dyads with 1 and 2.

    Coverage: 1816 to 2022; null outside, and null where the source has no figure.
    """
    return Variable(
        name="capabilities()",
        units=("dyad", "state"),
        systems=("cow",),
        sources={"cow": ("cow-nmc",)},
        columns={"dyad": tuple(f"{c}{side}" for side in "12" for c in _COLUMNS), "state": _COLUMNS},
        build=lambda rows: monadic(rows, _figures(), _COLUMNS, _YEARS),
        prefix="nmc",
    )


def _figures() -> pl.DataFrame:
    return read("cow-nmc").rename({"ccode": "code"})
