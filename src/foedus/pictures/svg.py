"""SVG, built as a tree so that every text is escaped, for a page and as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["add", "canvas", "inline", "number", "path_of"]


def canvas(box: Sequence[float], title: str, kind: str) -> ET.Element:
    """An empty picture with the words that stand for it where it is not seen."""
    made = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": f"picture {kind}", "role": "img"})
    made.set("viewBox", " ".join(map(number, box)))
    made.set("aria-label", title)
    return made


def add(parent: ET.Element, tag: str, text: str | None = None, **marks: float | str) -> ET.Element:
    """One thing more in a picture; `class_` is its class, `stroke_width` its stroke-width.

    >>> ET.tostring(add(canvas((0, 0, 1, 1), "", ""), "text", "<b>", x=1.26, class_="a"), encoding="unicode")
    '<text x="1.3" class="a">&lt;b&gt;</text>'
    """
    told = {
        name.rstrip("_").replace("_", "-"): value if isinstance(value, str) else number(value)
        for name, value in marks.items()
    }
    made = ET.SubElement(parent, tag, told)
    made.text = text
    return made


def number(value: float) -> str:
    """A length, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def path_of(points: Sequence[tuple[float, float]], *, closed: bool = False) -> str:
    """Points as a path of straight lines."""
    told = "L".join(f"{number(x)},{number(y)}" for x, y in points)
    return f"M{told}{'Z' if closed else ''}"


def inline(picture: ET.Element) -> Markup:
    """The picture as part of a page."""
    return Markup(ET.tostring(picture, encoding="unicode"))  # noqa: S704 - the tree was escaped when it was written
