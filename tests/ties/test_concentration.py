"""Herfindahl's index: by hand, its bounds, and the ends of its range against all corners and many points."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ties.concentration import herfindahl, herfindahl_range, share_ranges

AMOUNTS = st.lists(st.floats(0, 1e6), min_size=1, max_size=8)


@st.composite
def boxes(draw):
    """Ranges of a few providers, some of them points, some with nothing at their least."""
    whole = st.integers(0, 30)
    pairs = draw(st.lists(st.tuples(whole, whole), min_size=1, max_size=6))
    return [(float(min(p)), float(max(p))) for p in pairs]


def test_by_hand():
    assert herfindahl([50, 30, 20]) == pytest.approx(float(Fraction(25 + 9 + 4, 100)))
    assert herfindahl([7]) == 1.0
    assert herfindahl([]) is herfindahl([0.0, 0.0]) is None


@given(AMOUNTS)
def test_it_lies_between_the_even_share_and_one(amounts):
    index = herfindahl(amounts)
    given_ = [a for a in amounts if a > 0]
    if index is not None:
        assert 1 / len(given_) - 1e-9 <= index <= 1 + 1e-9


@given(AMOUNTS, st.floats(0.01, 100), st.randoms())
def test_neither_unit_nor_order_nor_who_gives_nothing_matters(amounts, unit, random):
    index = herfindahl(amounts)
    moved = [a * unit for a in amounts] + [0.0]
    random.shuffle(moved)
    if index is not None and min((a for a in amounts if a > 0), default=1) > 1e-100:
        assert herfindahl(moved) == pytest.approx(index)


@given(boxes())
def test_the_greatest_is_that_of_the_best_corner_and_no_point_within_is_outside(ranges):
    least, most = herfindahl_range(ranges)
    corners = [index for corner in product(*ranges) if (index := herfindahl(corner)) is not None]
    if not corners:
        assert (least, most) == (None, None)
        return
    assert most == pytest.approx(max(corners))
    rng = np.random.default_rng(3)
    low, high = np.array(ranges).T
    inside = [herfindahl(list(low + (high - low) * rng.random(len(low)))) for _ in range(60)]
    told = [index for index in inside if index is not None]
    assert all(least - 1e-9 <= index <= most + 1e-9 for index in [*told, *corners])


def test_the_least_against_a_fine_grid():
    ranges = [(1.0, 2.0), (3.0, 5.0), (2.5, 2.5)]
    fine = [herfindahl([a, b, 2.5]) for a in np.linspace(1, 2, 401) for b in np.linspace(3, 5, 401)]
    assert herfindahl_range(ranges)[0] == pytest.approx(min(fine), abs=1e-6)


def test_points_have_no_range():
    assert herfindahl_range([(3.0, 3.0), (1.0, 1.0)]) == (pytest.approx(0.625), pytest.approx(0.625))


@given(boxes())
def test_shares_contain_those_of_every_corner(ranges):
    named = {f"S{at}": r for at, r in enumerate(ranges)}
    told = share_ranges(named)
    if told is None:
        assert sum(low for low, _ in ranges) == 0
        return
    for corner in product(*ranges):
        for at, amount in enumerate(corner):
            low, high = told[f"S{at}"]
            assert low - 1e-9 <= amount / sum(corner) <= high + 1e-9


def test_too_many_open_ranges_are_left_open():
    assert herfindahl_range([(0.0, 1.0)] * 17)[1] is None
