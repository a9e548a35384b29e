"""The coins: for every state and draw one random number, as bits, 64 draws in a word.

The numbers come from Philox, a generator that counts (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as
easy as 1, 2, 3"): its key is the seed with the state, its counter the block of 16,384 draws. So a state's coins do not
depend on who else is asked about, on how many draws are worked on at once, or in which process.

A number u in [0, 1) is drawn once for each state and draw, for it decides once. It enters beside the target if u lies
below its probability to do so, and beside the attackers if u lies above one minus its probability for that side: of a
state that is called to one side, only that side counts; a bystander takes one side, or the other, or none. u has 20
binary digits, so a coin falls with its probability rounded to the next millionth; what is reported uses the probability
itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Words = NDArray[np.uint64]

__all__ = ["BLOCK", "DIGITS", "ONES", "WORDS", "Coins", "below", "digits"]

BLOCK = 16_384
"""Draws in a block of random numbers."""

WORDS = BLOCK // 64
"""Words in it."""

DIGITS = 20
"""Binary digits of a random number."""

ONES = np.uint64(0xFFFF_FFFF_FFFF_FFFF)


def digits(seed: int, state: str, block: int) -> Words:
    """The random digits of a state in a block: one row for each digit, the first weighs most.

    >>> digits(1914, "RUS", 0).shape
    (20, 256)
    """
    key = int.from_bytes(blake2b(f"{seed} {state}".encode(), digest_size=16).digest(), "little")
    generator = np.random.Philox(counter=[0, block, 0, 0], key=[key & (2**64 - 1), key >> 64])
    return generator.random_raw(DIGITS * WORDS).reshape(DIGITS, WORDS)


def below(rows: Words, p: float | NDArray[np.float64]) -> Words | bool:
    """Where u < p, for one probability or one for each word.

    >>> below(digits(1914, "RUS", 0), 0.0), below(digits(1914, "RUS", 0), 1.0)
    (False, True)
    >>> share = below(digits(1914, "RUS", 0), 0.3)
    >>> round(float(np.bitwise_count(share).sum() / BLOCK), 2)
    0.3
    """
    scaled = np.rint(np.asarray(p, dtype=np.float64) * (1 << DIGITS)).astype(np.int64)
    if scaled.ndim:
        return _below_each(rows, scaled)
    wanted = int(scaled)
    if wanted in (0, 1 << DIGITS):
        return wanted != 0
    found: Words = np.zeros_like(rows[0])
    last = DIGITS - (wanted & -wanted).bit_length() + 1
    for n in range(last - 1, -1, -1):  # the digit that weighs least comes first
        if wanted >> (DIGITS - 1 - n) & 1:
            found |= ~rows[n]
        else:
            found &= ~rows[n]
    return found


def _below_each(rows: Words, scaled: NDArray[np.int64]) -> Words:
    """The same where each word has a probability of its own."""
    found: Words = np.zeros(np.broadcast_shapes(rows[0].shape, scaled.shape), dtype=np.uint64)
    for n in range(DIGITS - 1, -1, -1):
        one = np.where(scaled >> (DIGITS - 1 - n) & 1, ONES, np.uint64(0))
        free = ~rows[n]
        found = (free & found) | (one & (free | found))
    found[..., :] = np.where(scaled >= 1 << DIGITS, ONES, found)
    return found


@dataclass(slots=True)
class Coins:
    """The coins of a run of blocks, tossed when first asked for.

    Args:
        seed: the seed.
        blocks: which blocks.
        words: so many words of them, from the first.
    """

    seed: int
    blocks: Sequence[int]
    words: int
    _rows: dict[str, Words] = field(default_factory=dict)

    def rows(self, state: str) -> Words:
        """The random digits of a state over all blocks."""
        found = self._rows.get(state)
        if found is None:
            parts = [digits(self.seed, state, block) for block in self.blocks]
            found = (parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1))[:, : self.words]
            self._rows[state] = found
        return found

    def toss(self, state: str, side: str, p: float | NDArray[np.float64]) -> Words | bool:
        """Where this state would enter on this side."""
        if side == "defending":
            return below(self.rows(state), p)
        stays = below(self.rows(state), 1.0 - p)
        return not stays if isinstance(stays, bool) else ~stays
