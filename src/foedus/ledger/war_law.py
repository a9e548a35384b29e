"""Wars as claims leave them: who has joined, what has begun, where the arms are silent."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.ledger.kinds import KINDS
from foedus.ledger.sides import sides_of
from foedus.ledger.words import CLASSES
from foedus.terms.wars import Belligerent, Halt, War

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from foedus.ledger.cut import Cut
    from foedus.ledger.revision import Revision, Weighing
    from foedus.terms.evidence import Matter
    from foedus.terms.when import When

__all__ = ["revised_wars"]

Matters = "Callable[[str, NDArray[Any]], tuple[Matter, ...]]"


def revised_wars(
    wars: Sequence[War], moment: date, weighing: Weighing, revision: Revision, matters: Any
) -> tuple[War, ...]:
    """The wars of the record with what claims change in them.

    Who is said to attack a belligerent, and is in no list of the war, joins the other side. A war begins, and a
    ceasefire, only where words say so: single attacks are no war. Who began a war that only claims know is contested.

    Args:
        wars: of the record; `moment`: the last day whose events count.
        weighing: tells what is sure and what only claimed; `revision`: takes down on which entries that rests.
        matters: kind and places -> the matters of these claims, made when they are needed.
    """
    found = {w.id: w for w in wars}
    going = {w.id for w in wars if w.begun(moment) is not False}
    for (attackers, targets), places in sides_of(weighing.found, "war").items():
        for war in [found[key] for key in sorted(going)]:
            found[war.id] = _joined(war, attackers, targets, places, moment, weighing, revision, matters)
    for name in ("WAR", "CEASEFIRE"):
        for parties, places in _told(weighing.found, name).items():
            war = next((found[key] for key in sorted(found) if key in going and _opposed(found[key], parties, moment)), None)
            if name == "CEASEFIRE" and war is not None:
                found[war.id] = _halted(war, places, weighing, revision, matters)
            elif name == "WAR" and war is not None:
                revision.ground(f"war {war.id}", "start", weighing.happened(places))
            elif name == "WAR":
                begun = _begun(parties, places, weighing, revision, matters)
                if begun is not None:
                    found[begun.id] = begun
                    going.add(begun.id)
    return tuple(found.values())


def _joined(
    war: War,
    attackers: tuple[str, ...],
    targets: tuple[str, ...],
    places: NDArray[Any],
    moment: date,
    weighing: Weighing,
    revision: Revision,
    matters: Any,
) -> War:
    listed = {b.state for b in (*war.began, *war.against)}
    for mine, other in (("began", "against"), ("against", "began")):
        side, enemy = getattr(war, mine), getattr(war, other)
        if not any(war.fights(t, enemy, moment) for t in targets):
            continue
        for state in attackers:
            if any(b.state == state for b in side):
                revision.ground(f"war {war.id}", state, weighing.happened(places))
            elif state not in listed:
                how, when = weighing.weigh(places, lambda: matters("war", places))
                if when is not None:
                    note = "as the ledger has it" if how != "claimed" else "claimed, not established"
                    side = (*side, Belligerent(state, entry=when, note=note))
                    revision.ground(f"war {war.id}", state, weighing.happened(places))
        war = replace(war, began=side) if mine == "began" else replace(war, against=side)
    return war


def _halted(war: War, places: NDArray[Any], weighing: Weighing, revision: Revision, matters: Any) -> War:
    _, when = weighing.weigh(places, lambda: matters("relation", places))
    if when is None:
        return war
    revision.ground(f"war {war.id}", "halt", weighing.happened(places))
    if war.halts and any(h.held(when.earliest) is not False for h in war.halts if when.earliest):
        return war
    return replace(war, halts=(*war.halts, Halt(when, "ceasefire", None, "as the ledger has it")))


def _begun(
    parties: tuple[str, ...], places: NDArray[Any], weighing: Weighing, revision: Revision, matters: Any
) -> War | None:
    how, when = weighing.weigh(places, lambda: matters("relation", places))
    if when is None or len(parties) != 2 or when.earliest is None:
        return None
    one, two = parties
    key = f"ledger-{one.lower()}-{two.lower()}-{when.earliest.year}"
    revision.ground(f"war {key}", "start", weighing.happened(places))
    return _new_war(key, one, two, when, sure=how != "claimed")


def _new_war(key: str, one: str, two: str, when: When, *, sure: bool) -> War:
    told = "of which the ledger tells" if sure else "that is claimed"
    return War(
        key,
        f"war between {one} and {two} {told}",
        (Belligerent(one),),
        (Belligerent(two),),
        when,
        contested="who began it: claims alone tell of this war",
        who_began_is_contested=True,
    )


def _told(found: Cut, name: str) -> dict[tuple[str, ...], NDArray[Any]]:
    """The places of claims about relations whose words tell of this, by the parties."""
    columns = found.columns
    rows = columns["matter"][found.rows] == KINDS.index("relation")
    says = (columns["words"][found.rows] >> CLASSES.index(name) & 1).astype(bool)
    places = np.flatnonzero(rows & says)
    listed: dict[tuple[str, ...], list[NDArray[Any]]] = {}
    numbers = columns["actors"][found.rows[places]]
    for n in np.unique(numbers):
        told = json.loads(columns.tables["actors"][n] or "{}")
        parties = tuple(sorted({code for codes in told.values() for code in codes}))
        if len(parties) > 1:
            listed.setdefault(parties, []).append(places[numbers == n])
    return {parties: np.sort(np.concatenate(some)) for parties, some in sorted(listed.items())}


def _opposed(war: War, parties: tuple[str, ...], moment: date) -> bool:
    """Do parties fight on both sides of it?"""
    return all(any(war.fights(p, side, moment) for p in parties) for side in (war.began, war.against))
