"""Map: the obligations of one question as arcs on the world, with the same as a table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from foedus.briefing.answer import HELP
from foedus.briefing.sentences import article_in_words, day_in_words, short
from foedus.errors import FoedusError
from foedus.terms.obligations import STATUSES
from foedus.terms.states import State
from foedus.web.asking import Asked, line
from foedus.web.pictures.drawing import inline, picture_file
from foedus.web.pictures.world_map import Arc, Spot, world_map
from foedus.web.shown import show
from foedus.web.tables import file_name
from foedus.web.views.ask import heading

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from starlette.requests import Request
    from starlette.responses import Response

    from foedus.law.owed import Obligations
    from foedus.terms.obligations import Obligation
    from foedus.web.record import Record

__all__ = ["map_file", "map_of"]

TODAYS_BORDERS = date(2011, 7, 9)
"""Since South Sudan the borders that are drawn have been those of the day, up to what is contested."""


def map_of(request: Request, record: Record) -> Response:
    """The form; with a question in the address, the map under it."""
    question = Asked()
    try:
        question = Asked.of(request.query_params)
        told = {} if question.empty else _mapped(record.owed(question), whole=_whole(request))
    except FoedusError as error:
        values = {"question": question, "query": question.query(), "wrong": str(error), "told": {}}
        return show(request, "map.html", values, 400)
    return show(request, "map.html", {"question": question, "query": question.query(), "wrong": "", "told": told})


def map_file(request: Request, record: Record) -> Response:
    """The map as a file."""
    question = Asked.of(request.query_params)
    spots, arcs, _ = _seen(record.owed(question))
    return picture_file(_drawn(record.owed(question), spots, arcs, _whole(request)), file_name(question, "map.svg"))


def _whole(request: Request) -> bool:
    return line(request.query_params, "show") == "world"


def _mapped(owed: Obligations, *, whole: bool) -> dict[str, Any]:
    spots, arcs, nowhere = _seen(owed)
    on = owed.world.on
    return {
        "title": heading(owed),
        "picture": inline(_drawn(owed, spots, arcs, whole)),
        "whole": whole,
        "rows": [(a.start.name, a.end.name, a.status, a.says) for a in arcs if a.status != "attack"],
        "day": day_in_words(on),
        "past": on < TODAYS_BORDERS,
        "nowhere": nowhere,
        "statuses": [s for s in STATUSES if any(a.status == s for a in arcs)],
    }


def _drawn(owed: Obligations, spots: list[Spot], arcs: list[Arc], whole: bool) -> Element:
    world = owed.world
    title = f"{heading(owed)}: {len(arcs) - 1} duties to help as arcs; the table holds the same"
    borders = world.on >= TODAYS_BORDERS
    return world_map(spots, arcs, title=title, atlas=world.atlas, on=world.on, todays_borders=borders, whole=whole)


def _seen(owed: Obligations) -> tuple[list[Spot], list[Arc], list[str]]:
    """Who stands where, the arcs between them, and who has no place on the map."""
    strongest: dict[tuple[str, str], Obligation] = {}
    for o in owed.listed():
        if o.kind in HELP:
            strongest.setdefault((o.promisor, o.promisee), o)
    parts = {o.promisor: o.status for o in reversed(strongest.values())}
    parts |= dict.fromkeys(owed.attack.attackers, "attacker") | {owed.attack.target: "target"}
    spots = {code: spot for code, part in parts.items() if (spot := _spot(code, part, owed))}
    ends = dict(spots)
    if owed.attack.where and owed.place.lat is not None and owed.place.lon is not None:
        ends[owed.attack.target] = Spot(owed.place.id, owed.place.name, owed.place.lon, owed.place.lat, "place")
    target = ends.get(owed.attack.target)
    attacks = [
        Arc(spots[a], target, "attack", f"{spots[a].name} attacks {target.name}")
        for a in owed.attack.attackers
        if a in spots and target
    ]
    duties = [
        Arc(spots[o.promisor], ends[o.promisee], o.status, _says(o, owed))
        for o in sorted(strongest.values(), key=lambda o: -STATUSES.index(o.status))
        if o.promisor in spots and o.promisee in ends
    ]
    order = ("attacker", "target", "place")
    every = {s.code: s for s in (*spots.values(), *ends.values())}
    shown = sorted(every.values(), key=lambda s: (order.index(s.part) if s.part in order else 9, s.name))
    nowhere = sorted(owed.world.atlas.name(code, owed.world.on) for code in parts if code not in spots)
    return shown, [*duties, *attacks], nowhere


def _spot(code: str, part: str, owed: Obligations) -> Spot | None:
    """A state at its capital of the day, or whoever else has a place."""
    world = owed.world
    actor = world.atlas.find(code)
    name = world.atlas.name(code, world.on)
    if isinstance(actor, State):
        capital = actor.capital(world.on) or (actor.capitals[0] if actor.capitals else None)
        return Spot(code, name, capital.lon, capital.lat, part) if capital else None
    try:
        home = world.atlas.home(code)
    except KeyError:
        return None
    return Spot(code, name, home.lon, home.lat, part) if home.lon is not None and home.lat is not None else None


def _says(o: Obligation, owed: Obligations) -> str:
    names = [owed.world.atlas.name(code, owed.world.on) for code in (o.promisor, o.promisee)]
    words = f"{short(owed.world.treaty(o.treaty))}, {article_in_words(o.article, o.kind)}"
    return f"{names[0]} to {names[1]}: {o.status.replace('_', ' ')} ({words})"
