"""Entries as entities of FollowTheMoney, the model in which journalists exchange who did what, and back.

A report is an `Article`, a claim an `Event` whose proof it is, a judgement, grade or note a `Note` on them; states are
`PublicBody`, what is no state `Organization`. Each entity that is an entry carries it whole in its field `foedus`,
which tools of FollowTheMoney keep as they found it: so nothing is lost on the way there and back.
"""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING, Any

from foedus.ledger.naming import codes_of
from foedus.terms.scheme import from_scheme
from foedus.terms.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.atlas.atlas import Atlas
    from foedus.ledger.stored import Stored

__all__ = ["entities_of", "rows_of"]

_PREFIX = "foedus"
_UNCLEAN = re.compile(r"[^A-Za-z0-9-]+")


def entities_of(stored: Iterable[Stored], head: dict[str, Any], atlas: Atlas) -> Iterator[dict[str, Any]]:
    """Entities for entries, those of states and others before the first claim that names them.

    Args:
        stored: the entries, in order.
        head: what the export tells of itself; a `Note` of its own carries it.
        atlas: who is a state, and what they are called.
    """
    title = f"A ledger of Foedus with {head['entries']} entries"
    yield _entity("ledger", "Note", {"name": title, "description": head["head"]}, head)
    known: set[str] = set()
    for one in stored:
        said = one.entry.said
        if one.entry.kind == "claim":
            for code in sorted(codes_of("claim", said) - known):
                known.add(code)
                yield _actor(code, atlas)
        yield _of_entry(one, said)


def rows_of(entities: Iterable[tuple[int, dict[str, Any]]]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The lines of an export that entities carry; those of states carry none."""
    for line, entity in entities:
        carried = entity.get(_PREFIX)
        if isinstance(carried, dict):
            yield line, carried


def _entity(key: str, schema: str, properties: dict[str, Any], carried: dict[str, Any] | None) -> dict[str, Any]:
    """An entity; what is empty is left out, and every value is a list of texts."""
    told = {
        name: [str(v) for v in (value if isinstance(value, list) else [value]) if v not in (None, "")]
        for name, value in properties.items()
    }
    found = {
        "id": f"{_PREFIX}-{key}",
        "schema": schema,
        "properties": {name: values for name, values in told.items() if values},
        "datasets": [_PREFIX],
    }
    return found if carried is None else {**found, _PREFIX: carried}


def _actor(code: str, atlas: Atlas) -> dict[str, Any]:
    found = atlas.find(code)
    name = found.name if found else code
    schema = "PublicBody" if isinstance(found, State) else "Organization"
    return _entity(_key(code), schema, {"name": name, "alias": code}, None)


def _key(code: str) -> str:
    return f"actor-{_UNCLEAN.sub('-', code)}"


def _of_entry(one: Stored, said: dict[str, Any]) -> dict[str, Any]:
    entry, kind = one.entry, one.entry.kind
    dated = {"retrievedAt": entry.recorded.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")}
    if kind == "report":
        properties = {
            "title": said["title"] or said["name"],
            "publishedAt": said["dateline"],
            "publisher": said["outlet"],
            "bodyText": said["text"],
            "processingAgent": said["reader"],
        }
        return _entity(one.id, "Article", properties | dated, one.to_dict())
    if kind == "claim":
        return _entity(one.id, "Event", _claim(said) | dated, one.to_dict())
    about = [said[name] for name in ("of", "by") if said.get(name)] + said.get("about", [])
    what = said.get("verdict") or said.get("form") or kind
    if kind == "grade":
        what = f"grade {said['reliability']}{said['credibility']}"
    properties = {
        "name": what,
        "description": said.get("text") or entry.reason,
        "entity": [f"{_PREFIX}-{key}" for key in about],
        "publisher": entry.author,
    }
    return _entity(one.id, "Note", properties | dated, one.to_dict())


def _claim(said: dict[str, Any]) -> dict[str, Any]:
    span, codes = said.get("date") or {}, [from_scheme(c) for found in said["actors"].values() for c in found]
    return {
        "name": f"{said['event_type'].replace('_', ' ')}, {said['modality']}",
        "summary": said["sentence"],
        "startDate": span.get("start"),
        "endDate": span.get("end"),
        "location": said.get("place"),
        "involved": [f"{_PREFIX}-{_key(code)}" for code in dict.fromkeys(codes)],
        "proof": f"{_PREFIX}-{said['report']}" if said["report"] else None,
        "publisher": said["outlet"],
        "keywords": [said["event_type"], said["modality"], said.get("status")],
        "notes": f"Source: {said['source']}",
    }
