"""Timeline: what happened to treaties, day by day, as a picture and a list."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from foedus.atlas.names import folded
from foedus.errors import BadQuestion, FoedusError
from foedus.terms.when import FIRST_DAY, When
from foedus.web.asking import line
from foedus.web.happenings import claimed, happenings
from foedus.web.pictures.drawing import inline, picture_file
from foedus.web.pictures.years import years
from foedus.web.shown import show
from foedus.web.tables import csv_file

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from starlette.requests import Request
    from starlette.responses import Response

    from foedus.web.happenings import Happening
    from foedus.web.record import Record

__all__ = ["timeline", "timeline_file", "timeline_table"]

FIELDS = ("party", "words", "from", "to", "treaties")
PAGE = 150
"""Lines that one page holds."""


def timeline(request: Request, record: Record) -> Response:
    """The events of the treaties that were asked for."""
    fields = dict.fromkeys(FIELDS, "")
    try:
        fields |= {name: line(request.query_params, name) for name in FIELDS}
        found = _chosen(fields, record)
        page = _page(line(request.query_params, "page"), len(found))
    except FoedusError as error:
        values = {"title": "Timeline", "wrong": str(error), "fields": fields, "rows": [], "picture": "", "count": 0}
        return show(request, "timeline.html", values | {"query": "", "pages": []}, 400)
    values = {
        "title": "Timeline",
        "wrong": "",
        "fields": fields,
        "rows": found[(page - 1) * PAGE : page * PAGE],
        "count": len(found),
        "picture": inline(_drawn(found)) if found else "",
        "query": urlencode([(k, v) for k, v in fields.items() if v]),
        "pages": _pages(fields, page, len(found)),
    }
    return show(request, "timeline.html", values)


def timeline_file(request: Request, record: Record) -> Response:
    """The picture as a file."""
    found = _chosen({name: line(request.query_params, name) for name in FIELDS}, record)
    return picture_file(_drawn(found), "timeline.svg")


def timeline_table(request: Request, record: Record) -> Response:
    """The list as CSV."""
    found = _chosen({name: line(request.query_params, name) for name in FIELDS}, record)
    rows = [{name: getattr(h, name) for name in ("when", "what", "kind", "treaty", "name", "states")} for h in found]
    return csv_file(rows, ("when", "what", "kind", "treaty", "name", "states"), "timeline.csv")


def _drawn(found: list[Happening]) -> Element:
    """The events since 1815 by year; of what came before, only the list tells."""
    since = [h for h in found if h.day >= FIRST_DAY] or found
    return years(since, title=f"{len(since)} events of treaties by year; the list holds the same")


def _chosen(fields: dict[str, str], record: Record) -> list[Happening]:
    if fields["treaties"] not in ("", "corpus", "atop"):
        raise BadQuestion(f"treaties={fields['treaties']}: the page reads corpus or atop")
    world = record.world(source=fields["treaties"] or "corpus")
    codes = {world.atlas.actor(n.strip()).code for n in fields["party"].split(",") if n.strip()}
    wanted = folded(fields["words"])
    first, last = (_day(fields[name], name) for name in ("from", "to"))
    claims = claimed(record.casebook) if record.casebook else ()
    told = [h for h in claims if codes <= set(h.states) and wanted in folded(h.what) and _within(h, first, last)]
    return sorted(
        (
            *told,
            *(
                h
                for treaty in world.treaties
                if codes <= set(treaty.states) and wanted in folded(" ".join((treaty.id, treaty.name, *treaty.aka)))
                for h in happenings(treaty, world)
                if _within(h, first, last)
            ),
        ),
        key=lambda h: (h.day, h.treaty),
    )


def _within(h: Happening, first: str, last: str) -> bool:
    return first <= h.day.isoformat() and (not last or h.day.isoformat() <= last)


def _day(text: str, name: str) -> str:
    if not text:
        return ""
    bound = When.parse(text)
    edge = bound.earliest if name == "from" else bound.latest
    if edge is None:
        raise BadQuestion(f"{name}={text}: write a day, a month or a year")
    return edge.isoformat()


def _page(text: str, count: int) -> int:
    last = max((count + PAGE - 1) // PAGE, 1)
    if not text:
        return 1
    if not text.isdecimal() or not 1 <= int(text[:6]) <= last:
        raise BadQuestion(f"page={text}: there are pages 1 to {last}")
    return int(text)


def _pages(fields: dict[str, str], page: int, count: int) -> list[tuple[int, str]]:
    last = max((count + PAGE - 1) // PAGE, 1)
    return [
        (n, "" if n == page else f"/timeline?{urlencode([(k, v) for k, v in {**fields, 'page': str(n)}.items() if v])}")
        for n in range(1, last + 1)
    ]
