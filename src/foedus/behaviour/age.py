"""How old the values are that stand for a day, and what their age does to the draws of a model.

Sources end years before the day that is asked about. On the past, the log-odds from older values wander like a random
walk (`foedus fit` measures its step), so the draws are spread by as much. A probability is a mean over what may be
true, so age alone may not move it: the spread draws are lowered by so much that their odds stay the same on average.
"""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from foedus.behaviour.features import SOURCES
from foedus.sources.registry import source

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.behaviour.covariates import Covariates
    from foedus.behaviour.fitted import Fitted

__all__ = ["WARS", "aged", "years_of"]

WARS = "wars"
"""The record of wars, on which past behaviour rests."""


def years_of(known: Covariates, columns: tuple[str, ...], year: int) -> dict[str, int]:
    """What these variables are taken from, and the year of the values that stand for this one."""
    found = {SOURCES[column] for column in columns if column in SOURCES}
    every = {name: known.year_of(name, year) for name in (*known.monadic, *known.dyadic) if name in found}
    if WARS in found:
        every[WARS] = min(year, source("cow-wars").last or year)
    return every


def aged(log_odds: NDArray[np.float64], fitted: Fitted, years: dict[str, int], year: int) -> NDArray[np.float64]:
    """Log-odds, draw by draw along the first axis, spread for the mean age of the values.

    Args:
        log_odds: draw x whatever.
        fitted: for its drift, and its seed: the same question has the same answer.
        years: of the values that stand for `year`.
        year: the one whose values were wanted.
    """
    age = float(np.mean([year - of for of in years.values()])) if years else 0.0
    spread = fitted.drift * np.sqrt(max(age, 0.0))
    count = len(log_odds)
    steps = np.array([NormalDist().inv_cdf((n + 0.5) / count) for n in range(count)])
    lower = float(np.log(np.mean(np.exp(spread * steps))))
    every = np.broadcast_to(steps.reshape(-1, *[1] * (log_odds.ndim - 1)), log_odds.shape)
    shuffled = np.random.default_rng(fitted.trained.seed).permuted(every, axis=0)
    return np.asarray(log_odds + spread * shuffled - lower)
