"""Democracy: three measures that most work on conflict uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.tables.align import monadic
from foedus.tables.read import read
from foedus.tables.variable import Variable

if TYPE_CHECKING:
    import polars as pl

    from foedus.tables.rows import Rows

__all__ = ["democracy"]

_COLUMNS = ("euds", "aeuds", "polity2", "v2x_polyarchy")
_YEARS = (1816, 2025)
_FILES = {"cow": ("cw-democracy", "ccode"), "gw": ("gw-democracy", "gwcode")}


def democracy() -> Variable:
    """How democratic a state is, by three measures.

    `euds` is the extended Unified Democracy Score (Pemstein, Meserve and Melton 2010; Marquez 2016), a latent score
    from many measures, in standard deviations; `aeuds` is the same score moved so that 0 is the average point at which
    measures that know only yes and no say yes. `polity2` is Polity5 (Marshall and Gurr 2020), from -10 to 10.
    `v2x_polyarchy` is V-Dem's electoral democracy (Coppedge and others), from 0 to 1. For dyads with 1 and 2.

    Coverage: 1816 to 2025; `polity2` to 2020. Null outside, and null for states that a measure leaves out. Both state
    systems have their own file: the scores of `euds` are estimated for each and differ a little.
    """
    return Variable(
        name="democracy()",
        units=("dyad", "state"),
        systems=("cow", "gw"),
        sources={system: (file,) for system, (file, _) in _FILES.items()},
        columns={"dyad": tuple(f"{c}{side}" for side in "12" for c in _COLUMNS), "state": _COLUMNS},
        build=_build,
        prefix="democracy",
    )


def _build(rows: Rows) -> list[pl.Series]:
    file, code = _FILES[rows.system]
    return monadic(rows, read(file).rename({code: "code"}), _COLUMNS, _YEARS)
