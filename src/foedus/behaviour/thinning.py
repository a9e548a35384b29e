"""How much less likely a state enters where there are more states: learnt forward in time, inside the past.

The system had two dozen states in 1823, forty in 1900, and has two hundred today; those who join a war did not become
as many more. Folds that mix the centuries cannot see that: to them a rate is a rate. So the past is replayed: at inner
origins, ten years apart, a logit is fitted on what came before, and asked about the next ten years with each of five
powers of the number of states. Each power weighs as much as it explained (the likelihood, with equal weights before),
and the mean counts: a choice of one would jump.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from foedus.behaviour.ridge import fit, log_loss, thinned

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

    Rows = NDArray[np.float64]

__all__ = ["POWERS", "crowd_from", "crowd_of", "known_by", "weights_of_powers"]

POWERS = np.array([0.0, 0.25, 0.5, 0.75, 1.0])
"""From *the number of states does not matter* to *each shares what one of forty had*."""

_FORTY = 40
_STEP = 10
_LEAST = 10
"""So many must have happened before an inner origin."""


def crowd_of(frame: pl.DataFrame) -> Rows:
    """The log of the number of states outside over forty, of every row; 0 where a frame does not count them."""
    if "outside" not in frame.columns:
        return np.zeros(frame.height)
    return np.asarray(np.log(frame["outside"].to_numpy() / _FORTY), np.float64)


def crowd_from(outside: int) -> float:
    """The same of one number of states outside."""
    return float(np.log(outside / _FORTY))


def known_by(frame: pl.DataFrame, happened: Rows, year: int) -> Rows:
    """The outcomes as one knew them when the year began: who entered later had not entered."""
    if "entered" not in frame.columns:
        return happened
    later = (frame["entered"] >= date(year, 1, 1)).fill_null(value=False).to_numpy()
    return np.asarray(np.where(later, 0.0, happened), np.float64)


def weights_of_powers(past: pl.DataFrame, rows: Rows, happened: Rows, variance: float) -> Rows:
    """How much each of `POWERS` weighs by what it told of the past, forward in time; they sum to 1.

    Args:
        past: with `year`, `outside`, and `entered` if it is known.
        rows: its variables.
        happened: its outcomes.
        variance: of the prior.
    """
    year, crowd = past["year"].to_numpy(), crowd_of(past)
    loss = np.zeros(len(POWERS))
    for origin in range(int(year.min()) // _STEP * _STEP, int(year.max()) + 1, _STEP):
        before, asked = year < origin, (year >= origin) & (year < origin + _STEP)
        then = known_by(past, happened, origin)[before]
        if then.sum() < _LEAST or not asked.any():
            continue
        plain = fit(rows[before], then, variance)
        for n, power in enumerate(POWERS):
            ridge = thinned(plain, rows[before], then, crowd[before], float(power))
            loss[n] += log_loss(happened[asked], ridge.predict(rows[asked], crowd[asked])) * asked.sum()
    weights: Rows = np.exp(loss.min() - loss)
    return np.asarray(weights / weights.sum())
