"""Map: the obligations of one question as arcs on the world, with the same as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.briefing.answer import heading
from foedus.briefing.map import mapped
from foedus.errors import FoedusError
from foedus.pictures.svg import inline
from foedus.pictures.world_map import share_across
from foedus.web.asking import Asked, line
from foedus.web.pictures.drawing import picture_file
from foedus.web.shown import show
from foedus.web.tables import file_name

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from foedus.law.owed import Obligations
    from foedus.web.record import Record

__all__ = ["map_file", "map_of"]


def map_of(request: Request, record: Record) -> Response:
    """The form; with a question in the address, the map under it."""
    question = Asked()
    try:
        question = Asked.of(request.query_params)
        told = {} if question.empty else _told(record.owed(question), whole=_whole(request))
    except FoedusError as error:
        values = {"question": question, "query": question.query(), "wrong": str(error), "told": {}}
        return show(request, "map.html", values, 400)
    return show(request, "map.html", {"question": question, "query": question.query(), "wrong": "", "told": told})


def map_file(request: Request, record: Record) -> Response:
    """The map as a file."""
    question = Asked.of(request.query_params)
    picture = mapped(record.owed(question)).drawn(whole=_whole(request), still=True)
    return picture_file(picture, file_name(question, "map.svg"))


def _whole(request: Request) -> bool:
    return line(request.query_params, "show") == "world"


def _told(owed: Obligations, *, whole: bool) -> dict[str, Any]:
    found = mapped(owed)
    picture = found.drawn(whole=whole)
    return {
        "title": heading(owed),
        "picture": inline(picture),
        "at": round(20 * share_across(picture, found.spots, "target")),
        "whole": whole,
        "rows": found.rows,
        "says": found.says,
        "statuses": found.statuses,
    }
