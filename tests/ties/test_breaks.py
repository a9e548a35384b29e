"""Change points: the exact search against every segmentation, and the tests against noise."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ties.breaks import best_cuts, breaks
from foedus.ties.steps import steps


def squares(series, cuts):
    parts = np.split(np.asarray(series), list(cuts))
    return sum(float(((part - part.mean()) ** 2).sum()) for part in parts)


def every_way(length, cuts):
    for places in combinations(range(1, length), cuts):
        if all(b - a >= 4 for a, b in zip((0, *places), (*places, length), strict=True)):
            yield places


@given(st.lists(st.integers(-20, 20), min_size=12, max_size=16), st.integers(1, 2))
def test_no_segmentation_leaves_less(values, cuts):
    series = np.array(values, dtype=float)
    found = best_cuts(series[None], cuts)[0]
    assert found in set(every_way(len(series), cuts))
    assert squares(series, found) == pytest.approx(
        min(squares(series, c) for c in every_way(len(series), cuts)), abs=1e-7
    )


def test_rows_are_searched_each_by_itself():
    one, two = np.array([0.0] * 6 + [5.0] * 6), np.array([0.0] * 8 + [5.0] * 4)
    assert best_cuts(np.stack([one, two]), 1) == [(6,), (8,)]


def test_a_shift_is_found_with_its_year_and_levels_and_the_same_seed_says_the_same():
    noise = np.random.default_rng(2).normal(0, 0.3, 40)
    series = noise + np.r_[np.zeros(20), np.full(20, 2.0)]
    told = breaks(range(1980, 2020), series.tolist(), seed=5)
    assert told == breaks(range(1980, 2020), series.tolist(), seed=5)
    assert len(told.found) == 1
    found = told.found[0]
    assert found.low <= found.year <= found.high
    assert abs(found.year - 2000) <= 1
    assert (found.before, found.after) == (pytest.approx(0, abs=0.2), pytest.approx(2, abs=0.2))
    assert told.tests[0] <= 0.05 < told.tests[-1]


def test_a_level_that_rises_and_comes_back_is_two_shifts():
    noise = np.random.default_rng(4).normal(0, 0.2, 36)
    series = noise + np.r_[np.zeros(12), np.full(12, 1.5), np.zeros(12)]
    assert [b.year for b in breaks(range(1900, 1936), series.tolist()).found] == [1912, 1924]


def test_noise_is_seldom_cut():
    rng = np.random.default_rng(11)
    cut = sum(bool(breaks(range(30), rng.normal(size=30).tolist()).found) for _ in range(30))
    assert cut <= 4


def test_short_and_still_series_say_so():
    assert breaks(range(11), [1.0] * 11).says == "11 years are too few to look for change points"
    assert breaks(range(30), [0.5] * 30).says == "the series never changes"


def test_steps_are_the_largest_jumps_and_none_over_a_gap():
    told = steps([1, 2, 3, 5, 6, 7, 8, 9], [0.0, 0.5, 0.5, 0.9, 0.7, 0.71, 0.4, 0.2])
    assert [(b.year, b.before, b.after) for b in told.found] == [(2, 0.0, 0.5), (6, 0.9, 0.7), (8, 0.71, 0.4)]
    assert steps([1, 2], [0.0, 0.09]).found == ()
