"""The coins: for every state and draw one random number, as bits, 64 draws in a word.

The numbers come from Philox, a generator that counts (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as
easy as 1, 2, 3"): its key is the seed with the state, its counter the block of 65,536 draws. So a state's coins do not
depend on who else is asked about, on how many draws are worked on at once, or in which process.

A number u in [0, 1) is drawn once for each state and draw, for it decides once. It enters beside the target if u lies
below its probability to do so, and beside the attackers if u does not lie below one minus its probability for that
side: of a state that is called to one side, only that side counts; a bystander takes one side, the other, or none. The
first eight binary digits of u are each draw's own; the rest is shared by the 64 draws of a word. So coins fall with
exactly their probability, and those of two states independently; only a little less independently from draw to draw
(for the rarest coins, as if there were a fifth fewer draws).
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Words = NDArray[np.uint64]

__all__ = ["BLOCK", "WORDS", "Coins", "Numbers", "numbers"]

BLOCK = 65_536
"""Draws in a block of random numbers."""

WORDS = BLOCK // 64
"""Words in it."""

_DIGITS = 8
_ONES = np.uint64(0xFFFF_FFFF_FFFF_FFFF)
_NONE = np.uint64(0)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The random numbers of one state in some draws.

    Attributes:
        rows: the first digits, one row for each, turned round: a bit is set where the digit is 0.
        rest: what follows them, in units of 2^-64: one number for each word.
    """

    rows: Words
    rest: Words

    def below(self, p: float | NDArray[np.float64]) -> Words | bool:
        """Where u < p, for one probability or for one for each word (or for each row of words).

        >>> numbers(1914, "RUS", 0).below(0.0), numbers(1914, "RUS", 0).below(1.0)
        (False, True)
        >>> round(int(np.bitwise_count(numbers(1914, "RUS", 0).below(0.3)).sum()) / BLOCK, 2)
        0.3
        """
        if isinstance(p, np.ndarray):
            return self._below_each(p)
        if p <= 0 or p >= 1:
            return p >= 1
        top, rest = divmod(p * (1 << _DIGITS), 1.0)
        found: Words = np.where(self.rest < np.uint64(rest * 2.0**64), _ONES, _NONE)
        for n in range(_DIGITS):  # the digit that weighs least comes first; an equal one leaves it to those before
            combine = np.bitwise_or if int(top) >> n & 1 else np.bitwise_and
            combine(found, self.rows[_DIGITS - 1 - n], out=found)
        return found

    def enters(self, side: str, p: float | NDArray[np.float64]) -> Words | bool:
        """Where the state would enter on this side, with this probability."""
        if side == "defending":
            return self.below(p)
        stays = self.below(1.0 - p)
        return not stays if isinstance(stays, bool) else ~stays

    def part(self, first: int, last: int) -> Numbers:
        """Some of the words."""
        return Numbers(self.rows[:, first:last], self.rest[first:last])

    def _below_each(self, p: NDArray[np.float64]) -> Words:
        top, rest = np.divmod(np.clip(p, 0.0, 1.0) * (1 << _DIGITS), 1.0)
        whole = top.astype(np.int64)
        found: Words = np.where(self.rest < (rest * 2.0**64).astype(np.uint64), _ONES, _NONE)
        for n in range(_DIGITS):
            row, one = self.rows[_DIGITS - 1 - n], np.where(whole >> n & 1, _ONES, _NONE)
            found = (row & found) | (one & (row | found))
        certain: Words = np.where(p >= 1.0, _ONES, found)
        return certain


def numbers(seed: int, state: str, block: int) -> Numbers:
    """The random numbers of a state in a block."""
    key = int.from_bytes(blake2b(f"{seed} {state}".encode(), digest_size=16).digest(), "little")
    generator = np.random.Philox(counter=[0, block, 0, 0], key=[key & (2**64 - 1), key >> 64])
    drawn = generator.random_raw((_DIGITS + 1) * WORDS).reshape(_DIGITS + 1, WORDS)
    return Numbers(drawn[:_DIGITS], drawn[_DIGITS])


@dataclass(frozen=True, slots=True)
class Coins:
    """The coins of a run of blocks.

    Args:
        seed: the seed.
        blocks: which blocks.
        words: so many words of them, from the first.
    """

    seed: int
    blocks: Sequence[int]
    words: int

    def numbers(self, state: str) -> Numbers:
        """The random numbers of a state over all blocks."""
        parts = [numbers(self.seed, state, block) for block in self.blocks]
        rows, rest = parts[0].rows, parts[0].rest
        if len(parts) > 1:
            rows = np.concatenate([part.rows for part in parts], axis=1)
            rest = np.concatenate([part.rest for part in parts])
        return Numbers(rows[:, : self.words], rest[: self.words])

    def toss(self, state: str, side: str, p: float | NDArray[np.float64]) -> Words | bool:
        """Where this state would enter on this side."""
        return self.numbers(state).enters(side, p)
