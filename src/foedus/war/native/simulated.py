"""Many draws of one attack by the compiled kernel: what `foedus.war.simulated` counts, to the last bit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.war.coins import BLOCK, GROUP, WORDS
from foedus.war.kernel import leaf_values
from foedus.war.native.block import Begins, Tossed, run_block
from foedus.war.native.coins import odds, streams
from foedus.war.native.counts import counts
from foedus.war.native.flat import flattened, leaf_rows
from foedus.war.native.room import LATE, room
from foedus.war.outcome import Outcome
from foedus.war.simulated import PAIRED, paired
from foedus.war.tally import SIDES

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from foedus.war.chances import Chances
    from foedus.war.compiled import Circuit
    from foedus.war.kernel import Start
    from foedus.war.native.counts import Counts

__all__ = ["simulated_native"]


def simulated_native(
    circuit: Circuit,
    start: Start,
    chances: Chances,
    draws: int,
    seed: int,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Count over so many draws.

    Args:
        circuit: what calls whom.
        start: attackers, target, bystanders; the same in all draws.
        chances: the probabilities.
        draws: how many.
        seed: the seed.
        progress: told how many draws are done, of how many.
    """
    states = sorted({*circuit.sides, *start.attackers, *start.targets, *(s for s, _ in start.bystanders)})
    flat, numbers = flattened(circuit, states)
    begins = Begins(
        leaf_rows(leaf_values(circuit, start), numbers, flat.leaves, 1),
        np.array([[[s in side for s in states] for side in (start.targets, start.attackers)]]),
        np.array([[[(s, side) in start.bystanders for s in states] for side in SIDES]]),
    )
    p = odds(*(np.array([chances.each(s, side) for s in states]).T for side in SIDES))
    tossed = Tossed(streams(seed, states), p, np.zeros((0, 2, 0, GROUP), dtype=np.uint64))
    at, told = room(flat), counts(len(states), chances.parameters, min(-(-draws // 64), PAIRED // 64))
    totals = np.zeros(chances.parameters, dtype=np.int64)
    for block in range(-(-draws // BLOCK)):
        taken = min(draws - block * BLOCK, BLOCK)
        run_block(flat, at, begins, tossed, block, taken, told)
        totals += _totals(block, taken, chances.parameters)
        if progress is not None:
            progress(block * BLOCK + taken, draws)
    return _outcome(states, told, totals, draws)


def _totals(block: int, draws: int, parameters: int) -> NDArray[np.int64]:
    """How many draws of a block belong to each draw of the parameters: word n to the n-th, round and round."""
    words = np.arange(-(-draws // 64))
    each = np.minimum(64, draws - 64 * words)
    return np.bincount((block * WORDS + words) % parameters, weights=each, minlength=parameters).astype(np.int64)


def _outcome(states: list[str], told: Counts, totals: NDArray[np.int64], draws: int) -> Outcome:
    order = sorted((state, side, n, k) for n, state in enumerate(states) for k, side in enumerate(SIDES))
    called = {(s, side): told.called[:, k, n] / np.maximum(totals, 1) for s, side, n, k in order}
    since = {(s, side): int(told.since[k, n]) for s, side, n, k in order if told.since[k, n] < LATE}
    torn = {s: float(told.torn[n]) / draws for n, s in enumerate(states) if told.torn[n]}
    sizes = {}
    for k, side in enumerate(SIDES):
        most = int(np.flatnonzero(told.sizes[k])[-1])
        sizes[side] = told.sizes[k, : most + 1] / draws
    keys = tuple((s, side) for s, side, _, _ in order)
    stack = np.array([told.kept[k, n] for _, _, n, k in order], dtype=np.uint64)
    pairs = paired(keys, stack, draws)
    return Outcome({key: share for key, share in called.items() if share.any()}, totals, since, torn, sizes, pairs)
