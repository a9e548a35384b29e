"""Territorial threat: how much of a state's land others may want to take."""

from __future__ import annotations

from foedus.tables.align import monadic
from foedus.tables.read import read
from foedus.tables.variable import Variable

__all__ = ["territorial_threat"]

_COLUMNS = ("lterrthreat", "sd", "lwr", "upr", "m_lterrthreat", "m_sd", "m_lwr", "m_upr")
_YEARS = (1816, 2010)


def territorial_threat() -> Variable:
    """Latent external threat to a state's territory in the year.

    Estimates of an item response model over a state's dyads (Miller 2022): `lterrthreat` is the mean, `sd` its standard
    deviation, `lwr` and `upr` its bounds. Higher is more threatened; the scale has no unit. The four with `m_` weigh
    each dyad by the minimum distance between the two states. For dyads with 1 and 2.

    Coverage: 1816 to 2010, those with `m_` from 1885; null outside.
    """
    return Variable(
        name="territorial_threat()",
        units=("dyad", "state"),
        systems=("cow",),
        sources={"cow": ("terrthreat",)},
        columns={"dyad": tuple(f"{c}{side}" for side in "12" for c in _COLUMNS), "state": _COLUMNS},
        build=lambda rows: monadic(rows, read("terrthreat").rename({"ccode": "code"}), _COLUMNS, _YEARS),
        prefix="terrthreat",
    )
