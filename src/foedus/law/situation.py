"""The facts of a case, wave by wave, and what each condition of a treaty finds in them.

Default facts: the attack is an armed attack; `unprovoked`, `on_request` and `demands_unmet` are unknown until stated;
if the target's side began a war against an attacker that is still fought, the act may be self-defence and "armed
attack" turns on `self_defence`. Where a treaty is silent on attacks by a member, or by an armed group, that stays
unknown too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.atlas.areas import lies_in
from foedus.law.force import live_cases, loose_cases, parties_on
from foedus.law.residue import Residue, conjunction, disjunction, inverse
from foedus.terms.conditions import WHO_ATOMS, All, Any, Atom, Condition, Not, atoms
from foedus.terms.proofs import Proof
from foedus.terms.states import State
from foedus.terms.truth import all_of, negate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.law.force import Bond, Case
    from foedus.terms.attacks import Attack
    from foedus.terms.places import Place
    from foedus.terms.truth import Truth
    from foedus.terms.wars import War
    from foedus.world import World

__all__ = ["FACTS", "Finding", "Situation"]

FACTS = (
    "armed_attack",
    "at_war",
    "between_members",
    "demands_unmet",
    "internal_conflict",
    "non_state_attack",
    "on_request",
    "self_defence",
    "threatened",
    "unprovoked",
    "where",
)
"""Names of facts that whoever asks may state; also `NAME@TREATY`, `in_force@TREATY`, `suspended@TREATY`,
`within:AREA`, `ongoing:WAR` and the names of uncoded conditions."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a condition finds: what is left of it, and the proof."""

    left: Residue
    proof: Proof


