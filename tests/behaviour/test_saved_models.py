"""Fitted models as JSON: what comes back is what went in, and whatever is damaged is refused with one message."""

import json

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
    assert two["p"].to_numpy() == pytest.approx(one["p"].to_numpy(), abs=1e-6)
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
    with pytest.raises(FoedusError, match=r"a model `honour` of version 2; wanted is `honour` of version 1: fit it"):
        HonourModel.from_json(changed(model, version=2))
    with pytest.raises(FoedusError, match=r"a model `honour` of version 1; wanted is `joiner`"):
        JoinerModel.from_json(model.to_json())


@pytest.mark.parametrize(
    "fields",
    [
        {"mean": [1.0]},
        {"scale": None},
        {"scale": [0.0] * 14},
        {"scale": [-1.0] * 14},
        {"coefficients": ["a"] * 14},
        {"coefficients": [float("nan")] * 14},
        {"coefficients": [[0.1]] * 14},
        {"intercept": "much"},
        {"intercept": 10**400},
        {"draws": [[1.0, 2.0]]},
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
        {"columns": ["major"] * 14},
        {"columns": [f"invented_{n}" for n in range(14)]},
        {"columns": [1] * 14},
        {"columns": None},
    ],
    ids=str,
)
def test_whatever_is_damaged_is_refused(model, fields):
    with pytest.raises(FoedusError, match="the file of the honour model is damaged"):
        HonourModel.from_json(changed(model, **fields))


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
