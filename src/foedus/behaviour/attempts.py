"""What was tried beside the model that ships: plain baselines, and others that cost more.

Each is something that can be trained on the past and asked about what follows (`foedus.behaviour.backtest.Forecaster`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.behaviour.features import ALLIANCE, FEATURES, OTHERS
from foedus.behaviour.model import exclusive, forecaster, rows_of
from foedus.behaviour.ridge import choose, fit

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl
    from numpy.typing import NDArray

    Rows = NDArray[np.float64]
    Answer = Callable[[pl.DataFrame], Rows]

__all__ = ["ATTEMPTS", "attempt"]

_ERA = 1945


def attempt(name: str, variance: float | None = None) -> Any:
    """The forecaster with this name: see `ATTEMPTS`.

    Args:
        name: which one.
        variance: of the prior; left out, it is chosen inside the past each time.
    """
    match name:
        case "base rate":
            return _base_rate
        case "invoked allies join":
            return _invoked
        case "alliances alone":
            return forecaster(tuple(ALLIANCE), variance)
        case "no alliances":
            return forecaster(tuple(OTHERS), variance)
        case "logit":
            return forecaster(FEATURES, variance)
        case "partial pooling":
            return lambda past, happened, clusters: _pooled(past, happened, clusters, variance)
        case "rare events":
            return lambda past, happened, clusters: _rare(past, happened, clusters, variance)
        case "boosting":
            return _boosted
        case _:
            return lambda past, happened, clusters: _blend(past, happened, clusters, variance)


ATTEMPTS = {
    "base rate": "the share of the past",
    "invoked allies join": "whoever owes the side help that is invoked joins, nobody else",
    "alliances alone": "logit on what is owed",
    "no alliances": "logit on everything else",
    "logit": "logit on all; the model that ships",
    "partial pooling": "and what is owed since 1945 apart, drawn towards the whole",
    "rare events": "and corrected for rare events (King and Zeng 2001)",
    "boosting": "gradient boosting of shallow trees on all",
    "blend": "mean log-odds of the logit and the boosting",
}
"""What is scored, and what it is."""


def _base_rate(past: pl.DataFrame, happened: Rows, clusters: NDArray[np.int64]) -> Answer:  # noqa: ARG001 - so plain
    return lambda frame: np.full(frame.height, happened.mean())


def _invoked(past: pl.DataFrame, happened: Rows, clusters: NDArray[np.int64]) -> Answer:  # noqa: ARG001 - learns nothing
    def answer(frame: pl.DataFrame) -> Rows:
        called = frame["defense_invoked"].to_numpy() + frame["offense_invoked"].to_numpy() > 0
        return np.where(called, 0.99, happened.mean() / 10)

    return answer


def _pooled(past: pl.DataFrame, happened: Rows, clusters: NDArray[np.int64], variance: float | None) -> Answer:
    """What is owed has a second coefficient since 1945; half as large a variable is drawn twice as hard to zero."""

    def rows(frame: pl.DataFrame) -> Rows:
        owed = rows_of(frame, tuple(ALLIANCE))
        late = (frame["year"].to_numpy() >= _ERA)[:, None]
        return np.hstack([rows_of(frame, FEATURES), 0.5 * owed * late])

    train = rows(past)
    ridge = fit(train, happened, variance or choose(train, happened, clusters))
    return lambda frame: exclusive(frame, ridge.log_odds(rows(frame)))


def _rare(past: pl.DataFrame, happened: Rows, clusters: NDArray[np.int64], variance: float | None) -> Answer:
    """The second-order correction: probabilities of rare events are told too low when parameters are taken as known."""
    train = rows_of(past, FEATURES)
    ridge = fit(train, happened, variance or choose(train, happened, clusters))
    told = ridge.predict(train)
    design = np.column_stack([np.ones(len(train)), (train - ridge.mean) / ridge.scale])
    prior = np.r_[0.0, np.full(design.shape[1] - 1, 1 / ridge.variance)]
    covariance = np.linalg.inv((design * (told * (1 - told))[:, None]).T @ design + np.diag(prior))

    def answer(frame: pl.DataFrame) -> Rows:
        rows = rows_of(frame, FEATURES)
        p = ridge.predict(rows)
        x = np.column_stack([np.ones(len(rows)), (rows - ridge.mean) / ridge.scale])
        spread = np.einsum("ij,jk,ik->i", x, covariance, x)
        return np.asarray(np.clip(p + (0.5 - p) * p * (1 - p) * spread, 1e-9, 1 - 1e-9))

    return answer


def _boosted(past: pl.DataFrame, happened: Rows, clusters: NDArray[np.int64]) -> Answer:  # noqa: ARG001 - has no folds
    from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415 - only to fit
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - only to fit

    rows = rows_of(past, FEATURES)
    with threadpool_limits(1):  # small trees: threads would wait for one another
        forest = [
            HistGradientBoostingClassifier(
                max_iter=80,
                learning_rate=0.05,
                max_leaf_nodes=6,
                min_samples_leaf=50,
                l2_regularization=10,
                max_features=0.5,
                random_state=seed,
            ).fit(rows, happened)
            for seed in range(2)
        ]

    def answer(frame: pl.DataFrame) -> Rows:
        told: Rows = np.mean([m.predict_proba(rows_of(frame, FEATURES))[:, 1] for m in forest], axis=0)
        return told

    return answer


def _blend(past: pl.DataFrame, happened: Rows, clusters: NDArray[np.int64], variance: float | None) -> Answer:
    parts = [forecaster(FEATURES, variance)(past, happened, clusters), _boosted(past, happened, clusters)]

    def answer(frame: pl.DataFrame) -> Rows:
        told = np.clip([part(frame) for part in parts], 1e-9, 1 - 1e-9)
        return exclusive(frame, np.mean(np.log(told / (1 - told)), axis=0))

    return answer
