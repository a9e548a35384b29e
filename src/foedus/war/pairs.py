"""Who enters together: kept as bits, counted when somebody asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Pairs"]

_EVEN = np.ones(1)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Where each entry comes, in the draws that were kept.

    Attributes:
        entries: states with their sides.
        stack: one row of words for each.
        weights: what a draw weighs: one number for all, or one for each.
    """

    entries: tuple[tuple[str, str], ...]
    stack: NDArray[np.uint64] = field(repr=False)
    weights: NDArray[np.float64] = field(repr=False, default_factory=lambda: _EVEN)

    def matrix(self) -> NDArray[np.float64]:
        """How often both come, entry by entry.

        >>> Pairs((("A", "defending"), ("B", "defending")), np.array([[7], [5]], dtype=np.uint64)).matrix().tolist()
        [[3.0, 2.0], [2.0, 2.0]]
        """
        size = len(self.entries)
        found = np.zeros((size, size))
        if len(self.weights) > 1:
            bits = np.unpackbits(self.stack.view(np.uint8), axis=1, bitorder="little").astype(np.float64)
            return (bits * self.weights) @ bits.T
        for n in range(size):
            counts = np.bitwise_count(self.stack[n:] & self.stack[n]).sum(axis=1, dtype=np.int64)
            found[n, n:] = found[n:, n] = counts * self.weights[0]
        return found

    def blocs(self, side: str) -> list[tuple[str, ...]]:
        """On one side, two are linked if both come in at least half of the draws in which either does."""
        matrix = self.matrix()
        left = {n for n, (_, s) in enumerate(self.entries) if s == side and matrix[n, n] > 0}
        found = []
        while left:
            first = min(left)
            left.discard(first)
            bloc, waiting = set(), [first]
            while waiting:
                one = waiting.pop()
                bloc.add(one)
                both, either = matrix[one], matrix[one, one] + matrix.diagonal() - matrix[one]
                linked = {two for two in left if 2 * both[two] >= either[two]}
                left -= linked
                waiting += sorted(linked)
            if len(bloc) > 1:
                found.append(tuple(sorted(self.entries[n][0] for n in bloc)))
        return sorted(found, key=lambda states: (-len(states), states))
