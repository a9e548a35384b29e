"""Formulas over who is on which side: built once, each part shared, simplified as they are built.

A formula is a number in a book of formulas. 0 is false, 1 is true. The leaves are

| leaf | true if |
|---|---|
| `("att", s)`, `("def", s)` | s is on the attacking, the defending side |
| `("hit", X, s)` | one of X attacks s, and s defends |
| `("atts", X)`, `("defs", X)` | one of X is on that side |
| `("target", s)` | s is the target of the attack itself |
| `("war",)` | the attack may be self-defence: the target's side began a war that is still fought |
| `("fact", name)` | an open fact is settled as met |

where X is a set of states, written as the bits of one number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["FALSE", "TRUE", "Formulas", "Leaf"]

FALSE, TRUE = 0, 1

Leaf = tuple[str | int, ...]
"""What a leaf says: its kind and its arguments."""


class Formulas:
    """A book of formulas.

    Attributes:
        op: of each formula: `const`, `leaf`, `and`, `or`, `not`.
        args: the formulas that it is made of.
        leaf: of a leaf, what it says.

    >>> book = Formulas()
    >>> a, b = book.leaf_of("att", "AAA"), book.leaf_of("def", "AAA")
    >>> book.every((a, TRUE, a)) == a, book.every((a, book.no(a))), book.some((b, FALSE)) == b
    (True, 0, True)
    """

    def __init__(self) -> None:
        self.op: list[str] = ["const", "const"]
        self.args: list[tuple[int, ...]] = [(), ()]
        self.leaf: dict[int, Leaf] = {}
        self._leaves: dict[Leaf, int] = {}
        self._made: dict[tuple[str, tuple[int, ...]], int] = {}
        self._open: dict[int, frozenset[tuple[int, bool]]] = {}

    def leaf_of(self, *says: str | int) -> int:
        """The leaf that says this."""
        found = self._leaves.get(says)
        if found is None:
            found = self._leaves[says] = self._new("leaf", ())
            self.leaf[found] = says
        return found

    def no(self, part: int) -> int:
        """Not this."""
        if part < 2:
            return 1 - part
        return self.args[part][0] if self.op[part] == "not" else self._make("not", (part,))

    def every(self, parts: Iterable[int]) -> int:
        """All of these."""
        return self._join("and", parts, TRUE)

    def some(self, parts: Iterable[int]) -> int:
        """Any of these."""
        return self._join("or", parts, FALSE)

    def _join(self, op: str, parts: Iterable[int], nothing: int) -> int:
        flat: set[int] = set()
        for part in parts:
            if part == 1 - nothing:
                return part
            if self.op[part] == op:
                flat.update(self.args[part])
            elif part != nothing:
                flat.add(part)
        for part in flat:
            if self.op[part] == "not" and self.args[part][0] in flat:
                return 1 - nothing
        if len(flat) < 2:
            return flat.pop() if flat else nothing
        return self._make(op, tuple(sorted(flat)))

    def _make(self, op: str, args: tuple[int, ...]) -> int:
        found = self._made.get((op, args))
        if found is None:
            found = self._made[op, args] = self._new(op, args)
        return found

    def _new(self, op: str, args: tuple[int, ...]) -> int:
        self.op.append(op)
        self.args.append(args)
        return len(self.op) - 1

    def open_facts(self, part: int) -> frozenset[tuple[int, bool]]:
        """The open facts in it, each with whether it speaks for (`True`) or against."""
        if part < 2:
            return frozenset()
        found = self._open.get(part)
        if found is None:
            if self.op[part] == "leaf":
                found = frozenset({(part, True)} if self.leaf[part][0] == "fact" else ())
            else:
                found = frozenset().union(*(self.open_facts(a) for a in self.args[part]))
                if self.op[part] == "not":
                    found = frozenset((fact, not sign) for fact, sign in found)
            self._open[part] = found
        return found

    def settled(self, part: int, leaves: Mapping[int, int]) -> int:
        """The formula once these leaves are settled."""
        return self._settled(part, leaves, {})

    def _settled(self, part: int, leaves: Mapping[int, int], known: dict[int, int]) -> int:
        if part < 2 or self.op[part] == "leaf":
            return leaves.get(part, part)
        if part not in known:
            inner = [self._settled(a, leaves, known) for a in self.args[part]]
            op = self.op[part]
            known[part] = self.no(inner[0]) if op == "not" else self.every(inner) if op == "and" else self.some(inner)
        return known[part]

    def leaves_in(self, part: int) -> set[int]:
        """The leaves that a formula rests on."""
        found, waiting, seen = set(), [part], {part}
        while waiting:
            one = waiting.pop()
            if self.op[one] == "leaf":
                found.add(one)
            fresh = [a for a in self.args[one] if a not in seen]
            seen.update(fresh)
            waiting += fresh
        return found

    def for_certain(self, part: int) -> int:
        """True where the formula is true however the open facts are settled: where a duty is `invoked`.

        A fact that only speaks for, or only against, settles itself: the worst case is known. One that speaks both
        ways is tried both ways.
        """
        seen = self.open_facts(part)
        signs: dict[int, set[bool]] = {}
        for fact, sign in seen:
            signs.setdefault(fact, set()).add(sign)
        left = self.settled(part, {f: FALSE if True in s else TRUE for f, s in signs.items() if len(s) == 1})
        both = sorted({fact for fact, _ in self.open_facts(left)})
        if not both:
            return left
        first = both[0]
        return self.every(self.for_certain(self.settled(left, {first: v})) for v in (FALSE, TRUE))
