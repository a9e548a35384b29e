"""The penalised logit: beside two other libraries, with draws that repeat, and asked without the library."""

import sys

import numpy as np
import pytest

from foedus.behaviour.honour import HonourModel
from foedus.behaviour.joiners import JoinerModel
from foedus.behaviour.model import exclusive, forecaster, rows_of
from foedus.behaviour.ridge import GRID, choose, draw, fit, log_loss
from foedus.behaviour.thinning import crowd_of
from foedus.errors import FoedusError


@pytest.fixture(scope="module")
def rows():
    rng = np.random.default_rng(3)
    found = rng.standard_normal((600, 4)) * [1, 5, 0.1, 1] + [0, 3, -1, 0]
    found[:, 3] = found[:, 0] > 0.5
    chance = 1 / (1 + np.exp(-(found[:, 0] - 0.2 * (found[:, 1] - 3) - 1)))
    return found, (rng.random(600) < chance).astype(float), np.arange(600) // 6


@pytest.mark.parametrize("variance", [0.003, 0.1, 1.0])
def test_predictions_are_those_of_scikit_learn(rows, variance):
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    x, y, _ = rows
    theirs = make_pipeline(StandardScaler(), LogisticRegression(C=variance, tol=1e-8)).fit(x, y)
    assert fit(x, y, variance).predict(x) == pytest.approx(theirs.predict_proba(x)[:, 1], abs=2e-4)


def test_a_weak_prior_gives_the_plain_logit_of_statsmodels(rows):
    import statsmodels.api as sm

    x, y, _ = rows
    ours = fit(x, y, 1e7)
    theirs = sm.Logit(y, sm.add_constant((x - x.mean(0)) / x.std(0))).fit(disp=0)
    assert [ours.intercept, *ours.coefficients] == pytest.approx(list(theirs.params), abs=2e-3)


def test_the_prior_is_a_normal_one_with_that_variance(rows):
    """The gradient of the log posterior vanishes: by statsmodels' score, against w over variance."""
    import statsmodels.api as sm

    x, y, _ = rows
    for variance in (0.01, 0.3):
        ours = fit(x, y, variance)
        likelihood = sm.Logit(y, sm.add_constant((x - x.mean(0)) / x.std(0)))
        slope = likelihood.score(np.r_[ours.intercept, ours.coefficients])
        assert slope[0] == pytest.approx(0, abs=0.05)  # the intercept has no prior
        assert slope[1:] == pytest.approx(ours.coefficients / variance, abs=0.05)


def test_a_row_with_weight_two_is_a_row_twice(rows):
    x, y, _ = rows
    weights = np.where(np.arange(600) < 100, 2.0, 1.0)
    twice = fit(np.vstack([x, x[:100]]), np.r_[y, y[:100]], 0.1)
    weighted = fit(x, y, 0.1, weights)  # standardised on other rows, so the same only nearly
    assert weighted.predict(x) == pytest.approx(twice.predict(x), abs=0.01)


def test_a_variable_that_never_varies_does_no_harm(rows):
    x, y, _ = rows
    still = np.column_stack([x, np.full(600, 7.0)])
    ours = fit(still, y, 0.1)
    assert ours.coefficients[-1] == pytest.approx(0, abs=1e-6)
    assert np.isfinite(ours.predict(still)).all()


def test_the_prior_is_chosen_on_whole_clusters_as_a_plain_loop_would(rows):
    from sklearn.model_selection import GroupKFold

    x, y, clusters = rows
    losses = {}
    for variance in GRID:
        told = np.empty(600)
        for train, test in GroupKFold(5).split(x, y, clusters):
            assert not set(clusters[train]) & set(clusters[test])
            told[test] = fit(x[train], y[train], variance).predict(x[test])
        losses[variance] = log_loss(y, told)
    assert choose(x, y, clusters) == min(losses, key=losses.get)


def test_what_only_tells_one_conflict_from_another_is_worth_nothing():
    """Rows of a conflict are alike and end alike: with folds of rows the weakest prior would win, by recognition."""
    rng = np.random.default_rng(5)
    clusters = np.repeat(np.arange(30), 10)
    x, y = rng.standard_normal((30, 40))[clusters], (rng.random(30) < 0.5).astype(float)[clusters]
    assert choose(x, y, clusters) == min(GRID)
    assert choose(x, y, np.arange(300)) == max(GRID)


def test_with_one_cluster_that_happened_the_strongest_prior_is_taken(rows):
    x, _, clusters = rows
    assert choose(x, (clusters == 3).astype(float), clusters) == min(GRID)


