"""If every bound state kept its word: the closure, wave after wave, in words."""

from __future__ import annotations

import foedus as fd
from foedus.briefing.waves import Waves, waves


def told(attackers: str, target: str, on: str, where: str | None = None) -> Waves:
    world = fd.World(fd.treaties(), on=on)
    return waves(fd.obligations(world, fd.Attack(attackers, target, where)))


def test_states_that_the_same_clauses_call_stand_together() -> None:
    (wave,) = told("RUS", "EST", "2024-10-20").steps
    by = {c.by: c.names for c in wave}
    alone = by[("North Atlantic Treaty of 1949, Article 5",)]
    assert {"Canada", "the United States", "Turkey"} <= set(alone)
    assert "France" not in alone  # the clause of the Union calls it too
    assert "Austria" in by[("EU mutual assistance clause of 2007, Article 42(7)",)]
    assert sum(len(c.names) for c in wave) == len({n for c in wave for n in c.names})


def test_who_is_called_by_whom_stands_in_its_wave_and_on_its_side() -> None:
    steps = told("DEU", "POL", "1939-09-01").steps
    assert [c.wave for step in steps for c in step] == sorted(c.wave for step in steps for c in step)
    by_name = {name: (c.wave, c.side) for step in steps for c in step for name in c.names}
    assert by_name["the United Kingdom"] == (1, "Poland")
    assert by_name["Egypt"] == (2, "Poland")  # called by the British entry
    assert by_name["Italy"] == (1, "Nazi Germany")


def test_nobody_is_bound_and_nobody_enters() -> None:
    assert told("RUS", "UKR", "2024-10-20").steps == ()


def test_what_is_pending_calls_nobody() -> None:
    names = {n for step in told("KOR", "PRK", "2024-10-19").steps for c in step for n in c.names}
    assert names == {"China"}
    assert {n for step in told("KOR", "PRK", "2024-12-05").steps for c in step for n in c.names} == {"China", "Russia"}
