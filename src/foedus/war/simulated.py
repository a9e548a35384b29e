"""Many draws of one attack, block after block: memory does not grow with their number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.war.coins import BLOCK, WORDS, Coins
from foedus.war.kernel import run_waves
from foedus.war.outcome import Entry, Outcome
from foedus.war.pairs import Pairs
from foedus.war.planes import either
from foedus.war.tally import SIDES, Tally, heights, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from foedus.war.chances import Chances
    from foedus.war.compiled import Circuit
    from foedus.war.kernel import Start
    from foedus.war.planes import Plane

    Run = Callable[[Circuit, Start, Callable[[str, str], Plane], Tally, Plane], int]

__all__ = ["PAIRED", "paired", "simulated"]

PAIRED = 16_384
"""Who enters together is counted over the first draws only: so many are enough for a share of pairs."""

_NOBODY = Pairs((), np.zeros((0, 1), dtype=np.uint64))


def simulated(  # noqa: PLR0913 - each by its name
    circuit: Circuit,
    start: Start,
    chances: Chances,
    draws: int,
    seed: int,
    *,
    at_once: int = 1,
    progress: Callable[[int, int], None] | None = None,
    run: Run = run_waves,
) -> Outcome:
    """Count over so many draws.

    Args:
        circuit: what calls whom.
        start: attackers, target, bystanders.
        chances: the probabilities.
        draws: how many.
        seed: the seed.
        at_once: blocks of random numbers that are worked on together; no result depends on it.
        progress: told how many draws are done, of how many.
        run: what runs the waves.
    """
    tally = _Streamed(frozenset((*start.attackers, *start.targets)), chances.parameters)
    for first in range(0, -(-draws // BLOCK), at_once):
        left = draws - first * BLOCK
        taken = min(left, at_once * BLOCK)
        words = -(-taken // 64)
        blocks = range(first, first + -(-taken // BLOCK))
        coins = _Tossed(Coins(seed, blocks, words), chances, first * WORDS, circuit.sides)
        tally.take(first * WORDS, words, taken)
        run(circuit, start, coins, tally, tally.valid)
        tally.keep()
        if progress is not None:
            progress(first * BLOCK + taken, draws)
    return tally.outcome(draws)


def paired(keys: tuple[Entry, ...], stack: NDArray[np.uint64], draws: int) -> Pairs:
    """Who enters together, of those who enter at all in the draws that are kept."""
    there = [n for n, row in enumerate(stack) if row.any()]
    if not there:
        return _NOBODY
    return Pairs(tuple(keys[n] for n in there), stack[there], np.full(1, 1 / min(draws, PAIRED)))


class _Tossed:
    """The coins of a block, with the probability of each state: those for both sides are tossed together, once."""

    def __init__(self, coins: Coins, chances: Chances, first: int, sides: Mapping[str, tuple[str, ...]]) -> None:
        self.coins, self.chances, self.sides = coins, chances, sides
        self.which = (first + np.arange(coins.words)) % chances.parameters
        self.known: dict[Entry, Plane] = {}

    def __call__(self, state: str, side: str) -> Plane:
        if (state, side) not in self.known:
            numbers = self.coins.numbers(state)
            for one in {side, *self.sides.get(state, ())}:
                drawn = (state, one) in self.chances.draws
                p = self.chances.each(state, one)[self.which] if drawn else self.chances.of(state, one)
                self.known[state, one] = numbers.enters(one, p)
        return self.known[state, side]


class _Streamed(Tally):
    """Counts block after block; word n belongs to the n-th draw of the parameters, round and round."""

    def __init__(self, first: frozenset[str], parameters: int) -> None:
        super().__init__(self._weight)
        self.first, self.parameters = first, parameters
        self.totals = np.zeros(parameters, dtype=np.int64)
        self.sizes = {side: np.zeros(1, dtype=np.int64) for side in SIDES}
        self.where: dict[tuple[str, str], Plane] = {}
        self.since: dict[tuple[str, str], int] = {}
        self.pairs = _NOBODY

    def take(self, first: int, words: int, draws: int) -> None:
        """The next block begins at this word."""
        self.start, self.words, self.taken = first, words, draws
        self.whole = np.full(words, ~np.uint64(0))
        if draws % 64:
            self.whole[-1] = np.uint64((1 << draws % 64) - 1)
        self.valid: Plane = self.whole if draws % 64 else True
        self.which = (first + np.arange(words)) % self.parameters
        self.totals += self._weight(True)
        self.where = {}

    def called(self, state: str, side: str, wave: int, where: Plane) -> None:
        """Kept until the block has ended; a state is called once in a draw."""
        key = (state, side)
        self.since[key] = min(wave, self.since.get(key, wave))
        self.where[key] = either(self.where[key], where) if key in self.where else where

    def _weight(self, where: Plane) -> NDArray[np.int64]:
        counts = np.bitwise_count(self.whole if where is True else where)
        if self.parameters == 1:
            return np.array([counts.sum(dtype=np.int64)])
        return np.bincount(self.which, weights=counts, minlength=self.parameters).astype(np.int64)

    def keep(self) -> None:
        """Count what happened in the block that has ended."""
        for (state, side), where in self.where.items():
            super().called(state, side, self.since[state, side], where)
        for side in SIDES:
            planes = [spread(p, self.words) for (_, s), p in sorted(self.joined.items()) if s == side]
            tall = heights(np.stack(planes))[: self.taken] if planes else np.zeros(self.taken, dtype=np.uint16)
            counts = np.bincount(tall)
            grown = np.zeros(max(len(counts), len(self.sizes[side])), dtype=np.int64)
            grown[: len(self.sizes[side])] += self.sizes[side]
            grown[: len(counts)] += counts
            self.sizes[side] = grown
        if self.start == 0 and self.joined:
            keys, words = tuple(sorted(self.joined)), min(self.words, PAIRED // 64)
            stack = np.stack([spread(self.joined[key], self.words)[:words] & self.whole[:words] for key in keys])
            self.pairs = paired(keys, stack, self.taken)

    def outcome(self, draws: int) -> Outcome:
        """What was counted."""
        sizes = {side: counts / draws for side, counts in self.sizes.items()}
        torn = {s: float(w.sum()) / draws for s, w in sorted(self.rent.items()) if w.any()}
        # A draw of the parameters that no word has reached yet tells nothing.
        reached = np.maximum(self.totals, 1)
        return Outcome(self.frequency(reached), self.totals, self.since, torn, sizes, self.pairs)
