"""Facts that whoever asks may state, and what holds by default where nobody does.

The attack is an armed attack. `unprovoked`, `on_request` and `demands_unmet` are unknown until stated. If the target's
side began a war against an attacker that is still fought, the act may be self-defence, and "armed attack" turns on
`self_defence`. Who is a party is as the record has it, and unknown where its own days leave it open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.law.findings import Finding, all_found, not_found
from foedus.terms.proofs import Proof

if TYPE_CHECKING:
    from foedus.law.cases import Case
    from foedus.law.residue import Residue
    from foedus.law.situation import Situation
    from foedus.terms.truth import Truth

__all__ = ["armed_attack", "fact", "party"]


def fact(name: str, treaty: str, says: str, it: Situation, default: Truth = None, source: str = "") -> Finding:
    """A fact as stated for this treaty, as stated at all, or by default, on this source."""
    truth = it.stated(name, treaty, default)
    left: Residue = name if truth is None else truth
    if it.is_stated(name, treaty):
        return Finding(left, lambda: Proof(says, truth, "stated", "stated in the question"))
    return Finding(left, lambda: Proof(says, truth, "default", source))


def armed_attack(state: str, treaty: str, it: Situation) -> Finding:
    """Is what this state suffers an armed attack at all? Not if it is self-defence; unknown if the record is disputed.

    The same for every treaty, unless stated for one.
    """
    key = (state in it.disputed, treaty if any("@" in name for name in it.facts) else "")
    if key not in it.armed:
        default = None if state in it.disputed else True
        armed = fact("armed_attack", treaty, "the attack is an armed attack", it, default)
        defence = not_found(_self_defence(treaty, it), "it is not self-defence")
        it.armed[key] = all_found((armed, defence), "an armed attack in law")
    return it.armed[key]


def _self_defence(treaty: str, it: Situation) -> Finding:
    war = it.war
    if war is None or it.is_stated("self_defence", treaty):
        return fact("self_defence", treaty, "the act is self-defence", it, default=False)
    says = (
        f"the act may be self-defence: the target's side began the {war.name} against an attacker "
        "and it is still fought (UN Charter, Article 51)"
    )
    named = (*it.attack.attackers, it.attack.target, "start", "halt")
    return Finding("self_defence", lambda: Proof(says, None, "self-defence", it.world.cited(f"war {war.id}", *named)))


def party(state: str, case: Case, it: Situation) -> Residue:
    """Is this state a party on the day: true, false, or the fact on which that turns.

    A promisee that may be a party counts as one: if it is none, the bond with it is not in force, and the verdict says
    so already.
    """
    treaty = case.first.treaty
    parties = it.parties(treaty)
    if state in parties.certain or (state == case.first.promisee and state in parties.possible):
        return True
    return f"party:{state}@{treaty.id}" if state in parties.possible else False
