"""Network: the pacts of a day round a ring, with a slider through the time since 1815."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse

from foedus.briefing.sentences import day_in_words
from foedus.errors import BadQuestion, FoedusError
from foedus.law.asked import somebody
from foedus.terms.states import State
from foedus.web.asking import line
from foedus.web.pacts import ATOP_ENDS, SHOWN, Pacts, all_pacts
from foedus.web.pictures.drawing import inline, picture_file
from foedus.web.pictures.ring import Tie, ring
from foedus.web.record import today
from foedus.web.shown import show
from foedus.web.tables import csv_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from starlette.requests import Request
    from starlette.responses import Response

    from foedus.atlas.atlas import Atlas
    from foedus.web.record import Record
    from foedus.world import World

__all__ = ["network", "network_data", "network_file", "network_on", "network_table"]

CONTINENTS = ("europe", "africa", "asia", "oceania", "south-america", "north-america")
"""The order round the ring."""

FIRST = "1815-01-01"


def network(request: Request, record: Record) -> Response:
    """The network of a day, drawn, and the pacts behind it as a table."""
    try:
        told = _told(request, record)
    except FoedusError as error:
        return show(request, "network.html", _blank() | {"wrong": str(error)}, 400)
    return show(request, "network.html", told)


def network_file(request: Request, record: Record) -> Response:
    """The picture as a file."""
    world, shown, of, pacts = _asked(request, record)
    day = world.on.isoformat()
    return picture_file(_drawn(world, pacts, shown, of), f"network-{day}-{shown}.svg")


def network_table(request: Request, record: Record) -> Response:
    """The pacts of the day as CSV."""
    world, shown, of, pacts = _asked(request, record)
    rows = _rows(world, pacts, shown, of)
    columns = ("treaty", "name", "kinds", "source", "states", "uncertain")
    return csv_file(rows, columns, f"network-{world.on}-{shown}.csv")


def network_on(request: Request, record: Record) -> dict[str, Any]:
    """The pacts of the day as plain data."""
    world, shown, of, pacts = _asked(request, record)
    day = world.on.isoformat()
    rows = [{k: v for k, v in row.items() if k != "names"} for row in _rows(world, pacts, shown, of)]
    return {"on": day, "kind": shown, "state": of or None, "source": pacts.source_on(day), "pacts": rows}


def network_data(request: Request, record: Record) -> Response:
    """All pacts of a kind through time: what the slider moves over."""
    shown = _shown(request)
    pacts, world = _pacts(record), record.world()
    kinds = set(SHOWN[shown])
    atlas = world.atlas
    chosen = [p for p in pacts.every if not kinds.isdisjoint(p.kinds)]
    states = dict.fromkeys(m.state for p in chosen for m in p.members)
    answer = JSONResponse(
        {
            "first": FIRST,
            "last": today(),
            "border": ATOP_ENDS if pacts.atop else None,
            "order": [code for code in _order(record) if code in states],
            "names": {code: _names(code, atlas) for code in states},
            "pacts": [
                {
                    "id": p.id,
                    "name": p.name,
                    "source": p.source,
                    "members": [[m.state, m.start, m.end, m.certain] for m in p.members],
                }
                for p in chosen
            ],
        }
    )
    answer.headers["Cache-Control"] = "max-age=3600"
    return answer


def _told(request: Request, record: Record) -> dict[str, Any]:
    world, shown, of, pacts = _asked(request, record)
    day = world.on.isoformat()
    source = pacts.source_on(day)
    rows = _rows(world, pacts, shown, of)
    return _blank() | {
        "title": f"Alliances on {day_in_words(world.on)}",
        "on": day,
        "shown": shown,
        "of": of,
        "of_name": world.atlas.name(of, world.on) if of else "",
        "picture": inline(_drawn(world, pacts, shown, of)) if rows else "",
        "rows": rows,
        "source": source,
        "atop": pacts.atop,
        "missing": pacts.missing,
        "years": [(f"{n:+d}", _moved(day, n)) for n in (-10, -1, 1, 10)],
    }


def _blank() -> dict[str, Any]:
    return {
        "title": "Alliances",
        "wrong": "",
        "on": "",
        "shown": "help",
        "kinds": tuple(SHOWN),
        "of": "",
        "of_name": "",
        "picture": "",
        "rows": [],
        "source": "",
        "atop": False,
        "missing": "",
        "years": [],
        "first": FIRST,
        "last": today(),
        "border": ATOP_ENDS,
    }


def _asked(request: Request, record: Record) -> tuple[World, str, str, Pacts]:
    query = request.query_params
    world = record.world(line(query, "on"))
    name = line(query, "state")
    return world, _shown(request), somebody(world, name) if name else "", _pacts(record)


def _shown(request: Request) -> str:
    shown = line(request.query_params, "kind") or "help"
    if shown not in SHOWN:
        raise BadQuestion(f"kind={shown}: a network is about {', '.join(SHOWN)}")
    return shown


def _pacts(record: Record) -> Pacts:
    return record.kept(Pacts, partial(all_pacts, record))


class _Order(tuple[str, ...]):
    """Every state in its order round the ring."""

    __slots__ = ()


def _order(record: Record) -> Sequence[str]:
    atlas = record.world().atlas
    known = {m.state for p in _pacts(record).every for m in p.members}
    return record.kept(_Order, lambda: _Order(sorted(known, key=lambda code: _place(code, atlas))))


def _place(code: str, atlas: Atlas) -> tuple[int, float, str]:
    """By continent, then from west to east."""
    actor = atlas.find(code)
    if not isinstance(actor, State):
        return len(CONTINENTS), 0.0, code
    continent = next((CONTINENTS.index(r) for r in actor.region if r in CONTINENTS), len(CONTINENTS))
    return continent, actor.capitals[0].lon if actor.capitals else 0.0, code


def _names(code: str, atlas: Atlas) -> list[list[str]]:
    """What the state was called from when to when, the first that fits counts; last, its usual name."""
    actor = atlas.find(code)
    if not isinstance(actor, State):
        return [["", "9999", atlas.name(code)]]
    dated = [n for n in actor.names if n.spell.end]
    return [
        *([str(n.spell.start or ""), str(n.spell.end), _fitting(n.name, actor)] for n in dated),
        ["", "9999", actor.name],
    ]


def _fitting(name: str, state: State) -> str:
    """A name that has room beside a point: that of the day, or, if it is long, the usual one."""
    return name if len(name) <= _ROOM else state.name


_ROOM = 18
"""Letters."""


def _name_on(code: str, world: World) -> str:
    actor = world.atlas.find(code)
    return _fitting(world.atlas.name(code, world.on), actor) if isinstance(actor, State) else world.atlas.name(code)


def _drawn(world: World, pacts: Pacts, shown: str, of: str) -> Element:
    found = pacts.on(world.on.isoformat(), shown)
    ties = [
        Tie(p.id, p.name, tuple(dict.fromkeys(m.state for m in members)), all(m.certain for m in members))
        for p, members in found
    ]
    order = sorted({s for t in ties for s in t.states}, key=lambda code: _place(code, world.atlas))
    names = {code: _name_on(code, world) for code in order}
    title = f"{len(ties)} pacts between {len(order)} states on {day_in_words(world.on)}; the table holds the same"
    return ring(ties, order, names, title=title, of=of)


def _rows(world: World, pacts: Pacts, shown: str, of: str) -> list[dict[str, Any]]:
    rows = []
    for pact, members in pacts.on(world.on.isoformat(), shown):
        states = list(dict.fromkeys(m.state for m in members))
        if of and of not in states:
            continue
        rows.append(
            {
                "treaty": pact.id,
                "name": pact.name,
                "kinds": pact.kinds,
                "source": pact.source,
                "states": states,
                "names": sorted(world.atlas.name(s, world.on) for s in states),
                "uncertain": sorted(m.state for m in members if not m.certain),
            }
        )
    return sorted(rows, key=lambda row: (-len(row["states"]), row["name"]))


def _moved(day: str, years: int) -> str:
    year = min(max(int(day[:4]) + years, int(FIRST[:4])), int(today()[:4]))
    moved = f"{year}{day[4:]}".replace("-02-29", "-02-28")
    return min(max(moved, FIRST), today())
