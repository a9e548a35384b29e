"""Who will probably come: the odds in the brief, for each of its days, or the reason why there are none."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import foedus as fd
from foedus.briefing.coming import Chance, Coming, coming, foremost, rows
from foedus.errors import SourceMissing

if TYPE_CHECKING:
    from foedus.law.owed import Obligations

CHANCE = Chance("CHN", "China", "defending side", 0.31, 0.04, 0.71, "invoked", (0.5, 0.2, 0.8))


def day(*chances: Chance, missing: str = "") -> Coming:
    return Coming("2024-10-19", "19 October 2024", ("KOR",), "PRK", chances, 380, missing)


def owed(on: str) -> Obligations:
    return fd.obligations(fd.World(fd.treaties(), on=on), fd.Attack("KOR", "PRK"))


def test_a_probability_has_its_interval_and_is_never_zero() -> None:
    assert CHANCE.words == "31% [4, 71]"
    assert CHANCE.kept == "50% [20, 80]"
    assert replace(CHANCE, p=0.001, low=0.0001, high=0.02).words == "0.1% [0.01, 2]"
    assert replace(CHANCE, keeps=None).kept == ""


def test_the_sentence_names_the_likeliest_of_the_latest_day() -> None:
    other = replace(CHANCE, state="RUS", name="Russia", p=0.19, low=0.02, high=0.46)
    assert str(foremost((day(CHANCE), day(other)))) == (
        "Likeliest to enter today, by the record of wars: Russia on the defending side, 19% [2, 46]."
    )
    assert "nobody is likely" in str(foremost((day(replace(CHANCE, p=0.02)),)))
    assert foremost(()) is foremost((day(missing="no data"),)) is None


def test_two_on_one_side_have_it_said_once_and_what_is_far_too_sure_is_marked() -> None:
    other = replace(CHANCE, state="GRC", name="Greece", p=0.99, low=0.97, high=1.0, doubt="rests on 8 rows")
    assert str(foremost((day(other, CHANCE),))) == (
        "Likeliest to enter, by the record of wars: Greece, 99% [97, 100] (far too sure: hardly anything in the record "
        "is like it), and China, 31% [4, 71], both on the defending side."
    )


def test_a_row_has_what_each_day_says() -> None:
    later = replace(CHANCE, p=0.4)
    assert rows((day(CHANCE), day(later))) == [(later, ["31% [4, 71]", "40% [4, 71]"])]
    assert rows((day(), day(later))) == [(later, ["no state then", "40% [4, 71]"])]


def test_a_missing_source_is_told_and_no_zero_stands_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise SourceMissing("cow-nmc", "it is not here")

    monkeypatch.setattr("foedus.behaviour.today.odds", none)
    (told,) = coming(owed("2024-10-19"))
    assert told.chances == ()
    assert "cow-nmc" in told.missing
    assert "foedus data fetch" in told.missing
    text = str(fd.brief(attack=fd.Attack("KOR", "PRK"), on="2024-10-19", today="2024-10-19"))
    assert "No odds. The data set cow-nmc is not at hand" in text
    assert "Likeliest to enter" not in text


@pytest.mark.mirror
def test_the_odds_of_the_brief_are_those_of_the_verb() -> None:
    question = owed("2024-10-19")
    (told,) = coming(question)
    wanted = {(r["state"], r["side"]): r["p"] for r in fd.odds(question.world, question.attack).frame.to_dicts()}
    assert {(c.state, c.side.removesuffix(" side")): c.p for c in told.chances}.items() <= wanted.items()
    assert told.others == len(wanted) - len(told.chances)
    assert "China" in {c.name for c in told.chances}


@pytest.mark.mirror
def test_who_is_shown_for_one_day_is_shown_for_both() -> None:
    then, now = coming(owed("2024-10-19"), owed("2026-11-01"))
    assert {(c.state, c.side) for c in then.chances} == {(c.state, c.side) for c in now.chances}
    assert {"RUS", "CHN", "CUB"} <= {c.state for c in then.chances}


@pytest.mark.mirror
def test_the_brief_shows_them_with_how_often_such_odds_were_right() -> None:
    brief = fd.brief(attack=fd.Attack("KOR", "PRK"), on="2024-10-19", today="2026-11-01")
    page = brief.render("html")
    assert "Who will probably come" in page
    assert re.search(r"ahead of one that stayed out in \d\d% of pairs", page)
    assert "Law is not odds" in page
    plain = brief.to_dict()
    assert [o["attack"]["on"] for o in plain["odds"]] == ["2024-10-19", "2026-11-01"]
    assert all(0 < c["p"] < 1 for o in plain["odds"] for c in o["odds"])
