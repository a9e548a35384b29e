"""The answer: an obligation with its verdict, a conflict of duties."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.terms.proofs import Proof

__all__ = ["COLUMNS", "STATUSES", "Conflict", "Obligation", "Promise"]

STATUSES = ("invoked", "arguable", "suspended", "pending", "not_invoked")
"""Verdicts, the strongest first."""

COLUMNS = (
    "promisor",
    "promisee",
    "against",
    "kind",
    "treaty",
    "article",
    "status",
    "turns_on",
    "owes",
    "discretion",
    "wave",
    "verified",
    "binding",
    "instrument",
    "substance",
    "process",
)
"""The fields of an obligation as a row, in the order of the contract."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What one clause promises between one promisor and one promisee; every verdict on it shares this record.

    Attributes:
        verified: no field of the treaty file that the promise rests on is marked unverified.
        binding: the instrument binds in law.
        grounds: why it binds on the day, or does not; `proof` writes it out.
    """

    promisor: str
    promisee: str
    kind: str
    treaty: str
    article: str
    owes: str
    discretion: str
    verified: bool
    binding: bool
    instrument: str
    substance: str
    process: str
    grounds: Callable[[], Proof] = field(repr=False, compare=False)

    @property
    def proof(self) -> Proof:
        """Why it binds on the day, or does not."""
        return self.grounds()


@dataclass(frozen=True, slots=True)
class Obligation:
    """One clause, one promisor, one promisee, one attack: the verdict.

    The fields of the promise are its own as well: `obligation.promisor`, `obligation.treaty` and so on.

    Attributes:
        promise: what the clause promises between the two.
        against: the adversaries whom the duty is about.
        status: see `STATUSES`.
        turns_on: exactly the unknown facts whose settling could change the verdict.
        wave: the wave of the closure in which it arose; 1 without closure.
        grounds: writes the proof from the steps of the derivation, as they were taken.
    """

    promise: Promise
    against: tuple[str, ...]
    status: str
    turns_on: tuple[str, ...]
    wave: int
    grounds: Callable[[Obligation], Proof] = field(repr=False, compare=False)

    @property
    def proof(self) -> Proof:
        """Why, as a tree of steps."""
        return self.grounds(self)

    @property
    def promisor(self) -> str:
        """Who owes it."""
        return self.promise.promisor

    @property
    def promisee(self) -> str:
        """To whom."""
        return self.promise.promisee

    @property
    def kind(self) -> str:
        """The kind of obligation: see `foedus.terms.treaties.KINDS`."""
        return self.promise.kind

    @property
    def treaty(self) -> str:
        """The id of the treaty."""
        return self.promise.treaty

    @property
    def article(self) -> str:
        """The article that says so."""
        return self.promise.article

    @property
    def owes(self) -> str:
        """The act owed: see `foedus.terms.treaties.OWES`."""
        return self.promise.owes

    @property
    def discretion(self) -> str:
        """How free the promisor is: none, process (after its constitutional process) or full."""
        return self.promise.discretion

    @property
    def verified(self) -> bool:
        """Is no field that the verdict rests on marked unverified?"""
        return self.promise.verified

    @property
    def binding(self) -> bool:
        """Does the instrument bind in law?"""
        return self.promise.binding

    @property
    def instrument(self) -> str:
        """What kind of instrument it is."""
        return self.promise.instrument

    @property
    def substance(self) -> str:
        """What the clause says, in our own words."""
        return self.promise.substance

    @property
    def process(self) -> str:
        """The process that comes first, if the clause asks for one."""
        return self.promise.process

    def to_dict(self) -> dict[str, object]:
        """As plain data, in the order of the contract."""
        return {**self.row(), "proof": self.proof.to_dict()}

    def row(self) -> dict[str, object]:
        """The same without the proof: one row of a table."""
        plain = {name: getattr(self, name) for name in COLUMNS}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in plain.items()}


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two duties of one state that cannot both be kept in this case."""

    state: str
    duty: str
    duty_treaty: str
    duty_article: str
    duty_promisee: str
    against_duty: str
    against_treaty: str
    against_article: str
    against_promisee: str

    def to_dict(self) -> dict[str, object]:
        """As plain data."""
        return {
            "state": self.state,
            "duties": [
                {
                    "kind": self.duty,
                    "treaty": self.duty_treaty,
                    "article": self.duty_article,
                    "promisee": self.duty_promisee,
                },
                {
                    "kind": self.against_duty,
                    "treaty": self.against_treaty,
                    "article": self.against_article,
                    "promisee": self.against_promisee,
                },
            ],
        }
