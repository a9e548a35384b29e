"""Small layers over the vectors of the encoder, as tables: from a vector to the odds of a decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.news.local.linear import softmax
from foedus.news.local.tables import from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Table = NDArray[np.float32]

__all__ = ["Layers", "Pair", "Single"]


@dataclass(frozen=True, slots=True)
class Single:
    """One layer over the vector of a head.

    Attributes:
        classes: what can be said.
        weights, base: numbers of a vector x classes, and what each class has without any.
    """

    classes: tuple[str, ...]
    weights: Table
    base: Table

    def odds(self, heads: Table) -> Table:
        """The log-odds of each class for each head."""
        found: Table = heads @ self.weights + self.base
        return found

    def scores(self, heads: Table) -> NDArray[np.float64]:
        """The probability of each class for each head."""
        return softmax(self.odds(heads).astype(np.float64))

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {"classes": list(self.classes), "weights": to_text(self.weights), "base": to_text(self.base)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Single:
        """From plain data, as `to_dict` writes it."""
        return cls(tuple(data["classes"]), from_text(data["weights"]), from_text(data["base"]))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two layers over the vector of a head and those of a candidate.

    Attributes:
        head, base: numbers of a vector x hidden units, and what each has without any.
        others: one such table for each word of a candidate.
        events: event types x hidden units.
        unseen: two rows of hidden units: the candidate is in sight, or it is not.
        outer, outer_base: hidden units x classes, and what each class has without any.
    """

    head: Table
    base: Table
    others: tuple[Table, ...]
    events: Table
    unseen: Table
    outer: Table
    outer_base: Table

    def odds(self, head: Table, candidates: Sequence[Table], event: int, unseen: NDArray[np.bool_]) -> Table:
        """Log-odds of each class for each candidate: one row of vectors for each word of a candidate."""
        hidden = (head @ self.head + self.base + self.events[event]) + self.unseen[unseen.astype(np.int64)]
        for table, vectors in zip(self.others, candidates, strict=True):
            hidden = hidden + vectors @ table
        found: Table = np.maximum(hidden, 0.0) @ self.outer + self.outer_base
        return found

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {p: to_text(getattr(self, p)) for p in _PARTS} | {"others": [to_text(t) for t in self.others]}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Pair:
        """From plain data, as `to_dict` writes it."""
        return cls(others=tuple(map(from_text, data["others"])), **{part: from_text(data[part]) for part in _PARTS})


@dataclass(frozen=True, slots=True)
class Layers:
    """All layers, trained together with an encoder.

    Attributes:
        events: event type -> its number in the tables of pairs.
        types, hedges, stages: what a clause tells, how surely, and how far it has come.
        meant: event types x numbers of a vector: what is added to the vector of a head whose type is settled.
        sorts, roles: the sorts of roles, and the sort of a name.
        sources, quantities, dates: does a frame of speech, a number, a date belong to the claim?
        nobody: that the narrator says it, that it has no number, that it has no date.
    """

    events: Mapping[str, int]
    types: Single
    hedges: Single
    stages: Single
    meant: Table
    sorts: tuple[str, ...]
    roles: Pair
    sources: Pair
    quantities: Pair
    dates: Pair
    nobody: Single

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        told = {"events": list(self.events), "sorts": list(self.sorts), "meant": to_text(self.meant)}
        return told | {name: getattr(self, name).to_dict() for name in (*_SINGLES, *_PAIRS)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Layers:
        """From plain data, as `to_dict` writes it."""
        told: dict[str, Any] = {name: Single.from_dict(data[name]) for name in _SINGLES}
        told |= {name: Pair.from_dict(data[name]) for name in _PAIRS}
        events = {name: number for number, name in enumerate(data["events"])}
        return cls(events=events, sorts=tuple(data["sorts"]), meant=from_text(data["meant"]), **told)


_SINGLES = ("types", "hedges", "stages", "nobody")
_PAIRS = ("roles", "sources", "quantities", "dates")
_PARTS = ("head", "base", "events", "unseen", "outer", "outer_base")
