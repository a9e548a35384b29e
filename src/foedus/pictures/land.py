"""The world's outline, if it was put there when Foedus was built: coasts, and the borders and countries of today."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from foedus.atlas.names import folded
from foedus.gate.kept import Kept, digest
from foedus.pictures.projection import projected
from foedus.pictures.svg import path_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.atlas.atlas import Atlas
    from foedus.terms.states import State

__all__ = ["Land", "land"]

_Ring = list[tuple[float, float]]
_Drawn = tuple[str, tuple[float, float, float, float]]
_Placed = tuple[list[_Drawn], list[_Drawn], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Land:
    """Shapes on the sheet.

    Attributes:
        coasts, borders: of the whole world, piece by piece.
        countries: code of a state -> its land as it lies today, as a path.
    """

    coasts: tuple[Shape, ...]
    borders: tuple[Shape, ...]
    countries: dict[str, str]


@dataclass(frozen=True, slots=True)
class Shape:
    """One path, and the box that it fills: left, top, right, bottom."""

    path: str
    box: tuple[float, float, float, float]

    def touches(self, box: tuple[float, float, float, float]) -> bool:
        """Does it reach into this part of the sheet, given as left, top, width and height?"""
        left, top, wide, high = box
        return self.box[0] < left + wide and self.box[2] > left and self.box[1] < top + high and self.box[3] > top


@lru_cache(maxsize=1)
def land(atlas: Atlas) -> Land | None:
    """The outline, or nothing where `make vendor` never ran."""
    source = files("foedus") / "web" / "vendor" / "world.json"
    if not source.is_file():
        return None
    raw = source.read_bytes()
    here = [state for state in atlas.states if state.last_day is None]
    who = "\n".join(repr((s.code, s.name, s.variants, s.capitals[:1])) for s in here)
    kept, key = Kept("land", _rules()), digest(raw, who.encode())
    entries = kept.read()
    if key not in entries:
        entries = {key: _placed(raw, here)}
        kept.write(entries)
    coasts, borders, countries = entries[key]
    return Land(tuple(_shape(*told) for told in coasts), tuple(_shape(*told) for told in borders), countries)


def _rules() -> bytes:
    """The code that puts the outline on the sheet."""
    here = files("foedus") / "pictures"
    return b"".join((here / f"{name}.py").read_bytes() for name in ("land", "projection", "svg"))


def _placed(raw: bytes, here: list[State]) -> _Placed:
    """Every outline on the sheet as plain data: coasts and borders with their boxes, countries by code."""
    told = json.loads(raw)
    named = {c["name"]: c["polygons"] for c in told["countries"]}
    names = {folded(text): state.code for state in reversed(here) for text in (state.name, *state.variants)}
    countries = {
        code: "".join(path for path, _ in map(_drawn, named[name]))
        for name in named
        if (code := names.get(folded(name)) or _with_capital(named[name], here))
    }
    return [*map(_drawn, told["land"])], [_drawn([line], closed=False) for line in told["borders"]], countries


def _shape(path: str, box: Iterable[float]) -> Shape:
    left, top, right, bottom = box
    return Shape(path, (left, top, right, bottom))


def _drawn(rings: list[_Ring], *, closed: bool = True) -> _Drawn:
    placed = [[projected(*point) for point in ring] for ring in rings]
    xs, ys = zip(*(point for ring in placed for point in ring), strict=True)
    return "".join(path_of(ring, closed=closed) for ring in placed), (min(xs), min(ys), max(xs), max(ys))


def _with_capital(polygons: list[list[_Ring]], states: list[State]) -> str | None:
    """Whose capital stands on this land, where its name tells nothing."""
    for state in states:
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
