"""What each address under `/api` answers: the object that the verb of the same name prints with `--json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from foedus.errors import BadDate, BadQuestion
from foedus.law.asked import somebody
from foedus.law.catalogue import catalogue, find_treaty
from foedus.law.commitments import changes
from foedus.terms.evidence import MATTERS
from foedus.told.treaty import treaty_as_dict
from foedus.told.world import world_as_dict
from foedus.web.asking import Asked, line, lines
from foedus.web.views.files import brief_of
from foedus.web.views.network import network_on
from foedus.web.views.odds import DRAWS, cascade_of, odds_of
from foedus.web.views.why import proofs_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from foedus.web.record import Record

__all__ = ["attack", "brief", "cascade", "diff", "network", "odds", "treaties", "treaty", "why", "world"]

MOST_DRAWS = 100_000
"""Throws that one request may ask for: whoever needs more has the command line."""


def attack(request: Request, record: Record) -> Response:
    """As `foedus attack --json`."""
    every = line(request.query_params, "all") == "true"
    return _json(record.owed(Asked.of(request.query_params)).to_dict(every=every))


def why(request: Request, record: Record) -> Response:
    """As `foedus why --json`."""
    state = line(request.query_params, "state")
    if not state:
        raise BadQuestion("say which state: state=JPN")
    code, owes, proofs = proofs_of(record.owed(Asked.of(request.query_params)), state)
    return _json({"state": code, "owes": owes, "proofs": [p.to_dict() for p in proofs]})


def world(request: Request, record: Record) -> Response:
    """As `foedus world --json`; with a ledger its evidence too."""
    query = request.query_params
    day = record.world(line(query, "on"), line(query, "known_on"), _source(query))
    name, kind = line(query, "state"), line(query, "kind")
    if kind and (kind not in MATTERS or day.evidence is None):
        raise BadQuestion(f"kind={kind}: of a ledger's evidence, one of {', '.join(MATTERS)}")
    return _json(world_as_dict(day, somebody(day, name) if name else None, kind or None))


def treaties(request: Request, record: Record) -> Response:
    """As `foedus treaties --json`."""
    query = request.query_params
    world = record.world(line(query, "on"), line(query, "known_on"), _source(query))
    dated = bool(line(query, "on"))
    names = [name.strip() for text in lines(query, "party") for name in text.split(",") if name.strip()]
    codes = [somebody(world, n) if dated else world.atlas.actor(n, world.on).code for n in names]
    return _json([row.to_dict() for row in catalogue(world, codes, dated=dated)])


def treaty(request: Request, record: Record) -> Response:
    """As `foedus show --json`."""
    found = find_treaty(record.treaties(_source(request.query_params)), request.path_params["name"])
    return _json(treaty_as_dict(found, line(request.query_params, "article") or None))


def diff(request: Request, record: Record) -> Response:
    """As `foedus diff --json`."""
    query = request.query_params
    before, after = line(query, "before"), line(query, "after")
    if not before or not after:
        raise BadQuestion("say both days: before=2023-04-03&after=2023-04-05")
    first, second = record.world(before, source=_source(query)), record.world(after, source=_source(query))
    if second.on < first.on:
        raise BadDate(f"{after} comes before {before}; name the earlier day first")
    codes = tuple(first.atlas.actor(p, second.on).code for p in lines(query, "party"))
    return _json([c.to_dict() for c in changes(first, second, codes)])


def brief(request: Request, record: Record) -> Response:
    """As `foedus brief --format json`, for a question."""
    return _json(brief_of(record, Asked.of(request.query_params)).to_dict())


def odds(request: Request, record: Record) -> Response:
    """As `foedus odds --json`."""
    return _json(odds_of(record, Asked.of(request.query_params)).to_dict())


def cascade(request: Request, record: Record) -> Response:
    """As `foedus cascade --json`, with the fitted model."""
    query = request.query_params
    draws = _whole(query, "draws", DRAWS, MOST_DRAWS)
    return _json(cascade_of(record, Asked.of(query), draws, _whole(query, "seed", 1914, 2**32)).to_dict())


def network(request: Request, record: Record) -> Response:
    """The pacts of a day and whom they tie."""
    return _json(network_on(request, record))


def _source(query: Any) -> str:
    source = line(query, "treaties") or "corpus"
    if source not in ("corpus", "atop"):
        raise BadQuestion(f"treaties={source}: the page answers from corpus or atop")
    return source


def _whole(query: Any, name: str, default: int, most: int) -> int:
    text = line(query, name)
    if not text:
        return default
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:12]) <= most:
        raise BadQuestion(f"{name}={text}: give a whole number from 1 to {most:,}")
    return int(text)


def _json(value: Any) -> Response:
    return Response(json.dumps(value, ensure_ascii=False), media_type="application/json")
