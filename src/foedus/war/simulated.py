"""Many draws of one attack, block after block: memory does not grow with their number."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from foedus.war.coins import BLOCK, WORDS, Coins
from foedus.war.kernel import run_waves
from foedus.war.outcome import Entry, Outcome
from foedus.war.tally import SIDES, Tally, heights, spread

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from foedus.war.chances import Chances
    from foedus.war.compiled import Circuit
    from foedus.war.kernel import Start
    from foedus.war.planes import Plane

    Run = Callable[[Circuit, Start, Callable[[str, str], Plane], Tally], int]

__all__ = ["PAIRED", "simulated"]

PAIRED = 65_536
"""Who enters together is counted over the first draws only: so many are enough for a share of pairs."""


def simulated(
    circuit: Circuit,
    start: Start,
    chances: Chances,
    draws: int,
    seed: int,
    *,
    at_once: int = 2,
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
        coins = _Tossed(Coins(seed, range(first, first + -(-taken // BLOCK)), words), chances, first * WORDS)
        tally.take(first * WORDS, words, taken)
        run(circuit, start, coins, tally)
        tally.keep()
        if progress is not None:
            progress(first * BLOCK + taken, draws)
    return tally.outcome(draws)


class _Tossed:
    """The coins of a block, with the probability of each state; each is tossed once."""

    def __init__(self, coins: Coins, chances: Chances, first: int) -> None:
        self.coins, self.chances = coins, chances
        self.which = (first + np.arange(coins.words)) % chances.parameters
        self.known: dict[Entry, Plane] = {}

    def __call__(self, state: str, side: str) -> Plane:
        found = self.known.get((state, side))
        if found is None:
            drawn = (state, side) in self.chances.draws
            p = self.chances.each(state, side)[self.which] if drawn else self.chances.of(state, side)
            found = self.known[state, side] = self.coins.toss(state, side, p)
        return found


class _Streamed(Tally):
    """Counts block after block; word n belongs to the n-th draw of the parameters, round and round."""

    def __init__(self, first: frozenset[str], parameters: int) -> None:
        super().__init__(self._weight)
        self.first, self.parameters = first, parameters
        self.totals = np.zeros(parameters, dtype=np.int64)
        self.sizes = {side: np.zeros(1, dtype=np.int64) for side in SIDES}
        self.pairs: defaultdict[tuple[Entry, Entry], int] = defaultdict(int)
        self.paired = 0

    def take(self, first: int, words: int, draws: int) -> None:
        """The next block begins at this word."""
        self.start, self.words, self.taken = first, words, draws
        self.valid = np.full(words, ~np.uint64(0))
        if draws % 64:
            self.valid[-1] = np.uint64((1 << draws % 64) - 1)
        self.which = (first + np.arange(words)) % self.parameters
        self.totals += self._weight(True)

    def _weight(self, where: Plane) -> NDArray[np.int64]:
        plane = self.valid if where is True else np.bitwise_and(where, self.valid)
        counts = np.bitwise_count(plane)
        if self.parameters == 1:
            return np.array([counts.sum(dtype=np.int64)])
        return np.bincount(self.which, weights=counts, minlength=self.parameters).astype(np.int64)

    def keep(self) -> None:
        """Count sizes and pairs of the block that has ended."""
        for side in SIDES:
            planes = [spread(p, self.words) for (_, s), p in sorted(self.joined.items()) if s == side]
            tall = heights(np.stack(planes))[: self.taken] if planes else np.zeros(self.taken, dtype=np.int64)
            counts = np.bincount(tall)
            grown = np.zeros(max(len(counts), len(self.sizes[side])), dtype=np.int64)
            grown[: len(self.sizes[side])] += self.sizes[side]
            grown[: len(counts)] += counts
            self.sizes[side] = grown
        self._keep_pairs()

    def _keep_pairs(self) -> None:
        words = min(self.words, PAIRED // 64 - self.start)
        if words <= 0:
            return
        valid = self.valid[:words]
        self.paired += int(np.bitwise_count(valid).sum(dtype=np.int64))
        keys = sorted(self.joined)
        if not keys:
            return
        stack = np.stack([spread(self.joined[key], self.words)[:words] & valid for key in keys])
        for n, one in enumerate(keys):
            counts = np.bitwise_count(stack[n:] & stack[n]).sum(axis=1, dtype=np.int64)
            for two, count in zip(keys[n:], counts.tolist(), strict=True):
                self.pairs[one, two] += count

    def outcome(self, draws: int) -> Outcome:
        """What was counted."""
        names = tuple(sorted({entry for pair, count in self.pairs.items() if count for entry in pair}))
        place = {entry: n for n, entry in enumerate(names)}
        matrix = np.zeros((len(names), len(names)))
        for (one, two), count in self.pairs.items():
            if count:
                matrix[place[one], place[two]] = matrix[place[two], place[one]] = count / self.paired
        sizes = {side: counts / draws for side, counts in self.sizes.items()}
        torn = {s: float(w.sum()) / draws for s, w in sorted(self.rent.items()) if w.any()}
        waves = {e: {w: n / draws for w, n in told.items()} for e, told in self.waves().items()}
        # A draw of the parameters that no word has reached yet tells nothing.
        reached = np.maximum(self.totals, 1)
        return Outcome(self.frequency(reached), self.totals, waves, torn, sizes, (names, matrix))
