"""The outlook of a war: what is told, what later data cannot move, and what cannot be asked."""

from dataclasses import replace

import numpy as np
import pytest

import foedus as fd
from foedus.behaviour.covariates import FIRST
from foedus.behaviour.outlook.aging import Aging, drift_of
from foedus.behaviour.outlook.moments import war_moments
from foedus.behaviour.outlook.outcomes import ended_wars
from foedus.behaviour.outlook.shipping import shipped_outlook
from foedus.behaviour.outlook.sides import VARIABLES
from foedus.errors import BadQuestion, UnknownName

pytestmark = pytest.mark.mirror


@pytest.fixture(scope="module")
def wars(atlas):
    return ended_wars(atlas)


def test_the_record_has_95_wars_and_their_outcomes(wars):
    told = {war.id: war.outcome for war in wars}
    assert len(told) == 95
    assert told["franco-prussian"] == "lose"  # France declared war
    assert told["falkland-islands"] == "lose"
    assert told["korean"] == told["iran-iraq"] == "draw"
    assert told["six-day-war"] == "win"
    assert told["invasion-of-iraq"] is None


def test_moments_cover_a_war_without_gap_or_overlap(wars, known):
    frame = war_moments(wars, known)
    for (_,), rows in frame.group_by("war"):
        ordered = rows.sort("from_day")
        assert ordered["from_day"].to_list()[1:] == ordered["to_day"].to_list()[:-1]
        assert ordered["over"].to_list()[:-1] == [0] * (rows.height - 1)
    assert frame["war"].n_unique() == 95
    assert np.isfinite(frame.select(VARIABLES).to_numpy()).all()


@pytest.mark.parametrize(("name", "moved"), [("korean", 0), ("korean", 1), ("world-war-i", 0)])
def test_nothing_of_the_year_itself_or_later_reaches_a_war(wars, known, name, moved):
    war = next(w for w in wars if w.id == name)
    first = replace(war, stages=war.stages[:1])
    at = first.start.year - FIRST - moved
    rng = np.random.default_rng(1)

    def spoilt(arrays):
        found = {n: a.copy() for n, a in arrays.items()}
        for array in found.values():
            array[at:] = rng.random(array[at:].shape) * 9
        return found

    wrong = replace(known, monadic=spoilt(known.monadic), dyadic=spoilt(known.dyadic))
    same = war_moments((first,), wrong).equals(war_moments((first,), known))
    assert same is (moved == 0)


@pytest.fixture(scope="module")
def world():
    return fd.World(fd.treaties(), on="2026-07-31")


@pytest.fixture(scope="module")
def ukraine(world):
    return fd.outlook(world, fd.Attack("RUS", "UKR"), beside=["PRK"], against=["POL"])


def test_the_war_of_the_record_is_taken_as_it_stands(ukraine):
    assert ukraine.standing.war == "ukraine-2014"
    assert ukraine.standing.sides == (("RUS", "PRK"), ("UKR",))
    assert ukraine.standing.since > 4500
    assert ukraine.outcome["p"].sum() == pytest.approx(1)
    assert (ukraine.outcome["low"] <= ukraine.outcome["p"]).all()
    assert (ukraine.outcome["p"] <= ukraine.outcome["high"]).all()
    assert 0 < ukraine.days["low"] < ukraine.days["median"] < ukraine.days["high"]
    assert ukraine.days["year_low"] <= ukraine.days["year"] <= ukraine.days["year_high"]


def test_a_joiner_is_told_against_the_war_without_it(ukraine):
    korea, poland = ukraine.joiners.to_dicts()
    assert (korea["state"], korea["side"], korea["stands"]) == ("PRK", "attacking", True)
    assert (poland["state"], poland["side"], poland["stands"]) == ("POL", "defending", False)
    for row in (korea, poland):
        assert sum(row[name] for name in ("win", "draw", "lose")) == pytest.approx(0, abs=1e-9)
        assert row["lasts_low"] <= row["lasts"] <= row["lasts_high"]
        assert row["win_low"] <= row["win"] <= row["win_high"]
    told = " ".join(ukraine.caveats)
    assert "14 wars" in told
    assert "The record is thin" in told
    assert "no better than" in told


