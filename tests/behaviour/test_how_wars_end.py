"""The models of outcome and duration on wars that never were, against statsmodels and by hand."""

import json

import numpy as np
import polars as pl
import pytest

from foedus.behaviour.outlook import scoring
from foedus.behaviour.outlook.ending import HALF, choose_ending, fit_ending, shares_of
from foedus.behaviour.outlook.fitted import from_json
from foedus.behaviour.outlook.fitting import fit_models
from foedus.behaviour.outlook.lasting import EDGES, Spells, choose_lasting, fit_lasting, likelihood, pieces_of
from foedus.behaviour.outlook.outcomes import OUTCOMES
from foedus.behaviour.outlook.sides import MEANING, VARIABLES
from foedus.errors import FoedusError

LOOSE = 1e6
"""A prior so wide that it does nothing."""


@pytest.fixture(scope="module")
def wars():
    """Two hundred wars, some with two moments; the stronger win, wars of equals last, some are cut off."""
    rng = np.random.default_rng(11)
    rows = []
    for n in range(200):
        values = rng.standard_normal(len(VARIABLES))
        length = 2 + int(rng.exponential(200 * np.exp(-values[1])))
        moments = 2 if n % 3 == 0 and length > 4 else 1
        outcome = OUTCOMES[int(np.clip(1 - round(1.2 * values[0] + rng.standard_normal()), 0, 2))]
        over = int(n % 10 != 0)
        cuts = [0, length // 2, length] if moments == 2 else [0, length]
        year = 1830 + n // 2 + n % 50
        rows += [
            {
                "war": f"war-{n:03}",
                "stage": stage,
                "year": year,
                "ended": year + length // 365,
                "from_day": cuts[stage],
                "to_day": cuts[stage + 1],
                "over": over * int(stage == moments - 1),
                "outcome": outcome if over else None,
                **dict(zip(VARIABLES, values.tolist(), strict=True)),
            }
            for stage in range(moments)
        ]
    return pl.DataFrame(rows, infer_schema_length=None)


@pytest.fixture(scope="module")
def spells():
    rng = np.random.default_rng(4)
    rows = rng.standard_normal((300, 2))
    days = np.ceil(rng.exponential(300 * np.exp(-0.8 * rows[:, 0])))
    over = (days < 2000).astype(float)
    return Spells(rows, np.zeros(300), np.minimum(days, 2000), over, np.ones(300))


def test_the_logit_of_outcomes_is_that_of_statsmodels():
    import statsmodels.api as sm

    rng = np.random.default_rng(9)
    rows = rng.standard_normal((4000, 3))
    chances = np.exp(np.stack([rows[:, 0], 0.5 * rows[:, 1], np.zeros(4000)], axis=1))
    outcome = (rng.random((4000, 1)) > np.cumsum(chances / chances.sum(1, keepdims=True), axis=1)).sum(1)
    theirs = sm.MNLogit(outcome, sm.add_constant(rows)).fit(disp=0, method="newton").predict(sm.add_constant(rows))
    ours = fit_ending(rows, outcome, np.ones(4000), LOOSE).predict(rows)
    assert ours == pytest.approx(theirs, abs=0.003)
    assert ours.sum(axis=1) == pytest.approx(1)


def test_an_outcome_that_was_never_seen_is_not_ruled_out():
    rows = np.random.default_rng(2).standard_normal((30, 2))
    told = fit_ending(rows, np.array([0, 2] * 15), np.ones(30), 0.001).predict(rows)
    assert told[:, 1] == pytest.approx(HALF / (30 + 3 * HALF), rel=0.2)


def test_a_tight_prior_tells_the_shares():
    rows = np.random.default_rng(2).standard_normal((60, 2))
    outcome = np.array([0] * 30 + [1] * 10 + [2] * 20)
    told = fit_ending(rows, outcome, np.ones(60), 1e-9).predict(rows)
    assert told[0] == pytest.approx(np.array([30.5, 10.5, 20.5]) / 61.5, abs=1e-3)


def test_moments_of_a_war_share_its_weight():
    assert shares_of(np.array([4, 4, 7, 4, 9])).tolist() == pytest.approx([1 / 3, 1 / 3, 1, 1 / 3, 1])


def test_the_piecewise_model_is_the_poisson_regression_of_statsmodels(spells):
    import statsmodels.api as sm

    rows, days, ended, _ = pieces_of(spells)
    assert ended.sum() == spells.over.sum()
    assert days.sum() == pytest.approx((spells.end - spells.begin).sum())
    theirs = sm.GLM(ended, sm.add_constant(rows), family=sm.families.Poisson(), exposure=days).fit().params
    ours = fit_lasting(spells, LOOSE)
    assert ours.coefficients[:2] / ours.scale[:2] == pytest.approx(theirs[1:3], abs=1e-3)


def test_its_effects_are_those_of_coxs_regression(spells):
    import statsmodels.api as sm

    theirs = sm.PHReg(spells.end, spells.rows, status=spells.over).fit().params
    ours = fit_lasting(spells, LOOSE)
    assert ours.coefficients[:2] / ours.scale[:2] == pytest.approx(theirs, abs=0.06)
    assert theirs[0] == pytest.approx(0.8, abs=0.15)


def test_a_war_cut_in_two_is_the_same_war(spells):
    half = np.floor(spells.end / 2)
    long = half > 0
    first = Spells(spells.rows[long], spells.begin[long], half[long], np.zeros(long.sum()), np.ones(long.sum()))
    rest = Spells(spells.rows, np.where(long, half, 0), spells.end, spells.over, spells.weights)
    parts = [
        np.concatenate([getattr(p, n) for p in (first, rest)]) for n in ("rows", "begin", "end", "over", "weights")
    ]
    whole, cut = fit_lasting(spells, 0.1), fit_lasting(Spells(*parts), 0.1)
    # standardised on pieces, of which there are more now: the effects are alike, and the likelihood is the same
    assert cut.coefficients[0] / cut.scale[0] == pytest.approx(whole.coefficients[0] / whole.scale[0], rel=0.05)
    assert likelihood(whole, Spells(*parts)) == pytest.approx(likelihood(whole, spells))


def test_survival_falls_and_the_median_halves_it(spells):
    model = fit_lasting(spells, 0.1)
    one = spells.rows[:5]
    told = np.stack([model.survival(one, days) for days in (0, 10, 100, 1000, 10_000)])
    assert told[0] == pytest.approx(1)
    assert (np.diff(told, axis=0) < 0).all()
    for since in (0.0, 45.0, 900.0, 4000.0):
        for row, median in enumerate(model.median(one, since)):
            assert model.survival(one, median, since)[row] == pytest.approx(0.5)
            whole, part = model.survival(one, since + median)[row], model.survival(one, since)[row]
            assert whole / part == pytest.approx(0.5)


def test_a_higher_hazard_is_a_shorter_war(spells):
    model = fit_lasting(spells, 0.1)
    order = np.argsort(model.risk(spells.rows))
    assert (np.diff(model.median(spells.rows)[order]) <= 1e-9).all()
    assert (np.diff(model.survival(spells.rows, 365.0)[order]) <= 1e-12).all()


def test_the_likelihood_is_the_density_of_the_days():
    model = fit_lasting(
        Spells(np.zeros((4, 1)), np.zeros(4), np.array([20.0, 90, 400, 700]), np.ones(4), np.ones(4)), 1
    )
    day = 100.0
    one = Spells(np.zeros((1, 1)), np.zeros(1), np.array([day]), np.ones(1), np.ones(1))
    piece = int(np.searchsorted(EDGES, day)) - 1
    by_hand = np.log(model.hazards(one.rows)[0, piece] * model.survival(one.rows, day)[0])
    assert likelihood(model, one) == pytest.approx(by_hand)


def test_concordance_is_the_share_of_pairs_in_order():
    rng = np.random.default_rng(1)
    days, told = rng.integers(1, 30, 25).astype(float), rng.integers(1, 9, 25).astype(float)
    ended = rng.random(25) < 0.7
    right, every = 0.0, 0
    for a in range(25):
        for b in range(25):
            if ended[a] and days[a] < days[b]:
                every += 1
                right += (told[a] < told[b]) + 0.5 * (told[a] == told[b])
    assert scoring.concordance(days, ended, told) == pytest.approx(right / every)
    assert scoring.concordance(days, np.ones(25, bool), days) == 1


def test_priors_are_chosen_among_those_tried(wars, monkeypatch):
    monkeypatch.setattr("foedus.behaviour.outlook.ending.GRID", (0.001, 0.3))
    monkeypatch.setattr("foedus.behaviour.outlook.lasting.GRID", (0.001, 0.3))
    fitted = fit_models(wars, draws=3, seed=1)
    assert fitted.variances == (0.3, 0.3)  # the made wars have much to tell
    assert fitted.counts["other"] == 20
    assert sum(fitted.counts[name] for name in OUTCOMES) == 180
    assert fitted.trained.conflicts == 200


@pytest.fixture(scope="module")
def fitted(wars):
    patch = pytest.MonkeyPatch()
    patch.setattr("foedus.behaviour.outlook.ending.GRID", (0.1,))
    patch.setattr("foedus.behaviour.outlook.lasting.GRID", (0.1,))
    yield fit_models(wars, draws=5, seed=2)
    patch.undo()


def test_the_same_seed_gives_the_same_bytes_and_the_file_tells_the_same(fitted, wars, monkeypatch):
    monkeypatch.setattr("foedus.behaviour.outlook.ending.GRID", (0.1,))
    monkeypatch.setattr("foedus.behaviour.outlook.lasting.GRID", (0.1,))
    assert fit_models(wars, draws=5, seed=2).to_json() == fitted.to_json()
    assert fit_models(wars, draws=5, seed=3).to_json() != fitted.to_json()
    back = from_json(fitted.to_json())
    rows = wars.select(VARIABLES).to_numpy()[:9]
    assert back.ending.predict(rows) == pytest.approx(fitted.ending.predict(rows), abs=1e-4)
    assert back.lasting.median(rows) == pytest.approx(fitted.lasting.median(rows), rel=1e-3)
    assert (len(back.draws), back.trained, back.counts) == (5, fitted.trained, fitted.counts)


@pytest.mark.parametrize("text", ["", "[]", "{}", "3", "[" * 100_000])
def test_what_is_no_model_is_refused(text):
    with pytest.raises(FoedusError, match="this is no fitted model of Foedus"):
        from_json(text)


@pytest.mark.parametrize(
    "fields",
    [
        {"columns": ["balance"]},
        {"outcomes": ["win", "lose"]},
        {"ending": []},
        {"ending": [[1.0]] * 6},
        {"ending": [["a"]] * 6},
        {"lasting": "none"},
        {"lasting": [[0.0] * (3 * (len(VARIABLES) + 2) + 1)] * 6},
        {"variances": [0, 1]},
        {"variances": [1]},
        {"trained": {"first": 1}},
        {"trained": {"first": 1, "last": 1, "rows": 1, "conflicts": 1, "happened": 1, "seed": -4}},
        {"counts": 3},
        {"scores": 3},
    ],
)
def test_a_damaged_file_is_refused(fitted, fields):
    with pytest.raises(FoedusError, match="is damaged"):
        from_json(json.dumps(json.loads(fitted.to_json()) | fields))


def test_another_version_or_kind_is_refused(fitted):
    with pytest.raises(FoedusError, match="wanted is `outlook` of version 2"):
        from_json(json.dumps(json.loads(fitted.to_json()) | {"version": 9}))


def test_forward_in_time_only_wars_that_were_over_are_known(wars, monkeypatch):
    monkeypatch.setattr(scoring, "choose_ending", lambda *_: 0.1)
    monkeypatch.setattr(scoring, "choose_lasting", lambda *_: 0.1)
    monkeypatch.setattr(scoring, "_ROLLING", (1930, 1934))
    seen = []
    plain = scoring._of
    monkeypatch.setattr(scoring, "_of", lambda past, asked: seen.append((past, asked)) or plain(past, asked))
    told = list(scoring.forecasts(wars, forward=True))
    [(past, asked)] = seen
    assert past["ended"].max() < 1930 <= asked["year"].min()
    assert len(told) == asked["war"].n_unique()
    late = wars.with_columns(over=pl.when(pl.col("year") >= 1930).then(0).otherwise("over"))
    again = list(scoring.forecasts(late, forward=True))
    assert [f.risk for f in again] == [f.risk for f in told]


def test_made_wars_that_can_be_foretold_are(wars, monkeypatch):
    monkeypatch.setattr(scoring, "choose_ending", lambda *_: 0.3)
    monkeypatch.setattr(scoring, "choose_lasting", lambda *_: 0.3)
    told = scoring._measured(list(scoring.forecasts(wars, forward=True)), 20, 1)
    assert told["skill"][0] > 0.05
    assert told["c_index"][0] > 0.65
    assert told["gain"][0] > 0.05
    for value, low, high in told.values():
        assert low <= value <= high


def test_priors_chosen_inside_the_past_are_of_the_grid(wars):
    from foedus.behaviour.outlook.ending import GRID
    from foedus.behaviour.outlook.fitting import numbers_of, outcomes_of, rows_of, spells_of

    some = wars.filter(pl.col("year") < 1870)
    decided = some.filter(pl.col("outcome").is_not_null())
    own = numbers_of(decided)
    assert choose_ending(rows_of(decided), outcomes_of(decided), shares_of(own), own) in GRID
    assert choose_lasting(spells_of(some), numbers_of(some)) in GRID
    assert tuple(MEANING) == VARIABLES
