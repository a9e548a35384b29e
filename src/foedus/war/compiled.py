"""A world compiled: every case that calls somebody to arms, as a formula, grown as far as an attack can reach.

What calls is what `law.casus` lets call: an invoked duty to fight, to assist or to act. A treaty of m equal members is
m cases with nearly the same promisors; they are bundled, so that a wave looks at 2m things and not at m(m-1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.law.cases import live_cases
from foedus.terms.conditions import ROLES, WHO_ATOMS, atoms
from foedus.war.conditions import CaseWriter
from foedus.war.formulas import FALSE, TRUE, Formulas
from foedus.war.grounds import Grounds

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from foedus.law.bonds import Key
    from foedus.law.cases import Case
    from foedus.terms.places import Place
    from foedus.terms.truth import Truth
    from foedus.war.formulas import Leaf
    from foedus.war.reach import Possible
    from foedus.world import World

__all__ = ["Bundle", "Circuit", "Compiled"]

_CALLS = ("fight", "assist", "act")


@dataclass(frozen=True, slots=True)
class Bundle:
    """Cases that call the same states: when they call them beside the target, and when beside the attackers."""

    promisors: tuple[str, ...]
    defending: int
    attacking: int


@dataclass(frozen=True, slots=True)
class Circuit:
    """What one wave works out, in order.

    Attributes:
        bundles: who is called when.
        plan: the formulas in order: number, what it is made with, its parts.
        grows: those that never become false again, once true.
        leaves: the leaves among them, with what they say.
        bit: a state -> the bit that stands for it in a set.
        size: numbers run below this one.
    """

    bundles: tuple[Bundle, ...]
    plan: tuple[tuple[int, str, tuple[int, ...]], ...]
    grows: frozenset[int]
    leaves: Mapping[int, Leaf]
    bit: Mapping[str, int]
    size: int

    @property
    def sides(self) -> dict[str, tuple[str, ...]]:
        """State -> the sides to which it may be called."""
        found: dict[str, tuple[str, ...]] = {}
        for side in ("defending", "attacking"):
            for bundle in self.bundles:
                for state in bundle.promisors if getattr(bundle, side) != FALSE else ():
                    found[state] = tuple(dict.fromkeys((*found.get(state, ()), side)))
        return found


@dataclass(slots=True)
class _Written:
    """A case with its formula, who is called, and who watches."""

    case: Case
    called: tuple[str, ...]
    casus: int
    watchers: set[str]
    beside: int
    calls: tuple[int, int] | None = None


class Compiled:
    """The cases of a world, written as they are needed.

    Args:
        world: the day.
        facts: facts stated by whoever asks.
        scenes: for every state that may be the target, the place where it is attacked.
        others: whoever else may be involved: attackers, bystanders.
    """

    def __init__(
        self, world: World, facts: Mapping[str, Truth], scenes: Mapping[str, Place], others: Iterable[str] = ()
    ) -> None:
        named = [
            a
            for t in world.treaties
            for c in t.clauses
            for atom in atoms(c.when)
            if atom.name in WHO_ATOMS
            for a in atom.args
            if a not in ROLES
        ]
        self.world, self.facts, self.book = world, facts, Formulas()
        self.grounds = Grounds(world, facts, scenes, (*others, *named))
        self._written: dict[Key, _Written] = {}
        self._watched: set[str] = set()

    def watch(self, states: Iterable[str]) -> None:
        """Write every case that watches over these states and can call somebody."""
        for state in states:
            if state in self._watched:
                continue
            self._watched.add(state)
            for case in live_cases(state, self.world):
                found = self._written.get(case.key)
                if found is not None:
                    found.watchers.add(state)
                    found.calls = None
                    continue
                called = self._called(case)
                if called:
                    writer = CaseWriter(case, self.book, self.grounds)
                    casus = self.book.for_certain(writer.casus())
                    beside = writer.beside_the_attackers()
                    self._written[case.key] = _Written(case, called, casus, {state}, beside)

    def _called(self, case: Case) -> tuple[str, ...]:
        """The promisors whom the case calls: bound for certain and not suspended, as the record has it or as stated."""
        if case.first.clause.owes not in _CALLS:
            return ()
        key = case.first.treaty.id
        return tuple(
            bond.promisor
            for bond in case.bonds
            if self.facts.get(f"in_force@{key}", bond.in_force) is True
            and self.facts.get(f"suspended@{key}", bond.suspended) is False
        )

    def treaties(self) -> set[str]:
        """The treaties of the cases that are written, if these can arise at all."""
        return {w.case.first.treaty.id for w in self._written.values() if w.casus != FALSE}

    def reach(self, possible: Possible, may_join: Callable[[str, str], bool]) -> set[tuple[str, str]]:
        """Who can be called, and to which side, from those that `possible` starts with; grown in place."""
        found: set[tuple[str, str]] = set()
        while True:
            self.watch(possible.involved)
            possible.forget()
            before = len(found), len(possible.involved)
            for written in self._written.values():
                if not written.watchers & possible.involved or not possible.true(written.casus):
                    continue
                sides = self._sides(written, possible)
                for state in written.called:
                    for side in sides:
                        if (state, side) not in found and not possible.begins(state):
                            found.add((state, side))
                            if may_join(state, side):
                                possible.add(state, side)
            if before == (len(found), len(possible.involved)):
                return found

    def _sides(self, written: _Written, possible: Possible) -> list[str]:
        calls = dict(zip(("defending", "attacking"), self._calls(written), strict=True))
        return [side for side, formula in calls.items() if possible.true(formula)]

    def circuit(self, possible: Possible | None = None, without: Collection[str] = ()) -> Circuit:
        """What a wave works out; only what is possible, if that is told, and without these treaties."""
        book = self.book
        groups: dict[frozenset[str], tuple[list[int], list[int]]] = {}
        for written in self._written.values():
            if written.case.first.treaty.id in without:
                continue
            defending, attacking = self._calls(written)
            if possible is not None:
                defending = defending if possible.true(defending) else FALSE
                attacking = attacking if possible.true(attacking) else FALSE
            if defending == attacking == FALSE:
                continue
            promisors = frozenset(written.called)
            if self._involves(written.casus, written.case.first.promisee):
                # Whoever is itself on a side has decided: calling it as well changes nothing.
                promisors |= {written.case.first.promisee}
            one, two = groups.setdefault(promisors, ([], []))
            one.append(defending)
            two.append(attacking)
        bundles = tuple(
            Bundle(tuple(sorted(promisors)), book.some(one), book.some(two))
            for promisors, (one, two) in sorted(groups.items(), key=lambda item: sorted(item[0]))
        )
        needed = self._needed([f for b in bundles for f in (b.defending, b.attacking)])
        plan = tuple((n, book.op[n], book.args[n]) for n in needed if book.op[n] in ("and", "or", "not"))
        leaves = {n: book.leaf[n] for n in needed if book.op[n] == "leaf"}
        grows = set(leaves)
        for n, op, args in plan:
            if op != "not" and grows.issuperset(args):
                grows.add(n)
        return Circuit(bundles, plan, frozenset(grows), leaves, self.grounds.bit, len(book.op))

    def _calls(self, written: _Written) -> tuple[int, int]:
        """When the case calls beside the target and when beside the attackers."""
        if written.calls is None:
            written.calls = self._when(written)
        return written.calls

    def _when(self, written: _Written) -> tuple[int, int]:
        book, promisee = self.book, written.case.first.promisee
        casus = written.casus
        if not self._involves(casus, promisee):
            # The law looks only at the cases of those involved.
            watchers = [book.leaf_of(side, s) for s in sorted(written.watchers) for side in ("att", "def")]
            casus = book.every((casus, book.some(watchers)))
            if not self._involves(casus, promisee):
                return book.every((casus, book.no(written.beside))), book.every((casus, written.beside))
        # The promisee stands on one side or the other, and that settles the rest.
        return self._standing(casus, promisee, "def", "att"), self._standing(casus, promisee, "att", "def")

    def _standing(self, casus: int, state: str, side: str, other: str) -> int:
        """The casus where this state stands on this side; an attacker is not attacked."""
        book = self.book
        known = {book.leaf_of(side, state): TRUE, book.leaf_of(other, state): FALSE}
        for leaf in book.leaves_in(casus):
            says = book.leaf[leaf]
            if side == "att" and says[0] == "hit" and says[-1] == state:
                known[leaf] = FALSE
        left = book.settled(casus, known)
        if self._involves(left, state):
            return left
        return book.every((left, book.leaf_of(side, state)))

    def _involves(self, formula: int, state: str) -> bool:
        """Does the formula hold only where this state is on a side?"""
        book = self.book
        if book.op[formula] == "leaf":
            says = book.leaf[formula]
            return says[0] in ("att", "def", "hit") and says[-1] == state
        parts = (self._involves(part, state) for part in book.args[formula])
        return any(parts) if book.op[formula] == "and" else book.op[formula] == "or" and all(parts)

    def _needed(self, roots: Iterable[int]) -> list[int]:
        seen: set[int] = set()
        waiting = list(roots)
        while waiting:
            n = waiting.pop()
            if n not in seen:
                seen.add(n)
                waiting += self.book.args[n]
        return sorted(seen)
