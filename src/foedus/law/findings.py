"""What a condition finds: what is left of it, and how that was found.

While the engine derives, it keeps each step with all that it rests on; the sentences of the proof are written out from
these steps when somebody reads them. A closure derives thousands of steps, and few of them are ever read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.law.residue import Residue, conjunction, disjunction, inverse
from foedus.terms.proofs import Proof

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from foedus.terms.truth import Truth

__all__ = ["Finding", "all_found", "any_found", "not_found", "plain", "truth_of"]


class Finding:
    """What a condition finds.

    Args:
        left: what is left of the condition once the known facts are put in.
        write: writes the proof; it must rest on values that no later wave changes.
    """

    __slots__ = ("_proof", "_write", "left")

    def __init__(self, left: Residue, write: Callable[[], Proof]) -> None:
        self.left = left
        self._write = write
        self._proof: Proof | None = None

    @property
    def proof(self) -> Proof:
        """How it was found, written out once."""
        if self._proof is None:
            self._proof = self._write()
        return self._proof


def plain(truth: bool, says: str, source: str, rule: str = "fact") -> Finding:
    """What is simply so, or not."""
    return Finding(truth, lambda: Proof(says, truth, rule, source))


def all_found(found: Sequence[Finding], says: str = "all of these") -> Finding:
    """That all of these hold."""
    left = conjunction([f.left for f in found])
    return Finding(left, lambda: Proof(says, truth_of(left), "all", "", tuple(f.proof for f in found)))


def any_found(found: Sequence[Finding], says: str = "any of these") -> Finding:
    """That one of these holds at least."""
    left = disjunction([f.left for f in found])
    return Finding(left, lambda: Proof(says, truth_of(left), "any", "", tuple(f.proof for f in found)))


def not_found(found: Finding, says: str = "") -> Finding:
    """That this does not hold."""
    left = inverse(found.left)

    def write() -> Proof:
        return Proof(says or f"not: {found.proof.says}", truth_of(left), "not", "", (found.proof,))

    return Finding(left, write)


def truth_of(left: Residue) -> Truth:
    """True and false as they are; whatever still has a fact in it is unknown."""
    return left if isinstance(left, bool) else None
