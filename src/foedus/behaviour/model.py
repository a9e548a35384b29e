"""What the models of behaviour share: fit, summary, predict, backtest, save; in the manner of survival libraries.

A model is a penalised logit over named columns. It is fitted on a frame of opportunities or calls, asked with numpy
alone, and saved as JSON with its draws of the parameters, its training span and its scores.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import polars as pl

from foedus.behaviour.backtest import left_out, rolling
from foedus.behaviour.fitted import Fitted, Trained, from_json, to_json
from foedus.behaviour.measures import by_era, calibration, measured
from foedus.behaviour.ridge import choose, draw, fit, thinned
from foedus.behaviour.thinning import POWERS, crowd_of, weights_of_powers
from foedus.errors import BadQuestion, FoedusError
from foedus.gate.seeds import checked_seed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from foedus.behaviour.measures import Forecasts
    from foedus.behaviour.ridge import Ridge

    Rows = NDArray[np.float64]

__all__ = ["Backtest", "Model", "exclusive", "forecaster", "logit_of", "rows_of"]


@dataclass(frozen=True, slots=True)
class Backtest:
    """Forecasts out of sample, and how good they are."""

    name: str
    forecasts: Forecasts

    def scores(self, draws: int = 500, seed: int = 1914) -> dict[str, tuple[float, float, float]]:
        """Every measure with its interval of 95 per cent, drawn by conflict: see `foedus.behaviour.measures`."""
        return measured(self.forecasts, draws, seed)

    def calibration(self, bins: int = 10) -> list[dict[str, float]]:
        """By tenths of what was told: how many, the mean told, the share that happened."""
        return calibration(self.forecasts, bins)

    def eras(self) -> list[dict[str, float]]:
        """By era: how many rows, how many were foretold, how many happened."""
        return by_era(self.forecasts)

    def plot(self, path: str | Path) -> None:
        """Draw the calibration into a file (needs matplotlib)."""
        from foedus.behaviour.plots import plot_calibration  # noqa: PLC0415 - heavy, and only for a picture

        plot_calibration(self.calibration(), self.name, path)


def forecaster(columns: tuple[str, ...], variance: float | None = None, thinning: float | None = None) -> Any:
    """A logit over these columns, to backtest; the prior's variance and the thinning are chosen inside the past."""

    def train(past: pl.DataFrame, happened: Rows, clusters: NDArray[np.int64]) -> Callable[[pl.DataFrame], Rows]:
        ridge = logit_of(past, rows_of(past, columns), happened, clusters, variance, thinning)
        return lambda frame: exclusive(frame, ridge.log_odds(rows_of(frame, columns), crowd_of(frame)))

    return train


def logit_of(
    past: pl.DataFrame,
    rows: Rows,
    happened: Rows,
    clusters: NDArray[np.int64],
    variance: float | None = None,
    thinning: float | None = None,
) -> Ridge:
    """The logit on these rows of a frame; variance and thinning are chosen inside it unless given."""
    chosen = choose(rows, happened, clusters) if variance is None else variance
    ridge = fit(rows, happened, chosen)
    if "outside" not in past.columns:
        return ridge
    power = float(weights_of_powers(past, rows, happened, chosen) @ POWERS) if thinning is None else thinning
    return thinned(ridge, rows, happened, crowd_of(past), power)


_ONE_STATE = ("conflict", "stage", "ccode")


def exclusive(frame: pl.DataFrame, log_odds: Rows) -> Rows:
    """Probabilities from log-odds; where a state has a row for each side, it can enter on one of them only.

    Its odds on the two sides stand against one another and against staying out, as in a multinomial logit.
    """
    odds = np.exp(np.clip(log_odds, -50, 50))
    if not set(_ONE_STATE) <= set(frame.columns):
        return np.asarray(odds / (1 + odds))
    both = frame.select(*_ONE_STATE).with_columns(odds=odds).select(pl.col("odds").sum().over(_ONE_STATE))
    return np.asarray(odds / (1 + both["odds"].to_numpy()))


