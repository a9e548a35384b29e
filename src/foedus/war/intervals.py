"""How sure: the error of a finite number of draws and the uncertainty of the model's parameters, together."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["estimate", "wilson"]

Z = 1.959963984540054


def wilson(share: float, draws: int) -> tuple[float, float]:
    """The 95 per cent interval of a share (Wilson 1927); a share that was enumerated has none.

    >>> wilson(0.5, 0)
    (0.5, 0.5)
    >>> [round(x, 3) for x in wilson(0.0, 100)]
    [0.0, 0.037]
    """
    if draws == 0:
        return share, share
    middle = (share + Z * Z / (2 * draws)) / (1 + Z * Z / draws)
    half = Z / (1 + Z * Z / draws) * sqrt(share * (1 - share) / draws + Z * Z / (4 * draws * draws))
    return max(0.0, middle - half), min(1.0, middle + half)


def estimate(
    p: NDArray[np.float64], called: NDArray[np.float64], draws: NDArray[np.int64]
) -> tuple[float, float, float, float]:
    """P(enters) = p x frequency of being called: the estimate, its interval, and the frequency.

    A state's coin and its being called are independent, for it is called before it has decided; so its probability
    times the frequency of being called is unbiased, and varies less than counting how often it came.

    Args:
        p: its probability if called, for each draw of the parameters.
        called: how often it was called under each.
        draws: the number of draws under each; all 0 if everything was enumerated.

    Returns:
        The estimate, low, high (95 per cent), and how often it was called.

    Every draw of the parameters counts alike. One that no draw of the cascade has reached, for they were few, takes the
    frequency of being called from all others: its p is known all the same. The spread between draws of the parameters
    is freed of the part that finite draws explain; its quantiles and the interval of the finite draws are then added as
    squares.
    """
    total = int(draws.sum())
    share = float(draws @ called) / total if total else float(np.mean(called))
    reached = draws > 0
    each = p * np.where(reached, called, share) if total else p * called
    mean, effective = float(np.mean(each)), float(np.mean(p))
    low, high = (effective * bound for bound in wilson(share, total))
    low, high = min(low, mean), max(high, mean)
    if len(each) > 1:
        spread = float(np.var(each))
        own = np.where(reached, p**2 * called * (1 - called) / np.maximum(draws, 1), 0.0)
        by_chance = float(np.mean(own))
        kept = sqrt(max(0.0, 1 - by_chance / spread)) if spread > 0 else 0.0
        bottom, top = (float(q) for q in np.quantile(mean + (each - mean) * kept, (0.025, 0.975)))
        low = mean - sqrt((mean - low) ** 2 + max(0.0, mean - bottom) ** 2)
        high = mean + sqrt((high - mean) ** 2 + max(0.0, top - mean) ** 2)
    return mean, max(0.0, low), min(1.0, high), share