class Situation:
    """One wave of one case: who attacks whom, who is on which side, what is stated.

    Args:
        world: the day.
        attack: the question, with codes for names.
        place: where the target is attacked.
    """

    def __init__(self, world: World, attack: Attack, place: Place) -> None:
        self.world, self.attack, self.place = world, attack, place
        self.facts: dict[str, Truth] = dict(attack.facts)
        self.attacking: dict[str, int] = dict.fromkeys(attack.attackers, 0)
        self.defending: dict[str, int] = {attack.target: 0}
        self.attackers_of: dict[str, tuple[str, ...]] = {attack.target: attack.attackers}
        self.war: War | None = world.may_be_self_defence(attack.attackers, attack.target)
        self._threat_stated = any(name.partition("@")[0] == "threatened" for name in self.facts)
        self._armed: Finding | None = None

    @property
    def involved(self) -> tuple[str, ...]:
        """Everyone on either side, the defenders first."""
        return (*self.defending, *self.attacking)

    def join(self, attacking: list[str], defending: list[str], wave: int) -> None:
        """Let states enter together: whoever enters beside the attackers attacks everyone who defends."""
        self.defending.update(dict.fromkeys(defending, wave))
        self.attacking.update(dict.fromkeys(attacking, wave))
        for defender in self.defending if attacking else ():
            self.attackers_of[defender] = (*self.attackers_of.get(defender, ()), *attacking)

    def adversaries(self, state: str) -> tuple[str, ...]:
        """Whoever attacks this state; else the other side."""
        if state in self.attackers_of:
            return self.attackers_of[state]
        if state in self.attacking:
            return tuple(self.defending)
        return tuple(self.attacking) if state in self.defending else ()

    def against(self, bond: Bond) -> tuple[str, ...]:
        """The adversaries that a bond's case is about."""
        watched = self.watched(bond)
        if len(watched) == 1:
            return self.adversaries(watched[0])
        return tuple(dict.fromkeys(a for state in watched for a in self.adversaries(state)))

    def cases(self, state: str) -> Iterator[Case]:
        """The cases that watch over a state and can arise: a quick look before the conditions are gone through."""
        if state not in self.attackers_of and not self._threat_stated:
            yield from loose_cases(state, self.world)
            return
        for case in live_cases(state, self.world):
            attackers = self.attackers_of.get(case.key[2])
            if attackers is None and case.needs_attack:
                continue
            if attackers is None or case.only_by is None or case.only_by in attackers:
                yield case

    def casus(self, bond: Bond) -> Finding:
        """What is left of the casus foederis, silences of the treaty included; the same for all bonds of a case."""
        found = self.find(bond.clause.when, bond)
        silent = self._silences(bond)
        if not silent:
            return found
        left = conjunction((found.left, *(f.left for f in silent)))
        premises = (found.proof, *(f.proof for f in silent))
        return Finding(left, Proof("the casus foederis", _truth(left), "all", "", premises))

    def _is_state(self, code: str) -> bool:
        """Is this a state, and was it one already on the day? A liberation front that became a state was none."""
        found = self.world.atlas.find(code)
        first = (
            min((c.spell.start for c in (*found.cow, *found.gw) if c.spell.start), default=None)
            if isinstance(found, State)
            else None
        )
        return isinstance(found, State) and (first is None or first <= self.world.on)

    def stated(self, name: str, treaty: str, default: Truth) -> Truth:
        """A fact as stated for this treaty, as stated at all, or by default."""
        if f"{name}@{treaty}" in self.facts:
            return self.facts[f"{name}@{treaty}"]
        return self.facts.get(name, default)

    def find(self, condition: Condition, bond: Bond) -> Finding:
        """What is left of a condition for this bond, with the proof."""
        match condition:
            case Atom():
                return self._atom(condition, bond)
            case Not(part):
                inner = self.find(part, bond)
                left = inverse(inner.left)
                return Finding(left, Proof(f"not: {inner.proof.says}", _truth(left), "not", "", (inner.proof,)))
            case All(parts):
                found = [self.find(part, bond) for part in parts]
                left = conjunction(f.left for f in found)
                return Finding(left, Proof("all of these", _truth(left), "all", "", tuple(f.proof for f in found)))
            case Any(parts):
                found = [self.find(part, bond) for part in parts]
                left = disjunction(f.left for f in found)
                return Finding(left, Proof("any of these", _truth(left), "any", "", tuple(f.proof for f in found)))

    def _silences(self, bond: Bond) -> list[Finding]:
        """A duty to defend that does not say by whom: attacks by a member, or by an armed group, are left open."""
        adversaries = self.against(bond)
        if bond.clause.kind != "defense" or not adversaries or any(a.name == "by" for a in atoms(bond.clause.when)):
            return []
        findings = []
        if set(adversaries) <= parties_on(bond.treaty, self.world):
            says = f"{bond.treaty.id} also covers an attack by a member (the text is silent)"
            findings.append(self._fact("between_members", bond.treaty.id, says))
        if not any(self._is_state(a) for a in adversaries):
            says = f"{bond.treaty.id} also covers an attack by an armed group or entity (the text is silent)"
            findings.append(self._fact("non_state_attack", bond.treaty.id, says))
        return findings

    def watched(self, bond: Bond) -> tuple[str, ...]:
        """Whose case it is: the promisee, or the states that the condition names."""
        if bond.clause.kind == "nonaggression":
            return (bond.promisee,)
        named = [a.args for a in atoms(bond.clause.when) if a.name in WHO_ATOMS]
        states = [s for args in named for s in self._who(args, bond)]
        return tuple(dict.fromkeys(states)) or (bond.promisee,)

    def _who(self, args: tuple[str, ...], bond: Bond) -> tuple[str, ...]:
        states: list[str] = []
        for arg in args:
            match arg:
                case "promisee":
                    states.append(bond.promisee)
                case "promisor":
                    states.append(bond.promisor)
                case "any_party":
                    states += sorted(parties_on(bond.treaty, self.world))
                case _:
                    states.append(arg)
        return tuple(dict.fromkeys(states))

    def _atom(self, atom: Atom, bond: Bond) -> Finding:
        treaty = bond.treaty.id
        match atom.name:
            case "attacked":
                return self._each(atom, bond, self._attacked)
            case "at_war":
                return self._each(atom, bond, self._at_war)
            case "threatened":
                return self._each(atom, bond, self._threatened)
            case "by":
                return self._by(atom.args, bond)
            case "adversaries_at_least":
                count = sum(self._is_state(a) for a in self.against(bond))
                says = f"{count} states attack, the treaty asks for at least {atom.args[0]}"
                return _known(count >= int(atom.args[0]), says, "question")
            case "within":
                return self._within(atom.args[0], bond)
            case "ongoing":
                return self._ongoing(atom.args[0], treaty)
            case "internal_conflict":
                adversaries = self.against(bond)
                states = all(self._is_state(a) for a in adversaries)
                return self._fact("internal_conflict", treaty, "it is an internal conflict", False if states else None)
            case "uncoded":
                return self._fact(atom.args[0], treaty, f"{atom.args[0].replace('_', ' ')} (the record does not tell)")
            case _:
                return self._fact(atom.name, treaty, _STATED[atom.name])

    def _each(self, atom: Atom, bond: Bond, test: _Test) -> Finding:
        found = [test(state, bond) for state in self._who(atom.args, bond)]
        if len(found) == 1:
            return found[0]
        left = disjunction(f.left for f in found)
        shown = [f.proof for f in found if f.left is not False] or [Proof("none of them", False, "any")]
        return Finding(left, Proof(f"any of these: {atom}", _truth(left), "any", "", tuple(shown)))

    def _attacked(self, state: str, bond: Bond) -> Finding:
        attackers = self.attackers_of.get(state, ())
        if bond.clause.kind == "nonaggression":
            attackers = tuple(a for a in attackers if a == bond.promisor)
        if not attackers:
            by = f" by {bond.promisor}" if bond.clause.kind == "nonaggression" else ""
            return _known(False, f"{state} is not attacked{by}", "question")
        armed = self._armed_attack(bond.treaty.id)
        says = f"{', '.join(attackers)} attack{'s' if len(attackers) == 1 else ''} {state}"
        premises = (Proof(says, True, "question", "the question"), armed.proof)
        return Finding(armed.left, Proof(f"{state} is under armed attack", _truth(armed.left), "all", "", premises))

    def _armed_attack(self, treaty: str) -> Finding:
        """Is it an armed attack at all? Not if it is self-defence. The same for every treaty, unless stated for one."""
        if self._armed is not None:
            return self._armed
        armed = self._fact("armed_attack", treaty, "the attack is an armed attack", True)
        defence = self._self_defence(treaty)
        opposite = inverse(defence.left)
        left = conjunction((armed.left, opposite))
        premises = (armed.proof, Proof("it is not self-defence", _truth(opposite), "not", "", (defence.proof,)))
        found = Finding(left, Proof("an armed attack in law", _truth(left), "all", "", premises))
        if not any("@" in name for name in self.facts):
            self._armed = found
        return found

    def _self_defence(self, treaty: str) -> Finding:
        stated = {"self_defence", f"self_defence@{treaty}"} & self.facts.keys()
        if self.war is None or stated:
            return self._fact("self_defence", treaty, "the act is self-defence", False)
        says = (
            f"the act may be self-defence: the target's side began the {self.war.name} against an attacker "
            "and it is still fought (UN Charter, Article 51)"
        )
        return Finding("self_defence", Proof(says, None, "self-defence", f"war {self.war.id}"))

    def _at_war(self, state: str, bond: Bond) -> Finding:
        if state in self.attacking or state in self.defending:
            return self._fact("at_war", bond.treaty.id, f"{state} is at war through this attack", True)
        truth, war = self.world.at_war(state)
        if war is not None and truth:
            return _known(True, f"{state} is at war: {war.name}", f"war {war.id}")
        return self._fact("at_war", bond.treaty.id, f"{state} is at war", truth)

    def _threatened(self, state: str, bond: Bond) -> Finding:
        if state in self.attackers_of:
            return _known(True, f"{state} is attacked, so threatened a fortiori", "question")
        return self._fact("threatened", bond.treaty.id, f"{state} is under threat", False)

    def _by(self, whom: tuple[str, ...], bond: Bond) -> Finding:
        adversaries = self.against(bond)
        listed = ", ".join(adversaries) or "nobody"
        if "any" in whom:
            return _known(True, "the treaty covers an attack by whomever", bond.treaty.id)
        if "non_member" in whom:
            parties = parties_on(bond.treaty, self.world)
            outside = [a for a in adversaries if a not in parties]
            return _known(bool(outside), f"an attack by a non-member (the attackers: {listed})", bond.treaty.id)
        if "state" in whom:
            states = [a for a in adversaries if self._is_state(a)]
            return _known(bool(states), f"an attack by a state (the attackers: {listed})", "question")
        named = [a for a in adversaries if a in whom]
        return _known(bool(named), f"the attackers ({listed}) are among those named: {', '.join(whom)}", bond.treaty.id)

    def _within(self, key: str, bond: Bond) -> Finding:
        area = self.world.atlas.area(key)
        name = f"within:{key}"
        if name in self.facts or f"{name}@{bond.treaty.id}" in self.facts:
            return self._fact(name, bond.treaty.id, f"the attack lies in: {area.name}")
        watched = [s for s in self.watched(bond) if s in self.attackers_of] or [bond.promisee]
        found = [self._lies_in(state, key, bond) for state in watched]
        if len(found) == 1:
            return found[0]
        left = disjunction(f.left for f in found)
        return Finding(left, Proof(f"in: {area.name}", _truth(left), "any", "", tuple(f.proof for f in found)))

    def _lies_in(self, state: str, key: str, bond: Bond) -> Finding:
        area = self.world.atlas.area(key)
        if state != self.attack.target:
            if {"where", f"where@{bond.treaty.id}"} & self.facts.keys():
                return self._fact("where", bond.treaty.id, f"the attack on {state} lies in: {area.name}")
            says = f"where {state} is attacked is not stated, so whether it lies in: {area.name}"
            return Finding("where", Proof(says, None, "place", f"area {key}"))
        parties = parties_on(bond.treaty, self.world) | {bond.promisee}
        truth = lies_in(self.place, area, self.world.horizon, parties, state)
        left: Residue = f"within:{key}" if truth is None else truth
        verb = {True: "lies in", False: "does not lie in", None: "may or may not lie in"}[truth]
        return Finding(left, Proof(f"{self.place.name} {verb}: {area.name}", truth, "place", f"area {key}"))

    def _ongoing(self, key: str, treaty: str) -> Finding:
        war = self.world.atlas.war(key)
        moment = self.world.horizon
        truth = all_of((war.begun(moment), negate(war.halted(moment))))
        return self._fact(f"ongoing:{key}", treaty, f"the {war.name} is going on", truth)

    def _fact(self, name: str, treaty: str, says: str, default: Truth = None) -> Finding:
        truth = self.stated(name, treaty, default)
        stated = name in self.facts or f"{name}@{treaty}" in self.facts
        rule, source = ("stated", "stated in the question") if stated else ("default", "")
        return Finding(name if truth is None else truth, Proof(says, truth, rule, source))


_STATED = {
    "unprovoked": "the attack was not provoked",
    "demands_unmet": "stated demands were refused",
    "on_request": "the ally asks for help",
}


def _known(truth: bool, says: str, source: str) -> Finding:
    return Finding(truth, Proof(says, truth, "fact", source))


def _truth(left: Residue) -> Truth:
    return left if isinstance(left, bool) else None


if TYPE_CHECKING:
    from collections.abc import Callable

    _Test = Callable[[str, Bond], Finding]
