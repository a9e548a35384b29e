"""Everything from the sources with one seed: the models that ship, and the table of their scores."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.atlas.load import shipped_atlas
from foedus.behaviour.attempts import ATTEMPTS, HONOUR_ATTEMPTS, attempt, honour_attempt
from foedus.behaviour.backtest import left_out, rolling
from foedus.behaviour.conflicts import conflicts
from foedus.behaviour.covariates import covariates
from foedus.behaviour.honour import HonourModel
from foedus.behaviour.honour_cases import honour_cases
from foedus.behaviour.joiners import JoinerModel
from foedus.behaviour.measures import by_era, measured
from foedus.behaviour.model import forecaster, rows_of
from foedus.behaviour.opportunities import joining_opportunities, opportunities_of
from foedus.behaviour.ridge import choose
from foedus.behaviour.thinning import POWERS, weights_of_powers
from foedus.court.rungs import trial
from foedus.gate.seeds import checked_seed
from foedus.law.atop import read_atop

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl
    from numpy.typing import NDArray

    from foedus.behaviour.conflicts import Definition, Unit
    from foedus.behaviour.measures import Forecasts
    from foedus.behaviour.model import Backtest
    from foedus.court.rungs import Trial

    Say = Callable[[str], None]

__all__ = ["SETS", "fit_honour", "fit_joiner", "score_honour", "score_joiners"]

SETS: dict[str, tuple[Unit, Definition]] = {
    "broad": ("war", "broad"),
    "strict": ("war", "strict"),
    "sequential": ("war", "sequential"),
    "disputes": ("dispute", "strict"),
}
"""Names of the sets of opportunities that are scored."""

_ROLLING = (1885, 2010)
_AGED = (6, 11, 21)
Scores = dict[str, dict[str, tuple[float, float, float]]]


def fit_joiner(seed: int, draws: int, say: Say) -> JoinerModel:
    """The model of joining that ships: wars with one principal a side, fitted on all of them, scored rolling."""
    checked_seed(seed)
    say("opportunities: wars, broad")
    frame = joining_opportunities(1816, 2010, definition="broad")
    say(f"fitting on {frame.height:,} opportunities, {draws} draws")
    model = JoinerModel().fit(frame, draws=draws, seed=seed)
    say("rolling origin 1885 to 2010")
    test = model.backtest(frame, *_ROLLING)
    plain = rolling(frame, "joined", attempt("no thinning"), *_ROLLING)
    scores = {
        "rolling": _rounded(test.scores(500, seed)),
        "calibration": _tenths(test),
        "eras": _told(test.eras()),
        "eras_without_thinning": _told(by_era(plain)),
    }
    assert model.fitted is not None  # noqa: S101 - it was fitted above
    model.fitted = replace(model.fitted, drift=_drift(model), scores=scores)
    return model


def fit_honour(seed: int, draws: int, say: Say) -> HonourModel:
    """The model of honour that ships: calls of undecided states in the wars of the record, scored rolling."""
    checked_seed(seed)
    say("calls to help: the trial")
    done = trial(None)
    frame = honour_cases(done)
    say(f"fitting on {frame.height:,} calls, {draws} draws")
    model = HonourModel().fit(frame, draws=draws, seed=seed)
    test = model.backtest(frame, *_ROLLING)
    scores = {
        "rolling": _rounded(test.scores(500, seed)),
        "since_1945": _rounded(model.backtest(frame, 1945, 2010).scores(500, seed)),
        "leave_one_war_out": _rounded(model.leave_out(frame).scores(500, seed)),
        "calibration": _tenths(test),
        "eras": _told(test.eras()),
    }
    assert model.fitted is not None  # noqa: S101 - it was fitted above
    calls = tuple((row["on"], row["conflict"], bool(row["kept"])) for row in frame.to_dicts())
    model.fitted = replace(model.fitted, drift=_drift_of_honour(model, done), scores=scores, calls=calls)
    return model


def _drift(model: JoinerModel) -> float:
    """How far the log-odds move for each year of age of the variables, as a random walk: on wars since 1950."""
    assert model.fitted is not None  # noqa: S101 - who calls has fitted it
    atlas = shipped_atlas()
    every, known, treaties = conflicts("war", "broad", atlas), covariates(), read_atop(atlas)
    told = {}
    for lag in (1, *_AGED):
        frame = opportunities_of(every, (1950, 2003), known, treaties, atlas, lag=lag)
        told[lag] = model.fitted.ridge.log_odds(rows_of(frame, model.columns))
    return _walk(told)


def _drift_of_honour(model: HonourModel, done: Trial) -> float:
    """The same of the log-odds that a call is kept."""
    assert model.fitted is not None  # noqa: S101 - who calls has fitted it
    told = {}
    for lag in (1, *_AGED):
        frame = honour_cases(done, lag=lag)
        told[lag] = model.fitted.ridge.log_odds(rows_of(frame.filter(frame["year"] >= 1950), model.columns))
    return _walk(told)


def _walk(told: dict[int, NDArray[np.float64]]) -> float:
    """The step of a random walk in a year, by log-odds from values of several ages."""
    variances = [float(np.mean((told[lag] - told[1]) ** 2)) / (lag - 1) for lag in _AGED]
    return float(np.sqrt(np.mean(variances)))


def score_joiners(which: str, seed: int, draws: int, say: Say, attempts: tuple[str, ...] = tuple(ATTEMPTS)) -> Scores:
    """Every attempt on one set of opportunities, rolling origin 1885 to 2010, and the logit with one conflict left out.

    For disputes, half a million rows, the prior's variance and the thinning are chosen once, on the years before 1885,
    origins are ten years apart, and conflicts are left out in twenty groups.

    Raises:
        BadQuestion: a seed that is none.
    """
    checked_seed(seed)
    unit, definition = SETS[which]
    say(f"{which}: opportunities")
    frame = joining_opportunities(1816, 2010, unit=unit, definition=definition)
    variance, thinning, step = None, None, 5
    if unit == "dispute":
        (variance, thinning), step = _before(frame), 10
    found: Scores = {}
    for name in attempts:
        say(f"{which}: {name}")
        forecasts = rolling(frame, "joined", attempt(name, variance, thinning), *_ROLLING, step)
        found[name] = measured(forecasts, draws, seed)
    say(f"{which}: one conflict left out")
    left = left_out(
        frame, "joined", attempt("logit", variance, thinning), groups=100 if unit == "war" else 20, seed=seed
    )
    found["logit, one conflict left out"] = measured(left, draws, seed)
    return found


def _before(frame: pl.DataFrame) -> tuple[float, float]:
    """Variance and thinning chosen on the years before the first origin."""
    past = frame.filter(frame["year"] < _ROLLING[0])
    rows, happened = rows_of(past, JoinerModel().columns), past["joined"].to_numpy().astype(float)
    variance = choose(rows, happened, past["conflict"].rank("dense").to_numpy().astype(int))
    return variance, float(weights_of_powers(past, rows, happened, variance) @ POWERS)


def score_honour(seed: int, draws: int, say: Say) -> Scores:
    """The model of honour: forward, forward since 1945, one war left out; and with those who had decided already.

    Then every attempt on the undecided, forward, as `tried: NAME`.

    Raises:
        BadQuestion: a seed that is none.
    """
    checked_seed(seed)
    found: Scores = {}
    done = trial(None)
    for label, undecided in (("undecided", True), ("all called", False)):
        say(f"honour: {label}")
        frame = honour_cases(done, undecided=undecided)
        train = forecaster(HonourModel().columns)
        views: dict[str, Forecasts] = {
            "rolling 1885-2010": rolling(frame, "kept", train, *_ROLLING),
            "rolling 1945-2010": rolling(frame, "kept", train, 1945, 2010),
            "one war left out": left_out(frame, "kept", train),
        }
        for view, forecasts in views.items():
            found[f"{label}, {view}"] = measured(forecasts, draws, seed)
    frame = honour_cases(done)
    for name in HONOUR_ATTEMPTS:
        say(f"honour: {name}")
        found[f"tried: {name}"] = measured(rolling(frame, "kept", honour_attempt(name), *_ROLLING), draws, seed)
    return found


def _tenths(test: Backtest) -> list[dict[str, float]]:
    return [{name: round(value, 5) for name, value in part.items()} for part in test.calibration()]


def _told(eras: list[dict[str, float]]) -> list[dict[str, float]]:
    return [{name: round(value, 4) for name, value in era.items()} for era in eras]


def _rounded(scores: dict[str, tuple[float, float, float]]) -> dict[str, Any]:
    return {name: [round(v, 4) for v in told] for name, told in scores.items()}
