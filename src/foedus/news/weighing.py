"""What those count for who say the same: bystanders, parties to the matter, both sides at once, admissions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.news.origins import origin, speaks_for, trace
from foedus.news.source_kinds import entry_of
from foedus.news.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from foedus.news.grade_table import GradeTable
    from foedus.terms.tellings import Telling

__all__ = ["Weighed", "weigh"]

_ANSWERS = {
    "troop_deployment": "sender",
    "arms_transfer": "supplier",
    "labour_transfer": "sender",
    "attack": "attacker",
    "treaty_termination": "by",
}
"""Who has to answer for an event: that side admits it when it says so after others did."""

_SOLDIERS = word_set("soldier soldiers troops servicemen personnel marines sailors airmen crew officers fighters army")
_NOT_COUNTED = ("E", "F")


@dataclass(frozen=True, slots=True)
class Weighed:
    """Who bears a claim out: origins without a stake, admissions, both sides at once, and the interested rest."""

    free: tuple[str, ...] = ()
    admitted: tuple[str, ...] = ()
    both: bool = False
    interested: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """One for each bystander, two for an admission or for both sides at once, nothing for the interested."""
        return len(self.free) + 2 * max(len(self.admitted), int(self.both))


def weigh(pro: Sequence[Telling], contra: Sequence[Telling], table: GradeTable, relays: frozenset[str]) -> Weighed:
    """What each independent origin of a side counts for."""
    free, admitted, interested = [], [], []
    roles: dict[str, set[str]] = {}
    origins = trace(pro, table).origins
    for key, rows in origins.items():
        stakes = _stakes(rows, table)
        if stakes or _only_accuses(key, rows):
            interested.append(key)
            for role in stakes:
                roles.setdefault(role, set()).add(key)
            if _admits(key, rows, origins, contra, table):
                admitted.append(key)
        elif key not in relays and any(entry_of(t, table).reliability not in _NOT_COUNTED for t in rows):
            free.append(key)
    sides = [keys for role, keys in roles.items() if role in _SIDES]
    both = any(a - b and b - a for n, a in enumerate(sides) for b in sides[n + 1 :])
    return Weighed(tuple(free), tuple(admitted), both, tuple(k for k in interested if k not in admitted))


_SIDES = ("attacker", "target", "actor")
"""Roles whose holders stand against one another: what both of them say is in the interest of one at most."""


def _stakes(rows: Iterable[Telling], table: GradeTable) -> set[str]:
    """The roles that an origin itself has in what it tells."""
    return {
        role for t in rows for role, codes in t.claim.actors if speaks_for(t.claim, table) & frozenset(codes)
    }  # fmt: skip


def _only_accuses(key: str, rows: Iterable[Telling]) -> bool:
    """Does a state or armed group accuse, and no more? Who accuses has a stake."""
    return key.startswith("state ") and all(t.claim.modality == "alleged" for t in rows)


def _admits(
    key: str,
    rows: Sequence[Telling],
    origins: Mapping[str, Sequence[Telling]],
    contra: Sequence[Telling],
    table: GradeTable,
) -> bool:
    """Does a party say against its interest what it denied before, what others had charged it with, or its own loss?"""
    firm = [t for t in rows if t.claim.modality == "asserted"]
    return any(
        _own_loss(t, table)
        or (
            _answers(t, table)
            and (
                any(origin(d, table) == key and _before(d, t) for d in contra)
                or (
                    t.claim.event_type != "attack"  # an attacker that speaks second may as well boast
                    and any(_before(o, t) for k, told in origins.items() if k != key for o in told)
                )
            )
        )
        for t in firm
    )


def _answers(told: Telling, table: GradeTable) -> bool:
    role = _ANSWERS.get(told.claim.event_type)
    if told.claim.event_type == "attack" and told.claim.quantity is not None:
        return False  # the other side's losses are no admission
    return bool(speaks_for(told.claim, table) & frozenset(dict(told.claim.actors).get(role or "", ())))


def _before(one: Telling, two: Telling) -> bool:
    return one.day is not None and two.day is not None and one.day < two.day


def _own_loss(told: Telling, table: GradeTable) -> bool:
    """Soldiers lost, told by the side that lost them."""
    claim = told.claim
    actors = dict(claim.actors)
    states = speaks_for(claim, table)
    lost = claim.quantity is not None and claim.quantity.unit in ("killed", "wounded")
    ours = states & frozenset(actors.get("target", ())) and not states & frozenset(actors.get("attacker", ()))
    return bool(lost and ours and not _SOLDIERS.isdisjoint(re.findall(r"[a-z]+", claim.sentence.lower())))
