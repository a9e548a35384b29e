"""The answer: an obligation with its verdict, a conflict of duties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.terms.proofs import Proof

__all__ = ["STATUSES", "Conflict", "Obligation"]

STATUSES = ("invoked", "arguable", "suspended", "pending", "not_invoked")
"""Verdicts, the strongest first."""


@dataclass(frozen=True, slots=True)
class Obligation:
    """One clause, one promisor, one promisee, one attack: the verdict.

    Attributes:
        status: see `STATUSES`.
        turns_on: exactly the unknown facts whose settling could change the verdict.
        wave: the wave of the closure in which it arose; 1 without closure.
        verified: no field that the verdict rests on is marked unverified.
        binding: the instrument binds in law.
    """

    promisor: str
    promisee: str
    against: tuple[str, ...]
    kind: str
    treaty: str
    article: str
    status: str
    turns_on: tuple[str, ...]
    owes: str
    discretion: str
    wave: int
    verified: bool
    binding: bool
    instrument: str
    substance: str
    process: str
    proof: Proof

    def to_dict(self) -> dict[str, object]:
        """As plain data, in the order of the contract."""
        return {
            "promisor": self.promisor,
            "promisee": self.promisee,
            "against": list(self.against),
            "kind": self.kind,
            "treaty": self.treaty,
            "article": self.article,
            "status": self.status,
            "turns_on": list(self.turns_on),
            "owes": self.owes,
            "discretion": self.discretion,
            "wave": self.wave,
            "verified": self.verified,
            "binding": self.binding,
            "instrument": self.instrument,
            "substance": self.substance,
            "process": self.process,
            "proof": self.proof.to_dict(),
        }


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
