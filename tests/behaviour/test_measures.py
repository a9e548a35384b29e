"""Measures of rare events beside scikit-learn's, with weights and rows told alike, intervals beside a loop."""

import numpy as np
import pytest
from sklearn import metrics

from foedus.behaviour.measures import TOP, Forecasts, _first, by_era, calibration, measure, measured


def made(seed, count=400, grid=0):
    rng = np.random.default_rng(seed)
    told = rng.beta(0.5, 5, count)
    told = np.round(told, grid) if grid else told  # many rows told alike
    happened = (rng.random(count) < told * 0.8 + 0.02).astype(float)
    clusters = np.sort(rng.integers(0, 25, count))
    return Forecasts(
        happened, np.clip(told, 0.001, 0.99), np.full(count, 0.1), clusters, clusters, np.full(count, 1900)
    )


def ours(f, weights):
    return measure(f, np.argsort(-f.told, kind="stable"), _first(f), weights)


def theirs(f, w):
    return {
        "auc": metrics.roc_auc_score(f.happened, f.told, sample_weight=w),
        "ap": metrics.average_precision_score(f.happened, f.told, sample_weight=w),
        "skill": 1
        - metrics.log_loss(f.happened, f.told, sample_weight=w) / metrics.log_loss(f.happened, f.base, sample_weight=w),
        "brier": metrics.brier_score_loss(f.happened, f.told, sample_weight=w),
        "brier_skill": 1
        - metrics.brier_score_loss(f.happened, f.told, sample_weight=w)
        / metrics.brier_score_loss(f.happened, f.base, sample_weight=w),
    }


@pytest.mark.parametrize("grid", [0, 1, 2])
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_every_measure_is_that_of_scikit_learn(seed, grid, weighted):
    f = made(seed, grid=grid)
    weights = np.random.default_rng(seed + 9).integers(0, 4, 400).astype(float) if weighted else np.ones(400)
    found = ours(f, weights)
    for name, value in theirs(f, weights).items():
        assert found[name] == pytest.approx(value, abs=1e-9), name
    assert found["ratio"] == pytest.approx(
        np.average(f.told, weights=weights) / np.average(f.happened, weights=weights)
    )


def test_intervals_are_those_of_a_plain_loop_over_drawn_conflicts():
    f = made(4, grid=2)
    names = np.unique(f.clusters)
    rng = np.random.default_rng(11)
    drawn = {"auc": [], "ap": [], "brier": []}
    for _ in range(60):
        rows = np.concatenate([np.flatnonzero(f.clusters == names[n]) for n in rng.integers(0, len(names), len(names))])
        some = Forecasts(f.happened[rows], f.told[rows], f.base[rows], f.clusters[rows], f.races[rows], f.years[rows])
        for name, values in drawn.items():
            values.append(theirs(some, np.ones(len(rows)))[name])
    found = measured(f, 60, 11)
    for name, values in drawn.items():
        assert found[name][1:] == pytest.approx(np.quantile(values, [0.025, 0.975]), abs=1e-9), name
    assert measured(f, 60, 11) == found
    assert measured(f, 60, 12) != found


def test_whoever_tells_the_base_rate_has_no_skill():
    f = made(5)
    plain = Forecasts(f.happened, f.base, f.base, f.clusters, f.races, f.years)
    found = ours(plain, np.ones(400))
    assert found["auc"] == 0.5
    assert found["skill"] == found["brier_skill"] == 0
    assert found["ap"] == pytest.approx(f.happened.mean())


def test_the_first_twenty_of_each_race_are_counted_apart():
    told = np.r_[np.linspace(0.9, 0.1, 50), np.linspace(0.05, 0.01, 10)]
    happened = np.zeros(60)
    happened[[0, TOP - 1, TOP, 59]] = 1  # first, twentieth, twenty-first; the last of a small race
    races = np.r_[np.zeros(50, int), np.ones(10, int)]
    f = Forecasts(happened, told, np.full(60, 0.1), races, races, races, told)
    assert ours(f, np.ones(60))["top"] == 3 / 4


def test_rows_told_alike_share_the_last_places():
    """Whoever tells all the same has no order: of 80 alike, a quarter finds place among twenty."""
    happened = np.zeros(80)
    happened[:4] = 1  # they happen to stand first
    races = np.zeros(80, int)
    same = Forecasts(happened, np.full(80, 0.1), np.full(80, 0.1), races, races, races, happened)
    assert ours(same, np.ones(80))["top"] == pytest.approx(TOP / 80)
    told = np.full(80, 0.1)
    told[40:55] = 0.5  # fifteen before them: five places for 65
    some = Forecasts(happened, told, np.full(80, 0.1), races, races, races, told)
    assert ours(some, np.ones(80))["top"] == pytest.approx(5 / 65)
    assert _first(some).sum() == pytest.approx(TOP)


def test_calibration_goes_by_tenths_from_the_lowest():
    f = made(6)
    bins = calibration(f)
    assert [b["n"] for b in bins] == [40] * 10
    order = np.argsort(f.told, kind="stable")
    assert bins[9]["told"] == pytest.approx(f.told[order[-40:]].mean())
    assert bins[9]["happened"] == pytest.approx(f.happened[order[-40:]].mean())
    assert [b["told"] for b in bins] == sorted(b["told"] for b in bins)
    assert sum(b["n"] * b["happened"] for b in bins) == pytest.approx(f.happened.sum())
    assert len(calibration(f, 3)) == 3


def test_who_was_told_likelier_on_the_side_that_it_took_was_put_right():
    told, across = np.array([0.3, 0.1, 0.2, 0.2]), np.array([0.1, 0.3, 0.2, 0.9])
    happened, plain = np.array([1.0, 1.0, 1.0, 0.0]), np.zeros(4, int)
    f = Forecasts(happened, told, np.full(4, 0.1), plain, plain, plain, across)
    assert ours(f, np.ones(4))["right"] == pytest.approx(1.5 / 3)  # one right, one wrong, one told alike
    assert ours(f, np.array([1.0, 3.0, 0.0, 9.0]))["right"] == pytest.approx(1 / 4)


def test_where_there_are_no_sides_nothing_is_said_of_them():
    assert set(ours(made(3), np.ones(400))) == {"auc", "ap", "skill", "brier", "brier_skill", "ratio"}


def test_eras_count_what_was_foretold_and_what_happened():
    f = made(7)
    years = np.where(np.arange(400) < 150, 1913, 1914)
    early, late = by_era(Forecasts(f.happened, f.told, f.base, f.clusters, f.races, years))
    assert (early["first"], early["last"], early["rows"]) == (1885, 1913, 150)
    assert (late["first"], late["last"], late["rows"]) == (1914, 1945, 250)
    assert early["told"] == pytest.approx(f.told[:150].sum())
    assert late["happened"] == f.happened[150:].sum()
    assert late["skill"] == pytest.approx(
        1 - metrics.log_loss(f.happened[150:], f.told[150:]) / metrics.log_loss(f.happened[150:], f.base[150:])
    )
