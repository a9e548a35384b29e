"""What the models of behaviour share: fit, summary, predict, backtest, save; in the manner of survival libraries.

A model is a penalised logit over named columns. It is fitted on a frame of opportunities or calls, asked with numpy
alone, and saved as JSON with its draws of the parameters, its training span and its scores.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self, cast

import numpy as np
import polars as pl

from foedus.errors import BadQuestion
from foedus.war.backtest import left_out, rolling
from foedus.war.measures import calibration, measured
from foedus.war.ridge import Ridge, choose, draw, fit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from foedus.war.measures import Forecasts

    Rows = NDArray[np.float64]

__all__ = ["Backtest", "Model", "Trained", "forecaster"]


@dataclass(frozen=True, slots=True)
class Trained:
    """What a model was trained on.

    Attributes:
        first, last: years; `rows`, `conflicts`, `happened`: counts.
        seed: of the draws.
    """

    first: int
    last: int
    rows: int
    conflicts: int
    happened: int
    seed: int


@dataclass(frozen=True, slots=True)
class Backtest:
    """Forecasts out of sample, and how good they are."""

    name: str
    forecasts: Forecasts

    def scores(self, draws: int = 500, seed: int = 1914) -> dict[str, tuple[float, float, float]]:
        """Every measure with its interval of 95 per cent, drawn by conflict: see `foedus.war.measures`."""
        return measured(self.forecasts, draws, seed)

    def calibration(self, bins: int = 10) -> list[dict[str, float]]:
        """By tenths of what was told: how many, the mean told, the share that happened."""
        return calibration(self.forecasts, bins)

    def plot(self, path: str | Path) -> None:
        """Draw the calibration into a file (needs matplotlib)."""
        from foedus.war.plots import plot_calibration  # noqa: PLC0415 - heavy, and only for a picture

        plot_calibration(self.calibration(), self.name, path)


def forecaster(columns: tuple[str, ...], variance: float | None = None) -> Any:
    """A logit over these columns, to backtest; the prior's variance is chosen inside the past unless given."""

    def train(past: pl.DataFrame, happened: Rows, clusters: NDArray[np.int64]) -> Callable[[pl.DataFrame], Rows]:
        rows = _rows(past, columns)
        ridge = fit(rows, happened, variance or choose(rows, happened, clusters))
        return lambda frame: ridge.predict(_rows(frame, columns))

    return train


@dataclass(slots=True)
class Model:
    """A penalised logit over named columns.

    Attributes:
        kind: `joiner` or `honour`.
        outcome: the column of what is forecast.
        columns: the variables.
        ridge: the fitted logit; `None` before `fit`.
        draws: refits on conflicts drawn with replacement.
        trained: what it was trained on.
        scores: of its backtests, as they ship with it.
    """

    kind: str
    outcome: str
    columns: tuple[str, ...]
    ridge: Ridge | None = None
    draws: tuple[Ridge, ...] = ()
    trained: Trained | None = None
    scores: dict[str, Any] = field(default_factory=dict)

    def fit(self, frame: pl.DataFrame, *, draws: int = 200, seed: int = 1914, variance: float | None = None) -> Self:
        """Fit on a frame; the prior's variance is chosen by folds of whole conflicts unless given.

        Args:
            frame: with `conflict`, `year`, the outcome and the columns of the model.
            draws: how many refits on drawn conflicts.
            seed: the same seed gives the same draws.
            variance: of the normal prior on standardised coefficients.

        Raises:
            BadQuestion: columns are missing.
            FoedusError: scikit-learn is not installed, or only one outcome occurs.
        """
        rows, happened = _rows(frame, self.columns), frame[self.outcome].to_numpy().astype(np.float64)
        clusters: NDArray[np.int64] = frame["conflict"].rank("dense").to_numpy().astype(np.int64) - 1
        chosen = variance if variance is not None else choose(rows, happened, clusters)
        self.ridge = fit(rows, happened, chosen)
        self.draws = draw(rows, happened, clusters, chosen, draws, seed)
        years = frame["year"].to_numpy()
        counts = (len(rows), len(np.unique(clusters)), int(happened.sum()))
        self.trained = Trained(int(years.min()), int(years.max()), *counts, seed)
        return self

    def predict(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Probabilities with intervals of 95 per cent for the parameters: columns `p, low, high`, a row for each row.

        Raises:
            BadQuestion: not fitted yet, or columns are missing.
        """
        rows = _rows(frame, self.columns)
        told = self._fitted().predict(rows)
        every = np.stack([ridge.predict(rows) for ridge in self.draws]) if self.draws else told[None, :]
        low, high = np.quantile(every, [0.025, 0.975], axis=0)
        return pl.DataFrame({"p": told, "low": np.minimum(low, told), "high": np.maximum(high, told)})

    def summary(self) -> pl.DataFrame:
        """The coefficients of the standardised variables, the strongest first, with intervals and odds ratios.

        `odds_ratio` is what one standard deviation more multiplies the odds by. The prior draws all of them towards
        zero, and the variables are not causes.
        """
        ridge = self._fitted()
        every = np.stack([r.coefficients for r in self.draws]) if self.draws else ridge.coefficients[None, :]
        low, high = np.quantile(every, [0.025, 0.975], axis=0)
        table = pl.DataFrame(
            {
                "variable": self.columns,
                "coefficient": ridge.coefficients,
                "low": low,
                "high": high,
                "odds_ratio": np.exp(ridge.coefficients),
            }
        )
        return table.sort(pl.col("coefficient").abs(), descending=True)

    def backtest(self, frame: pl.DataFrame, first: int = 1885, last: int = 2010, step: int = 5) -> Backtest:
        """Forecasts for the conflicts of these years, each from what began before: `foedus.war.backtest.rolling`."""
        train = forecaster(self.columns)
        return Backtest(
            f"{self.kind}, rolling origin {first}-{last}", rolling(frame, self.outcome, train, first, last, step)
        )

    def leave_out(self, frame: pl.DataFrame) -> Backtest:
        """Forecasts for each conflict from all others, later ones among them: the weaker test."""
        train = forecaster(self.columns, self._fitted().variance)
        return Backtest(f"{self.kind}, leave one conflict out", left_out(frame, self.outcome, train))

    def plot_effects(self, path: str | Path) -> None:
        """Draw the coefficients with their intervals into a file (needs matplotlib)."""
        from foedus.war.plots import plot_effects  # noqa: PLC0415 - heavy, and only for a picture

        plot_effects(self.summary(), self.kind, path)

    def to_json(self) -> str:
        """The fitted model as JSON."""
        from foedus.war.fitted import to_json  # noqa: PLC0415 - the two rooms name one another's types

        return to_json(self)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """A fitted model from JSON.

        Raises:
            FoedusError: damaged, of another version or kind.
        """
        from foedus.war.fitted import from_json  # noqa: PLC0415 - as above

        return from_json(cast("Callable[[], Self]", cls), text)

    def _fitted(self) -> Ridge:
        if self.ridge is None:
            raise BadQuestion(
                f"the {self.kind} model is not fitted; call .fit(frame), or read one with .from_json(text)"
            )
        return self.ridge


def _rows(frame: pl.DataFrame, columns: tuple[str, ...]) -> Rows:
    missing = [c for c in columns if c not in frame.columns]
    if missing:
        raise BadQuestion(
            f"the frame lacks {', '.join(missing)}; make it with joining_opportunities() or honour_cases()"
        )
    rows: Rows = frame.select(columns).to_numpy().astype(np.float64)
    return rows
