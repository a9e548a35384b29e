"""Promises by year: which state had promised what to which, for how long, treaty by treaty.

The engine asks of one day; tables ask of years. For every clause, promisor and promisee this gives two stretches of
days: those in which the promise bound for certain, and those in which it may have. A treaty whose dates are known to
the day has one stretch twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.terms.treaties import Clause, Party, Treaty
    from foedus.terms.when import When

__all__ = ["Promise", "promises"]

_START, _NEVER = date(1815, 1, 1), date.max


@dataclass(frozen=True, slots=True)
class Promise:
    """One kind of obligation of one state to another under one treaty.

    Attributes:
        promisor, promisee: codes of states or entities.
        kind: see `foedus.terms.treaties.KINDS`.
        bound: first and last day on which it bound for certain; None if it never did.
        perhaps: first and last day on which it may have bound.
    """

    treaty: str
    promisor: str
    promisee: str
    kind: str
    bound: tuple[date, date] | None
    perhaps: tuple[date, date]


def promises(treaties: Iterable[Treaty]) -> Iterator[Promise]:
    """Every promise of these treaties, once for each kind and spell.

    A suspended promise still binds: it is its performance that rests.
    """
    for treaty in treaties:
        if treaty.instrument == "draft" or treaty.in_force is None:
            continue
        seen: set[Promise] = set()
        for clause in treaty.clauses:
            if clause.known_until is not None:  # how it was read, not what was promised
                continue
            for promise in _of_clause(treaty, clause):
                if promise not in seen:
                    seen.add(promise)
                    yield promise


def _of_clause(treaty: Treaty, clause: Clause) -> Iterator[Promise]:
    spells = _spells(treaty)
    for promisor in clause.promisors or treaty.states:
        for promisee in clause.promisees or treaty.states:
            if promisor == promisee:
                continue
            for one in spells.get(promisor, (None,)):
                for two in spells.get(promisee, (None,)):
                    perhaps = _stretch(treaty, clause, one, two, certain=False)
                    if perhaps is not None:
                        bound = _stretch(treaty, clause, one, two, certain=True)
                        yield Promise(treaty.id, promisor, promisee, clause.kind, bound, perhaps)


def _spells(treaty: Treaty) -> dict[str, tuple[Party, ...]]:
    found: dict[str, tuple[Party, ...]] = {}
    for party in treaty.parties:
        found[party.state] = (*found.get(party.state, ()), party)
    return found


def _stretch(
    treaty: Treaty, clause: Clause, one: Party | None, two: Party | None, *, certain: bool
) -> tuple[date, date] | None:
    """The days on which all of it holds: the treaty, the clause, and both states' being parties."""
    begins = [treaty.in_force, clause.start, *(p.entry for p in (one, two) if p)]
    ends = [treaty.end, clause.end, *(p.exit for p in (one, two) if p)]
    first = max((_begin(when, certain=certain) for when in begins if when), default=_START)
    stop = min((_end(when, certain=certain) for when in ends if when), default=_NEVER)
    if first >= stop:
        return None
    return first, stop - timedelta(days=1) if stop < _NEVER else stop


def _begin(when: When, *, certain: bool) -> date:
    if certain:
        return when.latest or _NEVER
    return when.earliest or _START


def _end(when: When, *, certain: bool) -> date:
    """The first day on which it no longer holds."""
    if certain:
        return when.earliest or _START
    return when.latest or _NEVER
