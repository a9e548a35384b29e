"""Which duties arose in a war: the law engine on each of its days, over the alliances in force."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from foedus.court.conduct import conduct
from foedus.court.stages import attacks, stages
from foedus.court.turns import Turns
from foedus.court.verdicts import KINDS, AllianceVerdict, Breach, Duty
from foedus.law.bonds import bond_between
from foedus.law.verdict import judge_case
from foedus.world import World

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foedus.atlas.atlas import Atlas
    from foedus.court.stages import Attacked, Stage
    from foedus.law.bonds import Bond
    from foedus.terms.history import PastWar
    from foedus.terms.obligations import Obligation
    from foedus.terms.treaties import Party, Treaty

__all__ = ["alliances_in", "judged"]

_ARISEN = ("invoked", "arguable")


@dataclass(frozen=True, slots=True)
class _Arisen:
    """A duty on the day on which it first arose for certain; else on that on which it was first arguable."""

    bond: Bond
    obligation: Obligation
    since: date
    minor: bool


def judged(war: PastWar, treaties: Sequence[Treaty], atlas: Atlas) -> tuple[AllianceVerdict, ...]:
    """The verdict on every alliance in force with a belligerent, in the order of their numbers.

    Args:
        war: the war as the record has it.
        treaties: phases of ATOP's alliances.
        atlas: where states lie.
    """
    near, read = alliances_in(war, treaties), attacks(war)
    arisen: dict[tuple[object, ...], _Arisen] = {}
    breaches: dict[tuple[int, str, str], Breach] = {}
    entries = {p.entry.latest for t in near for p in t.parties if p.entry and p.entry.latest}
    days = stages(war, atlas, entries)
    turns = Turns(near, days, atlas)
    before: Stage | None = None
    for stage in days:
        alive = tuple(t for t in near if _lives(t, stage.on))
        if alive:
            world = World(alive, stage.on, None, atlas)
            turned = turns.since(before.on, stage.on) if before else set()
            _judge(stage, world, _news(stage, before) | turned, arisen)
            _find_breaches(stage, world, breaches)
        before = stage
    return tuple(_verdict(war, read, number, phases, arisen, breaches) for number, phases in _by_number(near).items())


def alliances_in(war: PastWar, treaties: Iterable[Treaty]) -> tuple[Treaty, ...]:
    """The alliances with a member that fights, or is attacked, while it is one; of their clauses those on trial."""
    states = {*war.states, *(a.against for a in war.acts)}
    first, last = war.start, war.end
    near = (t for t in treaties if any(p.state in states and _member_during(p, first, last) for p in t.parties))
    on_trial = (replace(t, clauses=tuple(c for c in t.clauses if c.kind in KINDS)) for t in near)
    return tuple(t for t in on_trial if t.clauses)


def _by_number(near: Iterable[Treaty]) -> dict[int, list[Treaty]]:
    found: dict[int, list[Treaty]] = {}
    for treaty in near:
        found.setdefault(treaty.atop or 0, []).append(treaty)
    return found


def _news(stage: Stage, before: Stage | None) -> set[str]:
    """The states to which something new is done on this day, or which do it.

    With those for whom the law or the map has changed, nobody else's case can arise that did not arise before.
    """
    if before is None:
        return {*stage.attackers_of, *stage.enemies, *(a for some in stage.attackers_of.values() for a in some)}
    told = ((stage.attackers_of, before.attackers_of), (stage.enemies, before.enemies), (stage.scenes, before.scenes))
    changed = {s for now, then in told for s in now if now[s] != then.get(s)}
    doubts = (stage.disputed ^ before.disputed) | (stage.minor ^ before.minor)
    return changed | doubts | {state for a in stage.acts for state in (a.act.by, a.act.against)}


def _judge(stage: Stage, world: World, news: set[str], arisen: dict[tuple[object, ...], _Arisen]) -> None:
    it = stage.replay(world)
    cases = {case.key: case for state in it.involved if state in news for case in it.cases(state)}
    today = {(told.act.by, told.act.against) for told in stage.acts}
    for case in cases.values():
        minor = set(it.watched(case)) & set(stage.attackers_of) <= stage.minor
        for bond, obligation in judge_case(case, it):
            if obligation.status not in _ARISEN:
                continue
            if bond.clause.kind == "nonaggression" and (bond.promisor, bond.promisee) not in today:
                continue  # an attack of the days before the promise does not break it
            key = (bond.treaty.atop, bond.clause.article, bond.promisor, bond.promisee, bond.clause.kind)
            before = arisen.get(key)
            found = _Arisen(bond, obligation, stage.on, minor and "armed_attack" in obligation.turns_on)
            if before is None or _sureness(found) > _sureness(before):
                arisen[key] = found


def _sureness(found: _Arisen) -> int:
    """Invoked for certain before arguable by the leading account, and that before arguable by a minor one."""
    return 2 if found.obligation.status == "invoked" else 0 if found.minor else 1


def _find_breaches(stage: Stage, world: World, breaches: dict[tuple[int, str, str], Breach]) -> None:
    for told in stage.acts:
        act = told.act
        victims = {state for state, by in stage.attackers_of.items() if act.against in by}
        if act.by in victims and told.attack is False:
            continue  # it answers an attack by this very state
        for treaty in world.treaties:
            kinds = _owed(treaty, act.by, act.against, world)
            if not kinds:
                continue
            if told.attack is False and any(_owed(treaty, act.against, victim, world) for victim in victims):
                continue  # it helps a fellow member against the one that broke the pact
            key, found = (treaty.atop or 0, act.by, act.against), Breach(act, treaty.id, kinds, told.minor)
            before = breaches.get(key)
            if before is None or _agreement(found) > _agreement(before):
                breaches[key] = found


def _agreement(breach: Breach) -> int:
    """An agreed attack before a disputed one, and that before one that only a minor account has."""
    return 0 if breach.minor else 1 if breach.act.disputed else 2


def _owed(treaty: Treaty, promisor: str, promisee: str, world: World) -> tuple[str, ...]:
    """The kinds of duty on trial by which one member is bound to another on the day."""
    if not {promisor, promisee} <= set(treaty.states):
        return ()
    kinds: dict[str, None] = {}
    for number, clause in enumerate(treaty.clauses):
        if clause.kind not in KINDS or (clause.promisors and promisor not in clause.promisors):
            continue
        if clause.promisees and promisee not in clause.promisees:
            continue
        if bond_between(treaty, number, promisor, promisee, world).in_force is not False:
            kinds[clause.kind] = None
    return tuple(kinds)


def _verdict(
    war: PastWar,
    read: tuple[Attacked, ...],
    number: int,
    phases: list[Treaty],
    arisen: dict[tuple[object, ...], _Arisen],
    breaches: dict[tuple[int, str, str], Breach],
) -> AllianceVerdict:
    duties = tuple(_duty(found, phases, war, read) for key, found in arisen.items() if key[0] == number)
    names = dict.fromkeys(p.state for t in phases for p in t.parties if _fought(p, war))
    kinds = {c.kind for t in phases for c in t.clauses}
    return AllianceVerdict(
        war=war.id,
        number=war.number,
        alliance=number,
        kinds=tuple(k for k in KINDS if k in kinds),
        in_force=tuple(names),
        duties=duties,
        breaches=tuple(b for key, b in breaches.items() if key[0] == number),
    )


def _duty(found: _Arisen, phases: list[Treaty], war: PastWar, read: tuple[Attacked, ...]) -> Duty:
    bond = found.bond
    mine = [(p, p.entry or t.in_force) for t in phases for p in t.parties if p.state == bond.promisor]
    last = max((_last(p) for p, _ in mine), default=war.end)
    did, kept = conduct(bond, found.since, last, war, read)
    begun = min((entry.earliest for _, entry in mine if entry and entry.earliest), default=date.min)
    return Duty(found.obligation, found.since, did, kept, wartime=begun >= war.start, minor=found.minor)


def _last(party: Party) -> date:
    """The last day of membership; who never left is a member beyond every war of the record."""
    if party.exit is None or party.exit.latest is None:
        return date.max
    return party.exit.latest - timedelta(days=1)


def _lives(treaty: Treaty, day: date) -> bool:
    return any(_member_during(p, day, day) for p in treaty.parties)


def _member_during(party: Party, first: date, last: date) -> bool:
    begun = party.entry is None or party.entry.earliest is None or party.entry.earliest <= last
    return begun and _last(party) >= first


def _fought(party: Party, war: PastWar) -> bool:
    return any(f.state == party.state and _member_during(party, f.entry, f.exit) for f in war.fighters)
