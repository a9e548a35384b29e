"""How far an attack can reach: which formulas may become true, and which may stay false, whatever anybody decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foedus.war.formulas import Formulas, Leaf

__all__ = ["Possible"]


class Possible:
    """What is possible for one attack.

    Args:
        book: where the formulas are written.
        bit: a state -> the bit that stands for it in a set.
        attackers, target: who begins.
        contested: the attack may be self-defence.

    Attributes:
        involved: everyone who may be on a side.
    """

    def __init__(
        self, book: Formulas, bit: Mapping[str, int], attackers: Iterable[str], target: str, *, contested: bool
    ) -> None:
        self.book, self.bit, self.target, self.contested = book, bit, target, contested
        self._first = tuple(attackers)
        self._begin = self._bits(self._first)
        self._joining = self._defending = 0
        self.involved = {*self._first, target}
        self._known: dict[int, tuple[bool, bool]] = {}

    def _bits(self, states: Iterable[str]) -> int:
        found = 0
        for state in states:
            found |= self.bit[state]
        return found

    def begins(self, state: str) -> bool:
        """Is it a party from the beginning?"""
        return state == self.target or state in self._first

    def add(self, state: str, side: str) -> None:
        """This state may enter on this side."""
        self.involved.add(state)
        if side == "attacking":
            self._joining |= self.bit[state]
        else:
            self._defending |= self.bit[state]
        self.forget()

    def forget(self) -> None:
        """What was worked out no longer holds: somebody more may enter."""
        self._known.clear()

    def true(self, formula: int) -> bool:
        """May it become true?"""
        return self._may(formula)[0]

    def _may(self, formula: int) -> tuple[bool, bool]:
        """May it be true; may it be false?"""
        if formula < 2:
            return formula == 1, formula == 0
        found = self._known.get(formula)
        if found is None:
            op = self.book.op[formula]
            if op == "leaf":
                found = self._leaf(self.book.leaf[formula])
            else:
                parts = [self._may(part) for part in self.book.args[formula]]
                if op == "not":
                    found = parts[0][1], parts[0][0]
                elif op == "and":
                    found = all(t for t, _ in parts), any(f for _, f in parts)
                else:
                    found = any(t for t, _ in parts), all(f for _, f in parts)
            self._known[formula] = found
        return found

    def _leaf(self, says: Leaf) -> tuple[bool, bool]:
        first, last = says[0], says[-1]
        whom = self.bit.get(last, 0) if isinstance(last, str) else last
        if first == "war":
            return self.contested, not self.contested
        if first == "target":
            return last == self.target, last != self.target
        if first in ("att", "atts"):
            return bool(whom & (self._begin | self._joining)), not whom & self._begin
        target = self.bit[self.target]
        if first in ("def", "defs"):
            return bool(whom & (self._defending | target)), not whom & target
        among = int(says[1])
        if last == self.target:
            return bool(among & (self._begin | self._joining)), not among & self._begin
        return bool(whom & self._defending and among & self._joining), True
