"""What the age of values does to the outlook: how far it has wandered in the past, and the draws spread by as much.

On the wars of the record, what the models tell from values of five, ten and twenty years before differs from what they
tell from those of the year before; the difference is taken as a random walk, and its step for a year is the drift. A
probability is a mean over what may be true, so age alone may not move it: the spread draws are shifted so that their
mean stays.
"""

from __future__ import annotations

from dataclasses import replace
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from foedus.atlas.load import shipped_atlas
from foedus.behaviour.covariates import FIRST, covariates
from foedus.behaviour.opportunities import Places
from foedus.behaviour.outlook.outcomes import OUTCOMES, ended_wars
from foedus.behaviour.outlook.sides import of_sides

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.behaviour.outlook.fitted import FittedOutlook
    from foedus.behaviour.outlook.lasting import Lasting

    Rows = NDArray[np.float64]

__all__ = ["Aging", "drift_of"]

_AGES = (5, 10, 20)


def drift_of(fitted: FittedOutlook) -> tuple[float, float]:
    """The step of a year in the log-odds of an outcome, and in the log of the hazard that a war ends.

    Every war of the record counts once for each age, with the sides of its first day; not one of whose states did not
    exist so long before.

    Raises:
        SourceMissing, SourceAltered: a source is not here and cannot be fetched, or is not the registered one.
    """
    atlas, known = shipped_atlas(), covariates()
    places = Places(known, atlas)
    steps: list[tuple[float, float]] = []
    for war in ended_wars(atlas):
        first = war.stages[0]
        sides = [places.all_of(side, first.on.year) for side in first.sides]
        for age in _AGES:
            then = first.on.year - 1 - age
            both = np.concatenate(sides)
            if then < FIRST or not all(s.size for s in sides) or not known.in_system(then)[both].all():
                continue
            now, old = (
                of_sides(known, sides[0], sides[1], first.on, year=y)[None, :] for y in (first.on.year - 1, then)
            )
            apart = fitted.ending.log_odds(now)[0] - fitted.ending.log_odds(old)[0]
            apart = apart - apart.mean()
            hazard = float(fitted.lasting.risk(now)[0] - fitted.lasting.risk(old)[0])
            steps.append((float(apart @ apart) / (len(OUTCOMES) - 1) / age, hazard**2 / age))
    told = np.sqrt(np.mean(steps, axis=0))
    return float(told[0]), float(told[1])


class Aging:
    """Draws of the models spread for the age of the values, the same for every question about one war."""

    def __init__(self, fitted: FittedOutlook, years: dict[str, int], year: int) -> None:
        """From the models, the years of the values that stand for `year`, and that year."""
        age = max(float(np.mean([year - of for of in years.values()])), 0.0) if years else 0.0
        count = len(fitted.draws)
        steps = np.array([NormalDist().inv_cdf((n + 0.5) / count) for n in range(count)])
        rng = np.random.default_rng(fitted.trained.seed)
        noise = rng.permuted(np.broadcast_to(steps, (len(OUTCOMES) + 1, count)), axis=1)
        self._outcome = fitted.drift[0] * np.sqrt(age) * (noise[:-1] - noise[:-1].mean(axis=0)).T
        self._hazard = fitted.drift[1] * np.sqrt(age) * noise[-1]

    def outcome(self, told: Rows) -> Rows:
        """Probabilities of the outcomes, draw x outcome, spread; their mean stays."""
        mean, shift = told.mean(axis=0), np.zeros(told.shape[1])
        for _ in range(200):
            odds = np.log(told) + self._outcome + shift
            spread = np.exp(odds - odds.max(axis=1, keepdims=True))
            spread /= spread.sum(axis=1, keepdims=True)
            step = np.log(mean / spread.mean(axis=0))
            shift = shift + step
            if np.abs(step).max() < 1e-12:
                break
        return np.asarray(spread)

    def over(self, told: Rows) -> Rows:
        """Probabilities that it is over by a day, draw by draw, spread; their mean stays."""
        hazard, mean, shift = -np.log1p(-np.clip(told, 1e-12, 1 - 1e-12)), told.mean(), 0.0
        for _ in range(200):
            spread = -np.expm1(-hazard * np.exp(self._hazard + shift))
            step = float(np.log(np.log1p(-mean) / np.log1p(-spread.mean())))
            shift += step
            if abs(step) < 1e-12:
                break
        return np.asarray(spread)

    def lasting(self, n: int, model: Lasting) -> Lasting:
        """The model of duration of one draw, its hazard moved."""
        return replace(model, intercept=model.intercept + float(self._hazard[n]))
