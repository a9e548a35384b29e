"""The model of tension that ships: from the sources with one seed, with its scores and how fast its values age."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from foedus.behaviour.backtest import rolling
from foedus.behaviour.measures import by_era, calibration
from foedus.behaviour.model import forecaster, rows_of
from foedus.behaviour.tension.dyads import tension_dyads
from foedus.behaviour.tension.scoring import relevant_of, variance_before
from foedus.behaviour.tension.tension import ROLLING, TensionModel
from foedus.gate.seeds import checked_seed

if TYPE_CHECKING:
    from collections.abc import Callable

    Say = Callable[[str], None]

__all__ = ["ERAS", "drift_of", "fit_tension"]

ERAS = ((1946, 1960), (1961, 1975), (1976, 1990), (1991, 2002), (2003, 2014))
"""First and last years of the stretches for which forecasts are compared with what happened."""

_AGED = (5, 10, 20)
_SINCE = 1950


def fit_tension(seed: int, draws: int, say: Say) -> TensionModel:
    """The model of tension that ships: every pair of states, 1817 to 2014, fitted on all of them, scored rolling.

    Raises:
        BadQuestion: a seed that is none.
    """
    checked_seed(seed)
    say("pairs of states by year")
    frame = tension_dyads()
    variance = variance_before(frame.rename({"pair": "conflict"}))
    say(f"fitting on {frame.height:,} pairs and years, {draws} draws")
    model = TensionModel().fit(frame, draws=draws, seed=seed, variance=variance)
    say("rolling origin 1946 to 2014")
    told = rolling(frame.rename({"pair": "conflict"}), "onset", forecaster(model.columns, variance), *ROLLING)
    near = relevant_of(frame, told)
    scores = {
        "calibration": _rounded(calibration(told, 20)[10:]),
        "calibration_relevant": _rounded(calibration(near)),
        "eras": _rounded(by_era(told, ERAS)),
    }
    assert model.fitted is not None  # noqa: S101 - it was fitted above
    model.fitted = replace(model.fitted, drift=drift_of(model, frame), scores=scores)
    return model


def drift_of(model: TensionModel, frame: pl.DataFrame) -> float:
    """How far the log-odds of relevant pairs move for each year of age of the variables, as a random walk since 1950.

    The step is measured on relevant pairs, for theirs move more than those of pairs that never meet.
    """
    assert model.fitted is not None  # noqa: S101 - who calls has fitted it
    ridge = model.fitted.ridge
    every = frame.rename({"pair": "conflict"}, strict=False).filter(pl.col("year") >= _SINCE - max(_AGED))
    told = every.select("conflict", "year", "relevant").with_columns(
        now=pl.Series(ridge.log_odds(rows_of(every, model.columns)))
    )
    variances = []
    for age in _AGED:
        then = told.select("conflict", pl.col("year") + age, then="now")
        both = told.filter((pl.col("relevant") > 0) & (pl.col("year") >= _SINCE)).join(then, on=["conflict", "year"])
        variances.append(float(((both["now"] - both["then"]) ** 2).mean()) / age)  # type: ignore[arg-type] # a number
    return float(np.sqrt(np.mean(variances)))


def _rounded(parts: list[dict[str, float]]) -> list[dict[str, float]]:
    return [{name: round(value, 5) for name, value in part.items()} for part in parts]
