"""Tables and encoder together: what both say of one claim, their probabilities weighed alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus.news.local.linear import agreed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Token

    from foedus.news.local.features import Features
    from foedus.news.local.models import Models
    from foedus.news.local.opinions import Opinions
    from foedus.news.local.parsed import Places
    from foedus.news.local.roles import Mention
    from foedus.news.local.sources import Candidate

    Chances = NDArray[np.float64]

__all__ = ["Judges"]


@dataclass(frozen=True, slots=True)
class Judges:
    """Whoever is asked about the claims of one report.

    Attributes:
        models: the tables.
        second: what the encoder makes of the report, where there is one.
        places: where the words of the report stand.
    """

    models: Models
    second: Opinions | None
    places: Places

    def hedge(self, row: Features, head: Token, event: str) -> Chances:
        """How surely the claim under this head is told."""
        first: Chances = self.models.hedges.scores([row])[0]
        return first if self.second is None else agreed(first, self.second.hedge(self.places.of(head), event))

    def stage(self, row: Features, head: Token, event: str) -> Chances:
        """How far it has come."""
        first: Chances = self.models.stages.scores([row])[0]
        return first if self.second is None else agreed(first, self.second.stage(self.places.of(head), event))

    def source(self, asked: Sequence[Candidate], head: Token, event: str) -> Chances:
        """Which of these says it; the narrator comes last."""
        first = self.models.sources.shares([c.features for c in asked])
        if self.second is None:
            return first
        at = self.places.of
        frames = [(at(c.frame.word), at(c.frame.speaker)) for c in asked if c.frame is not None]
        return agreed(first, self.second.source(at(head), event, frames))

    def sorts(self, mentions: Sequence[Mention], head: Token, event: str) -> Chances:
        """Which sort of role each of these has."""
        first = self.models.sorts([m.features for m in mentions])
        if self.second is None:
            return first
        return agreed(first, self.second.sorts(self.places.of(head), event, [m.at for m in mentions]))

    def number(self, rows: Sequence[Features], head: Token, event: str, places: Sequence[int]) -> Chances:
        """That it has no number (the first row), or that one of these is its own."""
        first = self.models.quantities.shares(rows)
        return first if self.second is None else agreed(first, self.second.number(self.places.of(head), event, places))

    def day(self, rows: Sequence[Features], head: Token, event: str, places: Sequence[int]) -> Chances:
        """That it has no date (the first row), or that one of these is its own.

        Words that can be read in several ways stand at one place: both say which words, the tables which reading.
        """
        first = self.models.dates.shares(rows)
        if self.second is None:
            return first
        second = self.second.day(self.places.of(head), event, places)
        _, where = np.unique([-1, *places], return_inverse=True)
        told, other = (np.bincount(where, one).astype(np.float64) for one in (first, second))
        found: Chances = agreed(told, other)[where] * first / np.maximum(told[where], _LEAST)
        return found


_LEAST = 1e-12
