"""Whom a brief is about: the pairs asked about, the states named, the parties of a treaty and their guarantor."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.briefing.answered import Answered
    from foedus.world import World

__all__ = ["everyone", "named", "pairs", "triangle"]

PAIRS = 3
"""Pairs whose tension is told."""


def pairs(brief: Answered) -> list[tuple[str, str]]:
    """The attackers with their targets, each pair once, up to `PAIRS`."""
    found = [(a, o.attack.target) for s in brief.scenarios for o in s.answers[-1:] for a in o.attack.attackers]
    unique: dict[frozenset[str], tuple[str, str]] = {}
    for pair in found:
        unique.setdefault(frozenset(pair), pair)
    return list(unique.values())[:PAIRS]


def named(brief: Answered) -> list[str]:
    """The states that the report or the question is about, those named most first."""
    counted = Counter(brief.reading.counts()) if brief.reading else Counter[str]()
    asked = [code for pair in pairs(brief) for code in pair]
    return [code for code in dict.fromkeys([*(c for c, _ in counted.most_common(6)), *asked]) if len(code) == _CODE]


def everyone(brief: Answered) -> list[str]:
    """Every state that a report names, those named most first."""
    return [code for code in brief.reading.counts() if len(code) == _CODE] if brief.reading else []


_CODE = 3


def triangle(brief: Answered, world: World) -> list[str]:
    """The parties of the treaty that is named or asked about, and who else guarantees one of them."""
    named = [t.treaty for t in brief.touched if t.named and len(t.treaty.states) == 2]
    if not named:
        return []
    parties = list(named[0].states)
    others = Counter(
        o.promisor
        for s in brief.scenarios
        for owed in s.answers[-1:]
        for o in owed.listed()
        if o.kind == "defense" and o.status == "invoked" and o.promisee in parties and o.promisor not in parties
    )
    return [*parties, *(code for code, _ in others.most_common(1) if world.atlas.find(code))]
