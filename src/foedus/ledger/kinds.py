"""Of what kind of matter a claim tells, and between whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus.terms.evidence import MATTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["KINDS", "PLANNED", "ROLES", "TREATY_EVENTS", "between", "kind_of", "stays_home"]

KINDS = tuple(MATTERS)
"""In the order of their numbers in the columns."""

PLANNED = ("planned", "ordered")
"""Statuses of what has not happened yet."""

ROLES = {
    "force": ("sender", "host"),
    "labour": ("sender", "host"),
    "arms": ("supplier", "recipient"),
    "aid": ("supplier", "recipient"),
    "war": ("attacker", "target"),
    "casualties": ("target", ""),
}
"""What goes on over time and is one matter while it does: between whom. Whose casualties they are is their target."""

_FIGHTS = ("war", "casualties")

TREATY_EVENTS = {
    "treaty_signing": "signed",
    "treaty_ratification": "ratified",
    "treaty_in_force": "in_force",
    "treaty_termination": "ended",
}
"""Types of claims about events of treaties, and what they are called."""

_ALWAYS = {
    "troop_deployment": "force",
    "troop_withdrawal": "force",
    "labour_transfer": "labour",
    "assistance_request": "request",
    "exercise": "exercise",
    "threat": "threat",
    "sanction": "sanction",
    "visit_summit": "visit",
    "motive_assessment": "motive",
    **dict.fromkeys(TREATY_EVENTS, "treaty"),
}
_GUARANTEES = {"treaty_clause": "clause", "policy_statement": "policy", "relation_state": "relation"}
_LOSSES = ("killed", "wounded", "casualties")
_CURRENCY = re.compile(r"[A-Z]{3}\Z")


def kind_of(event_type: str, unit: str, told: frozenset[str]) -> str:
    """The kind of matter; empty for a type that nobody knows.

    Args:
        event_type: of the claim.
        unit: of its figure, or empty.
        told: what its words tell.

    >>> kind_of("attack", "killed", frozenset()), kind_of("arms_transfer", "USD", frozenset())
    ('casualties', 'aid')
    """
    if event_type in _GUARANTEES:
        return "guarantee" if "GUARANTEE" in told else _GUARANTEES[event_type]
    if event_type == "attack":
        return "casualties" if unit in _LOSSES else "war"
    if event_type == "arms_transfer":
        return "aid" if _CURRENCY.match(unit) else "arms"
    return _ALWAYS.get(event_type, "")


def between(kind: str, actors: Sequence[tuple[str, Sequence[str]]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The two sides of a matter that goes on over time; a side that is not told is empty.

    Whoever is host or recipient does not send to itself: it is left out of the other side.

    >>> between("force", [("host", ["RUS"]), ("sender", ["PRK", "RUS"])])
    (('PRK',), ('RUS',))
    """
    named = dict(actors)
    one, two = (tuple(sorted(named.get(role, ()))) for role in ROLES[kind])
    return (one if kind in _FIGHTS else tuple(code for code in one if code not in two)), two


def stays_home(kind: str, actors: Sequence[tuple[str, Sequence[str]]]) -> bool:
    """Is the one side the other: soldiers, workers or arms that cross no border, and so no matter between states?

    >>> stays_home("force", [("host", ["PRK"]), ("sender", ["PRK"])])
    True
    """
    return not between(kind, actors)[0] and bool(dict(actors).get(ROLES[kind][0]))
