"""Fitted models as JSON: what comes back is what went in, and whatever is damaged is refused with one message."""

import json
from datetime import date

import numpy as np
import pytest

from foedus.behaviour.honour import HonourModel
from foedus.behaviour.joiners import JoinerModel
from foedus.behaviour.shipped import shipped_honour, shipped_joiner
from foedus.errors import FoedusError


@pytest.fixture(scope="module")
def model(made_calls):
    return HonourModel().fit(made_calls, draws=7, seed=3)


def test_what_comes_back_tells_the_same(model, made_calls):
    back = HonourModel.from_json(model.to_json())
    one, two = model.predict(made_calls), back.predict(made_calls)
    assert two["p"].to_numpy() == pytest.approx(one["p"].to_numpy(), abs=1e-5)
    for end in ("low", "high"):
        assert two[end].to_numpy() == pytest.approx(one[end].to_numpy(), abs=1e-4)
    assert back.trained == model.trained
    assert back.columns == model.columns
    assert back.to_json() == HonourModel.from_json(back.to_json()).to_json()


def test_the_same_seed_gives_the_same_bytes(model, made_calls):
    assert HonourModel().fit(made_calls, draws=7, seed=3).to_json() == model.to_json()
    assert HonourModel().fit(made_calls, draws=7, seed=4).to_json() != model.to_json()


def test_the_file_is_data_that_anybody_can_read(model):
    plain = json.loads(model.to_json())
    assert plain["model"] == "honour"
    assert len(plain["columns"]) == len(plain["coefficients"]) == len(plain["mean"])
    assert len(plain["draws"]) == 7
    assert plain["trained"]["rows"] == 300


def changed(model, **fields):
    return json.dumps(json.loads(model.to_json()) | fields)


@pytest.mark.parametrize("text", ["", "nonsense", "[]", "{}", '"model"', "3", '{"model": "honour"}', "[" * 100_000])
def test_what_is_no_model_is_refused(text):
    with pytest.raises(FoedusError, match="this is no fitted model of Foedus"):
        HonourModel.from_json(text)


def test_another_version_or_kind_is_refused(model):
    with pytest.raises(FoedusError, match=r"a model `honour` of version 1; wanted is `honour` of version 2: fit it"):
        HonourModel.from_json(changed(model, version=1))
    with pytest.raises(FoedusError, match=r"a model `honour` of version 2; wanted is `joiner`"):
        JoinerModel.from_json(model.to_json())


@pytest.mark.parametrize(
    "fields",
    [
        {"mean": [1.0]},
        {"scale": None},
        {"scale": [0.0] * 15},
        {"scale": [-1.0] * 15},
        {"coefficients": ["a"] * 15},
        {"coefficients": [float("nan")] * 15},
        {"coefficients": [[0.1]] * 15},
        {"intercept": "much"},
        {"intercept": 10**400},
        {"draws": [[1.0, 2.0]]},
        {"draws": []},
        {"draws": [[]]},
        {"draws": [[0.1] * 17]},
        {"draws": [[0.1] * 17] * 2 + [[0.1] * 16]},
        {"draws": [[0.1] * 34]},
        {"draws": [0.1] * 34},
        {"draws": [[[0.1] * 17] * 2]},
        {"draws": [[0.1] * 16] * 2},
        {"draws": [[0.1] * 16 + [float("nan")]] * 2},
        {"draws": [[0.1, -1.0] + [0.1] * 15] * 2},
        {"thinning": -1},
        {"thinning": "none"},
        {"calls": 3},
        {"calls": [["1939-09-01", "war"]]},
        {"calls": [["yesterday", "war", 1]]},
        {"trained": {"first": 1, "last": 1, "rows": 1, "conflicts": 1, "happened": 1, "seed": -4}},
        {"draws": "none"},
        {"drift": "far"},
        {"drift": -1},
        {"drift": float("inf")},
        {"variance": None},
        {"variance": 0},
        {"trained": {"first": 1816}},
        {"trained": {"first": "x", "last": 1, "rows": 1, "conflicts": 1, "happened": 1, "seed": 1}},
        {"trained": []},
        {"scores": 3},
        {"columns": ["major"] * 15},
        {"columns": [f"invented_{n}" for n in range(15)]},
        {"columns": [1] * 15},
        {"columns": None},
    ],
    ids=str,
)
def test_whatever_is_damaged_is_refused(model, fields):
    with pytest.raises(FoedusError, match="the file of the honour model is damaged"):
        HonourModel.from_json(changed(model, **fields))


def test_two_draws_of_the_right_width_are_enough(model):
    assert len(HonourModel.from_json(changed(model, draws=[[0.1] * 17] * 2)).fitted.draws) == 2


def test_the_calls_of_the_record_go_with_the_model(model):
    calls = [["1939-09-01", "world-war-ii", 1], ["1950-06-25", "korean", 0]]
    back = HonourModel.from_json(changed(model, calls=calls))
    assert back.fitted.calls == ((date(1939, 9, 1), "world-war-ii", True), (date(1950, 6, 25), "korean", False))
    assert json.loads(back.to_json())["calls"] == calls
    kept = [kept for _, _, kept in shipped_honour().fitted.calls]
    assert (len(kept), sum(kept)) == (shipped_honour().trained.rows, shipped_honour().trained.happened)


@pytest.mark.parametrize("seed", [-1, 2**63, 1.5, True])
def test_what_is_no_seed_is_refused(made_calls, seed):
    with pytest.raises(FoedusError, match="is no seed: a seed is a whole number from 0"):
        HonourModel().fit(made_calls, draws=2, seed=seed)


def test_a_lost_field_is_refused(model):
    for field in json.loads(model.to_json()):
        rest = {k: v for k, v in json.loads(model.to_json()).items() if k != field}
        with pytest.raises(FoedusError, match=r"no fitted model|damaged"):
            HonourModel.from_json(json.dumps(rest))


def test_a_model_from_a_file_holds_no_rows_to_test_on(model):
    with pytest.raises(FoedusError, match="was not fitted here and holds no rows; give it a frame"):
        HonourModel.from_json(model.to_json()).backtest()


@pytest.mark.parametrize(("read", "kind"), [(shipped_joiner, "joiner"), (shipped_honour, "honour")])
def test_the_models_that_ship_are_there_with_draws_and_scores(read, kind):
    model = read()
    assert model.kind == kind
    assert len(model.fitted.draws) == 200
    assert {"auc", "ap", "skill", "brier", "brier_skill"} <= set(model.fitted.scores["rolling"])
    assert model.trained.last == 2003
    assert all(low <= value <= high for value, low, high in model.fitted.scores["rolling"].values())


def test_a_drawn_model_is_told_in_the_standard_of_the_main_one(model, made_calls):
    """Draws are standardised on their own rows; the file has one standard, and the same log-odds."""
    rows = made_calls.select(model.columns).to_numpy()
    back = HonourModel.from_json(model.to_json())
    for one, two in zip(model.fitted.draws, back.fitted.draws, strict=True):
        assert np.abs(one.log_odds(rows) - two.log_odds(rows)).max() < 1e-3
