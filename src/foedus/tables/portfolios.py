"""How alike two alliance portfolios are: Signorino and Ritter's S, Cohen's kappa, Scott's pi.

A portfolio is a row of values: what a state promises to every state of the system, itself among them. Two states are
alike if they promise much to the same states and little to the same states. S compares the distance between two rows
with the largest distance that there could be; kappa and pi compare it with the distance to be expected by chance, since
most states promise nothing to most others and would look alike for that reason alone (Häge 2011).
All of it comes from a few products of matrices for each year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Similarity", "chance_corrected", "s_score", "s_scores"]


@dataclass(frozen=True, slots=True, eq=False)
class Similarity:
    """Two measures of agreement beyond chance, each a square matrix over states; not-a-number where undefined."""

    kappa: NDArray[np.float64]
    pi: NDArray[np.float64]


def s_score(
    portfolios: NDArray[np.int8], weights: NDArray[np.float64] | None = None, largest: int = 3
) -> NDArray[np.float64]:
    """Signorino and Ritter's S (1999) for every pair of rows, from -1 (as unlike as can be) to 1 (the same).

    S = 1 - 2 d / dmax, with d the sum over all states k of w_k |a_ik - a_jk| and dmax the same sum with the largest
    distance for each k.

    Args:
        portfolios: shape (states, states), whole values from 0 to `largest`; the diagonal holds what a state is taken
            to promise itself, by convention the largest value.
        weights: how much each state k counts, for example its share of capabilities; left out, every state alike.
        largest: the largest value on the scale.

    Returns:
        Shape (states, states), symmetric, 1 on the diagonal; not-a-number where the weights sum to zero.

    References:
        Signorino, C. S. and Ritter, J. M. 1999. Tau-b or not tau-b: measuring the similarity of foreign policy
        positions. International Studies Quarterly 43: 115-144.

    >>> import numpy as np
    >>> s_score(np.array([[3, 3, 0], [3, 3, 0], [0, 0, 3]], dtype=np.int8)).round(2).tolist()
    [[1.0, 1.0, -1.0], [1.0, 1.0, -1.0], [-1.0, -1.0, 1.0]]
    """
    weight = np.ones(portfolios.shape[1]) if weights is None else weights
    return s_scores(portfolios, weight[None, :], largest)[0]


def s_scores(
    portfolios: NDArray[np.int8], weights: NDArray[np.float64], largest: int = 3
) -> tuple[NDArray[np.float64], ...]:
    """S for several weightings of the same portfolios, shape (weightings, states): what `s_score` gives for each."""
    # |a - b| is the number of levels that one row has reached and the other has not: all levels in one product.
    reached = np.concatenate([portfolios >= level for level in range(1, largest + 1)], axis=1).astype(np.float64)
    return tuple(_s(reached, np.tile(weight, largest)) for weight in weights)


def _s(reached: NDArray[np.float64], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    total = reached @ weight
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = np.float64(2) / weight.sum()
        # d = total_i + total_j - 2 x the weight of the levels that both have reached
        score: NDArray[np.float64] = (reached * (2 * scale * weight)) @ reached.T
        score += (1 - scale * total)[:, None]
        score -= scale * total
    return score


def chance_corrected(portfolios: NDArray[np.int8]) -> Similarity:
    """Cohen's kappa and Scott's pi for valued portfolios, with squared distances (Häge 2011), for every pair of rows.

    Both are 1 - D_o / D_e: the observed squared distance against the one to be expected if each state had dealt out
    its values at random. Kappa takes each row's own mean and spread as given (Cohen 1960, 1968), pi the mean of the two
    rows taken together (Scott 1955). 1 is full agreement, 0 what chance gives, below 0 less than that. For portfolios
    of 0 and 1 they are the classic coefficients.

    Args:
        portfolios: shape (states, states), as for `s_score`.

    Returns:
        Two matrices; not-a-number where neither row varies and both are the same, so that no chance can be computed.

    References:
        Häge, F. M. 2011. Choice or circumstance? Adjusting measures of foreign policy similarity for chance agreement.
        Political Analysis 19: 287-305. Cohen, J. 1960. Educational and Psychological Measurement 20: 37-46.
        Scott, W. A. 1955. Public Opinion Quarterly 19: 321-325.

    >>> import numpy as np
    >>> same = chance_corrected(np.array([[1, 1, 0, 0], [1, 0, 1, 0]], dtype=np.int8))
    >>> same.kappa.round(2).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    values = portfolios.astype(np.float64)
    states = values.shape[1]
    mean = values.mean(axis=1)
    square = (values * values).sum(axis=1) / states
    distance = (values * (-2 / states)) @ values.T
    distance += square[:, None]
    distance += square
    spread = square - mean * mean
    expected = mean[:, None] - mean
    expected *= expected
    half = expected / 2
    expected += spread[:, None]
    expected += spread
    with np.errstate(divide="ignore", invalid="ignore"):
        kappa = distance / expected
        expected -= half
        distance /= expected
    return Similarity(np.subtract(1, kappa, out=kappa), np.subtract(1, distance, out=distance))
