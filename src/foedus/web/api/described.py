"""The description of the API: OpenAPI 3.1, made from one list, which the page `/api` shows as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["DOORS", "PARAMETERS", "Door", "openapi"]

PARAMETERS = {
    "attackers": ("who attacks: a code or name; several with commas", "KOR"),
    "target": ("who is attacked", "PRK"),
    "where": ("the place of the attack; left out, the target's home territory", ""),
    "on": ("the day in the world, YYYY-MM-DD; left out, today", "2026-11-01"),
    "known_on": ("only what was public by this day", ""),
    "fact": ("a stated fact, NAME=true, false or unknown; may be repeated", ""),
    "assume": ("honoured: every invoked duty is kept, in waves", ""),
    "treaties": ("corpus (left out) or atop", ""),
    "all": ("true: every clause between the states involved", ""),
    "state": ("the state that it is about", "JPN"),
    "party": ("only treaties with this state; may be repeated", ""),
    "article": ("only this article", ""),
    "before": ("the first day", "2023-04-03"),
    "after": ("the second day", "2023-04-05"),
    "draws": ("how often the dice are thrown", ""),
    "seed": ("the same seed gives the same figures", ""),
    "kind": ("of a network: help, neutrality, nonaggression, consultation; of a world: a kind of matter", ""),
    "name": ("the treaty's id, name or other name", "2024-russia-dprk"),
}
"""Parameter -> what it means, and an example."""

_ATTACK = ("attackers", "target", "where", "on", "known_on", "fact", "treaties")


@dataclass(frozen=True, slots=True)
class Door:
    """One address: what it answers, which parameters it takes, the verb whose JSON it is, and what it gives."""

    path: str
    says: str
    takes: tuple[str, ...]
    needs: tuple[str, ...]
    verb: str
    gives: str = "object"


DOORS = (
    Door("/api/attack", "Who owes what if this attack happens.", (*_ATTACK, "assume", "all"), _ATTACK[:2], "attack"),
    Door(
        "/api/why",
        "The proof of what a state owes, or that it owes nothing.",
        (*_ATTACK, "assume", "state"),
        (*_ATTACK[:2], "state"),
        "why",
    ),
    Door("/api/brief", "The brief of a question.", _ATTACK, _ATTACK[:2], "brief"),
    Door("/api/odds", "Who will probably enter.", _ATTACK, _ATTACK[:2], "odds"),
    Door("/api/cascade", "How far it may spread.", (*_ATTACK, "draws", "seed"), _ATTACK[:2], "cascade"),
    Door(
        "/api/world",
        "Wars, armistices, forces abroad, umbrellas, pacts, and what a ledger tells.",
        ("on", "known_on", "state", "treaties", "kind"),
        (),
        "world",
    ),
    Door("/api/treaties", "The treaties.", ("on", "known_on", "party", "treaties"), (), "treaties", "array"),
    Door("/api/treaties/{name}", "One treaty.", ("name", "article", "treaties"), ("name",), "show"),
    Door(
        "/api/diff",
        "Commitments gained and lost between two days.",
        ("before", "after", "party", "treaties"),
        ("before", "after"),
        "diff",
        "array",
    ),
    Door("/api/network", "The pacts of a day and whom they tie.", ("on", "kind", "state"), (), ""),
)
"""Every address of the API."""


def openapi(version: str) -> dict[str, Any]:
    """The description as an object."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Foedus",
            "version": version,
            "description": "Who is bound to do what if this attack happens, by which words, and how do we know? "
            "Answers have the shapes that `foedus ... --json` prints; the reference of JSON tells every field.",
            "license": {"name": "Apache-2.0 AND CC-BY-4.0", "identifier": "Apache-2.0 AND CC-BY-4.0"},
        },
        "paths": {door.path: {"get": _operation(door)} for door in DOORS},
        "components": {
            "schemas": {
                "Wrong": {
                    "type": "object",
                    "required": ["error"],
                    "properties": {"error": {"type": "string", "description": "what is wrong and what to do"}},
                }
            }
        },
    }


def _operation(door: Door) -> dict[str, Any]:
    like = f" As `foedus {door.verb}` prints it as JSON." if door.verb else ""
    wrong = {"schema": {"$ref": "#/components/schemas/Wrong"}}
    return {
        "operationId": door.verb or door.path.rpartition("/")[2],
        "summary": door.says,
        "description": f"{door.says}{like}",
        "parameters": [_parameter(name, door) for name in door.takes],
        "responses": {
            "200": {"description": "answered", "content": {"application/json": {"schema": {"type": door.gives}}}},
            "400": {"description": "it cannot be answered", "content": {"application/json": wrong}},
        },
    }


def _parameter(name: str, door: Door) -> dict[str, Any]:
    says, example = PARAMETERS[name]
    several = name in ("fact", "party")
    kind: dict[str, Any] = {"type": "array", "items": {"type": "string"}} if several else {"type": "string"}
    told: dict[str, Any] = {
        "name": name,
        "in": "path" if f"{{{name}}}" in door.path else "query",
        "required": name in door.needs,
        "description": says,
        "schema": kind,
    }
    return told | ({"example": example} if example else {})