def test_a_state_that_is_in_it_changes_what_leaving_it_out_changes(world):
    """A new war of two against one: the joiner's change is the same whether it stands in the attack or enters."""
    pair = fd.outlook(world, fd.Attack(("CHN", "PRK"), "JPN"), beside=["PRK"])
    alone = fd.outlook(world, fd.Attack("CHN", "JPN"), beside=["PRK"])
    assert pair.joiners["stands"].to_list() == [True]
    assert alone.joiners["stands"].to_list() == [False]
    assert pair.joiners["win"][0] == pytest.approx(alone.joiners["win"][0])
    assert pair.outcome["p"][0] - alone.outcome["p"][0] == pytest.approx(alone.joiners["win"][0])


def test_the_war_can_be_named_and_counted_from_another_day(world, ukraine):
    named = fd.outlook(world, "ukraine-2014", since="2022-02-24")
    assert named.standing.since == 1618
    assert named.outcome.equals(ukraine.outcome)
    assert named.days["median"] != ukraine.days["median"]
    assert named.joiners.height == 0


def test_an_old_war_is_no_forecast():
    told = fd.outlook(fd.World(fd.treaties(), on="1982-04-03"), fd.Attack("ARG", "GBR"))
    assert any("this is no forecast" in caveat for caveat in told.caveats)
    assert told.years["capabilities"] == 1981


@pytest.mark.parametrize(
    ("asked", "error", "message"),
    [
        ({"attack": "korea-1950"}, BadQuestion, "is not fought"),
        ({"attack": "no-such-war"}, UnknownName, "no-such-war"),
        ({"attack": fd.Attack("UKR", "RUS")}, BadQuestion, "ask about an attack by RUS"),
        ({"beside": ["UKR"]}, BadQuestion, "name a third state"),
        ({"against": ["PRK"]}, BadQuestion, "other side"),
        ({"beside": ["CHN"], "against": ["China"]}, BadQuestion, "named twice"),
        ({"beside": ["Narnia"]}, UnknownName, "Narnia"),
        ({"since": "2030-01-01"}, BadQuestion, "has not begun"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_sentence(world, asked, error, message):
    question = {"attack": fd.Attack("RUS", "UKR")} | asked
    with pytest.raises(error, match=message):
        fd.outlook(world, question.pop("attack"), **question)


def test_a_day_before_the_record_is_refused():
    with pytest.raises(BadQuestion, match="outlooks begin in 1817"):
        fd.outlook(fd.World(fd.treaties(), on="1816-03-01"), fd.Attack("FRA", "ESP"))


@pytest.fixture(scope="module")
def models():
    return shipped_outlook()


def test_age_widens_and_moves_no_mean(models):
    told = np.stack([e.predict(np.zeros((1, len(VARIABLES))))[0] for e, _ in models.draws])
    over = told[:, 0] / 2
    plain = [np.quantile(told[:, 0], 0.975) - np.quantile(told[:, 0], 0.025)]
    for age in (0, 10, 1000):
        aging = Aging(models, {"capabilities": 2000}, 2000 + age)
        spread = aging.outcome(told)
        assert spread.sum(axis=1) == pytest.approx(1)
        assert spread.mean(axis=0) == pytest.approx(told.mean(axis=0), abs=1e-9)
        assert aging.over(over).mean() == pytest.approx(over.mean(), abs=1e-9)
        plain.append(np.quantile(spread[:, 0], 0.975) - np.quantile(spread[:, 0], 0.025))
    assert plain[0] == pytest.approx(plain[1])
    assert plain[1] < plain[2] < plain[3]


def test_values_of_long_ago_tell_less(world):
    now = fd.outlook(world, fd.Attack("RUS", "UKR"), beside=["PRK"])
    old = fd.outlook(fd.World(fd.treaties(), on="2026-07-31", known_on="2023-07-31"), fd.Attack("RUS", "UKR"))
    assert old.years["capabilities"] == now.years["capabilities"] == 2022
    assert any("the intervals are widened for their age" in c for c in now.caveats)


@pytest.mark.mirror
def test_the_drift_that_ships_is_that_of_the_record(models):
    assert drift_of(models) == pytest.approx(models.drift, rel=1e-5)
    assert 0 < models.drift[1] < models.drift[0] < 1
