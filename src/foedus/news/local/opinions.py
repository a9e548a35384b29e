"""What the encoder makes of a report: a second opinion beside the tables, for every decision.

The encoder (`foedus.news.local.encoder`) gives each word a vector that depends on the words around it. From the vector
of a clause's head small layers tell its type, how surely it is told and how far it has come; from that vector and the
one of a name, a frame of speech, a number or a date, whether that belongs to the claim, and as what.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus.news.local.linear import softmax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from foedus.news.local.layers import Layers, Pair

    Chances = NDArray[np.float64]
    Table = NDArray[np.float32]

__all__ = ["Encoded", "Opinions"]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A report whose words have vectors.

    Attributes:
        starts: where each piece of a word begins in the report, in order.
        within: for each, the number of the window in which it was read.
        table: pieces x numbers of a vector.
    """

    starts: NDArray[np.int64]
    within: NDArray[np.int64]
    table: NDArray[np.float16]

    def vectors(self, places: Sequence[int]) -> Table:
        """The vector of the piece that begins at each place, one row each; zeros where none does."""
        found = np.zeros((len(places), self.table.shape[1]), dtype=np.float32)
        rows = self._rows(places)
        found[rows >= 0] = self.table[rows[rows >= 0]]
        return found

    def windows(self, places: Sequence[int]) -> NDArray[np.int64]:
        """The number of the window in which the piece at each place was read; -1 where none begins there."""
        rows = self._rows(places)
        return np.where(rows >= 0, self.within[rows] if len(self.within) else -1, -1)

    def _rows(self, places: Sequence[int]) -> NDArray[np.int64]:
        wanted = np.asarray(places, dtype=np.int64)
        if not len(self.starts):
            return np.full(len(wanted), -1)
        rows = np.minimum(np.searchsorted(self.starts, wanted), len(self.starts) - 1)
        return np.where(self.starts[rows] == wanted, rows, -1)


@dataclass(frozen=True, slots=True)
class Opinions:
    """The second opinion on one report. Claims are named by where their head begins in the report.

    Attributes:
        encoded: the report.
        layers: what is asked of its vectors.
    """

    encoded: Encoded
    layers: Layers

    def types(self, heads: Sequence[int]) -> Chances:
        """The probability of each type for each head."""
        return self.layers.types.scores(self.encoded.vectors(heads))

    def hedge(self, head: int, event: str) -> Chances:
        """How surely a claim is told: the probability of each modality."""
        return _row(self.layers.hedges.scores(self._claim(head, event)))

    def stage(self, head: int, event: str) -> Chances:
        """How far it has come: the probability of each stage."""
        return _row(self.layers.stages.scores(self._claim(head, event)))

    def sorts(self, head: int, event: str, names: Sequence[int]) -> Chances:
        """The probability of each sort of role for the name at each place."""
        return softmax(self._pairs(self.layers.roles, head, event, [names]).astype(np.float64))

    def source(self, head: int, event: str, frames: Sequence[tuple[int, int]]) -> Chances:
        """The probability that each frame of speech tells the claim; the last is that of the narrator.

        Args:
            head: where the head begins.
            event: the type of the claim.
            frames: where the word of each frame begins, and where its speaker does (-1 where there is none).
        """
        words = [[word for word, _ in frames], [speaker for _, speaker in frames]]
        none, listed = self._candidates(self.layers.sources, head, event, words, 0)
        return _row(softmax(np.append(listed, none)[np.newaxis]))

    def number(self, head: int, event: str, numbers: Sequence[int]) -> Chances:
        """The probability that the claim has no number, then that each of these is its own."""
        none, listed = self._candidates(self.layers.quantities, head, event, [numbers], 1)
        return _row(softmax(np.append(none, listed)[np.newaxis]))

    def day(self, head: int, event: str, days: Sequence[int]) -> Chances:
        """The probability that the claim has no date, then that each of these is its own."""
        none, listed = self._candidates(self.layers.dates, head, event, [days], 2)
        return _row(softmax(np.append(none, listed)[np.newaxis]))

    def _claim(self, head: int, event: str) -> Table:
        found: Table = self.encoded.vectors([head]) + self.layers.meant[self.layers.events[event]]
        return found

    def _candidates(
        self, pair: Pair, head: int, event: str, words: Sequence[Sequence[int]], column: int
    ) -> tuple[float, NDArray[np.float64]]:
        none = self.layers.nobody.odds(self._claim(head, event))[0, column]
        return float(none), self._pairs(pair, head, event, words)[:, 0].astype(np.float64)

    def _pairs(self, pair: Pair, head: int, event: str, words: Sequence[Sequence[int]]) -> Table:
        (near,) = self.encoded.windows([head])
        seen = [(within == near) & (within >= 0) for within in map(self.encoded.windows, words)]
        vectors = [self.encoded.vectors(places) * s[:, np.newaxis] for places, s in zip(words, seen, strict=True)]
        return pair.odds(self.encoded.vectors([head]), vectors, self.layers.events[event], ~seen[0])


def _row(table: Chances) -> Chances:
    found: Chances = table[0]
    return found
