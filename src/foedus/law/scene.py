"""Does the attack lie in the area to which a treaty limits a duty?"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from foedus.atlas.areas import lies_in
from foedus.law.facts import fact
from foedus.law.findings import Finding, any_found, truth_of
from foedus.law.residue import Residue, conjunction, disjunction, inverse
from foedus.terms.proofs import Proof

if TYPE_CHECKING:
    from foedus.law.cases import Case
    from foedus.law.situation import Situation
    from foedus.terms.places import Area, Place

__all__ = ["within"]


@dataclass(slots=True)
class _Page:
    """What has been worked out about one world: area, place, treaty, promisee and who is attacked -> what is left."""

    lies: dict[tuple[str, str, str, str, str], Residue] = field(default_factory=dict)


def within(key: str, case: Case, it: Situation) -> Finding:
    """What is left of "within this area": where the target is attacked is told, where joiners are mostly not."""
    area, treaty = it.world.atlas.area(key), case.first.treaty.id
    if it.is_stated(f"within:{key}", treaty):
        return fact(f"within:{key}", treaty, f"the attack lies in: {area.name}", it)
    scenes = [s for s in it.watched(case) if s in it.attackers_of] or [case.first.promisee]
    found = [
        finding
        for s in scenes
        for finding in (
            [_told(s, place, area, case, it) for place in it.scenes[s]]
            if s in it.scenes
            else [_untold(s, area, case, it)]
        )
    ]
    return found[0] if len(found) == 1 else any_found(found, f"in: {area.name}")


def _untold(state: str, area: Area, case: Case, it: Situation) -> Finding:
    """Where this state is attacked the question does not say."""
    treaty = case.first.treaty.id
    if it.is_stated("where", treaty):
        return fact("where", treaty, f"the attack on {state} lies in: {area.name}", it)
    says = f"where {state} is attacked is not stated, so whether it lies in: {area.name}"
    return Finding("where", lambda: Proof(says, None, "place", f"area {area.id}"))


def _told(state: str, place: Place, area: Area, case: Case, it: Situation) -> Finding:
    bond = case.first
    page = it.world.notes.page(_Page).lies
    key = (area.id, place.id, bond.treaty.id, bond.promisee, state)
    if it.parties_stated:
        left = _lies(state, place, area, case, it)
    else:
        if key not in page:
            page[key] = _lies(state, place, area, case, it)
        left = page[key]

    def write() -> Proof:
        truth = truth_of(left)
        verb = {True: "lies in", False: "does not lie in", None: "may or may not lie in"}[truth]
        return Proof(f"{place.name} {verb}: {area.name}", truth, "place", f"area {area.id}")

    return Finding(left, write)


def _lies(state: str, place: Place, area: Area, case: Case, it: Situation) -> Residue:
    """The place and the area, for every way in which those who hold the place may be parties or not."""
    moment, bond = it.world.horizon, case.first
    parties = it.parties(bond.treaty)
    sure = parties.certain | {bond.promisee}
    perhaps: list[str] = []
    if len(parties.possible) > len(parties.certain):
        holders = {*place.sovereigns(moment), *place.administrators(moment), *place.claimants(moment)}
        perhaps = sorted(holders & parties.possible - sure)
    told: list[tuple[tuple[Residue, ...], Residue]] = []
    for settled in product((True, False), repeat=len(perhaps)):
        members = sure | {s for s, member in zip(perhaps, settled, strict=True) if member}
        truth = lies_in(place, area, moment, members, state)
        names = [f"party:{s}@{bond.treaty.id}" for s in perhaps]
        signs = tuple(name if member else inverse(name) for name, member in zip(names, settled, strict=True))
        told.append((signs, f"within:{area.id}" if truth is None else truth))
    if all(left == told[0][1] for _, left in told):
        return told[0][1]
    return disjunction([conjunction((*signs, left)) for signs, left in told])
