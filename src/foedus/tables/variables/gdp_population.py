"""Wealth and people: product, product per head and population, estimated for every state-year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.tables.align import monadic
from foedus.tables.read import read
from foedus.tables.variable import Variable

if TYPE_CHECKING:
    import polars as pl

    from foedus.tables.rows import Rows

__all__ = ["gdp_population"]

_COLUMNS = ("mrgdppc", "sd_mrgdppc", "pwtrgdp", "sd_pwtrgdp", "pwtpop", "sd_pwtpop")
_YEARS = (1816, 2019)
_FILES = {"cow": ("cw-gdppop", "ccode"), "gw": ("gw-gdppop", "gwcode")}


def gdp_population() -> Variable:
    """Gross domestic product, product per head and population of a state, with how uncertain each is.

    Estimates of a latent variable model that joins the known series and fills their gaps (Fariss, Anders, Markowitz and
    Barnum 2022). `mrgdppc` is real product per head in US dollars as the Maddison project counts them; `pwtrgdp` real
    product in millions of dollars and `pwtpop` population in millions, both as the Penn World Table counts them. Each
    is the mean of the draws; `sd_mrgdppc`, `sd_pwtrgdp` and `sd_pwtpop` are their standard deviations. The three come
    from different models: do not divide one by another. For dyads with 1 and 2.

    Coverage: 1816 to 2019; null outside, and null where the estimates have no such state.
    """
    return Variable(
        name="gdp_population()",
        units=("dyad", "state"),
        systems=("cow", "gw"),
        sources={system: (file,) for system, (file, _) in _FILES.items()},
        columns={"dyad": tuple(f"{c}{side}" for side in "12" for c in _COLUMNS), "state": _COLUMNS},
        build=_build,
        prefix="fariss",
    )


def _build(rows: Rows) -> list[pl.Series]:
    file, code = _FILES[rows.system]
    return monadic(rows, read(file).rename({code: "code"}), _COLUMNS, _YEARS)
