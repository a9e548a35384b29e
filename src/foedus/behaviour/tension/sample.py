"""Fewer rows that say the same: pairs that can hardly quarrel are many and alike, and a fifth of them will do.

Of pairs that are neither near nor hold a major power, and have no onset in the year, a fifth of the rows is drawn and
weighs five times as much; all others stay (King and Zeng 2001: what one learns from is the few that happened).
The model itself is fitted on all rows; its many refits, and trees, on these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.float64]

__all__ = ["sample_of"]

_ONE_IN = 5
_SEED = 1816


def sample_of(relevant: Rows, happened: Rows) -> tuple[NDArray[np.bool_], Rows]:
    """Which rows are taken, and what each of them weighs.

    Args:
        relevant: is the pair politically relevant?
        happened: did a dispute begin?

    >>> taken, weights = sample_of(np.array([1.0, 0.0] * 500), np.zeros(1000))
    >>> bool(taken[::2].all()), bool(80 < taken[1::2].sum() < 120), sorted(set(weights.tolist()))
    (True, True, [1.0, 5.0])
    """
    stays = (relevant > 0) | (happened > 0)
    taken = stays | (np.random.default_rng(_SEED).random(len(stays)) < 1 / _ONE_IN)
    return taken, np.where(stays, 1.0, float(_ONE_IN))[taken]
