"""The casus foederis of one case as a formula over who is on which side: `law.atoms`, for all draws at once.

Each rule stands here in the order of `law.atoms`, and asks the same questions of the same rooms; what differs is that
"who attacks whom" is a formula and no list. That both say the same is tested on random worlds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.terms.conditions import All, Any, Atom, Condition, Not
from foedus.war.formulas import FALSE, TRUE

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.law.cases import Case
    from foedus.law.residue import Residue
    from foedus.war.formulas import Formulas
    from foedus.war.grounds import Grounds

__all__ = ["CaseWriter"]


class CaseWriter:
    """Writes what must hold for one case to arise.

    Args:
        case: the bonds that share one casus foederis.
        book: where the formulas are written.
        grounds: what does not depend on who is on which side.
    """

    def __init__(self, case: Case, book: Formulas, grounds: Grounds) -> None:
        self.case, self.book, self.grounds = case, book, grounds
        self.watched = grounds.watched(case)
        self._only_the_attacked = case.needs_attack and self.watched == (case.first.promisee,)

    def casus(self) -> int:
        """The condition and the treaty's silences."""
        return self.book.every((self._find(self.case.first.clause.when), self._silences()))

    def beside_the_attackers(self) -> int:
        """Does whoever is called enter beside the attackers: where its promisee stands, or the first watched?"""
        side = FALSE
        for state in reversed((self.case.first.promisee, *self.watched)):
            attacking, defending = self._attacking(state), self._defending(state)
            side = self.book.some((attacking, self.book.every((self.book.no(defending), side))))
        return side

    def _find(self, condition: Condition) -> int:
        match condition:
            case Atom():
                return self._atom(condition)
            case Not(part):
                return self.book.no(self._find(part))
            case All(parts):
                return self.book.every([self._find(part) for part in parts])
            case Any(parts):
                return self.book.some([self._find(part) for part in parts])

    def _silences(self) -> int:
        """A duty to defend that does not say by whom: attacks by a member, or by an armed group, are left open."""
        case, book, grounds = self.case, self.book, self.grounds
        if case.says_by_whom or case.first.clause.kind != "defense":
            return TRUE
        nobody = book.no(self._against(grounds.everyone))
        members = book.some((self._outside(), self._left(grounds.stated("between_members", case))))
        groups = book.some((self._against(grounds.states), self._left(grounds.stated("non_state_attack", case))))
        return book.some((nobody, book.every((members, groups))))

    def _outside(self) -> int:
        """Is one of the adversaries no party?"""
        for_certain, perhaps = self.grounds.outsiders(self.case)
        found = [self._against(for_certain)]
        for code, member in perhaps:
            found.append(self.book.every((self._against(self.grounds.bit[code]), self.book.no(self._left(member)))))
        return self.book.some(found)

    def _atom(self, atom: Atom) -> int:
        case, grounds = self.case, self.grounds
        match atom.name:
            case "attacked":
                return self._each(atom, self._attacked)
            case "at_war":
                return self._each(atom, self._at_war)
            case "threatened":
                return self._each(atom, self._threatened)
            case "by":
                return self._by(atom.args)
            case "adversaries_at_least":
                return self._at_least(int(atom.args[0]))
            case "within":
                return self._within(atom.args[0])
            case "ongoing":
                return self._left(grounds.ongoing(atom.args[0], case))
            case "internal_conflict":
                return self._internal()
            case "uncoded":
                return self._left(grounds.stated(atom.args[0], case))
            case _:
                return self._left(grounds.stated(atom.name, case))

    def _each(self, atom: Atom, test: Callable[[str], int]) -> int:
        """A condition on somebody: that one of those meant is attacked, at war, threatened."""
        bond = self.case.first
        if atom.args == ("promisee",):
            return test(bond.promisee)
        surely = {"promisee": bond.promisee, "promisor": bond.promisor}
        found = {s: test(s) for s in (surely.get(a, a) for a in atom.args if a != "any_party")}
        for state in self.grounds.possible(self.case) if "any_party" in atom.args else ():
            if state not in found:
                found[state] = self.book.every((self._left(self.grounds.membership(state, self.case)), test(state)))
        return self.book.some(found.values())

    def _attacked(self, state: str) -> int:
        book, grounds = self.book, self.grounds
        by = grounds.everyone if self.case.only_by is None else grounds.bit.get(self.case.only_by, 0)
        plain = self._left(grounds.armed(self.case, contested=False))
        contested = self._left(grounds.armed(self.case, contested=True))
        war = book.leaf_of("war")
        armed = (
            plain
            if plain == contested
            else book.some((book.every((war, contested)), book.every((book.no(war), plain))))
        )
        return book.every((self._hit(by, state), armed))

    def _at_war(self, state: str) -> int:
        book, grounds = self.book, self.grounds
        here = self._involved(state)
        through_this = self._left(grounds.stated("at_war", self.case, default=True))
        otherwise = self._left(grounds.at_war_otherwise(state, self.case))
        return book.some((book.every((here, through_this)), book.every((book.no(here), otherwise))))

    def _threatened(self, state: str) -> int:
        stated = self._left(self.grounds.stated("threatened", self.case, default=False))
        return self.book.some((self._hit(self.grounds.everyone, state), stated))

    def _by(self, whom: tuple[str, ...]) -> int:
        if "any" in whom:
            return TRUE
        if "non_member" in whom:
            return self._outside()
        if "state" in whom:
            return self._against(self.grounds.states)
        return self._against(self.grounds.set_of(whom))

    def _within(self, area: str) -> int:
        """Where those attacked are attacked: told of the target, open of those who joined."""
        if self.grounds.it.is_stated(f"within:{area}", self.case.first.treaty.id):
            return self._left(self.grounds.stated(f"within:{area}", self.case))
        book, promisee = self.book, self.case.first.promisee
        hit = {state: self._hit(self.grounds.everyone, state) for state in self.watched}
        lies = [book.every((attacked, self._lies(area, state))) for state, attacked in hit.items()]
        nowhere = book.every(book.no(attacked) for attacked in hit.values())
        return book.some((*lies, book.every((nowhere, self._lies(area, promisee)))))

    def _lies(self, area: str, state: str) -> int:
        grounds, book = self.grounds, self.book
        untold = self._left(grounds.lies_in(area, state, self.case, told=False))
        if state not in grounds.scenes:
            return untold
        told = self._left(grounds.lies_in(area, state, self.case, told=True))
        target = book.leaf_of("target", state)
        return book.some((book.every((target, told)), book.every((book.no(target), untold))))

    def _internal(self) -> int:
        """An internal conflict: none if all adversaries are states, open otherwise."""
        book, grounds = self.book, self.grounds
        others = self._against(grounds.everyone & ~grounds.states)
        between_states = self._left(grounds.stated("internal_conflict", self.case, default=False))
        otherwise = self._left(grounds.stated("internal_conflict", self.case))
        return book.some((book.every((others, otherwise)), book.every((book.no(others), between_states))))

    def _at_least(self, count: int) -> int:
        """So many states among the adversaries."""
        if count <= 0:
            return TRUE
        codes = [code for code in self.grounds.codes if self.grounds.bit[code] & self.grounds.states]
        levels = self._levels([self._against(self.grounds.bit[code]) for code in codes], count)
        return levels[count] if count < len(levels) else FALSE

    def _levels(self, parts: list[int], most: int) -> list[int]:
        """That at least 0, 1, 2 ... of these hold, up to the count asked for; halves are merged."""
        if len(parts) < 2:
            return [TRUE, *parts]
        one, two = self._levels(parts[: len(parts) // 2], most), self._levels(parts[len(parts) // 2 :], most)
        return [
            self.book.some(
                self.book.every((one[i], two[n - i])) for i in range(n + 1) if i < len(one) and n - i < len(two)
            )
            for n in range(min(most, len(one) + len(two) - 2) + 1)
        ]

    def _against(self, among: int) -> int:
        """Is one of this set among the adversaries that the case is about?"""
        return self.book.some([self._adversary(among, state) for state in self.watched])

    def _adversary(self, among: int, state: str) -> int:
        """Whoever attacks this state; else the other side."""
        book = self.book
        if among == 0:
            return FALSE
        hit = self._hit(among, state)
        if self._only_the_attacked:
            return hit
        attacked = self._hit(self.grounds.everyone, state)
        beside = book.every((self._attacking(state), book.leaf_of("defs", among)))
        facing = book.every((self._defending(state), book.no(attacked), book.leaf_of("atts", among)))
        return book.some((hit, beside, facing))

    def _hit(self, among: int, state: str) -> int:
        if among == 0 or state not in self.grounds.bit:
            return FALSE
        return self.book.leaf_of("hit", among, state)

    def _attacking(self, state: str) -> int:
        return self.book.leaf_of("att", state)

    def _defending(self, state: str) -> int:
        return self.book.leaf_of("def", state)

    def _involved(self, state: str) -> int:
        return self.book.some((self._attacking(state), self._defending(state)))

    def _left(self, residue: Residue) -> int:
        """What is left of a condition, as a formula."""
        if isinstance(residue, bool):
            return TRUE if residue else FALSE
        if isinstance(residue, str):
            return self.book.leaf_of("fact", residue)
        parts = [self._left(part) for part in residue[1:]]
        if residue[0] == "not":
            return self.book.no(parts[0])
        return self.book.every(parts) if residue[0] == "and" else self.book.some(parts)
