"""Templates to pages: what every page is given, and how a page is sent."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from foedus.briefing.percent import percent, share

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["Templates", "show", "vendored"]


class Templates:
    """The templates of the page, with escaping on for all of them."""

    def __init__(self) -> None:
        self._made = Environment(
            loader=PackageLoader("foedus", "web/templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._made.filters.update(begun=_begun, spread=_spread, share=share)

    def render(self, name: str, values: dict[str, Any]) -> str:
        """A template filled in."""
        return self._made.get_template(name).render(values)


def show(request: Request, name: str, values: dict[str, Any], status: int = 200) -> Response:
    """A page; a request by htmx gets the part that it asked for, as the template decides by `whole`."""
    templates: Templates = request.app.state.templates
    shared = {
        "whole": request.headers.get("HX-Request") != "true",
        "path": request.url.path,
        "here": f"{request.url.path}{'?' if request.url.query else ''}{request.url.query}",
        "vendor": vendored(),
        "judging": request.app.state.ledger is not None,
    }
    response = HTMLResponse(templates.render(name, shared | values), status)
    response.headers["Vary"] = "HX-Request"
    return response


@lru_cache(maxsize=1)
def vendored() -> bool:
    """Are the libraries of others and the world's geometry here? `make vendor` puts them into place."""
    return (files("foedus") / "web" / "vendor" / "world.json").is_file()


def _spread(row: Mapping[str, float]) -> str:
    """A probability with its interval, as a brief writes it."""
    return percent(row["p"], row["low"], row["high"])


def _begun(text: str) -> str:
    """Words as the beginning of a sentence."""
    return text[:1].upper() + text[1:]
