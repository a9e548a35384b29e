"""Odds of a question: who is called, how old the values are, and what cannot be asked."""

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

import foedus as fd
from foedus.behaviour.covariates import FIRST, Covariates
from foedus.behaviour.features import SOURCES, features
from foedus.behaviour.joiners import JoinerModel
from foedus.behaviour.joining import Joining
from foedus.behaviour.keeping import kept_odds
from foedus.behaviour.shipped import shipped_honour, shipped_joiner
from foedus.behaviour.today import _missing, odds
from foedus.errors import BadQuestion
from foedus.war.day import Day

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
    assert korea.years["regime"] == 2025
    assert korea.years["wars"] == 2007  # past behaviour rests on them
    assert set(korea.years) == {SOURCES[c] for c in shipped_joiner().columns if c in SOURCES}
    assert not {"capitals", "troops", "democracy"} & set(korea.years)
    [old] = [c for c in korea.caveats if c.startswith("Latest values")]
    assert "capabilities 2022" in old
    assert "major 2016" in old
    assert "wars 2007" in old
    assert "regime" not in old  # it is as new as can be
    assert not any("no forecasts" in c for c in korea.caveats)


def test_old_values_widen_the_interval_and_leave_the_odds(corpus, korea):
    world, attack = fd.World(corpus, on="2026-11-01"), fd.Attack("KOR", "PRK")
    still, wild = (odds(world, attack, aged(drift)).frame.sort("state", "side") for drift in (0.0, 1.0))
    ours = korea.frame.sort("state", "side")
    assert ours["p"].to_numpy() == pytest.approx(still["p"].to_numpy(), rel=0.1, abs=1e-4)

    def width(frame):
        # of log-odds, where the drift is
        low, high = frame["low"].to_numpy(), frame["high"].to_numpy()
        return np.mean(np.log(high / (1 - high)) - np.log(low / (1 - low)))

    assert width(still) < width(ours) < width(wild)


def test_odds_and_a_cascade_and_a_sweep_tell_one_probability(corpus, korea):
    """A bystander's chance is the mean over the draws of the parameters, whoever is asked."""
    world, attack = fd.World(corpus, on="2026-11-01"), fd.Attack("KOR", "PRK")
    for key, drawn in korea.draws.items():
        assert korea.mean[key] == pytest.approx(drawn.mean(), abs=1e-12)
    run = fd.cascade(world, attack, draws=6400)
    alone = [e for e in run.entrants if e.bystander]
    assert len(alone) > 100
    for entrant in alone:
        assert entrant.p == pytest.approx(korea.mean[entrant.state, entrant.side], abs=1e-9), entrant
    assert Joining().probabilities(world, attack).mean == korea.mean

    class Asked:  # each attack in turn would take the model a while: they are all told this one
        def probabilities(self, _world, _attack):
            return korea

    told = Day(world, Asked(), 64, 1914).against("PRK")
    for entrant in alone:
        row = told.p[entrant.state, entrant.side][list(told.attackers).index("KOR")]
        assert row == pytest.approx(entrant.p, abs=1e-6), entrant


def test_values_are_those_of_the_year_before_and_the_record_that_of_the_day(monkeypatch):
    import foedus.behaviour.today as room

    asked = []

    def spy(known, year, sides, states, names, calls, past):
        asked.append((year, past.joined.sum(), past.fought.sum()))
        return features(known, year, sides, states, names, calls, past)

    monkeypatch.setattr(room, "features", spy)
    wars = []

    def keep(*words, past, **more):
        wars.append(past.fought.sum())
        return kept_odds(*words, past=past, **more)

    monkeypatch.setattr(room, "kept_odds", keep)
    atop = fd.treaties("atop")
    for on, known_on in (("1938-06-01", None), ("1985-01-01", None), ("1985-01-01", "1938-06-01")):
        odds(fd.World(atop, on=on, known_on=known_on), fd.Attack("RUS", "POL"))
    (early, few, fought), (late, more, battles), (hidden, as_few, as_fought) = asked
    assert (early, late, hidden) == (1937, 1984, 1937)  # what nobody knew yet is not used
    assert 0 < few < more
    assert 0 < fought < battles
    assert (as_few, as_fought) == (few, fought)
    assert 0 < wars[0] == wars[2] < wars[1]  # of honour as of joining


def test_states_without_known_capabilities_are_told():
    known = Covariates(
        np.array([2, 200]),
        np.ones((1, 2), bool),
        {"capabilities": np.array([[0.2, np.nan]])},
        {},
        {"capabilities": FIRST},
    )
    assert _missing(known, np.array([0, 1]), ["USA", "GBR"], FIRST) == ("GBR: capabilities",)


def test_who_is_bound_keeps_its_word_more_often_than_it_enters(korea):
    assert {(r["state"], r["side"]) for r in korea.honour.to_dicts()} == {("CHN", "defending"), ("RUS", "defending")}
    for row in korea.honour.to_dicts():
        assert 0 < row["low"] < row["p"] < row["high"] < 1
        assert row["p"] > korea.mean[row["state"], row["side"]]
    nobody = odds(fd.World((), on="2026-11-01"), fd.Attack("KOR", "PRK"))
    assert nobody.honour.height == 0
    assert nobody.honour.columns == korea.honour.columns


def test_honour_of_a_question_is_that_of_a_call_of_the_record():
    """In September 1939, for Poland: the model's own row of that call, with what was known on that day."""
    told = odds(fd.World(fd.treaties("atop"), on="1939-09-01"), fd.Attack("DEU", "POL")).honour
    rows = fd.honour_cases().filter(conflict="world-war-ii", on=date(1939, 9, 1))
    for state in ("FRA", "GBR"):
        expected = shipped_honour().predict(rows.filter(state=state))["p"][0]
        [row] = told.filter(state=state, side="defending").to_dicts()
        assert row["p"] == pytest.approx(expected, abs=0.05), state


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


@pytest.mark.mirror
def test_odds_that_rest_on_next_to_nothing_say_so():
    world = fd.World(fd.treaties(), on="1914-07-28")
    told = fd.odds(world, fd.Attack("cow:AUH", "SRB"))
    (said,) = [c for c in told.caveats if "hardly ever" in c]
    assert "Greece (defending)" in said
    assert "the promise of help names the adversary (8 rows)" in said
    korea = fd.odds(fd.World(fd.treaties(), on="2026-11-01"), fd.Attack("KOR", "PRK"))
    assert not any("hardly ever" in c for c in korea.caveats)
