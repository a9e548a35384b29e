"""What each condition of a treaty finds in the facts of an attack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.law.alliances import allied
from foedus.law.facts import armed_attack, fact, party
from foedus.law.findings import Finding, all_found, any_found, not_found, plain, truth_of
from foedus.law.residue import conjunction, disjunction, inverse
from foedus.law.scene import within
from foedus.terms.conditions import All, Any, Atom, Condition, Not
from foedus.terms.proofs import Proof
from foedus.terms.truth import all_of, negate

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.law.cases import Case
    from foedus.law.residue import Residue
    from foedus.law.situation import Situation

    _Test = Callable[[str, Case, Situation], Finding]

__all__ = ["casus"]

_STATED = {
    "unprovoked": "the attack was not provoked",
    "demands_unmet": "stated demands were refused",
    "on_request": "the ally asks for help",
}


def casus(case: Case, it: Situation) -> Finding:
    """What is left of the casus foederis, silences of the treaty included; the same for all bonds of a case."""
    found = _find(case.first.clause.when, case, it)
    silent = _silences(case, it)
    return all_found((found, *silent), "the casus foederis") if silent else found


def _find(condition: Condition, case: Case, it: Situation) -> Finding:
    """What is left of a condition."""
    match condition:
        case Atom():
            return _atom(condition, case, it)
        case Not(part):
            return not_found(_find(part, case, it))
        case All(parts):
            return all_found([_find(part, case, it) for part in parts])
        case Any(parts):
            return any_found([_find(part, case, it) for part in parts])


def _silences(case: Case, it: Situation) -> list[Finding]:
    """A duty to defend that does not say by whom: attacks by a member, or by an armed group, are left open."""
    bond = case.first
    if case.says_by_whom or bond.clause.kind != "defense":
        return []
    adversaries = it.against(case)
    if not adversaries:
        return []
    findings = []
    outside = _outside(adversaries, case, it)
    if outside.left is not True:
        says = f"{bond.treaty.id} also covers an attack by a member (the text is silent)"
        covered = fact("between_members", bond.treaty.id, says, it)
        findings.append(covered if outside.left is False else any_found((outside, covered)))
    if not any(it.is_state(a) for a in adversaries):
        says = f"{bond.treaty.id} also covers an attack by an armed group or entity (the text is silent)"
        findings.append(fact("non_state_attack", bond.treaty.id, says, it))
    return findings


def _outside(adversaries: tuple[str, ...], case: Case, it: Situation) -> Finding:
    """Is one of the adversaries no party?"""
    left = disjunction([inverse(party(a, case, it)) for a in adversaries])

    def write() -> Proof:
        says = f"an attack by a non-member (the attackers: {', '.join(adversaries) or 'nobody'})"
        return Proof(says, truth_of(left), "fact", case.first.treaty.id)

    return Finding(left, write)


def _atom(atom: Atom, case: Case, it: Situation) -> Finding:
    treaty = case.first.treaty.id
    match atom.name:
        case "attacked":
            return _each(atom, case, it, _attacked)
        case "at_war":
            return _each(atom, case, it, _at_war)
        case "threatened":
            return _each(atom, case, it, _threatened)
        case "by":
            return _by(atom.args, case, it)
        case "allied_with":
            return _allied_with(atom.args, case, it)
        case "adversaries_at_least":
            count = sum(it.is_state(a) for a in it.against(case))
            says = f"{count} states attack, the treaty asks for at least {atom.args[0]}"
            return plain(count >= int(atom.args[0]), says, "question")
        case "within":
            return within(atom.args[0], case, it)
        case "ongoing":
            return _ongoing(atom.args[0], treaty, it)
        case "internal_conflict":
            states = all(it.is_state(a) for a in it.against(case))
            default = False if states else None
            return fact("internal_conflict", treaty, "it is an internal conflict", it, default)
        case "uncoded":
            return fact(atom.args[0], treaty, f"{atom.args[0].replace('_', ' ')} (the record does not tell)", it)
        case _:
            return fact(atom.name, treaty, _STATED[atom.name], it)


def _each(atom: Atom, case: Case, it: Situation, test: _Test) -> Finding:
    """A condition on somebody: that one of those meant is attacked, at war, threatened."""
    bond = case.first
    if atom.args == ("promisee",):
        return test(bond.promisee, case, it)
    surely = {"promisee": bond.promisee, "promisor": bond.promisor}
    found = {s: test(s, case, it) for s in (surely.get(a, a) for a in atom.args if a != "any_party")}
    for state in sorted(it.parties(bond.treaty).possible) if "any_party" in atom.args else ():
        if state not in found:
            found[state] = _as_party(state, test(state, case, it), case, it)
    if len(found) == 1:
        return next(iter(found.values()))
    left = disjunction([f.left for f in found.values()])

    def write() -> Proof:
        shown = [f.proof for f in found.values() if f.left is not False] or [Proof("none of them", False, "any")]
        return Proof(f"any of these: {atom}", truth_of(left), "any", "", tuple(shown))

    return Finding(left, write)


def _as_party(state: str, found: Finding, case: Case, it: Situation) -> Finding:
    """The same of somebody who counts only as a party, and perhaps is none."""
    member, treaty = party(state, case, it), case.first.treaty
    if member is True or found.left is False:
        return found
    left = conjunction((member, found.left))

    def write() -> Proof:
        perhaps = Proof(f"{state} is a party to {treaty.id}", None, "in force", treaty.id)
        return Proof(found.proof.says, truth_of(left), "all", "", (perhaps, found.proof))

    return Finding(left, write)


def _attacked(state: str, case: Case, it: Situation) -> Finding:
    attackers, by = it.attackers_of.get(state, ()), ""
    if case.only_by is not None:
        attackers, by = tuple(a for a in attackers if a == case.only_by), f" by {case.only_by}"
    if not attackers:
        return Finding(False, lambda: Proof(f"{state} is not attacked{by}", False, "fact", "question"))
    armed = armed_attack(state, case.first.treaty.id, it)

    def write() -> Proof:
        says = f"{', '.join(attackers)} attack{'s' if len(attackers) == 1 else ''} {state}"
        premises = (Proof(says, True, "question", it.source_of_attack(state)), armed.proof)
        return Proof(f"{state} is under armed attack", truth_of(armed.left), "all", "", premises)

    return Finding(armed.left, write)


def _at_war(state: str, case: Case, it: Situation) -> Finding:
    treaty = case.first.treaty.id
    if state in it.attacking or state in it.defending:
        return fact("at_war", treaty, f"{state} is at war through {it.event}", it, default=True)
    truth, war = it.world.at_war(state)
    source = it.world.cited(f"war {war.id}", state, "start", "halt") if war is not None else ""
    if war is not None and truth:
        return plain(True, f"{state} is at war: {war.name}", source)
    return fact("at_war", treaty, f"{state} is at war", it, truth, source)


def _threatened(state: str, case: Case, it: Situation) -> Finding:
    if state in it.attackers_of:
        says = f"{state} is attacked, so threatened a fortiori"
        return Finding(True, lambda: Proof(says, True, "fact", "question"))
    return fact("threatened", case.first.treaty.id, f"{state} is under threat", it, default=False)


def _by(whom: tuple[str, ...], case: Case, it: Situation) -> Finding:
    treaty = case.first.treaty
    if "any" in whom:
        return plain(True, "the treaty covers an attack by whomever", treaty.id)
    adversaries = it.against(case)
    if "non_member" in whom:
        return _outside(adversaries, case, it)
    listed = ", ".join(adversaries) or "nobody"
    if "state" in whom:
        states = any(it.is_state(a) for a in adversaries)
        return plain(states, f"an attack by a state (the attackers: {listed})", "question")
    says = f"the attackers ({listed}) are among those named: {', '.join(whom)}"
    return plain(any(a in whom for a in adversaries), says, treaty.id)


def _allied_with(whom: tuple[str, ...], case: Case, it: Situation) -> Finding:
    """Has one of the attackers a treaty of defense or offense in force on the day with one of these states?"""
    found = [_ally(adversary, other, case, it) for other in whom for adversary in it.against(case)]
    if not found:
        return plain(False, f"nobody attacks who could be allied with {', '.join(whom)}", "question")
    return found[0] if len(found) == 1 else any_found(found, f"an attacker is allied with {', '.join(whom)}")


def _ally(one: str, other: str, case: Case, it: Situation) -> Finding:
    says, name = f"{one} is allied with {other} (a treaty of defense or offense in force)", f"allied_with:{other}"
    treaty = case.first.treaty.id
    if it.is_stated(name, treaty):
        return fact(name, treaty, says, it)
    truth, ties = allied(one, other, it.world)
    left: Residue = name if truth is None else truth
    return Finding(left, lambda: Proof(says, truth, "in force", ", ".join(ties) or "the corpus"))


def _ongoing(key: str, treaty: str, it: Situation) -> Finding:
    war, moment = it.world.atlas.war(key), it.world.horizon
    truth = all_of((war.begun(moment), negate(war.halted(moment))))
    cited = it.world.cited(f"war {war.id}", "start", "halt")
    source = cited if ";" in cited else ""  # the record itself goes without saying
    return fact(f"ongoing:{key}", treaty, f"the {war.name} is going on", it, truth, source)
