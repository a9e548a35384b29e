"""`foedus tension` and `foedus outlook`: what they print, and one message for what cannot be done."""

import json

import pytest


@pytest.mark.mirror
def test_tension_of_a_pair_as_text_and_as_json(foedus):
    code, out, _ = foedus("tension", "KOR", "PRK", "--on", "2026-11-01", "--without-pact", "KOR:USA")
    assert code == 0
    assert "without a defence pact of KOR and USA" in out
    assert "not assigned at random" in out
    code, out, _ = foedus("tension", "KOR", "PRK", "--on", "2026-11-01", "--json")
    told = json.loads(out)
    assert code == 0
    assert set(told) == {"on", "year", "tension", "changes", "parts", "years", "pairs", "caveats"}
    assert len(told["tension"]) == 1


@pytest.mark.mirror
def test_the_top_lists_so_many(foedus):
    code, out, _ = foedus("tension", "--top", "7", "--json")
    assert code == 0
    assert [row["rank"] for row in json.loads(out)["tension"]] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.mirror
def test_outlook_as_text_and_as_json(foedus):
    code, out, _ = foedus("outlook", "--attack", "RUS", "UKR", "--on", "2026-07-31", "--with", "PRK")
    assert code == 0
    assert "in it already" in out
    assert "The record is thin" in out
    code, out, _ = foedus("outlook", "ukraine-2014", "--on", "2026-07-31", "--json")
    assert code == 0
    told = json.loads(out)
    assert told["war"] == "ukraine-2014"
    assert [row["outcome"] for row in told["outcome"]] == ["win", "draw", "lose"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("tension", "KOR"), "name both"),
        (("tension", "KOR", "PRK", "--top", "3"), "not both"),
        (("tension", "KOR", "PRK", "--with-pact", "PRK"), "names no pact"),
        (("tension", "KOR", "PRK", "--on", "yesterday"), "yesterday"),
        (("outlook",), "one of the two"),
        (("outlook", "ukraine-2014", "--attack", "RUS", "UKR"), "one of the two"),
        (("outlook", "--attack", "RUS", "RUS"), "cannot attack itself"),
    ],
)
def test_bad_input_is_one_clear_error(foedus, words, message):
    code, out, err = foedus(*words)
    assert code == 2
    assert not out
    assert message in err
    assert err.count("foedus: ") == 1


@pytest.mark.parametrize("words", [("tension", "KOR", "PRK"), ("outlook", "--attack", "RUS", "UKR")])
def test_a_missing_source_is_one_clear_error(foedus, words, monkeypatch, tmp_path):
    from foedus.behaviour import covariates

    monkeypatch.setenv("FOEDUS_MIRROR", "http://127.0.0.1:9")
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path))
    covariates.covariates.cache_clear()
    code, out, err = foedus(*words)
    covariates.covariates.cache_clear()
    assert code in (1, 2)
    assert not out
    assert "foedus data fetch" in err
