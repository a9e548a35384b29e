"""Similarity: worked by hand, against a restatement in loops, and by the published properties of the measures."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from foedus.tables.portfolios import chance_corrected, s_score


@st.composite
def portfolios(draw):
    states = draw(st.integers(2, 7))
    largest = draw(st.sampled_from([1, 3]))
    values = draw(arrays(np.int8, (states, states), elements=st.integers(0, largest)))
    np.fill_diagonal(values, largest)
    weights = draw(arrays(np.float64, states, elements=st.floats(0.01, 1)))
    return values, weights, largest


def s_in_loops(values, weights, largest, i, j):
    distance = sum(w * abs(int(a) - int(b)) for w, a, b in zip(weights, values[i], values[j], strict=True))
    return 1 - 2 * distance / (largest * sum(weights))


def agreement_in_loops(values, i, j):
    """Observed and expected squared distances, position by position: kappa deals out each row, pi both together."""
    x, y = [int(v) for v in values[i]], [int(v) for v in values[j]]
    observed = sum((a - b) ** 2 for a, b in zip(x, y, strict=True)) / len(x)
    of_kappa = sum((a - b) ** 2 for a in x for b in y) / len(x) ** 2
    both = x + y
    of_pi = sum((a - b) ** 2 for a in both for b in both) / len(both) ** 2
    return observed, of_kappa, of_pi


def test_s_by_hand():
    # Row 1 promises 3, 3, 0, 2 and row 2 promises 1, 3, 3, 2: distances 2, 0, 3, 0; the largest is 12.
    values = np.array([[3, 3, 0, 2], [1, 3, 3, 2], [0, 0, 3, 0], [0, 0, 0, 3]], dtype=np.int8)
    assert s_score(values)[0, 1] == pytest.approx(1 - 2 * 5 / 12)
    # By capability, with shares .5, .3, .1, .1: distance .5 x 2 + .1 x 3 = 1.3; the largest is 3.
    assert s_score(values, np.array([0.5, 0.3, 0.1, 0.1]))[0, 1] == pytest.approx(1 - 2 * 1.3 / 3)


def test_kappa_and_pi_of_two_judges_by_hand():
    # The textbook table: both yes 20, only the first 5, only the second 10, both no 15: agreement .70;
    # kappa expects .50 (Cohen), pi .505 (Scott).
    first = [1] * 20 + [1] * 5 + [0] * 10 + [0] * 15
    second = [1] * 20 + [0] * 5 + [1] * 10 + [0] * 15
    beyond = chance_corrected(np.array([first, second], dtype=np.int8))
    assert beyond.kappa[0, 1] == pytest.approx((0.70 - 0.50) / (1 - 0.50))
    expected = (55 / 100) ** 2 + (45 / 100) ** 2
    assert beyond.pi[0, 1] == pytest.approx((0.70 - expected) / (1 - expected))


@given(portfolios())
def test_every_measure_equals_its_definition_in_loops(drawn):
    values, weights, largest = drawn
    plain, weighted, beyond = (
        s_score(values, None, largest),
        s_score(values, weights, largest),
        chance_corrected(values),
    )
    for i in range(len(values)):
        for j in range(len(values)):
            assert plain[i, j] == pytest.approx(s_in_loops(values, [1.0] * len(values), largest, i, j), abs=1e-9)
            assert weighted[i, j] == pytest.approx(s_in_loops(values, weights, largest, i, j), abs=1e-9)
            observed, of_kappa, of_pi = agreement_in_loops(values, i, j)
            if of_kappa:
                assert beyond.kappa[i, j] == pytest.approx(1 - observed / of_kappa, abs=1e-9)
            if of_pi:
                assert beyond.pi[i, j] == pytest.approx(1 - observed / of_pi, abs=1e-9)
            else:
                assert not np.isfinite(beyond.pi[i, j])


@given(portfolios())
def test_published_properties(drawn):
    values, weights, largest = drawn
    beyond = chance_corrected(values)
    for measure in (s_score(values, None, largest), s_score(values, weights, largest)):
        assert np.allclose(measure, measure.T)
        assert np.allclose(np.diag(measure), 1)
        assert measure.min() >= -1 - 1e-12
        assert measure.max() <= 1 + 1e-12
    defined = np.isfinite(beyond.kappa) & np.isfinite(beyond.pi)
    assert (beyond.pi[defined] <= beyond.kappa[defined] + 1e-9).all()  # Scott's pi never exceeds Cohen's kappa
    assert (beyond.kappa[defined] <= 1 + 1e-9).all()


def test_states_that_promise_nothing_raise_s_and_not_kappa():
    # Signorino and Ritter's measure sees agreement in shared silence; the chance-corrected ones do not (Häge 2011).
    small = np.array([[1, 1, 0], [0, 1, 1], [0, 0, 1]], dtype=np.int8)
    wide = np.zeros((30, 30), dtype=np.int8)
    wide[:3, :3] = small
    np.fill_diagonal(wide, 1)
    assert s_score(wide, None, 1)[0, 1] > 0.8 > s_score(small, None, 1)[0, 1]
    assert chance_corrected(wide).kappa[0, 1] < 0.5


def test_alike_without_variance_is_undefined():
    beyond = chance_corrected(np.array([[1, 1], [1, 1]], dtype=np.int8))
    assert not np.isfinite(beyond.kappa).any()


def test_no_weight_at_all_is_undefined():
    assert np.isnan(s_score(np.eye(2, dtype=np.int8), np.zeros(2), 1)).all()
