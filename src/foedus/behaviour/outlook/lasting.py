"""How long a war lasts: a piecewise exponential model of survival, fitted by scikit-learn, asked with numpy.

In each piece of a war's days the hazard that it ends is constant; it depends on the variables, and on how long the war
has lasted already. Such a model is a Poisson regression on the days that every war spent in every piece (Holford 1980;
Laird and Olivier 1981), so that sides that change, wars under way and wars that are cut off need nothing special.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus.behaviour.outlook.ending import GRID, NEEDED, standard
from foedus.errors import FoedusError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.float64]

__all__ = ["EDGES", "Lasting", "Spells", "choose_lasting", "fit_lasting", "likelihood", "pieces_of"]

EDGES = np.array([0, 7, 15, 30, 60, 90, 120, 180, 270, 365, 545, 730, 1095, 1460, 2190, np.inf])
"""Where the pieces begin, in days; the last has no end."""

_MIDDLE = np.r_[(EDGES[:-2] + EDGES[1:-1]) / 2, 2920.0]
_TIME = np.stack([np.log(_MIDDLE), np.log(_MIDDLE) ** 2], axis=1)
_FREE = 10.0
"""The effect of time is to be learnt, not drawn to zero: a variable ten times as large is drawn a hundredth as much."""

_MONTH = 30.4375
_FOLDS = 5


@dataclass(frozen=True, slots=True, eq=False)
class Spells:
    """Moments of wars: from which day to which the sides stood so, and whether the war ended then."""

    rows: Rows
    begin: Rows
    end: Rows
    over: Rows
    weights: Rows

    def part(self, kept: NDArray[np.bool_] | NDArray[np.int64]) -> Spells:
        """Some of them."""
        return Spells(self.rows[kept], self.begin[kept], self.end[kept], self.over[kept], self.weights[kept])


@dataclass(frozen=True, slots=True, eq=False)
class Lasting:
    """A fitted model of survival.

    Attributes:
        mean, scale: of the variables and the two of time on the training pieces.
        coefficients: of the standardised ones; `intercept` beside them, for a month.
    """

    mean: Rows
    scale: Rows
    coefficients: Rows
    intercept: float

    def hazards(self, rows: Rows) -> Rows:
        """The hazard of a day in every piece: row x piece."""
        found = []
        for time in _TIME:
            full = np.hstack([rows, np.broadcast_to(time, (len(rows), 2))])
            weights = (full - self.mean) / self.scale * np.r_[np.ones(rows.shape[1]), _FREE, _FREE]
            found.append(np.exp(np.clip(weights @ self.coefficients + self.intercept, -20, 10)) / _MONTH)
        return np.stack(found, axis=1)

    def risk(self, rows: Rows) -> Rows:
        """The log of the hazard over that of a middling war, the same at every time."""
        wide = rows.shape[1]
        return np.asarray((rows - self.mean[:wide]) / self.scale[:wide] @ self.coefficients[:wide])

    def survival(self, rows: Rows, days: float, since: float = 0.0) -> Rows:
        """The probability that a war that has lasted `since` days goes on after `days` more."""
        spent = _overlap(np.array([since]), np.array([since + days]))[0]
        return np.asarray(np.exp(-(self.hazards(rows) * spent).sum(axis=1)))

    def median(self, rows: Rows, since: float = 0.0) -> Rows:
        """After how many more days a war that has lasted `since` days is over with even odds."""
        hazards = self.hazards(rows)
        found = np.zeros(len(rows))
        left = np.full(len(rows), np.log(2.0))
        for n in range(len(EDGES) - 1):
            first = max(EDGES[n], since)
            if EDGES[n + 1] <= first:
                continue
            wide = EDGES[n + 1] - first
            here = np.minimum(left / hazards[:, n], wide)
            open_ = left > 0
            found += np.where(open_, here, 0)
            left = np.where(open_, left - hazards[:, n] * here, left)
            left = np.where(left < 1e-12, 0, left)
        return found


def pieces_of(spells: Spells) -> tuple[Rows, Rows, Rows, Rows]:
    """The spells cut at `EDGES`: variables with the two of time, days spent, ended in it, weight."""
    spent = _overlap(spells.begin, spells.end)
    at, piece = np.nonzero(spent > 0)
    last = EDGES[piece + 1] >= spells.end[at]
    ended = spells.over[at] * last
    rows = np.hstack([spells.rows[at], _TIME[piece]])
    return rows, spent[at, piece], ended, spells.weights[at]


def fit_lasting(spells: Spells, variance: float) -> Lasting:
    """The model with this variance of the normal prior on coefficients of standardised variables.

    Raises:
        FoedusError: scikit-learn is not installed, or no war ended.
    """
    try:
        from sklearn.linear_model import PoissonRegressor  # noqa: PLC0415 - only to fit
    except ImportError:
        raise FoedusError(NEEDED) from None
    rows, days, ended, weights = pieces_of(spells)
    if not (ended * weights).sum() > 0:
        raise FoedusError("no war ended in these rows; a model of duration needs some that did")
    mean, scale = standard(rows, weights)
    exposure = days / _MONTH * weights
    free = np.r_[np.ones(spells.rows.shape[1]), _FREE, _FREE]
    model = PoissonRegressor(
        alpha=1 / (variance * exposure.sum()), max_iter=2000, tol=1e-8, solver="newton-cholesky"
    ).fit((rows - mean) / scale * free, ended * _MONTH / days, sample_weight=exposure)
    return Lasting(mean, scale, model.coef_, float(model.intercept_))


def choose_lasting(spells: Spells, clusters: NDArray[np.int64]) -> float:
    """The variance of the prior under which wars left out are likeliest, over folds of whole wars."""
    try:
        from sklearn.model_selection import GroupKFold  # noqa: PLC0415 - only to fit
    except ImportError:
        raise FoedusError(NEEDED) from None
    told = dict.fromkeys(GRID, 0.0)
    folds = min(_FOLDS, len(np.unique(clusters)))
    for train, test in GroupKFold(folds).split(spells.rows, spells.over, clusters):
        for variance in GRID:
            told[variance] += likelihood(fit_lasting(spells.part(train), variance), spells.part(test))
    return max(GRID, key=lambda variance: told[variance])


def likelihood(model: Lasting, spells: Spells) -> float:
    """The log-likelihood of how long these lasted."""
    hazards = model.hazards(spells.rows)
    spent = _overlap(spells.begin, spells.end)
    last = np.minimum(np.searchsorted(EDGES, spells.end, "left"), len(EDGES) - 1) - 1
    ends = np.log(hazards[np.arange(len(last)), last])
    return float((spells.weights * (spells.over * ends - (hazards * spent).sum(axis=1))).sum())


def _overlap(begin: Rows, end: Rows) -> Rows:
    """Days that each stretch spends in every piece."""
    spent = np.minimum(end[:, None], EDGES[1:]) - np.maximum(begin[:, None], EDGES[:-1])
    return np.asarray(np.clip(spent, 0, None), np.float64)
