"""How good forecasts of rare events are: discrimination, precision among the first, skill, calibration.

Intervals come from a bootstrap that draws whole conflicts. All measures take weights, so that a draw is a weighting and
nothing is sorted twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus.behaviour.ridge import log_loss

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.float64]

__all__ = ["ERAS", "TOP", "Forecasts", "by_era", "calibration", "measure", "measured"]

ERAS = ((1885, 1913), (1914, 1945), (1946, 1990), (1991, 2010))
"""Before, between and after the great wars: first and last years."""

TOP = 20
"""How many (state, side) of a conflict one looks at: the share of joiners among them is the recall."""


@dataclass(frozen=True, slots=True)
class Forecasts:
    """Forecasts with what happened.

    Attributes:
        happened, told: outcome (0 or 1) and probability of every row.
        base: the share of the training rows, which whoever knows nothing else would tell.
        clusters: number of the conflict of every row.
        races: number of the conflict at its stage, within which the first `TOP` are counted.
        years: of every row.
        across: what was told of the same state on the other side; `None` where there are no sides.
    """

    happened: Rows
    told: Rows
    base: Rows
    clusters: NDArray[np.int64]
    races: NDArray[np.int64]
    years: NDArray[np.int64]
    across: Rows | None = None


def measured(f: Forecasts, draws: int = 500, seed: int = 1914) -> dict[str, tuple[float, float, float]]:
    """Every measure with its interval of 95 per cent: name -> (value, low, high)."""
    order = np.argsort(-f.told, kind="stable")
    first = _first(f)
    names, place = np.unique(f.clusters, return_inverse=True)
    value = measure(f, order, first, np.ones(len(f.told)))
    rng = np.random.default_rng(seed)
    drawn: dict[str, list[float]] = {name: [] for name in value}
    for _ in range(draws):
        weights = np.bincount(rng.integers(0, len(names), len(names)), minlength=len(names))[place].astype(float)
        if (weights * f.happened).sum() > 0:
            for name, told in measure(f, order, first, weights).items():
                drawn[name].append(told)
    found = {}
    for name, told in value.items():
        low, high = np.quantile(drawn[name], [0.025, 0.975]) if drawn[name] else (np.nan, np.nan)
        found[name] = (told, float(low), float(high))
    return found


def measure(f: Forecasts, order: NDArray[np.int64], first: Rows, weights: Rows) -> dict[str, float]:
    """The measures under these weights.

    `auc`: the chance that a row that happened stands before one that did not. `ap`: average precision. `skill`: log
    loss saved against the base rate. `brier` and `brier_skill`: squared error, and what is saved of it. `ratio`: told
    over happened. Where there are two sides also `top`, the share of what happened among the first rows of each race,
    and `right`, the share of those who entered that were told likelier on the side that they took.
    """
    happened, told, w = f.happened[order], f.told[order], weights[order]
    yes, no = w * happened, w * (1 - happened)
    hits, misses = np.cumsum(yes), np.cumsum(no)
    all_yes, all_no = hits[-1], misses[-1]
    last = np.r_[np.flatnonzero(np.diff(told)), len(told) - 1]  # rows told alike count as one step
    up, right = np.r_[0, hits[last]], np.r_[0, misses[last]]
    auc = float(np.sum(np.diff(right) * (up[1:] + up[:-1]) / 2) / (all_yes * all_no))
    precision = hits[last] / np.maximum(hits[last] + misses[last], 1e-12)
    total = weights.sum()
    loss = _weighted(f.happened, f.told, weights)
    plain = _weighted(f.happened, f.base, weights)
    brier = float((weights * (f.told - f.happened) ** 2).sum() / total)
    base_brier = float((weights * (f.base - f.happened) ** 2).sum() / total)
    sides = {}
    if f.across is not None:
        right = (f.told > f.across) + 0.5 * (f.told == f.across)
        sides["top"] = float((weights * f.happened * first).sum() / all_yes)
        sides["right"] = float((weights * f.happened * right).sum() / all_yes)
    return {
        "auc": auc,
        "ap": float(np.sum(np.diff(up) * precision) / all_yes),
        "skill": 1 - loss / plain,
        "brier": brier,
        "brier_skill": 1 - brier / base_brier,
        **sides,
        "ratio": float((weights * f.told).sum() / all_yes),
    }


def calibration(f: Forecasts, bins: int = 10) -> list[dict[str, float]]:
    """By tenths of what was told, the lowest first: how many rows, the mean told, the share that happened."""
    order = np.argsort(f.told, kind="stable")
    return [
        {"n": len(part), "told": float(f.told[part].mean()), "happened": float(f.happened[part].mean())}
        for part in np.array_split(order, bins)
        if len(part)
    ]


def by_era(f: Forecasts, eras: tuple[tuple[int, int], ...] = ERAS) -> list[dict[str, float]]:
    """By era: how many rows, how many were foretold, how many happened, and the skill (log loss)."""
    found = []
    for first, last in eras:
        part = (f.years >= first) & (f.years <= last)
        if f.happened[part].any():
            skill = 1 - log_loss(f.happened[part], f.told[part]) / log_loss(f.happened[part], f.base[part])
            told, happened = float(f.told[part].sum()), float(f.happened[part].sum())
            rows = float(part.sum())
            found.append(
                {"first": first, "last": last, "rows": rows, "told": told, "happened": happened, "skill": skill}
            )
    return found


def _weighted(happened: Rows, told: Rows, weights: Rows) -> float:
    if weights.min() == weights.max():
        return log_loss(happened, told)
    safe = np.clip(told, 1e-7, 1 - 1e-7)
    rows = -(happened * np.log(safe) + (1 - happened) * np.log(1 - safe))
    return float((weights * rows).sum() / weights.sum())


def _first(f: Forecasts) -> Rows:
    """Which rows are among the first of their race: 1, 0, or, of rows told alike across the border, their share."""
    order = np.lexsort((-f.told, f.races))
    told, races, rows = f.told[order], f.races[order], np.arange(len(order))
    race = np.maximum.accumulate(np.where(np.r_[True, np.diff(races) != 0], rows, 0))
    begins = np.r_[True, (np.diff(races) != 0) | (np.diff(told) != 0)]
    alike = np.cumsum(begins) - 1
    start, size = rows[begins], np.bincount(alike)
    free = TOP - (start - race[begins])  # places left for those told alike
    first = np.zeros(len(order))
    first[order] = np.clip(free / size, 0, 1)[alike]
    return first
