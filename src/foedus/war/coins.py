"""The coins: for every state and draw one random number, as bits, 64 draws in a word.

The numbers come from SFC64 (Doty-Humphrey, PractRand), begun anew for each state and each block of 65,536 draws: its
key is a digest of the seed with the state, and the number of the block. So a state's coins do not depend on who else is
asked about, on how many draws are worked on at once, in which process, or by which kernel.

A number u in [0, 1) is drawn once for each state and draw, for it decides once. It enters beside the target if u lies
below its probability to do so, and beside the attackers if u does not lie below one minus its probability for that
side: of a state that is called to one side, only that side counts; a bystander takes one side, the other, or none. The
first eight binary digits of u are each draw's own; the rest is shared by the 64 draws of a word. So coins fall with
exactly their probability, and those of two states independently; only a little less independently from draw to draw
(for the rarest coins, as if there were a fifth fewer draws).

The stream of a block tells its words in groups of 16: first the rest of each, then its digits, the one that weighs
least first. A group is what the compiled kernel works on at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.random.bit_generator import ISeedSequence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Words = NDArray[np.uint64]

__all__ = ["BLOCK", "DIGITS", "GROUP", "WORDS", "Coins", "Numbers", "key_of", "numbers", "split"]

BLOCK = 65_536
"""Draws in a block of random numbers."""

WORDS = BLOCK // 64
"""Words in it."""

GROUP = 16
"""Words in a group of the stream."""

DIGITS = 8
"""Digits of a number that are each draw's own."""

_ONES = np.uint64(0xFFFF_FFFF_FFFF_FFFF)
_NONE = np.uint64(0)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The random numbers of one state in some draws.

    Attributes:
        rows: the first digits, one row for each, the one that weighs least first; a bit is set where the digit is 0.
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
        top, rest = (int(part) for part in split(p))
        found: Words = np.where(self.rest < np.uint64(rest), _ONES, _NONE)
        for n, row in enumerate(self.rows):  # an equal digit leaves it to those before
            combine = np.bitwise_or if top >> n & 1 else np.bitwise_and
            combine(found, row, out=found)
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
        top, rest = split(p)
        found: Words = np.where(self.rest < rest, _ONES, _NONE)
        for n, row in enumerate(self.rows):
            one = np.where(top >> np.uint64(n) & np.uint64(1), _ONES, _NONE)
            found = (row & found) | (one & (row | found))
        certain: Words = np.where(top >> np.uint64(DIGITS), _ONES, found)
        return certain


def split(p: float | NDArray[np.float64]) -> tuple[Words, Words]:
    """The digits of a probability as a whole number, and the rest in units of 2^-64.

    >>> [int(part) for part in split(0.501953125)]
    [128, 9223372036854775808]
    """
    top, rest = np.divmod(np.clip(p, 0.0, 1.0) * (1 << DIGITS), 1.0)
    return np.asarray(top, dtype=np.uint64), np.asarray(rest * 2.0**64, dtype=np.uint64)


class _Key(ISeedSequence):
    """Three words, as they are."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def generate_state(self, n_words: int, dtype: Any = np.uint32) -> Any:  # noqa: ARG002 - numpy's own signature
        return self.words


def _seeded(key: Words) -> Any:
    """What numpy asks for the three words with which a generator begins."""
    return _Key(key)


def key_of(seed: int, state: str) -> Words:
    """The key of a state: three words; the number of the block is added to the last."""
    digest = blake2b(f"{seed} {state}".encode(), digest_size=24).digest()
    return np.frombuffer(digest, dtype="<u8").astype(np.uint64)


def numbers(seed: int, state: str, block: int) -> Numbers:
    """The random numbers of a state in a block."""
    key = key_of(seed, state) + np.array([0, 0, block], dtype=np.uint64)
    drawn = np.random.SFC64(_seeded(key)).random_raw((DIGITS + 1) * WORDS).reshape(-1, DIGITS + 1, GROUP)
    rows = drawn.transpose(1, 0, 2).reshape(DIGITS + 1, WORDS)
    return Numbers(rows[1:], rows[0])


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
