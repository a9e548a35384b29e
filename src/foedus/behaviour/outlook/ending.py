"""Who wins: a logit of three outcomes with a penalty on its coefficients, fitted by scikit-learn, asked with numpy.

A war counts once, however often its sides changed: its moments share its weight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus.behaviour.outlook.outcomes import OUTCOMES
from foedus.errors import FoedusError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.float64]

__all__ = ["GRID", "HALF", "NEEDED", "Ending", "choose_ending", "fit_ending", "shares_of", "standard"]

GRID = (0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3)
"""Variances of the prior that are tried; small ones draw the coefficients towards zero."""

NEEDED = "fitting needs scikit-learn: install foedus[fit]; a fitted model can be asked without it"

HALF = 0.5
"""The weight of the war that is added for each outcome."""

_FOLDS = 5


@dataclass(frozen=True, slots=True, eq=False)
class Ending:
    """A fitted logit of outcomes.

    Attributes:
        mean, scale: of the variables on the training rows.
        coefficients: outcome x variable, in the order of `OUTCOMES`; `intercept`: of each outcome.
    """

    mean: Rows
    scale: Rows
    coefficients: Rows
    intercept: Rows

    def log_odds(self, rows: Rows) -> Rows:
        """The logs of what the probabilities are in proportion to: row x outcome."""
        return np.asarray((rows - self.mean) / self.scale @ self.coefficients.T + self.intercept)

    def predict(self, rows: Rows) -> Rows:
        """The probability of every outcome: row x outcome; they sum to 1."""
        told = self.log_odds(rows)
        chances = np.exp(told - told.max(axis=1, keepdims=True))
        return np.asarray(chances / chances.sum(axis=1, keepdims=True))


def standard(rows: Rows, weights: Rows) -> tuple[Rows, Rows]:
    """Mean and scale of rows under weights; 1 for what does not vary."""
    mean = np.average(rows, axis=0, weights=weights)
    scale = np.sqrt(np.average((rows - mean) ** 2, axis=0, weights=weights))
    return mean, np.where(scale < 1e-7, 1.0, scale)


def fit_ending(rows: Rows, outcome: NDArray[np.int64], weights: Rows, variance: float) -> Ending:
    """The logit with this variance of the prior, with half a middling war of each outcome added to the rows.

    So no outcome is ruled out because the record has not seen it yet, as a draw had hardly been seen before 1945.

    Args:
        rows: moments x variables.
        outcome: of each, as a place in `OUTCOMES`.
        weights: of each.
        variance: of the normal prior on coefficients of standardised variables.

    Raises:
        FoedusError: scikit-learn is not installed.
    """
    try:
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - only to fit
        from threadpoolctl import threadpool_limits  # noqa: PLC0415 - only to fit
    except ImportError:
        raise FoedusError(NEEDED) from None
    mean, scale = standard(rows, weights)
    middle = np.zeros((len(OUTCOMES), rows.shape[1]))
    with threadpool_limits(1):
        model = LogisticRegression(C=variance, max_iter=2000).fit(
            np.vstack([(rows - mean) / scale, middle]),
            np.r_[outcome, np.arange(len(OUTCOMES))],
            sample_weight=np.r_[weights, np.full(len(OUTCOMES), HALF)],
        )
    return Ending(mean, scale, model.coef_, model.intercept_)


def choose_ending(rows: Rows, outcome: NDArray[np.int64], weights: Rows, clusters: NDArray[np.int64]) -> float:
    """The variance of the prior with the least log loss over folds of whole wars."""
    try:
        from sklearn.model_selection import GroupKFold  # noqa: PLC0415 - only to fit
    except ImportError:
        raise FoedusError(NEEDED) from None
    folds = min(_FOLDS, len(np.unique(clusters)))
    loss = dict.fromkeys(GRID, 0.0)
    for train, test in GroupKFold(folds).split(rows, outcome, clusters):
        for variance in GRID:
            told = fit_ending(rows[train], outcome[train], weights[train], variance).predict(rows[test])
            of_it = np.maximum(told[np.arange(len(test)), outcome[test]], 1e-6)
            loss[variance] -= float(weights[test] @ np.log(of_it))
    return min(GRID, key=lambda variance: loss[variance])


def shares_of(wars: NDArray[np.int64]) -> Rows:
    """The weight of each moment by the number of its war: those of one war sum to 1."""
    _, place, count = np.unique(wars, return_inverse=True, return_counts=True)
    return np.asarray(1 / count[place], np.float64)
