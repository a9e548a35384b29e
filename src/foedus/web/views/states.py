"""Names to choose from while typing: the states and entities of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse

from foedus.web.asking import line

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from foedus.web.record import Record

__all__ = ["states"]


def states(request: Request, record: Record) -> Response:
    """The states that were members on the day, and entities: code and name then."""
    world = record.world(line(request.query_params, "on"))
    known = [(s.code, world.atlas.name(s.code, world.on)) for s in world.atlas.states if s.member(world.on)]
    known += [(e.code, e.name) for e in world.atlas.entities if e.exists(world.on)]
    answer = JSONResponse([{"code": code, "name": name} for code, name in sorted(known, key=lambda pair: pair[1])])
    answer.headers["Cache-Control"] = "max-age=3600"
    return answer
