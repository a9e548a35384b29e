"""The answer in three lines: the law, the odds, and the evidence or the fact that moves most."""

from __future__ import annotations

import foedus as fd
from foedus.briefing.briefly import briefly
from foedus.terms.obligations import Obligation

TODAY = "2026-11-01"


def lines(attack: fd.Attack, on: str) -> list[str]:
    return [str(line) for line in briefly(fd.brief(attack=attack, on=on, today=TODAY))]


def test_the_law_of_both_days_stands_in_one_line() -> None:
    law = lines(fd.Attack("KOR", "PRK"), "2024-10-19")[0]
    then, _, now = law.partition(" Today ")
    assert "signed and not in force: Russia" in then
    assert "bound to help: China and Russia" in now


def test_what_did_not_change_is_not_said_twice() -> None:
    assert lines(fd.Attack("RUS", "EST"), "2024-06-01")[0].endswith("bound to help: 35 states. Today the same.")


def test_nobody_is_bound_is_an_answer_too() -> None:
    assert "nobody is bound to help" in lines(fd.Attack("BRA", "CHE"), "2024-01-01")[0]


def test_every_name_rests_on_the_duty_that_it_has() -> None:
    brief = fd.brief(attack=fd.Attack("KOR", "PRK"), on="2024-10-19", today="2024-10-19")
    grounds = {text: ground for text, ground in briefly(brief)[0].pieces if isinstance(ground, Obligation)}
    assert {name: ground.promisor for name, ground in grounds.items()} == {
        "China": "CHN",
        "Cuba": "CUB",
        "Russia": "RUS",
    }


def test_a_report_ends_with_what_it_bears_out_best() -> None:
    last = str(briefly(fd.brief(today=TODAY))[-1])
    assert last.startswith("Evidence: ")
    assert "forces of North Korea in Russia" in last
