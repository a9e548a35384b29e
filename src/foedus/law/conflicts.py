"""Conflicting duties: help owed to one side, neutrality or nonaggression or help to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.law.atoms import casus
from foedus.law.cases import restraining_cases
from foedus.terms.obligations import Conflict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.law.cases import Case
    from foedus.law.situation import Situation
    from foedus.terms.obligations import Obligation

__all__ = ["conflicts"]

_LIVE = ("invoked", "arguable")


def conflicts(found: Iterable[Obligation], situation: Situation) -> tuple[Conflict, ...]:
    """Every pair of duties that this case sets against one another, each pair once.

    A promisor that owes help to one side (invoked or arguable) and, to a state on the other side, help as well, or
    nonaggression or neutrality that is in force.
    """
    helping: dict[str, list[Obligation]] = {}
    for duty in found:
        if duty.kind in ("defense", "offense") and duty.status in _LIVE:
            helping.setdefault(duty.promisor, []).append(duty)
    restraints = _restraints(situation, frozenset(helping))
    listed: dict[tuple[tuple[str, str, str], ...], Conflict] = {}
    for state, duties in helping.items():
        for duty in duties:
            other = situation.defending if duty.promisee in situation.attacking else situation.attacking
            against = [(d.kind, d.treaty, d.article, d.promisee) for d in duties if d.promisee in other]
            against += [r for r in restraints.get(state, ()) if r[3] in other and r[1] != duty.treaty]
            for kind, treaty, article, promisee in against:
                sides = sorted([(duty.treaty, duty.kind, duty.promisee), (treaty, kind, promisee)])
                conflict = Conflict(
                    state, duty.kind, duty.treaty, duty.article, duty.promisee, kind, treaty, article, promisee
                )
                listed.setdefault(((state, "", ""), *sides), conflict)
    return tuple(listed.values())


def _restraints(situation: Situation, states: frozenset[str]) -> dict[str, list[tuple[str, str, str, str]]]:
    """Nonaggression, and neutrality whose case arises, that these states owe to anybody involved, by promisor."""
    found: dict[str, list[tuple[str, str, str, str]]] = {}
    for state in situation.involved if states else ():
        for case in restraining_cases(state, situation.world):
            if not _restrains(case, state, situation):
                continue
            for bond in case.bonds:
                if bond.promisor in states and bond.in_force is True and bond.suspended is not True:
                    row = (bond.clause.kind, bond.treaty.id, bond.clause.article, bond.promisee)
                    found.setdefault(bond.promisor, []).append(row)
    return found


def _restrains(case: Case, state: str, situation: Situation) -> bool:
    """Does it forbid force, or help to others, against this state here? Nonaggression always does."""
    bond = case.first
    return bond.promisee == state and (bond.clause.kind == "nonaggression" or casus(case, situation).left is True)
