"""What goes wrong, as a page or as JSON that says what and what to do; never a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse

from foedus.errors import FoedusError
from foedus.web.shown import show

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["HANDLERS"]


async def _bad_question(request: Request, error: Exception) -> Response:
    return _told(request, "That cannot be answered", str(error), 400)


async def _not_here(request: Request, _: Exception) -> Response:
    return _told(request, "There is no such page", "The views of the page stand above; begin with a question.", 404)


async def _wrong_way(request: Request, _: Exception) -> Response:
    return _told(request, "Not in this way", "This address is read, not written to.", 405)


async def _our_fault(request: Request, _: Exception) -> Response:
    text = "Foedus made a mistake here. What it was stands in the window where `foedus serve` runs."
    return _told(request, "A mistake of ours", text, 500)


def _told(request: Request, title: str, text: str, status: int) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": text}, status)
    return show(request, "failure.html", {"title": title, "text": text}, status)


HANDLERS = {FoedusError: _bad_question, 404: _not_here, 405: _wrong_way, Exception: _our_fault}
"""Kind of error or status -> who answers."""
