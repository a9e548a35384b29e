"""What was tried beside the model of tension: plain baselines, and others that cost more.

Each can be trained on the past and asked about what follows (`foedus.behaviour.backtest.Forecaster`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.behaviour.model import forecaster, rows_of
from foedus.behaviour.ridge import fit
from foedus.behaviour.tension.sample import sample_of
from foedus.behaviour.tension.variables import PACT, PEACE, VARIABLES

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl
    from numpy.typing import NDArray

    Rows = NDArray[np.float64]
    Answer = Callable[[pl.DataFrame], Rows]

__all__ = ["TRIALS", "trial_of"]

TRIALS = {
    "base rate": "the share of the past",
    "as last year": "the share of the past, apart for pairs with and without a dispute in the year before",
    "peace years": "logit on peace years and their second and third power (Carter and Signorino 2010)",
    "peace years, fading": "logit on peace years in a shape that fades, and whether there was a dispute at all",
    "no pacts": "logit on all that is known but pacts",
    "logit": "logit on all; the model that ships",
    "boosting": "gradient boosting of trees on all",
    "blend": "mean log-odds of the logit and the boosting",
}
"""What is scored of tension, and what it is."""

_EASY = 1e4
"""A prior so wide that plain baselines are not held back by it."""


def trial_of(name: str, variance: float) -> Any:
    """The forecaster with this name: see `TRIALS`.

    Args:
        name: which one.
        variance: of the prior on coefficients of standardised variables.
    """
    return {
        "base rate": _base_rate,
        "as last year": _as_last_year,
        "peace years": _powers_of_peace,
        "peace years, fading": forecaster(tuple(PEACE), _EASY),
        "no pacts": forecaster(tuple(v for v in VARIABLES if v not in PACT), variance),
        "logit": forecaster(VARIABLES, variance),
        "boosting": _boosted,
    }[name]


def _base_rate(past: pl.DataFrame, happened: Rows, clusters: NDArray[np.int64]) -> Answer:  # noqa: ARG001 - so plain
    return lambda frame: np.full(frame.height, happened.mean())


def _as_last_year(past: pl.DataFrame, happened: Rows, clusters: NDArray[np.int64]) -> Answer:  # noqa: ARG001 - so plain
    before = past["ongoing"].to_numpy() > 0
    shares = happened[~before].mean(), happened[before].mean()
    return lambda frame: np.where(frame["ongoing"].to_numpy() > 0, shares[1], shares[0])


def _powers_of_peace(past: pl.DataFrame, happened: Rows, clusters: NDArray[np.int64]) -> Answer:  # noqa: ARG001 - no folds
    def rows(frame: pl.DataFrame) -> Rows:
        peace = np.expm1(frame["peace"].to_numpy().astype(np.float64)) / 10
        return np.stack([peace, peace**2, peace**3], axis=1)

    ridge = fit(rows(past), happened, _EASY)
    return lambda frame: ridge.predict(rows(frame))


def _boosted(past: pl.DataFrame, happened: Rows, clusters: NDArray[np.int64]) -> Answer:  # noqa: ARG001 - no folds
    """Trees on the sample of rows."""
    from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415 - only to fit
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - only to fit

    kept, weights = sample_of(past["relevant"].to_numpy(), happened)
    with threadpool_limits(1):
        trees = HistGradientBoostingClassifier(
            learning_rate=0.05,
            max_iter=150,
            max_leaf_nodes=12,
            min_samples_leaf=200,
            l2_regularization=5,
            random_state=0,
        ).fit(rows_of(past, VARIABLES)[kept], happened[kept], sample_weight=weights)

    def answer(frame: pl.DataFrame) -> Rows:
        told: Rows = trees.predict_proba(rows_of(frame, VARIABLES))[:, 1]
        return told

    return answer
