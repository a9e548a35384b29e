"""Waves of entries as columns: the attack on the left, each wave a step to the right, defenders over attackers."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from foedus.pictures.labels import brief_name
from foedus.web.pictures.drawing import add, canvas, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from xml.etree.ElementTree import Element

__all__ = ["Entering", "waves_picture"]

WIDE = 1000.0
_ROW, _NAMED, _TALLEST = 24.0, 9, 14


@dataclass(frozen=True, slots=True)
class Entering:
    """A state that enters in a wave on a side, for whom, and by which words; wave 0 is the attack itself."""

    code: str
    name: str
    wave: int
    side: str
    helps: tuple[str, ...]
    says: str


def waves_picture(entering: Sequence[Entering], *, title: str) -> Element:
    """The picture; each wave is two groups, so that it can be stepped: lines first, under the names of every wave."""
    last = max(e.wave for e in entering)
    columns = {
        (wave, side): [e for e in entering if (e.wave, e.side) == (wave, side)]
        for wave in range(last + 1)
        for side in ("defending", "attacking")
    }
    tall = {side: max(_rows(columns[w, side]) for w in range(last + 1)) for side in ("defending", "attacking")}
    middle = 46 + tall["defending"] * _ROW + 14
    high = middle + tall["attacking"] * _ROW + 40
    picture = canvas((0, 0, WIDE, high), title, "waves-picture")
    add(picture, "path", d=f"M0,{middle}H{WIDE}", class_="front")
    add(picture, "text", "beside the target", x=WIDE - 8, y=middle - 8, class_="side", text_anchor="end")
    add(picture, "text", "beside the attackers", x=WIDE - 8, y=middle + 18, class_="side", text_anchor="end")
    step = (WIDE - 170) / (last + 1)
    places: dict[str, tuple[float, float]] = {}
    lines, groups = (
        {wave: add(picture, "g", class_="wave", data_wave=str(wave)) for wave in range(last + 1)} for _ in range(2)
    )
    for wave, group in groups.items():
        left = 170 + wave * step
        add(group, "text", "the attack" if wave == 0 else f"wave {wave}", x=left, y=24, class_="head")
        for side in ("defending", "attacking"):
            places |= _placed(columns[wave, side], left, step, middle, side)
        everyone = (*columns[wave, "defending"], *columns[wave, "attacking"])
        for e in everyone:
            _call(lines[wave], e, places)
        for e in everyone:
            _enter(group, e, places[e.code], short=_rows(columns[wave, e.side]) < len(columns[wave, e.side]))
    if last == 0:
        add(
            groups[0],
            "text",
            "No invoked duty to help: no wave follows.",
            x=170 + step / 3,
            y=middle - 8,
            class_="side",
        )
    return picture


def _rows(column: Sequence[Entering]) -> int:
    """Rows that a column takes: one name each, or codes side by side if they are many."""
    return len(column) if len(column) <= _NAMED else ceil(len(column) / max(2, ceil(len(column) / _TALLEST)))


def _placed(
    column: Sequence[Entering], left: float, step: float, middle: float, side: str
) -> dict[str, tuple[float, float]]:
    rows = _rows(column)
    across = min(64.0, (step - 30) / max(ceil(len(column) / rows), 1)) if rows else 0.0
    found = {}
    for n, e in enumerate(column):
        row = n % rows
        y = middle - 34 - row * _ROW if side == "defending" else middle + 44 + row * _ROW
        found[e.code] = (left + (n // rows) * across, y)
    return found


def _call(group: Element, e: Entering, places: Mapping[str, tuple[float, float]]) -> None:
    """From each whom it helps to the one who enters."""
    x, y = places[e.code]
    for a, b in (places[helped] for helped in e.helps if helped in places and helped != e.code):
        bend = number((a + x) / 2)
        curve = f"M{number(a)},{number(b)}C{bend},{number(b)} {bend},{number(y)} {number(x)},{number(y)}"
        add(group, "path", d=curve, class_=f"call is-{e.side}")


def _enter(group: Element, e: Entering, place: tuple[float, float], *, short: bool) -> None:
    x, y = place
    point = add(group, "circle", cx=x, cy=y, r=4.5, class_=f"entrant is-{e.side}")
    add(point, "title", e.says)
    name = add(
        group, "text", brief_name(e.code, e.name) if short else e.name, x=x + 9, y=y + 4.5, class_="entrant-name"
    )
    if e.wave == 0:
        name.set("text-anchor", "end")
        name.set("x", number(x - 9))
