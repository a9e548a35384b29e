"""What a clause tells in the light of the rest of the report."""

import numpy as np
import pytest

from foedus.news.local.clauses import heads
from foedus.news.local.context import Context, impressions, is_bare_denial

NONE = 0


@pytest.fixture
def listed(parsed):
    return [heads(p) for p in parsed("Rebels shelled the town. It resumed.")]


def chances(listed, sure):
    """The first clause is an attack (1); the others might be an attack or a visit (2)."""
    table = np.full((sum(map(len, listed)), 3), 0.05)
    table[:, 1:] = 0.475
    table[0] = sure
    return table


def odds(listed, table, **weights):
    signs = dict(impressions(listed, {"linear": table, "network": table}, NONE))
    context = Context(
        tuple(signs),
        np.array([weights.get(n.replace(" ", "_"), 0.0) for n in signs], np.float32),
        np.zeros(3, np.float32),
    )
    return context.odds(iter(signs.items()))


def test_what_the_sentence_before_tells_counts(listed):
    table = chances(listed, [0.02, 0.96, 0.02])
    later = odds(listed, table, linear=1.0, before=2.0)[len(listed[0]) :]
    assert (later.argmax(axis=1) == 1).all()
    other = odds(listed, chances(listed, [0.02, 0.02, 0.96]), linear=1.0, before=2.0)[len(listed[0]) :]
    assert (other.argmax(axis=1) == 2).all()


def test_what_the_report_tells_elsewhere_counts_but_a_clause_is_no_witness_for_itself(listed):
    table = chances(listed, [0.02, 0.96, 0.02])
    signs = dict(impressions(listed, {"linear": table, "network": table}, NONE))
    assert signs["report"][-1, 1] > signs["report"][-1, 2]
    assert signs["report"][0, 1] == pytest.approx(signs["report"][0, 2])


def test_without_weights_for_neighbours_each_clause_stands_alone(listed):
    one, two = (chances(listed, sure) for sure in ([0.02, 0.96, 0.02], [0.02, 0.02, 0.96]))
    assert np.allclose(odds(listed, one, linear=1.0)[1:], odds(listed, two, linear=1.0)[1:])


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Baku calls that a lie.", True),
        ("Moscow denied it.", True),
        ("The accusations are baseless.", True),
        ("Rebels shelled the town.", False),
        (
            "Kyiv denied that two brigades of its marines had crossed the river near the old bridge by night.",
            False,
        ),
    ],
)
def test_a_bare_denial_tells_nothing_of_what_it_denies(parsed, text, bare):
    (sentence,) = parsed(text)
    root = next(t for t in sentence.doc if t.dep_ == "ROOT")
    assert is_bare_denial(root) is bare
