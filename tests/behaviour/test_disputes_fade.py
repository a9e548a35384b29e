"""What disputes leave behind, year by year, on a record of three states that never were."""

import numpy as np
import pytest

from foedus.behaviour.covariates import FIRST, Covariates
from foedus.behaviour.tension.record import Disputes, History

YEARS = 199


@pytest.fixture
def three():
    """States 0 and 1 from the beginning, 2 from the sixth year; a dispute of 0 and 1 in the third year, a war."""
    members = np.zeros((YEARS, 3), bool)
    members[:, :2] = True
    members[5:, 2] = True
    onset = np.zeros((YEARS, 3, 3), bool)
    onset[2, 0, 1] = onset[2, 1, 0] = True
    ongoing = onset.copy()
    ongoing[3, 0, 1] = ongoing[3, 1, 0] = True
    known = Covariates(np.array([2, 20, 200]), members, {}, {}, {})
    return History(known, Disputes(onset, ongoing, onset))


def test_peace_is_counted_from_the_last_dispute_or_from_the_first_common_year(three):
    three.up_to(FIRST + 1)
    assert three.peace[0, 1] == 2
    three.up_to(FIRST + 3)
    assert (three.peace[0, 1], three.onsets[0, 1], three.wars[0, 1]) == (0, 1, 1)
    assert three.ongoing[0, 1]
    three.up_to(FIRST + 9)
    assert three.peace[0, 1] == 6
    assert three.peace[1, 2] == three.age[1, 2] == 5
    assert (three.peace == three.peace.T).all()


def test_what_happened_fades_by_half_in_three_years_and_in_fifteen(three):
    three.up_to(FIRST + 2)
    assert three.recent[0, 1] == three.remembered[0, 1] == three.busy[0] == 1
    three.up_to(FIRST + 5)
    assert three.recent[0, 1] == pytest.approx(0.5)
    assert three.busy[1] == pytest.approx(0.5)
    assert three.busy[2] == 0
    three.up_to(FIRST + 17)
    assert three.remembered[0, 1] == pytest.approx(0.5)


def test_a_history_never_goes_back_and_ends_with_the_record(three):
    three.up_to(FIRST + 5)
    peace = three.peace.copy()
    three.up_to(FIRST + 2)
    assert (three.peace == peace).all()
    three.up_to(2300)
    assert three.year == FIRST + YEARS - 1


def test_the_rate_is_that_of_ten_years(three):
    three.up_to(FIRST + 2)
    assert three.rate == pytest.approx(2 / 1003)
    three.up_to(FIRST + 30)
    assert three.rate == pytest.approx(1 / 1030)
