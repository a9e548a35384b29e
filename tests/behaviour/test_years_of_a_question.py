"""Odds read only the years that a question needs, and are the same as from the whole record."""

from __future__ import annotations

import pytest

import foedus as fd
from foedus.behaviour import today
from foedus.behaviour.covariates import DYADIC, FIRST, PAIRED_UNTIL, covariates, covariates_of

pytestmark = pytest.mark.mirror


def test_no_source_of_pairs_ends_before_the_year_from_which_they_are_read() -> None:
    assert min(covariates().last[name] for name in DYADIC) == PAIRED_UNTIL


@pytest.mark.parametrize(("attacker", "target", "on"), [("KOR", "PRK", "2024-10-20"), ("DEU", "POL", "1939-09-01")])
def test_the_odds_are_those_of_the_whole_record(
    monkeypatch: pytest.MonkeyPatch, attacker: str, target: str, on: str
) -> None:
    world, attack = fd.World(fd.treaties(), on=on), fd.Attack(attacker, target)
    short = fd.odds(world, attack)
    monkeypatch.setattr(today, "covariates_of", lambda _: covariates())
    whole = fd.odds(world, attack)
    assert short.frame.equals(whole.frame)
    assert short.honour.equals(whole.honour)
    assert short.years == whole.years


def test_a_year_that_was_not_read_is_no_silent_value() -> None:
    with pytest.raises(AssertionError, match="is not at hand"):
        covariates_of(2020).of_pairs("contiguity", FIRST)
