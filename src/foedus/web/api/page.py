"""The page that tells what the API answers, and its description as a file."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.responses import JSONResponse

from foedus.web.api.described import DOORS, PARAMETERS, openapi
from foedus.web.shown import show

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from foedus.web.record import Record

__all__ = ["api", "description"]


def api(request: Request, _: Record) -> Response:
    """Every address with its parameters and an example."""
    rows = [
        {
            "path": door.path,
            "says": door.says,
            "verb": door.verb,
            "parameters": [(name, PARAMETERS[name][0], name in door.needs) for name in door.takes],
            "example": _example(door.path, door.takes),
        }
        for door in DOORS
    ]
    return show(request, "api.html", {"title": "API", "doors": rows})


def description(_request: Request, _: Record) -> Response:
    """OpenAPI as JSON."""
    return JSONResponse(openapi(version("foedus")))


def _example(path: str, takes: tuple[str, ...]) -> str:
    told = {name: PARAMETERS[name][1] for name in takes if PARAMETERS[name][1]}
    for name in [n for n in told if f"{{{n}}}" in path]:
        path = path.replace(f"{{{name}}}", told.pop(name))
    return f"{path}?{urlencode(told)}" if told else path
