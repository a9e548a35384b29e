"""The world map of one question: who owes help to whom as arcs, coloured by how the duty stands."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

from foedus.pictures.labels import Labels, brief_name
from foedus.pictures.land import land
from foedus.pictures.projection import HEIGHT, WIDTH, graticule, projected
from foedus.pictures.svg import add, canvas, number, path_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from xml.etree.ElementTree import Element

    from foedus.atlas.atlas import Atlas

__all__ = ["Arc", "Spot", "share_across", "world_map"]

Box = tuple[float, float, float, float]
"""Left, top, width and height of a part of the sheet."""

_CLOSEST = 130.0
"""The narrowest part of the sheet that is shown: a tenth or so of the world."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A state or place on the map, in degrees; `part` is attacker, target, place, or the status of its duty."""

    code: str
    name: str
    lon: float
    lat: float
    part: str


@dataclass(frozen=True, slots=True)
class Arc:
    """From whom to whom, and how the duty stands; an attack has the status `attack`."""

    start: Spot
    end: Spot
    status: str
    says: str


def world_map(  # noqa: PLR0913 - what is drawn, and how much of the world is seen
    spots: Sequence[Spot],
    arcs: Iterable[Arc],
    *,
    title: str,
    atlas: Atlas,
    on: date,
    todays_borders: bool,
    whole: bool = False,
    still: bool = False,
) -> Element:
    """The map, cut to what the question touches, or `whole`; one that is `still` has nothing outside of its edges."""
    box = (0.0, 0.0, WIDTH, HEIGHT) if whole else _cut([projected(s.lon, s.lat) for s in spots])
    unit = box[2] / WIDTH
    picture = canvas(box, title, "map")
    sheet = add(picture, "g", class_="zoomed")
    _ground(sheet, spots, atlas, box if still else (0.0, 0.0, WIDTH, HEIGHT), todays_borders=todays_borders)
    for arc in arcs:
        line = add(sheet, "path", d=_curve(arc), class_=f"arc is-{arc.status.replace('_', '-')}")
        add(line, "title", arc.says)
    _points(sheet, spots, unit)
    picture.set("data-on", on.isoformat())
    return picture


def share_across(picture: Element, spots: Iterable[Spot], part: str) -> float:
    """How far across the picture, from 0 to 1, the first spot of this part lies: where a narrow screen looks first."""
    left, _, wide, _ = map(float, picture.get("viewBox", "0 0 1 1").split())
    for spot in spots:
        if spot.part == part:
            return min(max((projected(spot.lon, spot.lat)[0] - left) / wide, 0.0), 1.0)
    return 0.5


def _cut(points: list[tuple[float, float]]) -> Box:
    """The part of the sheet that holds the points, of the sheet's own shape."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide = max((max(xs) - min(xs)) * 1.25, (max(ys) - min(ys)) * 1.35 * WIDTH / HEIGHT, _CLOSEST)
    wide = min(wide, WIDTH)
    high = wide * HEIGHT / WIDTH
    left = min(max((max(xs) + min(xs) - wide) / 2, 0.0), WIDTH - wide)
    top = min(max((max(ys) + min(ys) - high) / 2, 0.0), HEIGHT - high)
    return left, top, wide, high


def _ground(sheet: Element, spots: Iterable[Spot], atlas: Atlas, box: Box, *, todays_borders: bool) -> None:
    for line in graticule():
        add(sheet, "path", d=path_of(line), class_="graticule")
    outline = land(atlas)
    if outline is None:
        return
    add(sheet, "path", d="".join(s.path for s in outline.coasts if s.touches(box)), class_="land")
    if not todays_borders:
        return
    for spot in spots:
        if spot.code in outline.countries:
            add(sheet, "path", d=outline.countries[spot.code], class_=f"country is-{spot.part.replace('_', '-')}")
    add(sheet, "path", d="".join(s.path for s in outline.borders if s.touches(box)), class_="border")


def _curve(arc: Arc) -> str:
    """A bow from start to end that leans to the pole; an attack goes straight."""
    (x1, y1), (x2, y2) = projected(arc.start.lon, arc.start.lat), projected(arc.end.lon, arc.end.lat)
    if arc.status == "attack":
        return path_of([(x1, y1), (x2, y2)])
    lift = 0.22 * hypot(x2 - x1, y2 - y1)
    middle = f"{number((x1 + x2) / 2)},{number((y1 + y2) / 2 - lift)}"
    return f"M{number(x1)},{number(y1)}Q{middle} {number(x2)},{number(y2)}"


def _points(sheet: Element, spots: Sequence[Spot], unit: float) -> None:
    size = 15.0 * unit
    labels = Labels(size)
    for spot in spots:
        labels.keep_clear(*projected(spot.lon, spot.lat), 3.2 * unit)
    for spot in spots:
        x, y = projected(spot.lon, spot.lat)
        point = add(sheet, "circle", cx=x, cy=y, class_=f"spot is-{spot.part.replace('_', '-')}")
        point.set("r", f"{(6 if spot.part in ('attacker', 'target', 'place') else 4) * unit:.2f}")
        add(point, "title", spot.name)
        text = (
            spot.name
            if spot.part in ("attacker", "target", "place") or len(spots) < 24
            else brief_name(spot.code, spot.name)
        )
        where = labels.place(x, y, text, 8 * unit)
        if where:
            label = add(sheet, "text", text, x=where[0], y=where[1], class_="name", text_anchor=where[2])
            label.set("font-size", f"{size:.2f}")
