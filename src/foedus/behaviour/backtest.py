"""Models on trial: trained on the past and asked about what follows, always beside the plain baselines.

`rolling` steps through the record: trained on every conflict that began before an origin, as it was known then, asked
about those of the next years. `left_out` leaves out one conflict at a time (or groups of them, where there are many)
and trains on the rest, the future among it; it is the weaker test and is shown as a second view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np
import polars as pl

from foedus.behaviour.measures import Forecasts
from foedus.behaviour.thinning import known_by
from foedus.errors import BadQuestion

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Rows = NDArray[np.float64]

__all__ = ["Forecaster", "left_out", "rolling"]


class Forecaster(Protocol):
    """Something that can be trained: frame of the past, its outcomes and clusters -> who answers for other frames."""

    def __call__(
        self, past: pl.DataFrame, happened: Rows, clusters: NDArray[np.int64]
    ) -> Callable[[pl.DataFrame], Rows]:
        """Train on the past."""


def rolling(frame: pl.DataFrame, outcome: str, train: Forecaster, first: int, last: int, step: int = 5) -> Forecasts:
    """Forecasts for the conflicts of these years, each from those that began before its origin.

    Args:
        frame: opportunities or calls, with `conflict` and `year`; with `entered`, whoever entered after an origin had
            not entered for whoever is trained at it.
        outcome: the column that tells whether it happened.
        train: what is on trial.
        first: the first year asked about.
        last: the last.
        step: how many years one origin serves.

    Raises:
        BadQuestion: nothing to train on before the first origin, or nothing to ask.
    """
    year, happened, clusters = frame["year"].to_numpy(), _outcome(frame, outcome), _numbers(frame, "conflict")
    told, base = np.full(len(year), np.nan), np.full(len(year), np.nan)
    for origin in range(first, last + 1, step):
        before, asked = year < origin, (year >= origin) & (year < min(origin + step, last + 1))
        if not asked.any():
            continue
        then = known_by(frame, happened, origin)[before]
        if not then.any():
            raise BadQuestion(f"nothing happened before {origin} to train on; begin later than {first}")
        answer = train(frame.filter(before), then, clusters[before])
        told[asked], base[asked] = answer(frame.filter(asked)), then.mean()
    return _forecasts(frame, happened, told, base, clusters)


def left_out(frame: pl.DataFrame, outcome: str, train: Forecaster, groups: int = 100, seed: int = 1914) -> Forecasts:
    """Forecasts for every conflict from all others; if there are many they are left out in `groups` drawn groups."""
    happened, clusters = _outcome(frame, outcome), _numbers(frame, "conflict")
    count = int(clusters.max()) + 1
    group = np.random.default_rng(seed).permutation(count) % groups if count > groups else np.arange(count)
    of_row = group[clusters]
    told, base = np.full(len(clusters), np.nan), np.full(len(clusters), np.nan)
    for number in np.unique(group):
        asked = of_row == number
        answer = train(frame.filter(~asked), happened[~asked], clusters[~asked])
        told[asked], base[asked] = answer(frame.filter(asked)), happened[~asked].mean()
    return _forecasts(frame, happened, told, base, clusters)


def _outcome(frame: pl.DataFrame, outcome: str) -> Rows:
    return frame[outcome].to_numpy().astype(np.float64)


def _numbers(frame: pl.DataFrame, column: str) -> NDArray[np.int64]:
    numbers: NDArray[np.int64] = frame[column].rank("dense").to_numpy().astype(np.int64) - 1
    return numbers


def _forecasts(frame: pl.DataFrame, happened: Rows, told: Rows, base: Rows, clusters: NDArray[np.int64]) -> Forecasts:
    asked = ~np.isnan(told)
    if not asked.any():
        raise BadQuestion("no conflict began in these years; ask about others")
    races = clusters * 1000 + frame["stage"].to_numpy() if "stage" in frame.columns else clusters
    year = frame["year"].to_numpy().astype(np.int64)
    across = _across(frame, told)[asked] if "side" in frame.columns else None
    return Forecasts(happened[asked], told[asked], base[asked], clusters[asked], races[asked], year[asked], across)


def _across(frame: pl.DataFrame, told: Rows) -> Rows:
    """What was told of the same state on the other side."""
    both = frame.select("conflict", "stage", "ccode").with_columns(told=told)
    sums = both.select(pl.col("told").sum().over("conflict", "stage", "ccode"))["told"].to_numpy()
    return np.asarray(sums - told)
