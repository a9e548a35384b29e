"""A logit with a penalty on its coefficients: fitted by scikit-learn, asked with numpy alone.

Variables are standardised on the training rows. The penalty (the variance of a normal prior on the coefficients) is
chosen inside the training rows alone, by log loss over folds that keep conflicts whole. Uncertainty of the parameters
comes from refitting on conflicts drawn with replacement.

The more states there are, the less likely each of them enters. How much less is no coefficient but the power of the
number of states by which the odds are divided (`thinning`), for it must be learnt forward in time:
`foedus.behaviour.thinning`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from foedus.errors import FoedusError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Rows = NDArray[np.float64]

__all__ = ["GRID", "Ridge", "choose", "draw", "fit", "log_loss", "log_odds_by_draw", "thinned"]

GRID = (0.003, 0.01, 0.03, 0.1, 0.3)
"""Variances of the prior that are tried; small ones draw the coefficients towards zero."""

_FOLDS = 5
_LITTLE = 1e-7
_NEEDED = "fitting needs scikit-learn: install foedus[fit]; a fitted model can be asked without it"


@dataclass(frozen=True, slots=True)
class Ridge:
    """A fitted logit.

    Attributes:
        mean, scale: of the variables on the training rows.
        coefficients: of the standardised variables; `intercept` beside them.
        variance: of the prior.
        thinning: the power of the number of states by which the odds are divided; 0 where it does not count.
    """

    mean: Rows
    scale: Rows
    coefficients: Rows
    intercept: float
    variance: float
    thinning: float = 0.0

    def log_odds(self, rows: Rows, crowd: Rows | float = 0.0) -> Rows:
        """The log-odds of every row; `crowd` is the log of the number of states, over forty."""
        found: Rows = (rows - self.mean) / self.scale @ self.coefficients + (self.intercept - self.thinning * crowd)
        return found

    def predict(self, rows: Rows, crowd: Rows | float = 0.0) -> Rows:
        """The probability of every row."""
        return 1 / (1 + np.exp(-np.clip(self.log_odds(rows, crowd), -50, 50)))


def log_odds_by_draw(draws: Sequence[Ridge], rows: Rows, crowd: float = 0.0) -> Rows:
    """The log-odds of every row under each draw, draws along the first axis: one product in place of hundreds.

    Args:
        draws: of the parameters; at least one.
        rows: the last axis is that of the variables.
        crowd: the log of the number of states, over forty.
    """
    slopes = np.stack([d.coefficients / d.scale for d in draws])
    level = [d.intercept - d.thinning * crowd - float(d.mean @ slope) for d, slope in zip(draws, slopes, strict=True)]
    flat = rows.reshape(-1, rows.shape[-1])
    found: Rows = slopes @ flat.T + np.array(level)[:, None]
    return found.reshape(len(draws), *rows.shape[:-1])


def fit(rows: Rows, happened: Rows, variance: float, weights: Rows | None = None) -> Ridge:
    """The logit with this variance of the prior.

    Raises:
        FoedusError: scikit-learn is not installed, or only one outcome occurs.
    """
    try:
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - only to fit
        from threadpoolctl import threadpool_limits  # noqa: PLC0415 - only to fit
    except ImportError:
        raise FoedusError(_NEEDED) from None
    if len(np.unique(happened)) < 2:
        raise FoedusError("only one outcome occurs in these rows; a model needs rows of both")
    mean = rows.mean(0)
    scale = rows.std(0)
    scale = np.where(scale < _LITTLE, 1.0, scale)
    solver = "newton-cholesky" if len(rows) > 20_000 else "lbfgs"
    model = LogisticRegression(C=variance, solver=solver, max_iter=1000)
    with threadpool_limits(1):  # thousands of small fits: threads would wait for one another
        model.fit((rows - mean) / scale, happened, sample_weight=weights)
    return Ridge(mean, scale, model.coef_[0], float(model.intercept_[0]), variance)


def thinned(
    ridge: Ridge, rows: Rows, happened: Rows, crowd: Rows, thinning: float, weights: Rows | None = None
) -> Ridge:
    """The same with this thinning, and the intercept with which it tells as many on these rows as happened."""
    log_odds = (rows - ridge.mean) / ridge.scale @ ridge.coefficients - thinning * crowd
    weight = np.ones(len(rows)) if weights is None else weights
    intercept = ridge.intercept
    for _ in range(100):
        told = 1 / (1 + np.exp(-np.clip(log_odds + intercept, -50, 50)))
        step = float(weight @ (happened - told)) / max(float(weight @ (told * (1 - told))), _LITTLE)
        intercept += float(np.clip(step, -2, 2))
        if abs(step) < _LITTLE:
            break
    return replace(ridge, intercept=intercept, thinning=thinning)


def choose(rows: Rows, happened: Rows, clusters: NDArray[np.int64]) -> float:
    """The variance of the prior with the least log loss over folds of whole clusters; the smallest if there are few.

    Raises:
        FoedusError: scikit-learn is not installed.
    """
    try:
        from sklearn.model_selection import GroupKFold  # noqa: PLC0415 - only to fit
    except ImportError:
        raise FoedusError(_NEEDED) from None
    folds = min(_FOLDS, len(np.unique(clusters[happened > 0])))
    if folds < 2:
        return GRID[0]
    loss = dict.fromkeys(GRID, 0.0)
    for train, test in GroupKFold(folds).split(rows, happened, clusters):
        if len(np.unique(happened[train])) == 2:
            for variance in GRID:
                told = fit(rows[train], happened[train], variance).predict(rows[test])
                loss[variance] += log_loss(happened[test], told) * len(test)
    return min(GRID, key=lambda variance: loss[variance])


def draw(  # noqa: PLR0913 - each by its name
    rows: Rows,
    happened: Rows,
    clusters: NDArray[np.int64],
    variance: float,
    times: int,
    seed: int,
    *,
    crowd: Rows | None = None,
    thinnings: tuple[Rows, Rows] | None = None,
    weights: Rows | None = None,
) -> tuple[Ridge, ...]:
    """Refits on clusters drawn with replacement: how much else the record could have said.

    `weights` are those of the rows in every refit. With `crowd` and `thinnings` (values and their weights) each refit
    draws a thinning as well.
    """
    rng = np.random.default_rng(seed)
    names, place = np.unique(clusters, return_inverse=True)
    found: list[Ridge] = []
    while len(found) < times:
        count = np.bincount(rng.integers(0, len(names), len(names)), minlength=len(names))[place].astype(float)
        weight = count if weights is None else count * weights
        kept = weight > 0
        if len(np.unique(happened[kept])) == 2:
            one = fit(rows[kept], happened[kept], variance, weight[kept])
            if crowd is not None and thinnings is not None:
                power = float(rng.choice(thinnings[0], p=thinnings[1]))
                one = thinned(one, rows[kept], happened[kept], crowd[kept], power, weight[kept])
            found.append(one)
    return tuple(found)


def log_loss(happened: Rows, told: Rows) -> float:
    """The mean of minus the log of the probability that was given to what happened."""
    safe = np.clip(told, _LITTLE, 1 - _LITTLE)
    return float(-np.mean(happened * np.log(safe) + (1 - happened) * np.log(1 - safe)))
