"""The model of tension on pairs of states that never were: fitted, tried, aged, saved."""

import numpy as np
import polars as pl
import pytest

from foedus.behaviour.backtest import rolling
from foedus.behaviour.measures import measured
from foedus.behaviour.tension import scoring
from foedus.behaviour.tension.fitting import drift_of
from foedus.behaviour.tension.tension import TensionModel
from foedus.behaviour.tension.trials import trial_of
from foedus.behaviour.tension.variables import GROUPS, MEANING, PACT, SOURCES, VARIABLES
from foedus.errors import BadQuestion, FoedusError


@pytest.fixture(scope="module")
def pairs():
    """Forty pairs in each year from 1900 to 2014; those with little peace quarrel more often."""
    rng = np.random.default_rng(5)
    year = np.repeat(np.arange(1900, 2015), 40)
    rows = rng.standard_normal((len(year), len(VARIABLES)))
    at = {name: n for n, name in enumerate(VARIABLES)}
    rows[:, at["peace"]] = np.log1p(rng.integers(0, 60, len(year)))
    rows[:, at["relevant"]] = np.tile(np.arange(40) < 20, 115)
    rows[:, at["ongoing"]] = rng.random(len(year)) < 0.1
    odds = -1.2 * rows[:, at["peace"]] + rows[:, at["relevant"]] + rows[:, at["recent"]]
    onset = rng.random(len(year)) < 1 / (1 + np.exp(-odds))
    keys = {"year": year, "pair": np.tile(np.arange(40), 115), "onset": onset.astype(np.int8)}
    return pl.DataFrame(keys | {name: rows[:, n] for n, name in enumerate(VARIABLES)})


@pytest.fixture(scope="module")
def model(pairs):
    return TensionModel().fit(pairs, draws=9, seed=3, variance=0.1)


def test_every_variable_has_a_meaning_a_group_and_a_source_or_none_by_choice():
    assert [v for those in GROUPS.values() for v in those] == list(MEANING) == list(VARIABLES)
    assert set(SOURCES) == set(VARIABLES)
    assert set(PACT) < set(VARIABLES)


def test_the_model_learns_what_makes_pairs_quarrel(model, pairs):
    told = {r["variable"]: r for r in model.summary().to_dicts()}
    assert told["peace"]["high"] < 0 < told["recent"]["low"]
    found = model.predict(pairs)
    assert (found["low"] <= found["p"]).all()
    assert (found["p"] <= found["high"]).all()
    assert found["p"].mean() == pytest.approx(pairs["onset"].mean(), abs=0.01)


def test_more_of_what_has_a_positive_coefficient_is_never_less_likely(model, pairs):
    more = model.predict(pairs.head(500).with_columns(pl.col("recent") + 1))["p"]
    assert (more > model.predict(pairs.head(500))["p"]).all()


def test_what_is_drawn_are_pairs(model):
    assert model.trained.conflicts == 40
    assert model.trained.rows == 40 * 115


def test_a_saved_model_tells_the_same(model, pairs):
    back = TensionModel.from_json(model.to_json())
    assert back.predict(pairs)["p"].to_numpy() == pytest.approx(model.predict(pairs)["p"].to_numpy(), abs=1e-4)
    with pytest.raises(FoedusError, match="a model `honour`"):
        TensionModel.from_json(model.to_json().replace('"tension"', '"honour"', 1))


def test_a_backtest_trains_on_the_past_alone(pairs):
    late = pairs.with_columns(onset=pl.when(pl.col("year") >= 1990).then(1 - pl.col("onset")).otherwise("onset"))
    frames = [frame.rename({"pair": "conflict"}) for frame in (pairs, late)]
    one, two = (rolling(frame, "onset", trial_of("logit", 0.1), 1990, 1994, 5) for frame in frames)
    assert (one.told == two.told).all()
    assert (one.happened != two.happened).all()


def test_the_logit_on_peace_years_is_that_of_statsmodels(pairs):
    import statsmodels.api as sm

    peace = np.expm1(pairs["peace"].to_numpy()) / 10
    design = sm.add_constant(np.stack([peace, peace**2, peace**3], axis=1))
    happened = pairs["onset"].to_numpy().astype(float)
    theirs = sm.Logit(happened, design).fit(disp=0).predict(design)
    ours = trial_of("peace years", 0.1)(pairs, happened, np.zeros(len(happened), int))(pairs)
    assert ours == pytest.approx(theirs, abs=0.01)


def test_as_last_year_tells_the_share_of_those_that_had_one_and_of_those_that_had_none(pairs):
    happened = pairs["onset"].to_numpy().astype(float)
    told = trial_of("as last year", 0.1)(pairs, happened, np.zeros(len(happened), int))(pairs)
    before = pairs["ongoing"].to_numpy() > 0
    assert set(told[before]) == {happened[before].mean()}
    assert set(told[~before]) == {happened[~before].mean()}


def test_old_values_are_those_of_the_same_pair_then(pairs):
    old = scoring.aged_by(pairs.rename({"pair": "conflict"}), 11)
    assert old["year"].min() == 1911
    row = old.filter((pl.col("year") == 1950) & (pl.col("conflict") == 7)).row(0, named=True)
    then = pairs.filter((pl.col("year") == 1939) & (pl.col("pair") == 7)).row(0, named=True)
    assert row["old_recent"] == then["recent"] != row["recent"]


def test_relevant_forecasts_are_some_of_all(pairs):
    frame = pairs.rename({"pair": "conflict"})
    every = rolling(frame, "onset", trial_of("as last year", 0.1), *scoring.ROLLING)
    near = scoring.relevant_of(frame, every)
    assert len(near.told) == len(every.told) / 2
    assert near.happened.sum() > every.happened.sum() / 2  # relevant pairs quarrel more


def test_a_forecast_gains_nothing_on_itself(pairs):
    frame = pairs.rename({"pair": "conflict"})
    one = rolling(frame, "onset", trial_of("logit", 0.1), 2000, 2014)
    assert scoring._gain(one, one, 10, 1) == (1, 1, 1)
    plain = rolling(frame, "onset", trial_of("base rate", 0.1), 2000, 2014)
    value, low, high = scoring._gain(one, plain, 30, 1)
    assert 1 < low < value < high
    assert value == pytest.approx(measured(one, 2)["ap"][0] / measured(plain, 2)["ap"][0])


def test_the_drift_grows_with_what_changes(model, pairs):
    still = pairs.with_columns(pl.col(v).first().over("pair") for v in VARIABLES)
    assert drift_of(model, still) == pytest.approx(0, abs=1e-9)
    assert drift_of(model, pairs) > 0.1


def test_years_outside_the_record_are_refused():
    from foedus.behaviour.tension.dyads import tension_dyads

    for first, last in ((1816, 1900), (1950, 1940), (2000, 2015)):
        with pytest.raises(BadQuestion, match="name years from 1817 to 2014"):
            tension_dyads(first, last)
