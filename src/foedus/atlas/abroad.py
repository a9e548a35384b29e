"""Which forces stand abroad on a day, and over whom umbrellas are open: from records, by the two clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.terms.forces import ForceAbroad
from foedus.terms.states import Entity
from foedus.terms.truth import Truth, all_of, any_of, negate
from foedus.terms.umbrellas import UmbrellaOpen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from foedus.atlas.atlas import Atlas
    from foedus.terms.forces import Basis, Force
    from foedus.terms.treaties import Party, Treaty
    from foedus.terms.umbrellas import Umbrella

__all__ = ["concerned", "forces_on", "umbrellas_on"]


def forces_on(
    forces: Iterable[Force], treaties: Iterable[Treaty], moment: date, known_on: date | None
) -> Iterator[ForceAbroad]:
    """The forces that are abroad on the day or on their way, as far as it was public."""
    listed = {t.id: t for t in treaties}
    for force in forces:
        if force.public(known_on) is False:
            continue
        stage, present = force.stage(moment), force.present(moment)
        if stage == "ended" or (not stage and present is False):
            continue
        if present is not False and not (force.beyond_doubt(known_on) and force.public(known_on)):
            stage, present = "reported", None
        told = [a for a in force.accounts if known_on is None or a.known.by(known_on) is not False]
        figure, grounds = force.figure(moment, known_on), _of_its_time(force.basis, listed, moment, known_on)
        yield ForceAbroad(force, stage or "unknown", present, figure, force.told(known_on), grounds, tuple(told))


def concerned(force: Force, atlas: Atlas) -> frozenset[str]:
    """Whom a force concerns: sender, host, who takes part, and who claims the land of a host that is no state."""
    host = atlas.find(force.host)
    claims = host.claimed_by if isinstance(host, Entity) else ()
    return frozenset((force.sender, force.host, *force.beside, *claims))


def umbrellas_on(
    umbrellas: Iterable[Umbrella], treaties: Iterable[Treaty], moment: date, known_on: date | None
) -> Iterator[UmbrellaOpen]:
    """The umbrellas that stand on the day or may, and over whom."""
    listed = {t.id: t for t in treaties}
    for umbrella in umbrellas:
        stands = umbrella.stands(moment)
        public = known_on is None or umbrella.known is None or umbrella.known.by(known_on)
        if stands is False or public is False:
            continue
        pact = listed.get(umbrella.members_of)
        told: dict[str, Truth] = dict.fromkeys(umbrella.protected, True)
        if pact is not None:
            others = [s for s in pact.states if s not in (umbrella.guarantor, *umbrella.excepted)]
            told = {s: _under(pact, umbrella.guarantor, s, moment) for s in others}
        over = tuple(s for s, truth in told.items() if truth)
        perhaps = tuple(s for s, truth in told.items() if truth is None)
        missing = bool(umbrella.members_of) and pact is None
        if over or perhaps or missing:
            whole, grounds = all_of((stands, public)), _of_its_time(umbrella.basis, listed, moment, known_on)
            yield UmbrellaOpen(umbrella, whole, over, perhaps, umbrella.explicit(moment), grounds, missing)


def _of_its_time(
    basis: tuple[Basis, ...], listed: dict[str, Treaty], moment: date, known_on: date | None
) -> tuple[Basis, ...]:
    """The grounds that had been laid and not been withdrawn by the day, as far as they were public."""

    def stands(ground: Basis) -> bool:
        pact = listed.get(ground.treaty)
        laid = [ground.day, pact.signed or pact.in_force if pact else None]
        over = pact is not None and pact.end is not None and pact.end.by(moment) is True
        public = known_on is None or ground.known is None or ground.known.by(known_on) is not False
        return public and not over and not any(day.by(moment) is False for day in laid if day)

    return tuple(ground for ground in basis if stands(ground))


def _under(pact: Treaty, guarantor: str, state: str, moment: date) -> Truth:
    """Are guarantor and state both parties of the treaty on the day? Unknown while their bond is suspended."""
    both = all_of(_party(pact, code, moment) for code in (guarantor, state))
    frozen = any_of(
        all_of((s.start.by(moment), negate(s.end.by(moment) if s.end else False)))
        for s in pact.suspensions
        if ({guarantor, state} <= set(s.states) if s.between else state in s.states or guarantor in s.states)
    )
    return None if both and frozen is not False else both


def _party(pact: Treaty, state: str, moment: date) -> Truth:
    force = pact.in_force.by(moment) if pact.in_force else False
    over = pact.end.by(moment) if pact.end else False
    return all_of((force, negate(over), any_of(_spell(p, moment) for p in pact.parties if p.state == state)))


def _spell(party: Party, moment: date) -> Truth:
    entered = party.entry.by(moment) if party.entry else True
    return all_of((entered, negate(party.exit.by(moment) if party.exit else False)))
