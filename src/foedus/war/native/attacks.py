"""Every attack on a target by the compiled kernel: what `foedus.war.day` counts, to the last bit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.war.coins import BLOCK, GROUP
from foedus.war.kernel import leaf_values
from foedus.war.native.block import Begins, Often, Tossed, run_rows, toss_block
from foedus.war.native.coins import odds, streams
from foedus.war.native.flat import flattened, leaf_rows
from foedus.war.native.room import room
from foedus.war.tally import SIDES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from foedus.war.compiled import Circuit
    from foedus.war.kernel import Start
    from foedus.war.native.coins import Odds
    from foedus.war.planes import Plane

    Words = NDArray[np.uint64]

__all__ = ["Attacks"]

Entry = tuple[str, str]


class Attacks:
    """The attacks of a day.

    Args:
        circuit: what calls whom.
        listed: states with a chance of their own, besides those that may be called.
        seed, draws: how often the dice are thrown, and with which seed.
        p: the probability of a state and side, if it is the same in all attacks: then they share their coins.
    """

    def __init__(
        self, circuit: Circuit, listed: Iterable[str], seed: int, draws: int, p: Callable[[str, str], float] | None
    ) -> None:
        self.circuit, self.draws = circuit, draws
        hit = {str(leaf[-1]) for leaf in circuit.leaves.values() if leaf[0] == "hit"}
        self.states = sorted({*circuit.sides, *hit, *listed})
        self.flat, self.numbers = flattened(circuit, self.states)
        self.room, self.streams = room(self.flat), streams(seed, self.states)
        self.p = None if p is None else self._odds(lambda state, side: np.array([p(state, side)]))
        self._coins = [self._tossed(block, taken) for block, taken in self._blocks()]

    def run(
        self, start: Start, count: int, p: Callable[[str, str], NDArray[np.float64]]
    ) -> tuple[dict[Entry, NDArray[np.int64]], NDArray[np.int64]]:
        """How often each state is called to each side, and how often anybody enters: in each of so many attacks.

        Args:
            start: attackers, target, bystanders: each attack a row.
            count: how many attacks.
            p: the probability of a state and side in each of them, unless it is the same in all.
        """
        listed = [{s: plane for (s, one), plane in start.bystanders.items() if one == side} for side in SIDES]
        begins = Begins(
            leaf_rows(leaf_values(self.circuit, start), self.numbers, self.flat.leaves, count),
            self._rows(count, [start.targets, start.attackers]),
            self._rows(count, listed),
        )
        chances = self._odds(p) if self.p is None else self.p
        called = np.zeros((count, 2, len(self.states)), dtype=np.int64)
        often = Often(called, np.zeros(count, dtype=np.int64))
        for (block, taken), coins in zip(self._blocks(), self._coins, strict=True):
            tossed = Tossed(self.streams, chances, coins)
            run_rows(self.flat, self.room, begins, tossed, block, taken, often)
        told = {(s, side): called[:, k, n] for n, s in enumerate(self.states) for k, side in enumerate(SIDES)}
        return {key: times for key, times in sorted(told.items()) if times.any()}, often.widened

    def _blocks(self) -> list[tuple[int, int]]:
        """Each block, and how many of its draws are made."""
        return [(n, min(self.draws - n * BLOCK, BLOCK)) for n in range(-(-self.draws // BLOCK))]

    def _tossed(self, block: int, draws: int) -> Words:
        """The coins that all attacks share: group, side, state; none if each has its own."""
        groups = 0 if self.p is None else -(-draws // (64 * GROUP))
        coins = np.zeros((groups, 2, len(self.states), GROUP), dtype=np.uint64)
        if self.p is not None:
            toss_block(self.streams, self.p, block, coins)
        return coins

    def _odds(self, p: Callable[[str, str], NDArray[np.float64]]) -> Odds:
        one, two = (np.array([p(state, side) for state in self.states]).T for side in SIDES)
        return odds(one, two)

    def _rows(self, count: int, sides: Sequence[Mapping[str, Plane]]) -> NDArray[np.bool_]:
        """In which attack a state stands on which side."""
        found = np.zeros((count, 2, len(self.states)), dtype=bool)
        for k, planes in enumerate(sides):
            for n, state in enumerate(self.states):
                plane = planes.get(state, False)
                found[:, k, n] = plane if isinstance(plane, bool) else plane[:, 0] != 0
        return found
