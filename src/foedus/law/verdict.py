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
    from collections.abc import Callable, Collection, Iterator, Mapping

    from foedus.law.force import Bond, Case
    from foedus.law.situation import Situation

__all__ = ["judge", "judge_case"]

_ORDER = ("invoked", "suspended", "pending")


def judge(bond: Bond, situation: Situation, wave: int = 1) -> Obligation:
    """The verdict on one bond in one situation."""
    return _verdict(bond, situation, situation.against(bond), situation.casus(bond), wave)


def judge_case(case: Case, situation: Situation, wave: int, decided: Collection[str] = ()) -> Iterator[Obligation]:
    """The verdicts on every bond of a case that are not `not_invoked`, but for promisors who have decided."""
    casus = situation.casus(case.first)
    if casus.left is False:
        return
    against = situation.against(case.first)
    for bond in case.bonds:
        if bond.promisor not in decided:
            verdict = _verdict(bond, situation, against, casus, wave)
            if verdict.status != "not_invoked":
                yield verdict


def _verdict(bond: Bond, situation: Situation, against: tuple[str, ...], casus: Finding, wave: int) -> Obligation:
    clause, treaty = bond.clause, bond.treaty
    in_force, frozen, force_proof = _force(bond, situation)
    if clause.kind in _HELP and bond.promisor in against:
        says = f"{bond.promisor} is itself the adversary, and owes no help against itself"
        casus = Finding(False, Proof(says, False, "identity", "question"))
    status, turns_on = _status(in_force, frozen, bond.pending, casus.left)
    proof = Proof(
        _SAYS[status](bond.promisor, bond.promisee, clause.kind),
        True,
        status,
        f"{treaty.id}, article {clause.article}",
        (force_proof, casus.proof),
    )
    return Obligation(
        bond.promisor,
        bond.promisee,
        against,
        clause.kind,
        treaty.id,
        clause.article,
        status,
        turns_on,
        clause.owes,
        clause.discretion,
        wave,
        bond.verified,
        treaty.binding,
        treaty.instrument,
        clause.substance,
        clause.process,
        proof,
    )


_HELP = ("defense", "offense")

_SAYS: dict[str, Callable[[str, str, str], str]] = {
    "invoked": lambda one, two, kind: f"the casus foederis arises: {one} owes {two} {kind}",
    "arguable": lambda one, two, kind: f"arguable whether {one} owes {two} {kind}",
    "suspended": lambda one, two, kind: f"{one}'s duty of {kind} to {two} is suspended",
    "pending": lambda one, two, kind: f"{one} would owe {two} {kind}, but the treaty is signed and not in force",
    "not_invoked": lambda one, two, kind: f"{one} does not owe {two} {kind}",
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
            verb = {True: "is", False: "is not", None: "may be"}[settled]
            truth_now = settled if name == "in_force" else proof.truth
            says = f"{key} {verb} {name.replace('_', ' ')}, as stated"
            proof = Proof(says, truth_now, "stated", "stated in the question", (proof,))
    return left[0], left[1], proof


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
    status = "arguable" if "invoked" in reached else next(s for s in _ORDER if s in reached)
    return status, essential(distinct, table)
