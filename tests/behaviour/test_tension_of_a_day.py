"""Tension on a day: what is told, what later data cannot move, and what cannot be asked."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

import foedus as fd
from foedus.behaviour.covariates import FIRST
from foedus.behaviour.tension.latest import _places
from foedus.behaviour.tension.overlay import overlaid, since_the_record
from foedus.behaviour.tension.pacts import Change, changed
from foedus.behaviour.tension.record import Disputes, History, disputes_of_pairs
from foedus.behaviour.tension.ties import ties
from foedus.behaviour.tension.variables import VARIABLES, pairs_of, values
from foedus.errors import BadDate, BadQuestion, UnknownName


@pytest.mark.parametrize("text", ["PRK", "PRK:", ":RUS", "PRK:RUS:CHN", "", "PRK-RUS"])
def test_a_pact_is_two_states_with_a_colon_between(text):
    with pytest.raises(BadQuestion, match="names no pact"):
        Change.read(text, made=True)


def spoilt(known, since):
    """Everything of this year and later corrupted."""
    rng = np.random.default_rng(3)
    at = since - FIRST

    def wrong(arrays):
        found = {name: array.copy() for name, array in arrays.items()}
        for array in found.values():
            array[at:] = rng.random(array[at:].shape) * 9 if array.dtype != bool else ~array[at:]
        return found

    record, bound = disputes_of_pairs(), ties()
    told = wrong({name: getattr(record, name) for name in ("onset", "ongoing", "war")})
    later = replace(bound, pacts=wrong(bound.pacts), issues=wrong(bound.issues))
    arrays = replace(known, monadic=wrong(known.monadic), dyadic=wrong(known.dyadic))
    return arrays, later, Disputes(**told)


def rows_for(year, known, bound, record):
    history = History(known, record)
    history.up_to(year - 1)
    return values(known, bound, history, year - 1, pairs_of(known, year))


@pytest.mark.mirror
@pytest.mark.parametrize("year", [1914, 1962])
def test_nothing_of_the_year_itself_or_later_reaches_a_row(known, year):
    clean = rows_for(year, known, ties(), disputes_of_pairs())
    assert (rows_for(year, *spoilt(known, year)) == clean).all()
    moved = (rows_for(year, *spoilt(known, year - 1)) != clean).any(axis=0)
    # what is counted since pairs exist, and the rank of distances that are filled, may stay
    still = {name for name, each in zip(VARIABLES, moved, strict=True) if not each}
    assert still <= {"age"}


@pytest.mark.mirror
def test_the_frame_knows_no_dispute_of_the_year_that_it_asks_about(known):
    clean = fd.tension_dyads(1962, 1962).select(VARIABLES)
    for since, same in ((1962, True), (1961, False)):
        record = spoilt(known, since)[2]
        assert fd.tension_dyads(1962, 1962, record=record).select(VARIABLES).equals(clean) is same


@pytest.mark.mirror
def test_a_dyad_of_the_frame_is_what_the_record_says():
    frame = fd.tension_dyads(1950, 1951)
    korea = frame.filter((frame["ccode1"] == 731) & (frame["ccode2"] == 732)).sort("year")
    assert korea["onset"].to_list() == [1, 0]
    assert korea["recent"].to_list()[1] > korea["recent"].to_list()[0]
    assert frame.select(VARIABLES).null_count().sum_horizontal()[0] == 0
    assert np.isfinite(frame.select(VARIABLES).to_numpy()).all()


@pytest.fixture(scope="module")
def korea():
    return fd.tension("KOR", "PRK", on="2026-11-01", with_pact=["PRK:IRN"], without_pact=["KOR:USA", "KOR:JPN"])


@pytest.mark.mirror
def test_the_two_koreas_are_among_the_likeliest(korea):
    [row] = korea.frame.to_dicts()
    assert (row["state_1"], row["state_2"]) == ("KOR", "PRK")
    assert row["low"] <= row["p"] <= row["high"]
    assert row["rank"] <= 50
    assert 0.05 < row["p"] < 0.9
    assert row["last_dispute"] in range(2008, 2015)
    turned = fd.tension("PRK", "KOR", on="2026-11-01").frame.row(0, named=True)
    assert (turned["state_1"], turned["p"]) == ("PRK", row["p"])
    assert korea.years["disputes"] == 2014
    assert any("disputes 2014" in caveat for caveat in korea.caveats)
    assert korea.parts["peace and past disputes"] > 10


@pytest.mark.mirror
def test_a_pact_changes_what_the_model_says_and_no_more(korea):
    made, ended, nothing = korea.changes.to_dicts()
    assert made["change"] == "with a defence pact of PRK and IRN"
    for change in (made, ended):
        assert change["low"] <= change["p"] <= change["high"]
        assert change["ratio_low"] <= change["ratio"] <= change["ratio_high"]
        assert change["ratio"] != 1
    assert [nothing[name] for name in ("ratio", "ratio_low", "ratio_high")] == pytest.approx([1, 1, 1])
    assert "KOR and JPN have no defence pact in 2025 already: nothing changes." in korea.caveats
    assert any("not assigned at random" in caveat for caveat in korea.caveats)


@pytest.mark.mirror
def test_the_pact_of_a_changed_record_is_the_only_thing_changed():
    bound = ties()
    other = changed(bound, 2025, 3, 5, made=True)
    there = other.pact("defense", 2025)
    assert there[3, 5]
    assert there[5, 3]
    assert (there != bound.pact("defense", 2025)).sum() <= 2
    assert (other.pact("defense", 2000) == bound.pact("defense", 2000)).all()


@pytest.mark.mirror
def test_every_pair_has_a_rank_and_old_values_widen_its_interval(known):
    from foedus.behaviour.tension.tension import TensionModel, shipped_tension

    told = fd.tension(on="2026-11-01")
    assert told.frame["rank"].to_list() == list(range(1, told.pairs + 1))
    assert told.frame["p"].is_sorted(descending=True)
    assert told.pairs == len(pairs_of(known, 2026)[0])
    young = TensionModel.from_json(shipped_tension().to_json())
    young.fitted = replace(young.fitted, drift=0.0)
    still = fd.tension("KOR", "PRK", on="2026-11-01", model=young).frame.row(0, named=True)
    aged = told.frame.filter((told.frame["state_1"] == "PRK") & (told.frame["state_2"] == "KOR")).row(0, named=True)
    assert aged["high"] - aged["low"] > still["high"] - still["low"]


@pytest.mark.mirror
def test_a_day_of_the_record_is_no_forecast():
    told = fd.tension("GBR", "DEU", on="1914-07-01")
    assert told.years["disputes"] == 1913
    assert any("this is no forecast" in caveat for caveat in told.caveats)


@pytest.mark.mirror
@pytest.mark.parametrize(
    ("asked", "error", "message"),
    [
        ({"one": "KOR", "two": "KOR"}, BadQuestion, "the same state"),
        ({"one": "KOR", "two": "South Korea"}, BadQuestion, "the same state"),
        ({"one": "KOR"}, BadQuestion, "name both"),
        ({"with_pact": ["PRK:RUS"]}, BadQuestion, "name both"),
        ({"one": "KOR", "two": "Narnia"}, UnknownName, "Narnia"),
        ({"one": "FRA", "two": "GBR", "on": "1816-05-01"}, BadQuestion, "tension begins in 1817"),
        ({"one": "FRA", "two": "GBR", "on": "1700-05-01"}, BadDate, "outside the record"),
        ({"one": "KOR", "two": "NATO"}, BadQuestion, "no member of the state system"),
        ({"one": "KOR", "two": "PRK", "with_pact": ["PRK:PRK"]}, BadQuestion, "the same state"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_sentence(asked, error, message):
    with pytest.raises(error, match=message):
        fd.tension(**({"on": "2026-11-01"} | asked))


def test_what_came_since_the_record_is_what_the_corpus_has_in_force():
    came, _ = since_the_record(2025)
    assert came["defense", "PRK", "RUS"] == came["defense", "RUS", "PRK"] == "2024-russia-dprk"
    assert ("defense", "FIN", "USA") in came
    assert ("defense", "PRK", "RUS") not in since_the_record(2023)[0]
    assert ("defense", "PRK", "RUS") not in since_the_record(2025, date(2024, 5, 1))[0]
    _, went = since_the_record(2025)
    assert not came.keys() & went.keys()


@pytest.mark.mirror
def test_the_pact_of_2024_is_laid_over_the_record():
    korea, russia = (_places().of(code, 2025) for code in ("PRK", "RUS"))
    bound = ties()
    assert not bound.pact("defense", 2025)[korea, russia]
    laid, treaties = overlaid(bound, _places(), 2025)
    assert laid.pact("defense", 2025)[korea, russia]
    assert laid.pact("defense", 2025)[russia, korea]
    assert "2024-russia-dprk" in treaties
    assert not laid.pact("defense", 2018)[korea, russia]
    assert overlaid(bound, _places(), 2018) == (bound, ())
    ended = changed(laid, 2025, korea, russia, made=False)
    assert not ended.pact("defense", 2025)[korea, russia]
    assert laid.pact("defense", 2025)[korea, russia]


@pytest.mark.mirror
def test_tension_of_a_recent_year_knows_the_pact_and_says_whence():
    told = fd.tension("KOR", "PRK", on="2026-11-01", with_pact=["PRK:RUS"])
    assert told.changes["ratio"].to_list() == [1.0]
    assert any("PRK and RUS have a defence pact in 2025 already" in c for c in told.caveats)
    assert any("laid over them" in c and "2024-russia-dprk" in c for c in told.caveats)
    early = fd.tension("KOR", "PRK", on="2026-11-01", known_on="2024-10-19", without_pact=["PRK:RUS"])
    assert any("PRK and RUS have no defence pact in 2023 already" in c for c in early.caveats)
    assert not any("2024-russia-dprk" in c for c in early.caveats)


@pytest.mark.mirror
def test_what_was_known_on_a_day_is_what_tension_of_that_day_rests_on():
    then, later = (
        fd.tension("KOR", "PRK", on="1990-06-01"),
        fd.tension("KOR", "PRK", on="1995-06-01", known_on="1990-06-01"),
    )
    assert then.years == later.years
    assert max(later.years.values()) == 1989
    width = [r["high"] - r["low"] for told in (then, later) for r in told.frame.to_dicts()]
    assert width[1] > width[0]


@pytest.mark.mirror
def test_one_pair_is_told_as_it_is_told_among_all_of_them():
    for clocks in ({"on": "1995-06-01", "known_on": "1990-06-01"}, {"on": "2026-11-01"}):
        every = fd.tension(**clocks)
        alone = fd.tension("KOR", "PRK", **clocks)
        rows = [r for r in every.frame.to_dicts() if {r["state_1"], r["state_2"]} == {"KOR", "PRK"}]
        told = alone.frame.to_dicts()[0]
        assert every.years == alone.years
        assert [rows[0][k] for k in ("p", "low", "high", "rank")] == pytest.approx(
            [told[k] for k in ("p", "low", "high", "rank")]
        )
