"""The answer in three lines: the law, the odds, and the evidence or the fact that moves most."""

from __future__ import annotations

import re

import foedus as fd
from foedus.briefing.briefly import briefly
from foedus.briefing.lead import lead
from foedus.terms.obligations import Obligation

TODAY = "2026-11-01"


def lines(attack: fd.Attack, on: str) -> list[str]:
    return [str(line) for line in briefly(fd.brief(attack=attack, on=on, today=TODAY))]


def test_the_law_of_both_days_stands_in_one_line() -> None:
    law = lines(fd.Attack("KOR", "PRK"), "2024-10-19")[0]
    then, _, now = law.partition(" Today ")
    assert "Signed and not in force, so not bound: Russia (" in then
    assert now.startswith("also bound: Russia.")


def test_what_did_not_change_is_not_said_twice() -> None:
    law = lines(fd.Attack("RUS", "EST"), "2024-06-01")[0]
    assert "Bound to help Estonia: 31 states (North Atlantic Treaty of 1949, Article 5); Austria" in law
    assert law.endswith("Today the same. Treaties are known up to 31 July 2026.")


def test_the_answer_to_a_question_says_nothing_twice() -> None:
    brief = fd.brief(attack=fd.Attack("KOR", "PRK"), on="2024-10-19", today=TODAY)
    told = [str(line) for line in (*briefly(brief), *(line for point in lead(brief) for line in point.lines))]
    said = [sentence for line in told for sentence in line.split(". ")]
    assert len(said) == len(set(said))
    assert sum("Likeliest to enter" in line for line in told) == 1
    assert sum("Sino-North Korean treaty" in line for line in told) == 1


def test_where_many_treaties_bind_states_are_counted() -> None:
    law = briefly(fd.brief(attack=fd.Attack("UKR", "RUS"), on="2025-01-01", today="2025-01-01"))[0]
    assert re.search(r"Arguably bound \(not verified\): .*(and|states by)", str(law))
    assert len(str(law)) < 500


def test_nobody_is_bound_is_an_answer_too() -> None:
    assert "obliges anybody to help Switzerland" in lines(fd.Attack("BRA", "CHE"), "2024-01-01")[0]


def test_every_name_rests_on_the_duty_that_it_has() -> None:
    brief = fd.brief(attack=fd.Attack("KOR", "PRK"), on="2024-10-19", today="2024-10-19")
    grounds = {ground.promisor: text for text, ground in briefly(brief)[0].pieces if isinstance(ground, Obligation)}
    assert {promisor: text.partition(",")[0] for promisor, text in grounds.items()} == {
        "CHN": "Sino-North Korean treaty of 1961",
        "CUB": "Cuba-North Korea treaty of 1986",
        "RUS": "Russia-North Korea treaty of 2024",
    }


def test_a_report_ends_with_what_it_bears_out_best() -> None:
    last = str(briefly(fd.brief(today=TODAY))[-1])
    assert last.startswith("Evidence: ")
    assert "forces of North Korea in Russia" in last
