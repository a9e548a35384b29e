"""Files that the page sends as they are: our style and scripts, and the libraries of others if they are here."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["own", "style", "vendor"]

_KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".txt": "text/plain"}


async def own(request: Request) -> Response:
    """A file of ours."""
    return _sent("static", request.path_params["name"])


async def vendor(request: Request) -> Response:
    """A file of others, put there by `make vendor`."""
    return _sent("vendor", request.path_params["name"])


async def style(_: Request) -> Response:
    """The style of the brief, and what the page adds to it."""
    package = files("foedus")
    parts = ("briefing/templates/brief.css", "pictures/pictures.css", "pictures/plate.css", "web/static/page.css")
    return Response(
        "\n".join((package / part).read_text(encoding="utf-8") for part in parts), media_type="text/css", headers=_KEPT
    )


_KEPT = {"Cache-Control": "max-age=3600"}


def _sent(folder: str, name: str) -> Response:
    ending = name[name.rfind(".") :]
    path = files("foedus") / "web" / folder / name
    if ending not in _KINDS or "/" in name or not path.is_file():
        return PlainTextResponse("no such file\n", 404)
    return Response(path.read_bytes(), media_type=_KINDS[ending], headers=_KEPT)
