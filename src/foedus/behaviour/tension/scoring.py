"""The model of tension on trial: every attempt forward in time, for all pairs and for the politically relevant ones.

Relevant are pairs that touch, or of which one is a major power (Lemke and Reed 2001). The model that ships knows all
pairs and is asked about both; for the relevant ones the base rate is theirs, and baselines are trained on them alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from foedus.behaviour.backtest import rolling
from foedus.behaviour.measures import measure, measured
from foedus.behaviour.model import forecaster, rows_of
from foedus.behaviour.ridge import choose
from foedus.behaviour.tension.dyads import tension_dyads
from foedus.behaviour.tension.tension import ROLLING
from foedus.behaviour.tension.trials import TRIALS, trial_of
from foedus.behaviour.tension.variables import VARIABLES
from foedus.gate.seeds import checked_seed

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from foedus.behaviour.measures import Forecasts

    Rows = NDArray[np.float64]
    Say = Callable[[str], None]
    Scores = dict[str, dict[str, tuple[float, float, float]]]

__all__ = ["OLD", "aged_by", "relevant_of", "score_tension", "variance_before"]

OLD = 11
"""How many years older the values are in the test of old values: as old as the record of disputes was in 2025."""


def score_tension(seed: int, draws: int, say: Say) -> Scores:
    """Every attempt, rolling origin 1946 to 2014 in steps of five years: `all pairs: NAME` and `relevant pairs: NAME`.

    Beside the attempts `logit, old values`: the model as it ships, asked with values that are eleven years older than
    they could be. Among the measures of the logit stands `gain`, its average precision over that of the peace years.
    Boosting, which takes long, has origins ten years apart.

    Raises:
        BadQuestion: a seed that is none.
    """
    checked_seed(seed)
    say("tension: pairs of states by year")
    frame = tension_dyads().rename({"pair": "conflict"})
    near = frame.filter(pl.col("relevant") > 0)
    variance = variance_before(frame)
    found: Scores = {}
    every: dict[str, Forecasts] = {}
    for name in TRIALS:
        say(f"tension: {name}")
        if name == "blend":
            every[name] = _blended(every["logit"], every["boosting"])
        else:
            step = 10 if name == "boosting" else 5
            every[name] = rolling(frame, "onset", trial_of(name, variance), *ROLLING, step)
        found[f"all pairs: {name}"] = measured(every[name], draws, seed)
    plain = max(("peace years", "peace years, fading"), key=lambda name: found[f"all pairs: {name}"]["ap"][0])
    say(f"tension: the logit against {plain}")
    found["all pairs: logit"]["gain"] = _gain(every["logit"], every[plain], draws, seed)
    say("tension: logit, old values")
    old = rolling(aged_by(frame, OLD), "onset", _of_old(variance), *ROLLING)
    found["all pairs: logit, old values"] = measured(old, draws, seed)
    few = rolling(near, "onset", trial_of("base rate", variance), *ROLLING)
    for name in TRIALS:
        say(f"tension: relevant pairs, {name}")
        if name in ("base rate", "as last year", "peace years", "peace years, fading"):
            forecasts = rolling(near, "onset", trial_of(name, variance), *ROLLING)
        else:
            forecasts = replace(relevant_of(frame, every[name]), base=few.base)
        found[f"relevant pairs: {name}"] = measured(forecasts, draws, seed)
    return found


def variance_before(frame: pl.DataFrame) -> float:
    """The prior's variance that is best by folds of whole pairs on the years before the first origin."""
    past = frame.filter(pl.col("year") < ROLLING[0])
    clusters = past["conflict"].rank("dense").to_numpy().astype(np.int64)
    return choose(rows_of(past, VARIABLES), past["onset"].to_numpy().astype(float), clusters)


def relevant_of(frame: pl.DataFrame, forecasts: Forecasts) -> Forecasts:
    """The forecasts for relevant pairs, of forecasts for all pairs of this frame from the first origin on."""
    asked = frame.filter(pl.col("year").is_between(*ROLLING))["relevant"].to_numpy() > 0
    return replace(
        forecasts,
        **{
            name: getattr(forecasts, name)[asked] for name in ("happened", "told", "base", "clusters", "races", "years")
        },
    )


def aged_by(frame: pl.DataFrame, years: int) -> pl.DataFrame:
    """The rows whose pair was there so many years before, with its values of then as `old_...`."""
    then = frame.select("conflict", pl.col("year") + years, *(pl.col(v).alias(f"old_{v}") for v in VARIABLES))
    return frame.join(then, on=["conflict", "year"], how="inner", maintain_order="left")


def _of_old(variance: float) -> Callable[..., Callable[[pl.DataFrame], Rows]]:
    """The logit, asked with old values."""

    def train(past: pl.DataFrame, happened: Rows, clusters: NDArray[np.int64]) -> Callable[[pl.DataFrame], Rows]:
        answer = forecaster(VARIABLES, variance)(past, happened, clusters)
        old = [pl.col(f"old_{v}").alias(v) for v in VARIABLES]
        return lambda frame: np.asarray(answer(frame.select(old)))

    return train


def _gain(one: Forecasts, two: Forecasts, draws: int, seed: int) -> tuple[float, float, float]:
    """The average precision of the first over that of the second, on the same draws of pairs."""
    orders = [np.argsort(-f.told, kind="stable") for f in (one, two)]
    none = np.zeros(len(one.told))

    def ratio(weights: Rows) -> float:
        first, second = (measure(f, order, none, weights)["ap"] for f, order in zip((one, two), orders, strict=True))
        return first / second

    names, place = np.unique(one.clusters, return_inverse=True)
    rng = np.random.default_rng(seed)
    drawn = [
        ratio(np.bincount(rng.integers(0, len(names), len(names)), minlength=len(names))[place].astype(float))
        for _ in range(draws)
    ]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return ratio(np.ones(len(none))), float(low), float(high)


def _blended(one: Forecasts, two: Forecasts) -> Forecasts:
    told = np.clip([one.told, two.told], 1e-9, 1 - 1e-9)
    return replace(one, told=1 / (1 + np.exp(-np.mean(np.log(told / (1 - told)), axis=0))))
