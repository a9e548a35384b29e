"""By-passing: one patron's share falls while another's rises, and whether chance does as much.

For every ordered pair of providers the statistic is the smaller of the one's fall and the other's rise, both as slopes
of the yearly shares on the year: it is large only if both happen. Under the null hypothesis the shares have no trend,
and stretches of years could have come in any order. So blocks of neighbouring years are put into every other order, all
shares of a year moving together, which keeps that they sum to one and most of the dependence between neighbours
(permutation tests: Good 2005; blocks: Künsch 1989). With few blocks every order is tried and the test is exact; else
orders are drawn. Since many pairs are looked at, `p_adjusted` compares with the largest statistic of any pair in each
order (Westfall and Young 1993).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, permutations
from math import ceil, factorial
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

__all__ = ["FEWEST_BLOCKS", "WEIGHTY", "Bypassing", "bypassing"]

WEIGHTY = 0.1
"""A provider counts as a patron if it ever gave a tenth of what came in a year."""

FEWEST_BLOCKS = 5
"""With fewer blocks no order is rare enough to tell anything."""

_EVERY = 8  # blocks of which every order is tried: 40,320
_DRAWS = 9_999


@dataclass(frozen=True, slots=True)
class Bypassing:
    """A patron that is by-passed, as far as the shares say so.

    Attributes:
        falling, rising: the two providers.
        first, last: the first and the last year with a share; `years`: how many years have one.
        fall, rise: the change of the share in ten years by the trend, with its interval of 95 per cent (residuals of
            the trend drawn again in blocks).
        p: how often chance does as much to this pair; `p_adjusted`: to any pair.
        exact: was every order of the blocks tried?
        block, blocks: years in a block, and how many blocks.
    """

    receiver: str
    falling: str
    rising: str
    first: int
    last: int
    years: int
    fall: tuple[float, float, float]
    rise: tuple[float, float, float]
    p: float
    p_adjusted: float
    exact: bool
    block: int
    blocks: int

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "receiver": self.receiver,
            "falling": self.falling,
            "rising": self.rising,
            "first": self.first,
            "last": self.last,
            "years": self.years,
            **{
                name: dict(zip(("per_decade", "low", "high"), told, strict=True))
                for name, told in (("fall", self.fall), ("rise", self.rise))
            },
            "p": self.p,
            "p_adjusted": self.p_adjusted,
            "exact": self.exact,
            "block": self.block,
            "blocks": self.blocks,
        }


def bypassing(
    receiver: str, years: Sequence[int], shares: Mapping[str, Sequence[float]], *, seed: int = 1914
) -> tuple[list[Bypassing], str]:
    """Every pair of patrons of which one's share falls and the other's rises, the least likely by chance first.

    Args:
        receiver: whose patrons they are.
        years: the years with shares, ascending; they need not follow one another.
        shares: provider -> its share in each of these years.
        seed: for drawn orders and for the intervals.

    Returns:
        The pairs, and why nothing could be tested (empty if it could).

    >>> years, shares = list(range(1990, 2010)), [1 - n / 19 for n in range(20)]
    >>> pairs, _ = bypassing("PRK", years, {"CHN": shares, "RUS": [1 - s for s in shares]})
    >>> [(b.falling, b.rising, b.exact, b.p < 0.001) for b in pairs]
    [('CHN', 'RUS', True, True)]
    """
    patrons = [who for who, row in shares.items() if len(row) and max(row) >= WEIGHTY]
    block = ceil(len(years) ** (1 / 3))
    blocks = ceil(len(years) / block) if years else 0
    if len(patrons) < 2:
        return [], "fewer than two patrons: nobody can be by-passed"
    if blocks < FEWEST_BLOCKS:
        return [], f"{len(years)} years with shares are too few to tell a trend from chance"
    rng = np.random.default_rng(seed)
    values = np.array([shares[who] for who in patrons], dtype=np.float64).T
    moment = np.array(years, dtype=np.float64) - np.mean(years)
    weights = moment / (moment @ moment)
    slopes = weights @ values
    orders, exact = _orders(blocks, rng)
    shuffled = _shuffled(values, weights, block, orders)
    statistic, chance = _smaller(slopes[None])[0], _smaller(shuffled)
    largest = chance.reshape(len(chance), -1).max(axis=1)
    interval = _intervals(values, moment, weights, block, rng)
    found = [
        Bypassing(
            receiver,
            patrons[a],
            patrons[b],
            years[0],
            years[-1],
            len(years),
            _decade(slopes[a], interval[:, a]),
            _decade(slopes[b], interval[:, b]),
            _p(chance[:, a, b], statistic[a, b], exact=exact),
            _p(largest, statistic[a, b], exact=exact),
            exact,
            block,
            blocks,
        )
        for a in range(len(patrons))
        for b in range(len(patrons))
        if a != b and statistic[a, b] > 0
    ]
    return sorted(found, key=lambda pair: (pair.p, -pair.rise[0] + pair.fall[0], pair.falling, pair.rising)), ""


def _smaller(slopes: NDArray[np.float64]) -> NDArray[np.float64]:
    """The smaller of a's fall and b's rise, for every pair: shape (orders, a, b)."""
    return np.minimum(-slopes[:, :, None], slopes[:, None, :])


def _orders(blocks: int, rng: np.random.Generator) -> tuple[NDArray[np.intp], bool]:
    """Orders of the blocks, one in each row: every one if they are few, else drawn ones."""
    if blocks <= _EVERY:
        count = factorial(blocks)
        every = np.fromiter(chain.from_iterable(permutations(range(blocks))), np.intp, count * blocks)
        return every.reshape(count, blocks), True
    return np.array([rng.permutation(blocks) for _ in range(_DRAWS)]), False


def _shuffled(
    values: NDArray[np.float64], weights: NDArray[np.float64], block: int, orders: NDArray[np.intp]
) -> NDArray[np.float64]:
    """The slopes of the shares in each order: shape (orders, patrons).

    What a block adds to a slope depends only on the block and on the year at which it is put, so it is worked out once
    for each of these.
    """
    years, blocks = len(values), orders.shape[1]
    starts = range(0, years, block)
    lengths = np.array([min(block, years - at) for at in starts])
    adds = np.zeros((blocks, years, values.shape[1]))
    for n, (at, length) in enumerate(zip(starts, lengths, strict=True)):
        for to in range(years - length + 1):
            adds[n, to] = weights[to : to + length] @ values[at : at + length]
    placed = lengths[orders]
    begins = placed.cumsum(axis=1) - placed
    return np.asarray(adds[orders, begins].sum(axis=1))


def _p(chance: NDArray[np.float64], told: float, *, exact: bool) -> float:
    """How often an order does as much; a drawn order counts the one that was seen as one of the drawn."""
    as_much = int((chance >= told - 1e-12).sum())
    return as_much / len(chance) if exact else (as_much + 1) / (len(chance) + 1)


def _intervals(
    values: NDArray[np.float64],
    moment: NDArray[np.float64],
    weights: NDArray[np.float64],
    block: int,
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    """The 2.5th and the 97.5th percentile of each slope, residuals of the trend drawn again in moving blocks."""
    slopes = weights @ values
    residuals = values - values.mean(axis=0) - moment[:, None] * slopes
    years = len(values)
    starts = rng.integers(0, years - block + 1, size=(1_999, ceil(years / block)))
    at = (starts[:, :, None] + np.arange(block)).reshape(len(starts), -1)[:, :years]
    drawn = slopes + np.stack([column[at] @ weights for column in residuals.T], axis=1)
    ends: NDArray[np.float64] = np.percentile(drawn, [2.5, 97.5], axis=0)
    return ends


def _decade(slope: float, interval: NDArray[np.float64]) -> tuple[float, float, float]:
    return float(10 * slope), float(10 * interval[0]), float(10 * interval[1])
