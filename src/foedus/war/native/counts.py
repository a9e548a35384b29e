"""Counting what happened in a group of words: calls, torn states, and how large the sides grew."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedus.war.coins import GROUP
from foedus.war.native.jit import quick
from foedus.war.native.room import LATE, SEEN
from foedus.war.native.vector import get, nothing, number, put, somewhere

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.war.coins import Words
    from foedus.war.native.room import Flags, Room
    from foedus.war.native.vector import Group

    Whole = NDArray[np.int64]

__all__ = ["Counts", "count", "counts", "number_entering"]

_ONE, _M1, _M2, _M4 = (np.uint64(n) for n in (1, 0x5555555555555555, 0x3333333333333333, 0x0F0F0F0F0F0F0F0F))
_PLANES = 16


class Counts(NamedTuple):
    """Counted so far.

    Attributes:
        called: for each draw of the parameters, side and state: how often it was called to that side alone.
        since: side and state: the first wave of it.
        torn: how often each state was torn.
        sizes: side and number: how often so many entered.
        digits: working space: the number that entered in each draw, digit by digit, and what waits to be added.
        waiting: where something waits.
        kept: side, state, word: where it entered in the first words of all.
    """

    called: Whole
    since: Whole
    torn: Whole
    sizes: Whole
    digits: Words
    waiting: Flags
    kept: Words


def counts(states: int, parameters: int, kept: int) -> Counts:
    """Nothing counted yet; where states enter is kept for so many words."""
    return Counts(
        np.zeros((parameters, 2, states), dtype=np.int64),
        np.full((2, states), LATE, dtype=np.int64),
        np.zeros(states, dtype=np.int64),
        np.zeros((2, states + 1), dtype=np.int64),
        np.zeros((2, _PLANES, GROUP), dtype=np.uint64),
        np.zeros(_PLANES, dtype=bool),
        np.zeros((2, states, kept), dtype=np.uint64),
    )


@quick
def _bits(word: np.uint64) -> np.int64:
    word -= (word >> _ONE) & _M1
    word = (word & _M2) + ((word >> np.uint64(2)) & _M2)
    word = (word + (word >> np.uint64(4))) & _M4
    return np.int64((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


@quick
def number_entering(at: Room, real: Words) -> int:
    """In how many draws anybody entered."""
    found, states = nothing(), len(at.open)
    for k in range(at.counts[SEEN]):
        s = at.lists[SEEN, k]
        for entry in (s, states + s):
            if at.in_war[entry] and not at.party[s]:
                found = found | get(at.joined, entry)
    return number(found & get(real, 0))


@quick
def count(at: Room, told: Counts, first: int, draws: int) -> None:
    """Count a group of words, the first of which belongs to this draw of the parameters."""
    states = len(at.open)
    for k in range(at.counts[SEEN]):
        s = at.lists[SEEN, k]
        if at.rent[s]:
            told.torn[s] += number(get(at.torn, s))
        for side in range(2):
            if at.since[side * states + s] < LATE:
                told.since[side, s] = min(told.since[side, s], at.since[side * states + s])
                _called(at, told, side, s, first)
    for side in range(2):
        told.waiting[:] = False
        told.digits[:] = np.uint64(0)
        for k in range(at.counts[SEEN]):
            s = at.lists[SEEN, k]
            if at.in_war[side * states + s] and not at.party[s]:
                _add(told, get(at.joined, side * states + s))
        _read(told, side, draws)


@quick
def _called(at: Room, told: Counts, side: int, s: int, first: int) -> None:
    parameters = len(told.called)
    if parameters == 1:
        told.called[0, side, s] += number(get(at.was_called, side * len(at.open) + s))
        return
    for w in range(GROUP):
        told.called[(first + w) % parameters, side, s] += _bits(at.was_called[side, s, w])


@quick
def _add(told: Counts, plane: Group) -> None:
    """Add a plane to the numbers: the first of two waits for the second; then three planes of one weight are two."""
    level = 0
    while told.waiting[level]:
        told.waiting[level] = False
        a, b = get(told.digits, level), get(told.digits, _PLANES + level)
        half = a ^ b
        put(told.digits, level, half ^ plane)
        plane = (a & b) | (half & plane)
        level += 1
    told.waiting[level] = True
    put(told.digits, _PLANES + level, plane)


@quick
def _read(told: Counts, side: int, draws: int) -> None:
    """Add what still waits, and read off each draw's number; draws that are not made count nothing."""
    high, carry = 0, nothing()
    for level in range(_PLANES):
        a, b = get(told.digits, level), get(told.digits, _PLANES + level) if told.waiting[level] else nothing()
        half = a ^ b
        put(told.digits, level, half ^ carry)
        if somewhere(half ^ carry):
            high = level + 1
        carry = (a & b) | (half & carry)
    for w in range(GROUP):
        for bit in range(min(64, draws - 64 * w)):
            found = np.uint64(0)
            for n in range(high):
                found |= ((told.digits[0, n, w] >> np.uint64(bit)) & _ONE) << np.uint64(n)
            told.sizes[side, np.int64(found)] += 1
