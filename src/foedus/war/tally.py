"""Counting: who is called how often, how large the sides grow, who enters together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from foedus.war.planes import Plane

    Numbers = NDArray[np.float64] | NDArray[np.int64]

__all__ = ["Tally", "heights", "lanes", "spread"]

SIDES = ("defending", "attacking")


def spread(plane: Plane, words: int) -> NDArray[np.uint64]:
    """A plane as words, whatever it was."""
    if isinstance(plane, bool):
        return np.full(words, ~np.uint64(0) if plane else np.uint64(0))
    return np.broadcast_to(plane, (*plane.shape[:-1], words))


def lanes(plane: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """One byte for each draw.

    >>> lanes(np.array([5], dtype=np.uint64))[:4]
    array([1, 0, 1, 0], dtype=uint8)
    """
    return np.unpackbits(np.ascontiguousarray(plane).view(np.uint8), bitorder="little")


def heights(stack: NDArray[np.uint64]) -> NDArray[np.uint16]:
    """In how many of the planes each draw is so: added as bits, three planes into two, then read off.

    >>> heights(np.array([[1], [3], [3]], dtype=np.uint64))[:3]
    array([3, 2, 0], dtype=uint16)
    """
    found = np.zeros(stack.shape[1] * 64, dtype=np.uint16)
    weight = 0
    while len(stack):
        carries = []
        while len(stack) > 1:
            if len(stack) == 2:
                carries.append(stack[:1] & stack[1:])
                stack = stack[:1] ^ stack[1:]
                continue
            third = len(stack) // 3
            a, b, c = stack[:third], stack[third : 2 * third], stack[2 * third : 3 * third]
            half = a ^ b
            carries.append((a & b) | (half & c))
            stack = np.concatenate((half ^ c, stack[3 * third :]))
        found += lanes(stack[0]).astype(np.uint16) << np.uint16(weight)
        weight += 1
        stack = np.concatenate(carries) if carries else stack[:0]
    return found


class Tally:
    """Counts what happens; what counts as much as what is the matter of `measure`.

    Args:
        measure: the weight of the draws in which something is so: their number, for each draw of the parameters or for
            each pair of a sweep, or the probability of the outcomes that they stand for.

    Attributes:
        calls: state, side and wave -> how often it was called to that side alone.
        rent: state -> how often it was torn.
        joined: state and side -> where it entered, in the draws counted last.
    """

    def __init__(self, measure: Callable[[Plane], Numbers]) -> None:
        self.measure = measure
        self.calls: dict[tuple[str, str, int], Numbers] = {}
        self.rent: dict[str, Numbers] = {}
        self.joined: dict[tuple[str, str], Plane] = {}
        self.first: frozenset[str] = frozenset()

    def called(self, state: str, side: str, wave: int, where: Plane) -> None:
        """A state is called to one side."""
        key = (state, side, wave)
        weight = self.measure(where)
        self.calls[key] = self.calls[key] + weight if key in self.calls else weight

    def torn(self, state: str, where: Plane) -> None:
        """A state is called to both sides in one wave."""
        weight = self.measure(where)
        self.rent[state] = self.rent[state] + weight if state in self.rent else weight

    def ended(self, defending: Mapping[str, Plane], attacking: Mapping[str, Plane]) -> None:
        """Who is on which side in the end; the parties themselves are left out."""
        self.joined = {
            (state, side): where
            for side, members in (("defending", defending), ("attacking", attacking))
            for state, where in members.items()
            if state not in self.first and where is not False
        }

    def frequency(self, total: Numbers) -> dict[tuple[str, str], NDArray[np.float64]]:
        """State and side -> the share of draws in which it was called to that side alone."""
        return {key: weight / total for key, weight in self.often().items()}

    def often(self) -> dict[tuple[str, str], Numbers]:
        """State and side -> how often it was called to that side alone, in all waves."""
        found: dict[tuple[str, str], Numbers] = {}
        for (state, side, _), weight in sorted(self.calls.items()):
            found[state, side] = found[state, side] + weight if (state, side) in found else weight
        return {key: weight for key, weight in found.items() if np.any(weight)}
