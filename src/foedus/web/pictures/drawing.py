"""Pictures of the page as files; what they are drawn with is in `foedus.pictures.svg`."""

from __future__ import annotations

from importlib.resources import files
from xml.etree import ElementTree as ET

from starlette.responses import Response

from foedus.pictures.svg import add, canvas, inline, number, path_of

__all__ = ["add", "canvas", "inline", "number", "path_of", "picture_file"]


def picture_file(picture: ET.Element, name: str) -> Response:
    """The picture as a file that needs nothing else, in the colours of paper."""
    style = ET.Element("style")
    style.text = (files("foedus") / "pictures" / "pictures.css").read_text(encoding="utf-8")
    picture.insert(0, style)
    box = picture.get("viewBox", "").split()
    picture.set("width", box[2])
    picture.set("height", box[3])
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    }
    return Response(ET.tostring(picture, encoding="unicode"), media_type="image/svg+xml", headers=headers)
