"""Bonds: one clause between one promisor and one promisee on the day, and why it binds, waits or sleeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.law.force import happened, standing
from foedus.terms.obligations import Promise
from foedus.terms.proofs import Proof
from foedus.terms.truth import Truth, all_of, negate

if TYPE_CHECKING:
    from datetime import date

    from foedus.terms.treaties import Clause, Suspension, Treaty
    from foedus.world import World

__all__ = ["Bond", "Key", "bond_between"]

Key = tuple[str, int, str, str]
"""Treaty, number of the clause in it, promisor and promisee; or, of a case, promisee and the promisor if it matters."""


@dataclass(frozen=True, slots=True)
class Bond:
    """One clause between one promisor and one promisee on the day.

    Attributes:
        key: what makes it this bond and no other.
        promise: what every verdict on it says.
        in_force, pending, suspended: how it stands on the day.
    """

    key: Key
    treaty: Treaty
    clause: Clause
    promise: Promise
    promisor: str
    promisee: str
    in_force: Truth
    pending: bool
    suspended: Truth

    @property
    def lives(self) -> bool:
        """Does it bind, or may it, or does it wait for entry into force?"""
        return self.pending or self.in_force is not False


def bond_between(treaty: Treaty, number: int, promisor: str, promisee: str, world: World) -> Bond:
    """The bond of a treaty's clause of this number between these two, as it stands on the world's day."""
    clause, moment = treaty.clauses[number], world.horizon
    one, two = standing(treaty, promisor, world), standing(treaty, promisee, world)
    window = _window(clause, moment)
    in_force = all_of((one.in_force, two.in_force, window))
    pending = in_force is False and window is not False and one.lives and two.lives
    frozen, freeze = _suspension(treaty, promisor, promisee, moment)
    fields = (*one.fields, *two.fields, f"articles.{clause.article}", f"articles.{clause.base_article}", "text")
    if freeze is not None:
        fields = (*fields, "suspensions")

    def write() -> Proof:
        premises: tuple[Proof, ...] = (one.proof, two.proof)
        if clause.start or clause.end:
            premises = (*premises, _window_proof(treaty, clause, window))
        if clause.known_until:
            says = (
                f"article {clause.article} as its public words read; their secret limit was told {clause.known_until}"
            )
            premises = (*premises, Proof(says, True, "knowledge", treaty.id))
        if clause.known and world.known_on is None:
            says = f"article {clause.article} as it was meant, which was secret until {clause.known}"
            premises = (*premises, Proof(says, True, "knowledge", treaty.id))
        if freeze is not None:
            premises = (*premises, _freeze_proof(freeze, frozen, world.cited(treaty.id, "suspensions")))
        verb = "binds" if in_force else "may bind" if in_force is None else "does not bind"
        if pending:
            verb = "is signed and not in force; it would bind"
        says = f"article {clause.article} of {treaty.id} {verb} {promisor} towards {promisee} on {world.on}"
        return Proof(says, True if pending else in_force, "in force", treaty.id, premises)

    promise = Promise(
        promisor,
        promisee,
        clause.kind,
        treaty.id,
        clause.article,
        clause.owes,
        clause.discretion,
        all(field not in fields for field, _ in treaty.unverified),
        treaty.binding,
        treaty.instrument,
        clause.substance,
        clause.process,
        write,
    )
    key = (treaty.id, number, promisor, promisee)
    return Bond(key, treaty, clause, promise, promisor, promisee, in_force, pending, frozen)


def _window(clause: Clause, moment: date) -> Truth:
    begun = happened(clause.start, moment, default=True)
    return all_of((begun, negate(happened(clause.end, moment))))


def _window_proof(treaty: Treaty, clause: Clause, window: Truth) -> Proof:
    span = f"{clause.start or 'the beginning'} to {clause.end or 'today'}"
    return Proof(f"article {clause.article} reads so from {span}", window, "date", treaty.id)


def _suspension(treaty: Treaty, promisor: str, promisee: str, moment: date) -> tuple[Truth, Suspension | None]:
    """The freeze that touches these two, a certain one before an uncertain one."""
    perhaps: tuple[Truth, Suspension | None] = (False, None)
    for freeze in treaty.suspensions:
        touched = {promisor, promisee} & set(freeze.states)
        if not touched or (freeze.between and len(touched) < 2):
            continue
        active = all_of((freeze.start.by(moment), negate(happened(freeze.end, moment))))
        if active:
            return True, freeze
        if active is None:
            perhaps = (None, freeze)
    return perhaps


def _freeze_proof(freeze: Suspension, frozen: Truth, source: str) -> Proof:
    return Proof(f"performance suspended from {freeze.start}: {freeze.what}", frozen, "suspension", source)
