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

from foedus.law.atoms import casus
from foedus.law.cases import case_of
from foedus.law.findings import Finding, plain
from foedus.law.residue import Residue, essential, outcomes, settle, variables
from foedus.terms.obligations import Obligation
from foedus.terms.proofs import Proof

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from foedus.law.bonds import Bond, Key
    from foedus.law.cases import Case
    from foedus.law.situation import Situation
    from foedus.terms.obligations import Promise
    from foedus.terms.truth import Truth

__all__ = ["judge", "judge_case"]

_ORDER = ("invoked", "suspended", "pending")
_NOBODY: Mapping[Key, Obligation] = {}


def judge(bond: Bond, situation: Situation) -> Obligation:
    """The verdict on one bond in one situation, whatever it is."""
    case = case_of(bond, situation.world)
    found = casus(case, situation)
    against = situation.against(case)
    arises = _arises(bond, against, found)
    return _obligation(bond, against, _stands(bond, arises, situation.facts), 1, _prover(arises, situation.facts))


def judge_case(
    case: Case,
    situation: Situation,
    wave: int = 1,
    decided: Collection[str] = (),
    before: Mapping[Key, Obligation] = _NOBODY,
) -> list[tuple[Bond, Obligation]]:
    """The verdicts on every bond of a case that are not `not_invoked`, but for promisors who have decided.

    A verdict that stood like this in an earlier wave (`before`) keeps the number of that wave.
    """
    found = casus(case, situation)
    if found.left is False:
        return []
    against, facts = situation.against(case), situation.facts
    refused = {*decided, *against} if case.first.clause.kind in _HELP else decided
    grounds = _prover(found, facts)
    verdicts = []
    known: dict[tuple[Truth, Truth, bool], _Stands] = {}
    for bond in case.bonds:
        if bond.promisor in refused:
            continue
        told = (bond.in_force, bond.suspended, bond.pending)
        stands = known.get(told)
        if stands is None:
            stands = known[told] = _stands(bond, found, facts)
        if stands[0] != "not_invoked":
            old = before.get(bond.key) if before else None
            first = old.wave if old is not None and old.status == stands[0] else wave
            verdicts.append((bond, _obligation(bond, against, stands, first, grounds)))
    return verdicts


_Stands = tuple[str, tuple[str, ...]]
"""A status, and the facts that it turns on."""


def _obligation(
    bond: Bond, against: tuple[str, ...], stands: _Stands, wave: int, grounds: Callable[[Obligation], Proof]
) -> Obligation:
    return Obligation(bond.promise, against, stands[0], stands[1], wave, grounds)


def _arises(bond: Bond, against: tuple[str, ...], found: Finding) -> Finding:
    """The case as found, unless the promisor is itself the adversary."""
    if bond.clause.kind not in _HELP or bond.promisor not in against:
        return found
    return plain(
        False, f"{bond.promisor} is itself the adversary, and owes no help against itself", "question", "identity"
    )


def _stands(bond: Bond, arises: Finding, facts: Mapping[str, Truth]) -> _Stands:
    """The status; in force and suspended are as stated, if whoever asks has stated them."""
    key = bond.treaty.id
    in_force = facts.get(f"in_force@{key}", bond.in_force)
    suspended = facts.get(f"suspended@{key}", bond.suspended)
    return _status(
        f"in_force@{key}" if in_force is None else in_force,
        f"suspended@{key}" if suspended is None else suspended,
        bond.pending,
        arises.left,
    )


def _prover(arises: Finding, facts: Mapping[str, Truth]) -> Callable[[Obligation], Proof]:
    """Writes the proof of a verdict: who is bound, and whether the case has arisen."""

    def write(verdict: Obligation) -> Proof:
        promise = verdict.promise
        says = _SAYS[verdict.status](promise.promisor, promise.promisee, promise.kind)
        source = f"{promise.treaty}, article {promise.article}"
        return Proof(says, True, verdict.status, source, (_force_proof(promise, facts), arises.proof))

    return write


_HELP = ("defense", "offense")

_SAYS: dict[str, Callable[[str, str, str], str]] = {
    "invoked": lambda one, two, kind: f"the casus foederis arises: {one} owes {two} {kind}",
    "arguable": lambda one, two, kind: f"arguable whether {one} owes {two} {kind}",
    "suspended": lambda one, two, kind: f"{one}'s duty of {kind} to {two} is suspended",
    "pending": lambda one, two, kind: f"{one} would owe {two} {kind}, but the treaty is signed and not in force",
    "not_invoked": lambda one, two, kind: f"{one} does not owe {two} {kind}",
}


def _force_proof(promise: Promise, facts: Mapping[str, Truth]) -> Proof:
    """Why it binds; what whoever asks has stated comes first."""
    key, proof = promise.treaty, promise.proof
    for name in ("in_force", "suspended"):
        if f"{name}@{key}" in facts:
            stated = facts[f"{name}@{key}"]
            verb = {True: "is", False: "is not", None: "may be"}[stated]
            truth = stated if name == "in_force" else proof.truth
            says = f"{key} {verb} {name.replace('_', ' ')}, as stated"
            proof = Proof(says, truth, "stated", "stated in the question", (proof,))
    return proof


def _status(in_force: Residue, frozen: Residue, pending: bool, case: Residue) -> _Stands:
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