def test_the_same_seed_gives_the_same_draws_and_another_gives_others(rows):
    x, y, clusters = rows
    one, same, other = (draw(x, y, clusters, 0.1, 5, seed) for seed in (1, 1, 2))
    assert [list(d.coefficients) for d in one] == [list(d.coefficients) for d in same]
    assert [list(d.coefficients) for d in one] != [list(d.coefficients) for d in other]
    assert len({d.intercept for d in one}) == 5


def test_draws_spread_about_as_much_as_the_formula_of_large_samples(rows):
    import statsmodels.api as sm

    x, y, _ = rows
    drawn = draw(x, y, np.arange(600), 1e4, 120, 5)  # every row its own cluster
    scale = x.std(0)
    spread = np.std([d.coefficients * scale / d.scale for d in drawn], axis=0)
    theirs = sm.Logit(y, sm.add_constant((x - x.mean(0)) / scale)).fit(disp=0).bse[1:]
    assert spread == pytest.approx(theirs, rel=0.3)


def test_rows_of_one_outcome_are_refused(rows):
    x, _, _ = rows
    with pytest.raises(FoedusError, match="only one outcome occurs"):
        fit(x, np.zeros(600), 0.1)


def test_a_model_can_be_asked_where_scikit_learn_is_not_installed(made_calls, monkeypatch):
    text = HonourModel().fit(made_calls, draws=3).to_json()
    told = HonourModel.from_json(text).predict(made_calls)
    for name in [n for n in sys.modules if n.partition(".")[0] == "sklearn"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sklearn", None)
    assert HonourModel.from_json(text).predict(made_calls).equals(told)
    for variance in (None, 0.1):
        with pytest.raises(FoedusError, match=r"fitting needs scikit-learn: install foedus\[fit\]"):
            HonourModel().fit(made_calls, variance=variance)


def test_a_state_enters_on_one_side_only(made_chances):
    model = JoinerModel().fit(made_chances, draws=4, variance=1.0)
    told = made_chances.select("conflict", "ccode").hstack(model.predict(made_chances))
    both = told.group_by("conflict", "ccode").sum()
    assert both["p"].max() < 1
    by_hand = []
    for drawn in model.fitted.draws:
        log_odds = drawn.log_odds(rows_of(made_chances, model.columns), crowd_of(made_chances))
        odds = np.exp(log_odds).reshape(-1, 2)
        by_hand.append((odds / (1 + odds.sum(1, keepdims=True))).ravel())  # a multinomial logit
    assert told["p"].to_numpy() == pytest.approx(np.mean(by_hand, axis=0))
    assert (told["low"] <= told["p"]).all()
    assert (told["p"] <= told["high"]).all()


def test_however_sure_of_both_sides_they_exclude_one_another(made_chances):
    told = exclusive(made_chances, np.full(made_chances.height, 900.0))
    assert told == pytest.approx(0.5)
    answer = forecaster(JoinerModel().columns, 1.0)(
        made_chances, made_chances["joined"].to_numpy().astype(float), np.arange(made_chances.height) // 20
    )
    assert answer(made_chances).reshape(-1, 2).sum(1).max() < 1


def test_the_summary_orders_by_strength_and_finds_what_was_put_in(made_calls):
    model = HonourModel().fit(made_calls, draws=30, variance=1.0)
    table = model.summary()
    assert table["variable"][0] == "major"
    first = table.row(0, named=True)
    assert 0 < first["low"] < first["coefficient"] < first["high"]
    assert first["odds_ratio"] == pytest.approx(np.exp(first["coefficient"]))
    assert set(table["variable"]) == set(model.columns)


def test_variables_of_a_group_alone(made_chances):
    from foedus.behaviour.features import ALLIANCE, OTHERS

    assert JoinerModel("alliances").columns == tuple(ALLIANCE)
    assert JoinerModel("others").columns == tuple(OTHERS)
    assert JoinerModel("others").fit(made_chances, draws=1, variance=0.1).summary().height == len(OTHERS)


def test_a_model_that_is_not_fitted_and_a_frame_without_columns_are_refused(made_calls):
    with pytest.raises(FoedusError, match=r"the honour model is not fitted; call \.fit"):
        HonourModel().predict(made_calls)
    with pytest.raises(FoedusError, match="the frame lacks major, named; make it with joining_opportunities"):
        HonourModel().fit(made_calls.drop("named", "major"))
