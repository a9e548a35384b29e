"""Wars as claims leave them: who has joined, what has begun, where the arms are silent."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.ledger.heard import SILENCE
from foedus.ledger.kinds import KINDS
from foedus.ledger.sides import Sides, sides_of
from foedus.ledger.words import CLASSES
from foedus.terms.wars import Belligerent, Halt, War

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from foedus.ledger.cut import Cut
    from foedus.ledger.ongoing import Stood
    from foedus.ledger.revision import Revision, Weighing
    from foedus.terms.when import When

__all__ = ["revised_wars"]


@dataclass(frozen=True, slots=True)
class _Desk:
    """What all steps need: the last day that counts, what is sure, where that is taken down, how claims stand."""

    moment: date
    weighing: Weighing
    revision: Revision
    stand: Callable[[NDArray[Any]], tuple[Stood, ...]]

    def weigh(self, places: NDArray[Any]) -> tuple[str, When | None]:
        return self.weighing.weigh(places, lambda: self.stand(places))

    def ground(self, war: str, name: str, places: NDArray[Any]) -> None:
        self.revision.ground(f"war {war}", name, self.weighing.happened(places))


def revised_wars(
    wars: Sequence[War],
    moment: date,
    weighing: Weighing,
    revision: Revision,
    stand: Callable[[NDArray[Any]], tuple[Stood, ...]],
) -> tuple[War, ...]:
    """The wars of the record with what claims change in them.

    Who is said to attack a belligerent of the record, and is in no list of the war, joins the other side. A war begins,
    and a ceasefire, only where words say so: single attacks are no war. Who began a war that only claims know is
    contested. Of fighting only the claims of the last two years count: a side of which nobody has told since is silent.

    Args:
        wars: of the record.
        moment: the last day whose events count.
        weighing: tells what is sure and what only claimed.
        revision: takes down on which entries that rests.
        stand: tells how the claims at some places stand.
    """
    desk = _Desk(moment, weighing, revision, stand)
    found = {w.id: w for w in wars}
    going = [w for w in wars if w.begun(moment) is not False and w.halted(moment) is not True]
    for (attackers, targets), told in sides_of(weighing.found, "war").items():
        places = told[weighing.found.as_of[told] >= moment.toordinal() - SILENCE]
        for war in going:
            found[war.id] = _joined(war, found[war.id], (attackers, targets), places, desk)
    for parties, places in _told(weighing.found, "WAR").items():
        known = next((w for w in going if _opposed(w, parties, moment)), None)
        if known is not None:
            desk.ground(known.id, "start", places)
        else:
            begun = _begun(parties, places, desk)
            found |= {begun.id: begun} if begun is not None else {}
    for parties, places in _told(weighing.found, "CEASEFIRE").items():
        for war in list(found.values()):
            if war.begun(moment) is not False and _opposed(war, parties, moment):
                found[war.id] = _halted(war, places, desk)
    return tuple(found.values())


def _joined(record: War, war: War, sides: Sides, places: NDArray[Any], desk: _Desk) -> War:
    """The war with those who are said to attack a belligerent of the record."""
    attackers, targets = sides
    listed = {b.state for b in (*war.began, *war.against)}
    for mine, other in (("began", record.against), ("against", record.began)):
        if not any(record.fights(t, other, desk.moment) for t in targets):
            continue
        side: tuple[Belligerent, ...] = getattr(war, mine)
        for state in attackers:
            if any(b.state == state for b in side):
                desk.ground(war.id, state, places)
            elif state not in listed:
                how, when = desk.weigh(places)
                if when is not None:
                    note = "claimed, not established" if how == "claimed" else "as the ledger has it"
                    side = (*side, Belligerent(state, entry=when, note=note))
                    desk.ground(war.id, state, places)
        war = replace(war, began=side) if mine == "began" else replace(war, against=side)
    return war


def _halted(war: War, places: NDArray[Any], desk: _Desk) -> War:
    _, when = desk.weigh(places)
    if when is None:
        return war
    desk.ground(war.id, "halt", places)
    if when.earliest and any(h.held(when.earliest) is not False for h in war.halts):
        return war
    return replace(war, halts=(*war.halts, Halt(when, "ceasefire", None, "as the ledger has it")))


def _begun(parties: tuple[str, ...], places: NDArray[Any], desk: _Desk) -> War | None:
    """A war between two that no list has; it ended or never was if nothing says that it has happened."""
    how, when = desk.weigh(places)
    if when is None or how == "claimed" or len(parties) != 2 or when.earliest is None:
        return None
    one, two = parties
    key = f"ledger-{one.lower()}-{two.lower()}-{when.earliest.year}"
    desk.ground(key, "start", places)
    return War(
        key,
        f"war between {one} and {two} of which the ledger tells",
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
