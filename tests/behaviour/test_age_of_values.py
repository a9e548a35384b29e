"""Old values widen what is told as a random walk would, by the root of their age, and do not move it."""

from types import SimpleNamespace

import numpy as np
import pytest

from foedus.behaviour.age import aged
from foedus.behaviour.fitting import _walk

STILL = np.zeros((200, 3, 2))


def model(drift, seed=1914):
    return SimpleNamespace(drift=drift, trained=SimpleNamespace(seed=seed))


def test_draws_spread_by_the_drift_times_the_root_of_the_mean_age():
    for drift, years, spread in (
        (0.1, {"one": 2025}, 0.0),
        (0.1, {"one": 2021}, 0.2),
        (0.1, {"one": 2009}, 0.4),  # four times as old, twice as wide
        (0.3, {"one": 2021}, 0.6),
        (0.1, {"one": 2025, "two": 2017}, 0.2),  # eight years and none
    ):
        found = aged(STILL, model(drift), years, 2025)
        assert found.std(axis=0) == pytest.approx(np.full((3, 2), spread), abs=0.02), (drift, years)


def test_age_leaves_the_odds_where_they_are():
    found = aged(STILL - 4, model(0.5), {"one": 2015}, 2025)
    assert np.exp(found).mean(axis=0) == pytest.approx(np.full((3, 2), np.exp(-4)))


def test_states_and_sides_wander_each_for_itself():
    found = aged(STILL, model(0.5), {"one": 2015}, 2025)
    assert abs(np.corrcoef(found[:, 0, 0], found[:, 0, 1])[0, 1]) < 0.25
    assert abs(np.corrcoef(found[:, 0, 0], found[:, 1, 0])[0, 1]) < 0.25


def test_the_same_question_has_the_same_answer():
    one, same, other = (aged(STILL, model(0.5, seed), {"one": 2015}, 2025) for seed in (1, 1, 2))
    assert (one == same).all()
    assert (one != other).any()


def test_values_of_the_year_that_is_wanted_or_a_model_without_any_are_as_they_were():
    assert (aged(STILL, model(0.5), {"one": 2025}, 2025) == STILL).all()
    assert (aged(STILL, model(0.5), {}, 2025) == STILL).all()


def test_the_drift_of_a_random_walk_is_found_again():
    """Lag 1 is no age: a value of six years before has wandered for five."""
    rng = np.random.default_rng(3)
    now = rng.standard_normal(20_000)
    told = {1: now}
    for lag in (6, 11, 21):
        told[lag] = now + 0.2 * np.sqrt(lag - 1) * rng.standard_normal(20_000)
    assert _walk(told) == pytest.approx(0.2, rel=0.02)
