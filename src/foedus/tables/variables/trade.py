"""Trade: what a state buys from and sells to the world."""

from __future__ import annotations

import polars as pl

from foedus.tables.align import monadic
from foedus.tables.read import read
from foedus.tables.variable import Variable

__all__ = ["trade"]

_COLUMNS = ("imports", "exports")
_YEARS = (1870, 2014)


def trade() -> Variable:
    """A state's imports and exports of the year, from and to all others together.

    Correlates of War Trade 4.0 (Barbieri, Keshk and Pollins 2009; Barbieri and Keshk 2016): `imports` and `exports` in
    millions of current US dollars. Flows between the two states of a dyad are another file, which is not read here.

    Coverage: 1870 to 2014; null outside, and null where no figure is known (the source writes -9).
    """
    return Variable(
        name="trade()",
        units=("state",),
        systems=("cow",),
        sources={"cow": ("cow-trade-sy",)},
        columns={"state": _COLUMNS},
        build=lambda rows: monadic(rows, _figures(), _COLUMNS, _YEARS),
        prefix="trade",
    )


def _figures() -> pl.DataFrame:
    known = (pl.when(pl.col(name) >= 0).then(pl.col(name)).alias(name) for name in _COLUMNS)
    return read("cow-trade-sy").select(pl.col("ccode").alias("code"), "year", *known)
