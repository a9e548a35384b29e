"""What is left of a condition once the known facts are put in: true, false, or an expression over unknown facts.

A verdict turns on exactly those unknown facts that are *essential* for what is left: there is some settling of the
others under which this one decides. Kleene's tables alone would call `a or not a` unknown; this does not.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["Residue", "conjunction", "disjunction", "essential", "inverse", "outcomes", "settle", "variables"]

Residue = bool | str | tuple["str | Residue", ...]
"""`True`, `False`, the name of an unknown fact, or `("and" | "or" | "not", parts...)`."""


def conjunction(parts: Iterable[Residue]) -> Residue:
    """What is left of "all of these"."""
    left = []
    for part in parts:
        if part is False:
            return False
        if part is not True and part not in left:
            left.append(part)
    if not left:
        return True
    return left[0] if len(left) == 1 else ("and", *left)


def disjunction(parts: Iterable[Residue]) -> Residue:
    """What is left of "any of these"."""
    left = []
    for part in parts:
        if part is True:
            return True
        if part is not False and part not in left:
            left.append(part)
    if not left:
        return False
    return left[0] if len(left) == 1 else ("or", *left)


def inverse(part: Residue) -> Residue:
    """What is left of "not this"."""
    if isinstance(part, bool):
        return not part
    if isinstance(part, tuple) and part[0] == "not":
        return part[1]
    return ("not", part)


def variables(part: Residue) -> list[str]:
    """The unknown facts in it, in order, as often as they stand there."""
    if isinstance(part, bool):
        return []
    if isinstance(part, str):
        return [part]
    return [name for inner in part[1:] for name in variables(inner)]


def settle(part: Residue, facts: Mapping[str, bool]) -> bool:
    """Its value once every unknown fact is settled."""
    if isinstance(part, bool):
        return part
    if isinstance(part, str):
        return facts[part]
    values = (settle(inner, facts) for inner in part[1:])
    if part[0] == "not":
        return not next(values)
    return all(values) if part[0] == "and" else any(values)


def outcomes(names: list[str], verdict: Callable[[Mapping[str, bool]], str]) -> dict[tuple[bool, ...], str]:
    """The verdict under every settling of these facts."""
    return {
        values: verdict(dict(zip(names, values, strict=True))) for values in product((False, True), repeat=len(names))
    }


def essential(names: list[str], table: Mapping[tuple[bool, ...], str]) -> tuple[str, ...]:
    """The facts whose settling alone can change the verdict, whatever the others are."""
    found = []
    for n, name in enumerate(names):
        for values, verdict in table.items():
            if not values[n] and table[(*values[:n], True, *values[n + 1 :])] != verdict:
                found.append(name)
                break
    return tuple(found)
