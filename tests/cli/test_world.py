"""`foedus world`: wars, armistices, forces abroad, umbrellas and pacts on a day."""

import json

import pytest


def told(foedus, *words):
    code, out, err = foedus("world", *words, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_the_json_has_every_part_in_its_order(foedus):
    keys = ["on", "known_on", "state", "wars", "armistices", "forces_abroad", "umbrellas", "commitments"]
    assert list(told(foedus, "--on", "2024-10-19", "--state", "PRK")) == keys


def test_what_was_public_on_the_day_tells_a_report_and_nothing_of_later(foedus):
    day = ("--on", "2024-10-19", "--state", "PRK")
    [then] = told(foedus, *day, "--known-on", "2024-10-19")["forces_abroad"]
    [now] = told(foedus, *day)["forces_abroad"]
    assert (then["status"], then["present"], then["basis"]) == ("reported", None, [])
    assert (now["status"], now["present"], now["basis"][0]["treaty"]) == ("present", True, "2024-russia-dprk")
    world_of_the_day = {
        k: v for k, v in then.items() if k != "sources"
    }  # where we have it from is younger, and says so
    assert "2025" not in json.dumps(world_of_the_day)
    assert then["strength"] == {
        "low": 1500,
        "high": 1500,
        "as_of": "2024-10-13",
        "status": "present",
        "by": "South Korea's intelligence, observed in the Russian Far East",
    }


def test_two_figures_that_measure_different_things_stand_side_by_side(foedus):
    code, out, _ = foedus("world", "--on", "2024-10-19", "--known-on", "2024-10-19", "--state", "PRK")
    assert code == 0
    assert "1,500 (2024-10-13)" in out
    assert "10,000 to 12,000 planned" in out


def test_the_tables_name_sender_host_strength_and_basis(foedus):
    code, out, _ = foedus("world", "--on", "1985-06-01", "--state", "cow:GDR")
    assert code == 0
    for words in ("Forces abroad that concern East Germany", "340,000 to 400,000", "1955-warsaw-pact", "Umbrellas"):
        assert words in out
    assert "none in the record" not in out.partition("Forces abroad")[2].partition("Commitments")[0]


def test_the_whole_world_is_told_in_short(foedus):
    code, out, _ = foedus("world", "--on", "2026-07-01")
    assert code == 0
    assert "Forces abroad\n" in "\n".join(line.rstrip() for line in out.splitlines())
    assert "31 states: ALB" in out
    assert "1960-us-japan" in out


def test_an_umbrella_says_over_whom_and_how_explicit(foedus):
    umbrellas = {u["id"]: u for u in told(foedus, "--on", "2024-05-01", "--state", "ARM")["umbrellas"]}
    assert umbrellas["rus-csto"]["perhaps"] == ["ARM"]
    assert umbrellas["rus-csto"]["explicit"] == "stated"
    assert umbrellas["rus-csto"]["sources"]


def test_a_day_on_which_nothing_stands_says_so(foedus):
    code, out, _ = foedus("world", "--on", "1913-01-01", "--state", "CHE")
    assert code == 0
    assert "Forces abroad that concern Switzerland: none in the record." in out
    assert "Umbrellas that concern Switzerland: none in the record." in out


@pytest.mark.parametrize(
    "words", [("world", "--state", "cow:GDR"), ("treaties", "--party", "cow:GDR")], ids=["world", "treaties"]
)
def test_a_state_outside_its_time_is_refused_as_in_attack(foedus, words):
    code, out, err = foedus(*words, "--on", "2024-01-01")
    assert (code, out) == (2, "")
    assert "East Germany (cow:GDR) was a state to 1990-10-02; on 2024-01-01 the state was Germany: write DEU" in err


def test_without_a_day_the_corpus_is_asked_about_every_time(foedus):
    code, out, _ = foedus("treaties", "--party", "cow:GDR")
    assert code == 0
    assert "1955-warsaw-pact" in out


def test_the_check_counts_what_stands_beside_the_treaties(foedus):
    code, out, _ = foedus("check")
    assert code == 0
    assert "forces abroad" in out.splitlines()[0]
    assert out.splitlines()[0].endswith("umbrellas, no mistake")
    assert out.splitlines()[1].endswith("overlays on ATOP, no mistake")
