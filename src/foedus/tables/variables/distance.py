"""Distance between two states: from capital to capital, or from border to border."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from foedus.errors import BadPanel
from foedus.tables.align import dyadic, either_way, monadic
from foedus.tables.read import read
from foedus.tables.variable import Variable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.tables.rows import Rows

__all__ = ["distance"]

_EARTH = 6378.137  # km: the radius at the equator (WGS 84), which the published tables use

_CODES = {"cow": "ccode", "gw": "gwcode"}
_KINDS = {"capital": ("capitals", "capdist", (1816, 2024)), "minimum": ("mindist", "mindist", (1886, 2019))}


def distance(between: str) -> Variable:
    """How far apart two states are, in kilometers.

    Args:
        between: `capital`: from one capital to the other (`capdist`), along the great circle of a sphere with the
            radius of the equator. The capital is the one at the beginning of the year (of a state's first year, the
            first that it had); distances on the ellipsoid differ from these by up to 0.7 percent.
            `minimum`: between the two nearest points of their territories (`mindist`), from the borders of CShapes 2.0
            at the beginning of the year (Schvitz and others 2022); 0 for states that touch.

    Coverage: capitals 1816 to 2024, borders 1886 to 2019; null outside. Of the borders, states that were not there on
    the first of January are null in that year, and so are many microstates of the Gleditsch-Ward system. A distance
    has no direction: both directions of a dyad have it.
    """
    if between not in _KINDS:
        raise BadPanel(f"distance({between!r}): write 'capital' or 'minimum'")
    file, column, covers = _KINDS[between]
    return Variable(
        name=f'distance("{between}")',
        units=("dyad",),
        systems=("cow", "gw"),
        sources={system: (f"{system}-{file}",) for system in _CODES},
        columns={"dyad": (column,)},
        build=_capital if between == "capital" else lambda rows: _minimum(rows, column, covers),
        prefix="capitals" if between == "capital" else "cshapes",
    )


def _minimum(rows: Rows, column: str, covers: tuple[int, int]) -> list[pl.Series]:
    code = _CODES[rows.system]
    told = read(f"{rows.system}-mindist").rename({f"{code}1": "code1", f"{code}2": "code2"})
    return dyadic(rows, either_way(told, rows), [column], covers)


def _capital(rows: Rows) -> list[pl.Series]:
    _, column, covers = _KINDS["capital"]
    capitals = read(f"{rows.system}-capitals").rename({_CODES[rows.system]: "code"})
    one, two = monadic(rows, first_of_year(capitals), ["place"], covers)
    apart = great_circle(capitals["lat"].to_numpy(), capitals["lng"].to_numpy())
    return [pl.Series(apart.reshape(-1)).gather(one * len(apart) + two).alias(column)]


def first_of_year(capitals: pl.DataFrame) -> pl.DataFrame:
    """One row a state and year: `place`, the row of the capital that it had first in the year."""
    first, last = (pl.col(name).cast(pl.Date).dt.year() for name in ("stdate", "enddate"))
    spells = capitals.with_row_index("place").select(
        "code", "stdate", pl.col("place").cast(pl.Int32), pl.int_ranges(first, last + 1, dtype=pl.Int32).alias("year")
    )
    yearly = spells.explode("year").sort("code", "year", "stdate", "place")
    return yearly.unique(["code", "year"], keep="first", maintain_order=True)


def great_circle(latitude: NDArray[np.float64], longitude: NDArray[np.float64]) -> NDArray[np.float64]:
    """Kilometers between every two of these places on the sphere, by Vincenty's formula for it (1975).

    It stays exact for places that are near each other and for antipodes, where the plain law of cosines does not.
    """
    north, east = np.radians(latitude), np.radians(longitude)
    sine, cosine = np.sin(north), np.cos(north)
    turn = east[:, None] - east[None, :]
    across = np.hypot(
        cosine[None, :] * np.sin(turn),
        cosine[:, None] * sine[None, :] - sine[:, None] * cosine[None, :] * np.cos(turn),
    )
    along = sine[:, None] * sine[None, :] + cosine[:, None] * cosine[None, :] * np.cos(turn)
    return np.asarray(_EARTH * np.arctan2(across, along))
