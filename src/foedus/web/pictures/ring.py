"""A network of pacts on one day: states round a ring, ties of two as bows, pacts of more as knots with threads.

`static/network.js` lays the same picture out in the browser while the day slides.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, pi, sin
from typing import TYPE_CHECKING

from foedus.pictures.labels import brief_name
from foedus.web.pictures.drawing import add, canvas, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from xml.etree.ElementTree import Element

__all__ = ["Tie", "ring"]

_Point = tuple[float, float]

SIZE = 900.0
_NAMED = 56
"""States up to which names are written out; more have room for codes only."""

_RADIUS, _WIDER = 306.0, 354.0
"""Of the ring with names round it, and with codes."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One pact on the day: whom it ties, and whether any of that is uncertain."""

    key: str
    name: str
    states: tuple[str, ...]
    certain: bool


def ring(ties: Sequence[Tie], order: Sequence[str], names: Mapping[str, str], *, title: str, of: str = "") -> Element:
    """The picture; ties of the state `of` stand out, the others step back.

    Args:
        ties: the pacts of the day.
        order: every state, in the order in which they stand round the ring.
        names: code -> what the state is called on the day.
        title: what stands for the picture where it is not seen.
        of: the code of a state to look at.
    """
    tied = {state for tie in ties for state in tie.states}
    places = _round([code for code in order if code in tied])
    picture = canvas((0, 0, SIZE, SIZE), title, "network")
    lines = add(picture, "g", class_="ties")
    knots = [tie for tie in ties if len(tie.states) > 2]
    middles = _apart([_middle([places[s] for s in tie.states]) for tie in knots])
    for tie, (x, y) in zip(knots, middles, strict=True):
        group = add(lines, "g", class_=_marks("knot", tie, of))
        add(group, "title", tie.name)
        for state in tie.states:
            add(group, "path", d=_thread(places[state], (x, y)))
        add(group, "circle", cx=x, cy=y, r=4.5)
    for tie in ties:
        if len(tie.states) == 2:
            one, two = (places[s] for s in tie.states)
            line = add(lines, "path", d=_bow(one, two), class_=_marks("tie", tie, of))
            add(line, "title", tie.name)
    _states(picture, places, names, of)
    return picture


def _marks(kind: str, tie: Tie, of: str) -> str:
    seen = "" if not of else " is-of" if of in tie.states else " is-back"
    return f"{kind}{'' if tie.certain else ' is-unsure'}{seen}"


def _radius(count: int) -> float:
    return _RADIUS if count <= _NAMED else _WIDER


def _round(codes: Sequence[str]) -> dict[str, _Point]:
    """The states evenly round the ring, from the top on, clockwise."""
    step, far = 2 * pi / max(len(codes), 1), _radius(len(codes))
    return {code: (SIZE / 2 + far * sin(n * step), SIZE / 2 - far * cos(n * step)) for n, code in enumerate(codes)}


def _middle(points: Sequence[_Point]) -> _Point:
    """Where the knot of a pact stands: towards its parties."""
    x, y = (sum(values) / len(points) - SIZE / 2 for values in zip(*points, strict=True))
    return SIZE / 2 + x * 0.62, SIZE / 2 + y * 0.62


def _apart(points: list[_Point]) -> list[_Point]:
    """The same knots, those that stand too close pushed from one another."""
    found = list(points)
    for _ in range(12):
        for i in range(len(found)):
            for j in range(i):
                (x1, y1), (x2, y2) = found[i], found[j]
                gap = hypot(x1 - x2, y1 - y2)
                if gap < _CLOSEST:
                    dx, dy = ((x1 - x2) / gap, (y1 - y2) / gap) if gap > 0.01 else (cos(i), sin(i))
                    push = (_CLOSEST - gap) / 2
                    found[i] = (x1 + dx * push, y1 + dy * push)
                    found[j] = (x2 - dx * push, y2 - dy * push)
    return found


_CLOSEST = 18.0


def _thread(state: _Point, knot: _Point) -> str:
    """A thread that leaves the ring towards the middle and bends to its knot."""
    bend = [SIZE / 2 + (value - SIZE / 2) * 0.7 for value in state]
    return f"M{_at(state)}Q{number(bend[0])},{number(bend[1])} {_at(knot)}"


def _bow(one: _Point, two: _Point) -> str:
    """A bow between two states, the nearer to the middle the farther they stand apart."""
    pull = 1 - 0.65 * hypot(one[0] - two[0], one[1] - two[1]) / (2 * _RADIUS)
    bend = [SIZE / 2 + ((a + b) / 2 - SIZE / 2) * pull for a, b in zip(one, two, strict=True)]
    return f"M{_at(one)}Q{number(bend[0])},{number(bend[1])} {_at(two)}"


def _at(point: _Point) -> str:
    return f"{number(point[0])},{number(point[1])}"


def _states(picture: Element, places: Mapping[str, _Point], names: Mapping[str, str], of: str) -> None:
    group = add(picture, "g", class_="states")
    size = min(15.0, 0.92 * 2 * pi * _radius(len(places)) / max(len(places), 1))
    for code, (x, y) in places.items():
        state = add(group, "g", class_="state is-of" if code == of else "state", data_code=code)
        add(state, "title", names[code])
        add(state, "circle", cx=x, cy=y, r=min(4.5, size * 0.36))
        turn = degrees(atan2(y - SIZE / 2, x - SIZE / 2))
        over = abs(turn) > 90
        text = names[code] if len(places) <= _NAMED else brief_name(code, names[code])
        label = add(state, "text", text, x=9, y=size * 0.35, text_anchor="end" if over else "start")
        label.set("font-size", f"{size:.1f}")
        label.set("transform", f"translate({_at((x, y))}) rotate({turn + (180 if over else 0):.1f})")
        label.set("x", "-9" if over else "9")
