"""Events by year as columns, each kind a colour."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from foedus.web.pictures.drawing import add, canvas

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from foedus.web.happenings import Happening

__all__ = ["KINDS", "years"]

KINDS = ("signed", "in force", "joined", "suspended", "left", "ended", "claimed")
"""From the bottom of a column to its top."""

WIDE, HIGH = 1000.0, 250.0
_LEFT, _FOOT = 34.0, 26.0


def years(found: Sequence[Happening], *, title: str) -> Element:
    """The picture: a column for each year, or for each span of years if they are many."""
    picture = canvas((0, 0, WIDE, HIGH), title, "years")
    first, last = (found[0].day.year, found[-1].day.year) if found else (1815, 1815)
    span = 1 if last - first < 120 else 2
    first -= first % span
    columns = Counter(((h.day.year - first) // span, h.kind) for h in found)
    count = (last - first) // span + 1
    tall = max((sum(columns[n, k] for k in KINDS) for n in range(count)), default=1) or 1
    step = (WIDE - _LEFT) / max(count, 12)
    unit = (HIGH - _FOOT - 12) / tall
    base = HIGH - _FOOT
    for share in (0, 0.5, 1) if tall > 1 else (0, 1):
        value = round(tall * share)
        add(picture, "path", d=f"M{_LEFT},{base - value * unit:.1f}H{WIDE}", class_="graticule")
        add(picture, "text", str(value), x=_LEFT - 6, y=base - value * unit + 4, text_anchor="end", class_="tick")
    for n in range(count):
        top = base
        year = first + n * span
        for kind in KINDS:
            if not columns[n, kind]:
                continue
            high = columns[n, kind] * unit
            top -= high
            bar = add(picture, "rect", x=_LEFT + n * step + step * 0.1, y=top, width=step * 0.8, height=high)
            bar.set("class", f"bar is-{kind.replace(' ', '-')}")
            told = f"{year}" if span == 1 else f"{year} to {year + span - 1}"
            add(bar, "title", f"{told}: {columns[n, kind]} {kind}")
    every = next(e for e in (1, 2, 5, 10, 20, 50) if count * span / e <= 14)
    for n in range(count):
        year = first + n * span
        if year % every < span:
            add(picture, "text", str(year), x=_LEFT + (n + 0.5) * step, y=HIGH - 8, text_anchor="middle", class_="tick")
    return picture
