"""Small pictures of numbers: lines over years with their intervals, shares as columns, probabilities as ranges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.web.pictures.drawing import add, canvas, path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    At = Callable[[int, float], tuple[float, float]]

__all__ = ["COLOURS", "Line", "Spread", "columns", "lines", "ranges"]

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8b939b")
"""Told apart by those who are colour-blind (Okabe and Ito 2008); the last is for all the others."""

WIDE, HIGH = 760.0, 260.0
_LEFT, _RIGHT, _FOOT, _TOP = 46.0, 130.0, 26.0, 12.0


@dataclass(frozen=True, slots=True)
class Spread:
    """A value with its interval, as far as it has one."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A series by year; a year that is missing is a gap, and never nothing."""

    name: str
    points: tuple[tuple[int, Spread], ...]


def lines(series: Sequence[Line], *, title: str) -> Element:
    """Each series as a line with its interval behind it, named at its end.

    >>> made = lines([Line("A", ((2000, Spread(1.0)), (2002, Spread(2.0))))], title="two years")
    >>> len([e for e in made.iter() if e.get("class") == "series"])
    2
    """
    picture = canvas((0, 0, WIDE, HIGH), title, "series-picture")
    every = [point for line in series for point in line.points]
    if not every:
        return picture
    first, last = min(y for y, _ in every), max(y for y, _ in every)
    most = max(max(s.value, s.high or 0.0) for _, s in every) or 1.0

    def at(year: int, value: float) -> tuple[float, float]:
        share = (year - first) / max(last - first, 1)
        return _LEFT + share * (WIDE - _LEFT - _RIGHT), HIGH - _FOOT - value / most * (HIGH - _FOOT - _TOP)

    _scale(picture, most)
    for year in _ticks(first, last):
        add(picture, "text", str(year), x=at(year, 0)[0], y=HIGH - 8, text_anchor="middle", class_="tick")
    ends: list[float] = []
    for n, line in enumerate(series):
        colour = COLOURS[n % len(COLOURS)]
        for run in _runs(line.points):
            _band(picture, run, at, colour)
            drawn = add(picture, "path", d=path_of([at(y, s.value) for y, s in run]), fill="none", class_="series")
            drawn.set("stroke", colour)
            drawn.set("stroke-width", "2")
            if len(run) == 1:
                x, y = at(run[0][0], run[0][1].value)
                add(picture, "circle", cx=x, cy=y, r=2.5, fill=colour)
        y = at(line.points[-1][0], line.points[-1][1].value)[1]
        while any(abs(y - other) < 15 for other in ends):
            y -= 15
        ends.append(y)
        add(picture, "text", line.name, x=WIDE - _RIGHT + 8, y=y + 4, class_="tick").set("fill", colour)
    return picture


def columns(
    spans: Sequence[tuple[str, Sequence[tuple[str, float]]]], *, title: str, empty: Mapping[str, str]
) -> Element:
    """Shares of each span as a column from the bottom up; a span without shares says why (`empty`: span -> words)."""
    picture = canvas((0, 0, WIDE, HIGH), title, "series-picture")
    weight: dict[str, float] = {}
    for _, shares in spans:
        for name, share in shares:
            weight[name] = weight.get(name, 0.0) + share
    order = sorted(weight, key=lambda name: -weight[name])
    colour = {name: COLOURS[min(n, len(COLOURS) - 1)] for n, name in enumerate(order)}
    _scale(picture, 100.0, "%")
    step = (WIDE - _LEFT - _RIGHT) / max(len(spans), 1)
    room = HIGH - _FOOT - _TOP
    for n, (label, shares) in enumerate(spans):
        x, top = _LEFT + n * step, HIGH - _FOOT
        for name, share in sorted(shares, key=lambda row: order.index(row[0])):
            top -= share * room
            bar = add(picture, "rect", x=x + step * 0.12, y=top, width=step * 0.76, height=share * room)
            bar.set("fill", colour[name])
            add(bar, "title", f"{label}: {name} {share:.0%}")
        if not shares:
            add(
                picture,
                "text",
                empty.get(label, "not known"),
                x=x + step / 2,
                y=HIGH - _FOOT - 8,
                text_anchor="middle",
                class_="tick",
            )
        add(picture, "text", label, x=x + step / 2, y=HIGH - 8, text_anchor="middle", class_="tick")
    for n, name in enumerate(order[: len(COLOURS) - 1]):
        add(picture, "rect", x=WIDE - _RIGHT + 8, y=_TOP + n * 20, width=12, height=12, fill=colour[name])
        add(picture, "text", name, x=WIDE - _RIGHT + 26, y=_TOP + n * 20 + 11, class_="tick")
    return picture


def ranges(rows: Sequence[tuple[str, Spread]], *, title: str) -> Element:
    """Probabilities from 0 to 100 per cent, each as a point in its interval."""
    left, step = 300.0, 30.0
    high = _TOP + step * len(rows) + _FOOT
    picture = canvas((0, 0, WIDE, high), title, "series-picture")
    unit = WIDE - left - 24
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = left + share * unit
        add(picture, "path", d=path_of([(x, _TOP), (x, high - _FOOT)]), class_="graticule")
        add(picture, "text", f"{share:.0%}", x=x, y=high - 8, text_anchor="middle", class_="tick")
    for n, (name, told) in enumerate(rows):
        y = _TOP + step * (n + 0.5)
        add(picture, "text", name, x=left - 12, y=y + 4, text_anchor="end", class_="tick")
        if told.low is not None and told.high is not None:
            bar = add(picture, "path", d=path_of([(left + told.low * unit, y), (left + told.high * unit, y)]))
            bar.set("stroke", COLOURS[0])
            bar.set("stroke-width", "5")
            bar.set("stroke-opacity", "0.35")
        add(picture, "circle", cx=left + told.value * unit, cy=y, r=5, fill=COLOURS[0])
    return picture


def _scale(picture: Element, most: float, unit: str = "") -> None:
    for share in (0.0, 0.5, 1.0):
        y = HIGH - _FOOT - share * (HIGH - _FOOT - _TOP)
        add(picture, "path", d=path_of([(_LEFT, y), (WIDE - _RIGHT, y)]), class_="graticule")
        add(picture, "text", f"{most * share:.3g}{unit}", x=_LEFT - 6, y=y + 4, text_anchor="end", class_="tick")


def _band(picture: Element, run: Sequence[tuple[int, Spread]], at: At, colour: str) -> None:
    """The interval behind a line, as far as each of its years has one."""
    above = [at(y, s.high) for y, s in run if s.high is not None]
    below = [at(y, s.low) for y, s in reversed(run) if s.low is not None]
    if len(above) == len(below) == len(run) > 1:
        add(picture, "path", d=path_of([*above, *below], closed=True), fill=colour, fill_opacity="0.18")


def _runs(points: Sequence[tuple[int, Spread]]) -> Iterator[list[tuple[int, Spread]]]:
    """The points in stretches of years that follow one another."""
    run: list[tuple[int, Spread]] = []
    for point in points:
        if run and point[0] != run[-1][0] + 1:
            yield run
            run = []
        run.append(point)
    if run:
        yield run


def _ticks(first: int, last: int) -> range:
    every = next((e for e in (1, 2, 5, 10, 20, 50) if (last - first) / e <= 9), 100)
    return range(first + -first % every, last + 1, every)
