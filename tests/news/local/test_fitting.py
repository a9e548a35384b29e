"""Fitting: what is learned from rows."""

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="the extra fit is not installed")

from foedus.news.local.fitting import best_leaning, fit_choice


def test_the_candidate_with_the_sign_is_chosen():
    rows, groups, right = [], [], []
    for group in range(30):
        rows += [{"sign": 1.0, f"own{group % 3}": 1.0}, {"other": 1.0}, {f"own{group % 3}": 1.0}]
        groups += [group] * 3
        right += ["yes", "no", "no"]
    model = fit_choice(rows, groups, right, 1.0)
    assert model.shares([{"other": 1.0}, {"sign": 1.0}, {}]).argmax() == 1


def test_a_group_in_which_none_is_right_teaches_nothing():
    rows = [{"a": 1.0}, {"b": 1.0}] * 10
    groups = [n // 2 for n in range(20)]
    right = ["yes", "no"] * 10
    with_bad = fit_choice([*rows, {"a": 1.0}, {"b": 1.0}], [*groups, 99, 99], [*right, "no", "no"], 1.0)
    assert with_bad.shares([{"a": 1.0}, {"b": 1.0}]).argmax() == 0


def test_any_right_one_will_do():
    rows = [{"a": 1.0}, {"b": 1.0}, {"c": 1.0}] * 10
    model = fit_choice(rows, [n // 3 for n in range(30)], ["yes", "yes", "no"] * 10, 1.0)
    shares = model.shares([{"a": 1.0}, {"b": 1.0}, {"c": 1.0}])
    assert shares[0] == pytest.approx(shares[1], abs=1e-3)
    assert shares[2] < shares[0]


def test_none_is_held_back_as_far_as_it_helps():
    odds = np.array([[1.0, 0.5], [1.0, 0.5], [1.0, -2.0], [1.0, -2.0]])
    assert 0.5 < best_leaning(odds, np.array([1, 1, 0, 0]), 0) < 3.0
    assert best_leaning(odds, np.array([0, 0, 0, 0]), 0) == 0.0
