"""The *casus foederis* as a closed set of conditions, combined with all, any and not.

The *casus foederis* is the case for which a treaty of alliance was made: what must happen before a duty is due.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["NAMED_ATOMS", "ROLES", "STATED_ATOMS", "WHO_ATOMS", "All", "Any", "Atom", "Condition", "Not", "atoms"]

WHO_ATOMS = ("attacked", "at_war", "threatened")
"""Conditions on somebody: `promisee`, `promisor`, `any_party`, or states by code."""

ROLES = ("promisee", "promisor", "any_party")
"""Words for a role in place of a state's code."""

STATED_ATOMS = ("unprovoked", "demands_unmet", "on_request", "internal_conflict")
"""Conditions that nothing but a statement of fact can settle."""

NAMED_ATOMS = ("by", "allied_with", "within", "ongoing", "uncoded", "adversaries_at_least")
"""Conditions with an argument of their own."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One condition: its name and its arguments (roles, state codes, an area, a war, a number, a name)."""

    name: str
    args: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name}({', '.join(self.args)})" if self.args else self.name


@dataclass(frozen=True, slots=True)
class All:
    """Every part must hold."""

    parts: tuple[Condition, ...]

    def __str__(self) -> str:
        return " and ".join(f"({p})" if isinstance(p, Any) else str(p) for p in self.parts)


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part must hold."""

    parts: tuple[Condition, ...]

    def __str__(self) -> str:
        return " or ".join(f"({p})" if isinstance(p, All) else str(p) for p in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not hold."""

    part: Condition

    def __str__(self) -> str:
        return f"not {self.part}" if isinstance(self.part, Atom) else f"not ({self.part})"


Condition = All | Any | Not | Atom


def atoms(condition: Condition) -> tuple[Atom, ...]:
    """Every atom in it, in the order of the text, repeated as often as it stands there."""
    match condition:
        case Atom():
            return (condition,)
        case Not(part):
            return atoms(part)
        case All(parts) | Any(parts):
            return tuple(atom for part in parts for atom in atoms(part))
