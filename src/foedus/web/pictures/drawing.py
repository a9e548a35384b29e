"""SVG, built as a tree so that every text is escaped, for the page and as a file."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markupsafe import Markup
from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["add", "canvas", "inline", "number", "path_of", "picture_file"]


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


def picture_file(picture: ET.Element, name: str) -> Response:
    """The picture as a file that needs nothing else, in the colours of paper."""
    style = ET.Element("style")
    style.text = (files("foedus") / "web" / "static" / "pictures.css").read_text(encoding="utf-8")
    picture.insert(0, style)
    box = picture.get("viewBox", "").split()
    picture.set("width", box[2])
    picture.set("height", box[3])
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    }
    return Response(ET.tostring(picture, encoding="unicode"), media_type="image/svg+xml", headers=headers)
