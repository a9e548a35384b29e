"""Odds of a question: who is called, how old the values are, and what cannot be asked."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

import foedus as fd
from foedus.behaviour.joiners import JoinerModel
from foedus.behaviour.shipped import shipped_joiner
from foedus.behaviour.today import odds
from foedus.errors import BadQuestion

pytestmark = pytest.mark.mirror


@pytest.fixture(scope="module")
def corpus():
    return fd.treaties()


@pytest.fixture(scope="module")
def korea(corpus):
    return odds(fd.World(corpus, on="2026-11-01"), fd.Attack("KOR", "PRK"))


def aged(drift):
    model = JoinerModel.from_json(shipped_joiner().to_json())
    model.fitted = replace(model.fitted, drift=drift)
    return model


def test_china_and_russia_are_called_to_north_koreas_help(korea):
    called = {(r["state"], r["side"]) for r in korea.frame.to_dicts() if r["help"] == "invoked"}
    assert called == {("CHN", "defending"), ("RUS", "defending")}
    likeliest = korea.frame.filter(side="defending")["state"].to_list()
    assert set(likeliest[:2]) == {"CHN", "RUS"}


def test_every_state_outside_has_a_row_for_each_side_and_enters_one_only(korea):
    states = korea.frame["state"].to_list()
    assert len(states) == 2 * len(set(states))
    assert not {"KOR", "PRK"} & set(states)
    assert len(set(states)) > 180
    assert korea.frame.group_by("state").agg(both=pl.col("p").sum())["both"].max() < 1
    assert (korea.frame["low"] <= korea.frame["p"]).all()
    assert (korea.frame["p"] <= korea.frame["high"]).all()
    chance = {(r["state"], r["side"]): r["p"] for r in korea.frame.to_dicts()}
    assert korea.mean == chance
    for side in ("attacking", "defending"):
        drawn = korea.draws["CHN", side]
        assert len(drawn) == 200
        assert np.quantile(drawn, 0.5) == pytest.approx(chance["CHN", side], abs=0.2)


def test_the_years_of_the_values_are_told(korea):
    assert korea.years["capabilities"] == 2022
    assert korea.years["major"] == 2016
    assert set(korea.years.values()) <= set(range(2010, 2026))
    [old] = [c for c in korea.caveats if c.startswith("Latest values")]
    assert "capabilities 2022" in old
    assert "major 2016" in old
    assert any("Wars since 2003" in c for c in korea.caveats)
    assert not any("no forecasts" in c for c in korea.caveats)


def test_old_values_widen_the_interval_and_leave_the_odds(corpus, korea):
    world, attack = fd.World(corpus, on="2026-11-01"), fd.Attack("KOR", "PRK")
    still, wild = (odds(world, attack, aged(drift)).frame.sort("state", "side") for drift in (0.0, 1.0))
    ours = korea.frame.sort("state", "side")
    assert still["p"].to_list() == ours["p"].to_list() == wild["p"].to_list()

    def width(frame):
        # of log-odds, where the drift is
        low, high = frame["low"].to_numpy(), frame["high"].to_numpy()
        return np.mean(np.log(high / (1 - high)) - np.log(low / (1 - low)))

    assert width(still) < width(ours) < width(wild)


def test_values_of_their_own_year_widen_nothing():
    atop = fd.treaties("atop")
    world, attack = fd.World(atop, on="1985-01-01"), fd.Attack("RUS", "POL")
    one, two = (odds(world, attack, aged(drift)).frame for drift in (0.0, 1.0))
    assert one.equals(two)


def test_a_war_of_the_record_is_no_forecast():
    told = odds(fd.World(fd.treaties("atop"), on="1939-09-01"), fd.Attack("DEU", "POL"))
    assert any("these are no forecasts" in c for c in told.caveats)
    assert not any("Latest values" in c for c in told.caveats)
    called = {r["state"] for r in told.frame.to_dicts() if r["help"] == "invoked" and r["side"] == "defending"}
    assert {"FRA", "GBR"} <= called


def test_who_is_no_state_cannot_be_asked_about(corpus):
    world = fd.World(corpus, on="2020-01-01")
    with pytest.raises(BadQuestion, match="HEZBOLLAH is no member of the state system"):
        odds(world, fd.Attack("Hezbollah", "ISR"))
    beside = odds(world, fd.Attack(["IRN", "Hezbollah"], "ISR"))
    assert "HEZBOLLAH: no member of the state system, left out" in beside.missing


def test_a_day_before_1817_cannot_be_asked_about():
    with pytest.raises(BadQuestion, match="odds begin in 1817: the sources know nothing of the year before 1816"):
        odds(fd.World(fd.treaties("atop"), on="1816-05-05"), fd.Attack("GBR", "FRA"))
    assert odds(fd.World(fd.treaties("atop"), on="1817-05-05"), fd.Attack("GBR", "FRA")).frame.height > 20


def test_the_same_question_has_the_same_answer(corpus, korea):
    again = odds(fd.World(corpus, on="2026-11-01"), fd.Attack("KOR", "PRK"))
    assert again.to_dict() == korea.to_dict()
