"""Every outcome in place of draws, where few states can be called.

m coins fall in 2^m ways. Each way is one place in a plane, as a draw is, and has its probability as weight: so the same
waves run, and what comes out is exact. Being torn makes a cascade non-monotone (more members may mean fewer), so that
nothing short of all ways would do.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from foedus.war.kernel import run_waves
from foedus.war.outcome import Entry, Outcome
from foedus.war.pairs import Pairs
from foedus.war.tally import SIDES, Tally, lanes, spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from foedus.war.chances import Chances
    from foedus.war.compiled import Circuit
    from foedus.war.kernel import Start
    from foedus.war.planes import Plane

__all__ = ["LISTED", "MOST_COINS", "enumerable", "enumerated"]

MOST_COINS = 14
"""Up to so many coins everything is enumerated: 16,384 ways."""

_MOST_WEIGHTS = 1 << 20
"""Ways times draws of the parameters."""

LISTED = 64
"""Whole coalitions are listed if there are at most so many."""


def coins_in(entries: Sequence[Entry], chances: Chances) -> list[Entry]:
    """The coins that can fall both ways."""
    told = {entry: set(chances.each(*entry).tolist()) for entry in entries}
    return sorted(entry for entry, values in told.items() if values not in ({0.0}, {1.0}))


def enumerable(entries: Sequence[Entry], chances: Chances) -> bool:
    """Are the coins of these entries few enough to try all ways?"""
    count = len(coins_in(entries, chances))
    return count <= MOST_COINS and chances.parameters << count <= _MOST_WEIGHTS


def enumerated(circuit: Circuit, start: Start, chances: Chances, entries: Sequence[Entry]) -> Outcome:
    """Run every way in which the coins can fall."""
    coins = coins_in(entries, chances)
    ways = 1 << len(coins)
    words = max(1, ways // 64)
    place = {entry: n for n, entry in enumerate(coins)}
    numbers = np.arange(words * 64)
    heads = {e: (numbers >> n & 1).astype(bool) for e, n in place.items()}
    planes = {e: np.packbits(bits, bitorder="little").view(np.uint64) for e, bits in heads.items()}
    weights = _weights(heads, chances, start, numbers < ways)

    def coin(state: str, side: str) -> Plane:
        found = planes.get((state, side))
        return bool(chances.of(state, side) >= 1) if found is None else found

    def measure(where: Plane) -> NDArray[np.float64]:
        if isinstance(where, bool):
            return weights.sum(axis=1) if where else np.zeros(len(weights))
        told: NDArray[np.float64] = weights @ lanes(spread(where, words))
        return told

    tally = Tally(measure)
    tally.first = frozenset((*start.attackers, *start.targets))
    run_waves(circuit, start, coin, tally)
    mean = weights.mean(axis=0)
    joined = {e: lanes(spread(p, words)).astype(np.float64) for e, p in sorted(tally.joined.items())}
    stack = np.array(list(joined.values())).reshape(len(joined), words * 64)
    told = [n for n in range(len(stack)) if stack[n] @ mean > 0]
    names = tuple(list(joined)[n] for n in told)
    ones = np.ones(len(weights))
    bits = [np.packbits(joined[name].astype(bool), bitorder="little").view(np.uint64) for name in names]
    return Outcome(
        tally.frequency(ones),
        np.zeros(len(weights), dtype=np.int64),
        {key[:2]: key[2] for key in sorted(tally.calls, key=lambda key: -key[2]) if np.any(tally.calls[key])},
        {s: float(np.mean(w)) for s, w in sorted(tally.rent.items()) if np.any(w)},
        _sizes(joined, mean),
        Pairs(names, np.array(bits, dtype=np.uint64).reshape(len(names), words), mean),
        _coalitions(names, stack[told].astype(bool), mean),
    )


def _weights(
    heads: dict[Entry, NDArray[np.bool_]], chances: Chances, start: Start, real: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """The probability of each way, for each draw of the parameters.

    A called state needs one side's coin only, so its two coins may be taken as independent; a bystander takes one side
    or the other from the same number, so its two are not.
    """
    found = np.ones((chances.parameters, len(real))) * real
    for entry, bits in heads.items():
        state, side = entry
        other = (state, SIDES[1 - SIDES.index(side)])
        p = chances.each(*entry)[:, None]
        if entry in start.bystanders and other in heads:
            if side == "attacking":
                continue
            q, two = chances.each(*other)[:, None], heads[other]
            twice = np.maximum(0.0, p + q - 1.0)
            found *= np.where(bits, np.where(two, twice, p - twice), np.where(two, q - twice, 1.0 - p - q + twice))
        else:
            found *= np.where(bits, p, 1.0 - p)
    return found


def _sizes(joined: dict[Entry, NDArray[np.float64]], mean: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    found = {}
    for side in SIDES:
        count = sum((bits for (_, s), bits in joined.items() if s == side), np.zeros(len(mean)))
        told = np.bincount(np.asarray(count).astype(np.int64)[mean > 0], weights=mean[mean > 0])
        found[side] = told.astype(np.float64)
    return found


def _coalitions(
    names: tuple[Entry, ...], stack: NDArray[np.bool_], mean: NDArray[np.float64]
) -> tuple[tuple[tuple[Entry, ...], float], ...]:
    """Who enters together with which probability, the likeliest first; nothing if there are too many."""
    found: defaultdict[bytes, float] = defaultdict(float)
    columns = np.ascontiguousarray(stack.T)
    for n in np.flatnonzero(mean > 0):
        found[columns[n].tobytes()] += float(mean[n])
        if len(found) > LISTED:
            return ()
    told = [
        (tuple(name for name, there in zip(names, np.frombuffer(key, dtype=bool), strict=True) if there), p)
        for key, p in found.items()
    ]
    return tuple(sorted(told, key=lambda pair: (-pair[1], pair[0])))