class Model:
    """A penalised logit over named columns.

    Args:
        kind: `joiner`, `honour` or `tension`.
        outcome: the column of what is forecast.
        columns: the variables.

    Attributes:
        fitted: what `fit` found; `None` before.
        frame: what it was fitted on; `None` if it was read from a file.
    """

    def __init__(self, kind: str, outcome: str, columns: tuple[str, ...]) -> None:
        self.kind, self.outcome, self.columns = kind, outcome, columns
        self.fitted: Fitted | None = None
        self.frame: pl.DataFrame | None = None

    def fit(self, frame: pl.DataFrame, *, draws: int = 200, seed: int = 1914, variance: float | None = None) -> Self:
        """Fit on a frame; the prior's variance is chosen by folds of whole conflicts unless given.

        Args:
            frame: with `conflict`, `year`, the outcome and the columns of the model.
            draws: how many refits on drawn conflicts.
            seed: the same seed gives the same draws.
            variance: of the normal prior on standardised coefficients.

        Raises:
            BadQuestion: columns are missing, or a seed that is none.
            FoedusError: scikit-learn is not installed, or only one outcome occurs.
        """
        checked_seed(seed)
        rows, happened = rows_of(frame, self.columns), frame[self.outcome].to_numpy().astype(np.float64)
        clusters: NDArray[np.int64] = frame["conflict"].rank("dense").to_numpy().astype(np.int64) - 1
        chosen = choose(rows, happened, clusters) if variance is None else variance
        crowd = crowd_of(frame)
        powers = (POWERS, weights_of_powers(frame, rows, happened, chosen)) if self.crowds(frame) else None
        ridge = fit(rows, happened, chosen)
        if powers is not None:
            ridge = thinned(ridge, rows, happened, crowd, float(powers[0] @ powers[1]))
        years = frame["year"].to_numpy()
        counts = (len(rows), len(np.unique(clusters)), int(happened.sum()))
        self.fitted = Fitted(
            self.kind,
            self.columns,
            ridge,
            draw(rows, happened, clusters, chosen, draws, seed, crowd=crowd, thinnings=powers),
            Trained(int(years.min()), int(years.max()), *counts, seed),
        )
        self.frame = frame
        return self

    def predict(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Probabilities with intervals of 95 per cent for the parameters: columns `p, low, high`, a row for each row.

        `p` is the mean over the draws of the parameters, as in odds and in a cascade.

        Raises:
            BadQuestion: not fitted yet, or columns are missing.
        """
        rows, crowd = rows_of(frame, self.columns), crowd_of(frame)
        fitted = self._fitted()
        if fitted.ridge.thinning and not self.crowds(frame):
            raise BadQuestion(
                "the frame lacks `outside`, how many states stand outside the conflict; the model asks it"
            )
        every = np.stack([exclusive(frame, d.log_odds(rows, crowd)) for d in fitted.draws or (fitted.ridge,)])
        low, high = np.quantile(every, [0.025, 0.975], axis=0)
        told = every.mean(axis=0)
        return pl.DataFrame({"p": told, "low": np.minimum(low, told), "high": np.maximum(high, told)})

    @staticmethod
    def crowds(frame: pl.DataFrame) -> bool:
        """Does the frame count the states outside?"""
        return "outside" in frame.columns

    def summary(self) -> pl.DataFrame:
        """The coefficients of the standardised variables, the strongest first, with intervals and odds ratios.

        `odds_ratio` is what one standard deviation more multiplies the odds by. The prior draws all of them towards
        zero, and the variables are not causes.
        """
        fitted = self._fitted()
        ridge = fitted.ridge
        # a refit has a scale of its own; coefficients are compared on that of the main fit
        every = np.stack([d.coefficients * ridge.scale / d.scale for d in (*fitted.draws, ridge)])
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

    def backtest(
        self, frame: pl.DataFrame | None = None, first: int = 1885, last: int = 2010, step: int = 5
    ) -> Backtest:
        """Forecasts for the conflicts of these years, each from what began before: `foedus.behaviour.backtest.rolling`.

        Args:
            frame: opportunities or calls; left out, those that the model was fitted on. It is fitted anew at each
                origin, so nothing of what it found on the whole is used.
            first: the first year asked about.
            last: the last.
            step: how many years one origin serves.

        Raises:
            BadQuestion: no frame, columns are missing, or nothing to train on or to ask about in these years.
        """
        asked, train = self._frame(frame), forecaster(self.columns)
        return Backtest(
            f"{self.kind}, rolling origin {first}-{last}", rolling(asked, self.outcome, train, first, last, step)
        )

    def leave_out(self, frame: pl.DataFrame | None = None) -> Backtest:
        """Forecasts for each conflict from all others, later ones among them: the weaker test.

        The prior is chosen anew each time, on the others alone.
        """
        asked, train = self._frame(frame), forecaster(self.columns)
        return Backtest(f"{self.kind}, leave one conflict out", left_out(asked, self.outcome, train))

    def plot_effects(self, path: str | Path) -> None:
        """Draw the coefficients with their intervals into a file (needs matplotlib)."""
        from foedus.behaviour.plots import plot_effects  # noqa: PLC0415 - heavy, and only for a picture

        plot_effects(self.summary(), self.kind, path)

    def to_json(self) -> str:
        """The fitted model as JSON.

        Raises:
            BadQuestion: not fitted yet.
        """
        return to_json(self._fitted())

    def read_json(self, text: str) -> Self:
        """Take over a fitted model from JSON.

        Raises:
            FoedusError: damaged, of another version or kind.
        """
        fitted = from_json(self.kind, text)
        if strange := [c for c in fitted.columns if c not in self.columns]:
            raise FoedusError(
                f"the file of the {self.kind} model is damaged: {', '.join(strange)} is no variable of it; fit it again"
            )
        self.fitted, self.columns, self.frame = fitted, fitted.columns, None
        return self

    @property
    def trained(self) -> Trained:
        """What it was trained on."""
        return self._fitted().trained

    def _frame(self, frame: pl.DataFrame | None) -> pl.DataFrame:
        found = self.frame if frame is None else frame
        if found is None:
            raise BadQuestion(f"the {self.kind} model was not fitted here and holds no rows; give it a frame")
        return found

    def _fitted(self) -> Fitted:
        if self.fitted is None:
            raise BadQuestion(f"the {self.kind} model is not fitted; call .fit(frame), or .from_json(text)")
        return self.fitted


def rows_of(frame: pl.DataFrame, columns: tuple[str, ...]) -> Rows:
    """These columns of a frame as numbers; where a source is silent, 0.

    Raises:
        BadQuestion: columns are missing.
    """
    missing = [c for c in columns if c not in frame.columns]
    if missing:
        raise BadQuestion(
            f"the frame lacks {', '.join(missing)}; make it with joining_opportunities(), honour_cases() or "
            "tension_dyads()"
        )
    rows: Rows = frame.select(columns).to_numpy().astype(np.float64)
    return np.nan_to_num(rows)
