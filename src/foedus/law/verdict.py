"""One bond, one situation: does the casus foederis arise? The verdict with its proof.

| status | meaning |
|---|---|
| invoked | in force and every condition true |
| arguable | some settling of the unknown facts would make it invoked, another would not |
| suspended | in force and frozen for this promisor or promisee; its conditions are not false |
| pending | signed and not yet in force; its conditions are not false |
| not_invoked | a condition is false, or nothing binds |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.law.residue import Residue, essential, outcomes, settle, variables
from foedus.law.situation import Finding
from foedus.terms.obligations import Obligation
from foedus.terms.proofs import Proof

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedus.law.force import Bond
    from foedus.law.situation import Situation

__all__ = ["judge"]

_ORDER = ("invoked", "suspended", "pending")


def judge(bond: Bond, situation: Situation, wave: int = 1) -> Obligation:
    """The verdict on one bond in one situation."""
    in_force, frozen, force_proof = _force(bond, situation)
    case = _case(bond, situation)
    status, turns_on = _status(in_force, frozen, bond.pending, case.left)
    where = f"{bond.treaty.id}, article {bond.clause.article}"
    says = _SAYS[status].format(promisor=bond.promisor, promisee=bond.promisee, kind=bond.clause.kind)
    proof = Proof(says, True, status.replace("_", " "), where, (force_proof, case.proof))
    return Obligation(
        promisor=bond.promisor,
        promisee=bond.promisee,
        against=situation.against(bond),
        kind=bond.clause.kind,
        treaty=bond.treaty.id,
        article=bond.clause.article,
        status=status,
        turns_on=turns_on,
        owes=bond.clause.owes,
        discretion=bond.clause.discretion,
        wave=wave,
        verified=bond.verified,
        binding=bond.treaty.binding,
        instrument=bond.treaty.instrument,
        substance=bond.clause.substance,
        process=bond.clause.process,
        proof=proof,
    )


_SAYS = {
    "invoked": "the casus foederis arises: {promisor} owes {promisee} {kind}",
    "arguable": "arguable whether {promisor} owes {promisee} {kind}",
    "suspended": "{promisor}'s duty of {kind} to {promisee} is suspended",
    "pending": "{promisor} would owe {promisee} {kind}, but the treaty is signed and not in force",
    "not_invoked": "{promisor} does not owe {promisee} {kind}",
}


def _force(bond: Bond, situation: Situation) -> tuple[Residue, Residue, Proof]:
    """In force and suspended, as residues, unless whoever asks has stated them."""
    if not situation.facts and bond.in_force is not None and bond.suspended is not None:
        return bond.in_force, bond.suspended, bond.proof
    key = bond.treaty.id
    left: list[Residue] = []
    proof = bond.proof
    for name, truth in (("in_force", bond.in_force), ("suspended", bond.suspended)):
        settled = situation.facts.get(f"{name}@{key}", truth)
        left.append(f"{name}@{key}" if settled is None else settled)
        if f"{name}@{key}" in situation.facts:
            says = f"{key} is {name.replace('_', ' ')}"
            proof = Proof(says, settled, "stated", "stated in the question", (proof,))
    return left[0], left[1], proof


def _case(bond: Bond, situation: Situation) -> Finding:
    """The casus foederis, unless the promisor is itself the adversary."""
    if bond.clause.kind in ("defense", "offense") and bond.promisor in situation.against(bond):
        says = f"{bond.promisor} is itself the adversary, and owes no help against itself"
        return Finding(False, Proof(says, False, "identity", "question"))
    return situation.case(bond)


def _status(in_force: Residue, frozen: Residue, pending: bool, case: Residue) -> tuple[str, tuple[str, ...]]:
    """The status and the facts that it turns on."""
    if case is False:
        return "not_invoked", ()
    if case is True and in_force is True and frozen is False:
        return "invoked", ()
    names = [*variables(in_force), *variables(frozen), *variables(case)]
    distinct = list(dict.fromkeys(names))

    def settled(facts: Mapping[str, bool]) -> str:
        if not settle(case, facts):
            return "not_invoked"
        if not settle(in_force, facts):
            return "pending" if pending else "not_invoked"
        return "suspended" if settle(frozen, facts) else "invoked"

    if not distinct:
        return settled({}), ()
    if in_force is True and frozen is False and len(distinct) == len(names):
        return "arguable", tuple(distinct)
    table = outcomes(distinct, settled)
    reached = set(table.values())
    if len(reached) == 1:
        return reached.pop(), ()
    if "invoked" in reached:
        status = "arguable"
    else:
        status = next(s for s in _ORDER if s in reached)
    return status, essential(distinct, table)
