"""By-passing against another way of counting, and against chance."""

from itertools import chain, permutations

import numpy as np
import pytest

from foedus.ties.bypassing import bypassing

YEARS = [1990, 1991, 1992, 1993, 1994, 1995, 1996, 1998, 1999, 2000]
CHN = [0.9, 0.7, 0.8, 0.6, 0.7, 0.4, 0.5, 0.2, 0.3, 0.1]
SHARES = {"CHN": CHN, "RUS": [round(0.9 * (1 - s), 6) for s in CHN], "CUB": [round(0.1 * (1 - s), 6) for s in CHN]}


def slope(years, values):
    return np.polyfit(years, values, 1)[0]


def by_hand(falling, rising):
    """Every order of blocks of three years, the slopes by numpy's own fit."""
    blocks = [list(range(at, min(at + 3, len(YEARS)))) for at in range(0, len(YEARS), 3)]
    told = min(-slope(YEARS, SHARES[falling]), slope(YEARS, SHARES[rising]))
    every = [list(chain.from_iterable(order)) for order in permutations(blocks)]
    as_much = [
        min(-slope(YEARS, [SHARES[falling][i] for i in o]), slope(YEARS, [SHARES[rising][i] for i in o]))
        >= told - 1e-12
        for o in every
    ]
    return sum(as_much) / len(every)


def test_the_exact_p_is_that_of_every_order_counted_by_hand(monkeypatch):
    monkeypatch.setattr("foedus.ties.bypassing.FEWEST_BLOCKS", 4)
    pairs, why = bypassing("PRK", YEARS, SHARES)
    assert why == ""
    found = {(b.falling, b.rising): b for b in pairs}
    told = found[("CHN", "RUS")]
    assert told.exact
    assert (told.block, told.blocks, told.years) == (3, 4, 10)
    assert told.p == pytest.approx(by_hand("CHN", "RUS"))
    assert told.fall[0] == pytest.approx(10 * slope(YEARS, SHARES["CHN"]))
    assert told.rise[0] == pytest.approx(10 * slope(YEARS, SHARES["RUS"]))
    assert told.fall[1] <= told.fall[0] <= told.fall[2]
    assert ("RUS", "CHN") not in found
    assert "CUB" not in {b.rising for b in pairs}, "who never gave a tenth is no patron"
    assert all(b.p_adjusted >= b.p for b in pairs)


def test_many_years_draw_orders_and_the_same_seed_gives_the_same():
    years = list(range(1950, 2015))
    fall = [0.9 - 0.01 * n for n in range(65)]
    shares = {"A": fall, "B": [1 - f for f in fall]}
    one, two = bypassing("X", years, shares), bypassing("X", years, shares)
    assert one == two
    assert not one[0][0].exact
    assert one[0][0].p == pytest.approx(1 / 10_000)


def test_shares_without_a_trend_are_seldom_called_by_passing():
    rng = np.random.default_rng(7)
    years = list(range(1992, 2006))  # fourteen years in five blocks: 120 orders
    called = 0
    for _ in range(80):
        a = rng.uniform(0.2, 0.8, len(years))
        pairs, _ = bypassing("X", years, {"A": a.tolist(), "B": (1 - a).tolist()})
        called += any(b.p_adjusted <= 0.05 for b in pairs)
    assert called <= 12, "nominally one in twenty: four of eighty"


@pytest.mark.parametrize(
    ("years", "shares", "why"),
    [
        ([], {}, "fewer than two patrons"),
        ([2000, 2001], {"A": [1.0, 1.0]}, "fewer than two patrons"),
        (list(range(2000, 2008)), {"A": [0.5] * 8, "B": [0.5] * 8}, "8 years with shares are too few"),
    ],
)
def test_what_cannot_be_tested_says_why(years, shares, why):
    assert bypassing("X", years, shares)[0] == []
    assert why in bypassing("X", years, shares)[1]
