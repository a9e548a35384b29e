"""How probably two states have a militarised dispute in a year."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Self

import numpy as np

from foedus.behaviour.model import Backtest, Model, rows_of
from foedus.behaviour.ridge import draw
from foedus.behaviour.shipped import shipped_text
from foedus.behaviour.tension.sample import sample_of
from foedus.behaviour.tension.variables import VARIABLES

if TYPE_CHECKING:
    import polars as pl

__all__ = ["ROLLING", "TensionModel", "shipped_tension"]

ROLLING = (1946, 2014)
"""The years that are forecast when it is scored."""


class TensionModel(Model):
    """The probability that a militarised dispute begins between two states in a year.

    A penalised logit on every pair of states, known at the end of the year before: their disputes and how long ago they
    were, place, power, regimes, pacts, rivalries. Fitted on `tension_dyads()`; variables are explained in
    `foedus.behaviour.tension.variables`. Pairs are drawn whole, for one year of a pair is much like the next.

    >>> TensionModel().outcome
    'onset'
    """

    def __init__(self) -> None:
        super().__init__("tension", "onset", VARIABLES)

    def fit(self, frame: pl.DataFrame, *, draws: int = 200, seed: int = 1914, variance: float | None = None) -> Self:
        """Fit on a frame of `tension_dyads()`: see `foedus.behaviour.model.Model.fit`.

        What is drawn are pairs, and each draw is refitted on the rows of `foedus.behaviour.tension.sample`.
        """
        super().fit(_by_pair(frame), draws=0, seed=seed, variance=variance)
        fitted = self.fitted
        assert fitted is not None and self.frame is not None  # noqa: S101, PT018 - it was fitted above
        happened = self.frame[self.outcome].to_numpy().astype(np.float64)
        taken, weights = sample_of(self.frame["relevant"].to_numpy(), happened)
        rows = rows_of(self.frame.filter(taken), self.columns)
        pairs = self.frame["conflict"].to_numpy()[taken]
        refits = draw(rows, happened[taken], pairs, fitted.ridge.variance, draws, seed, weights=weights)
        self.fitted = replace(fitted, draws=refits)
        return self

    def backtest(
        self,
        frame: pl.DataFrame | None = None,
        first: int = ROLLING[0],
        last: int = ROLLING[1],
        step: int = 5,
    ) -> Backtest:
        """Forecasts for the pairs of these years, each from the years before its origin."""
        return super().backtest(None if frame is None else _by_pair(frame), first, last, step)

    @classmethod
    def from_json(cls, text: str) -> TensionModel:
        """A fitted model from JSON.

        Raises:
            FoedusError: damaged, of another version or kind.
        """
        return cls().read_json(text)


def _by_pair(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with the pair in the place of the conflict: what is drawn, and what folds keep whole."""
    return frame.rename({"pair": "conflict"}, strict=False)


@cache
def shipped_tension() -> TensionModel:
    """The model of tension, fitted on every pair of states from 1817 to 2014.

    Raises:
        FoedusError: it is missing or damaged.
    """
    return TensionModel.from_json(shipped_text("tension"))
