"""Proofs: the reasons of a verdict as a tree, written while it is derived."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.terms.truth import Truth, say

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Proof"]


@dataclass(frozen=True, slots=True)
class Proof:
    """One step: what is concluded, by which rule, from which premises, on which source.

    Attributes:
        says: the conclusion, one sentence.
        truth: whether it holds; `None` where it is unknown.
        rule: the rule of inference ("in force", "all", "default", "self-defence", "Kleene"...).
        source: treaty and article, war, place, or whoever stated the fact.
        premises: the steps that it rests on.
    """

    says: str
    truth: Truth = True
    rule: str = ""
    source: str = ""
    premises: tuple[Proof, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """As plain data for JSON; `truth` is true, false or null."""
        plain: dict[str, object] = {"says": self.says, "truth": self.truth}
        if self.rule:
            plain["rule"] = self.rule
        if self.source:
            plain["source"] = self.source
        if self.premises:
            plain["premises"] = [p.to_dict() for p in self.premises]
        return plain

    def lines(self, depth: int = 0) -> Iterator[tuple[int, Proof]]:
        """Every step with its depth, the conclusion first."""
        yield depth, self
        for premise in self.premises:
            yield from premise.lines(depth + 1)

    def __str__(self) -> str:
        return "\n".join(
            f"{'  ' * depth}{step.says} [{say(step.truth)}{f', {step.source}' if step.source else ''}]"
            for depth, step in self.lines()
        )
