"""The world's outline, if it was put there when Foedus was built: coasts, and the borders and countries of today."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from foedus.atlas.names import folded
from foedus.web.pictures.drawing import path_of
from foedus.web.pictures.projection import projected

if TYPE_CHECKING:
    from foedus.atlas.atlas import Atlas

__all__ = ["Land", "land"]

_Ring = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Land:
    """Paths on the sheet.

    Attributes:
        coasts, borders: the whole world.
        countries: code of a state -> its land as it lies today.
    """

    coasts: str
    borders: str
    countries: dict[str, str]


@lru_cache(maxsize=1)
def land(atlas: Atlas) -> Land | None:
    """The outline, or nothing where `make vendor` never ran."""
    source = files("foedus") / "web" / "vendor" / "world.json"
    if not source.is_file():
        return None
    told = json.loads(source.read_text(encoding="utf-8"))
    named = {c["name"]: c["polygons"] for c in told["countries"]}
    countries = {code: _path(named[name]) for name in named if (code := _state(name, named[name], atlas))}
    borders = "".join(path_of([projected(*point) for point in line]) for line in told["borders"])
    return Land(_path(told["land"]), borders, countries)


def _path(polygons: list[list[_Ring]]) -> str:
    return "".join(
        path_of([projected(*point) for point in ring], closed=True) for polygon in polygons for ring in polygon
    )


def _state(name: str, polygons: list[list[_Ring]], atlas: Atlas) -> str | None:
    """Whose land it is: by its name, or by the capital that stands on it."""
    here = [state for state in atlas.states if state.last_day is None]
    for state in here:
        if folded(name) in {folded(text) for text in (state.name, *state.variants)}:
            return state.code
    for state in here:
        capital = state.capitals[0] if state.capitals else None
        if capital and any(_inside((capital.lon, capital.lat), polygon[0]) for polygon in polygons):
            return state.code
    return None


def _inside(point: tuple[float, float], ring: _Ring) -> bool:
    """Does the ring go round the point? A ray to the east crosses it an odd number of times."""
    x, y = point
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd
