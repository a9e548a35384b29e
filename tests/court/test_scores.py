"""Agreement with coders and rates, by hand on a tiny coding; intervals against a plain loop that draws wars."""

import random
from datetime import date
from statistics import quantiles

import numpy as np
import pytest
from feuds import fighter
from hypothesis import given
from hypothesis import strategies as st
from worlds import atlas, clause, treaty

from foedus.court.coders import Coded, Coding
from foedus.court.rungs import Rung, Trial
from foedus.court.scores import RATES, compare, interval, rates
from foedus.court.verdicts import AllianceVerdict, Duty
from foedus.terms.history import PastWar


def said(war, number, alliance, *, kept=None, kinds=("defense",)):
    """The engine's verdict: kept or broken by somebody, or, if nothing is said of that, not invoked."""
    owed = () if kept is None else (Duty(None, date(1903, 3, 3), "", kept, wartime=False, minor=False),)
    return AllianceVerdict(war, number, alliance, kinds, ("AAA",), owed)


def feud(key, number, year):
    return PastWar(key, key, number, (fighter("BBB", 1, f"{year}-01-01", f"{year}-12-31"),), ())


WARS = (feud("one", 1, 1900), feud("two", 2, 1944), feud("three", 3, 1945))
KNOWN = (10, 20, 30, 40)


def trial(*verdicts):
    treaties = tuple(treaty(f"atop:{n}", ("AAA", "BBB"), [clause()], atop=n) for n in KNOWN)
    return Trial(WARS, treaties, verdicts, atlas())


def coding(*rows):
    """War, alliance, relevant, honoured."""
    return Coding("coders.csv", tuple(Coded(*row) for row in rows), 0)


# Of eight pairs the coders hold five invoked (a to e), the engine five (a to d, f); four are held so by both.
ENGINE = (
    said("one", 1, 10, kept=True),  # a
    said("one", 1, 20, kept=False, kinds=("defense", "neutrality")),  # b
    said("two", 2, 10, kept=True, kinds=("offense",)),  # c
    said("three", 3, 10, kept=False),  # d
    said("three", 3, 20),  # e
    said("three", 3, 30, kept=True, kinds=("nonaggression",)),  # f
    said("two", 2, 20),  # g
)
CODERS = coding(
    (1, 10, True, True),  # a: both kept
    (1, 20, True, True),  # b: coders kept, engine broken
    (2, 10, True, True),  # c: both kept
    (3, 10, True, False),  # d: both broken
    (3, 20, True, False),  # e: the engine does not hold it invoked
    (3, 30, False, False),  # f: the coders do not
    (2, 20, False, False),  # g: neither does
    (2, 40, False, False),  # h: the engine has no verdict, for no member fought
)


def test_precision_recall_f1_and_agreement_are_those_of_the_textbook():
    it = compare(trial(*ENGINE), CODERS)
    assert it.n == 8
    assert it.scores() == {"precision": 4 / 5, "recall": 4 / 5, "f1": 4 / 5, "agreement": 3 / 4}


def test_precision_is_of_what_the_engine_says_and_recall_of_what_the_coders_say():
    eager = compare(trial(*ENGINE, said("two", 2, 40, kept=True)), CODERS).scores()
    assert (eager["precision"], eager["recall"], eager["f1"]) == (4 / 6, 4 / 5, 8 / 11)
    shy = compare(trial(*ENGINE[1:]), CODERS).scores()
    assert (shy["precision"], shy["recall"], shy["f1"], shy["agreement"]) == (3 / 4, 3 / 5, 6 / 9, 2 / 3)


def test_where_there_is_nothing_to_share_there_is_no_score():
    assert compare(trial(), coding((1, 10, False, False))).scores() == dict.fromkeys(
        ("precision", "recall", "f1", "agreement")
    )
    none_said = compare(trial(), coding((1, 10, True, True))).scores()
    assert none_said == {"precision": None, "recall": 0.0, "f1": 0.0, "agreement": None}


def shares(told):
    return {group: (share.share, share.n) for group, share in told.items() if share.n}


def test_our_rates_are_of_the_pairs_that_both_hold_invoked():
    it = compare(trial(*ENGINE), CODERS)
    assert tuple(it.our_rates()) == RATES
    assert shares(it.our_rates()) == {
        "all": (2 / 4, 4),
        "pre_1945": (2 / 3, 3),
        "post_1945": (0.0, 1),
        "defense": (1 / 3, 3),
        "offense": (1.0, 1),
        "neutrality": (0.0, 1),
    }


def test_their_rates_are_of_all_the_pairs_that_the_coders_hold_invoked():
    assert shares(compare(trial(*ENGINE), CODERS).their_rates()) == {
        "all": (3 / 5, 5),
        "pre_1945": (1.0, 3),
        "post_1945": (0.0, 2),
        "defense": (2 / 4, 4),
        "offense": (1.0, 1),
        "neutrality": (1.0, 1),
    }


def test_the_engine_s_own_rates_are_of_all_that_it_holds_invoked():
    assert shares(rates(trial(*ENGINE), ENGINE)) == {
        "all": (3 / 5, 5),
        "pre_1945": (2 / 3, 3),
        "post_1945": (1 / 2, 2),
        "defense": (1 / 3, 3),
        "offense": (1.0, 1),
        "neutrality": (0.0, 1),
        "nonaggression": (1.0, 1),
    }


def test_a_group_of_nobody_has_no_rate():
    nobody = rates(trial(), [])["all"]
    assert (nobody.share, nobody.n) == (None, 0)


def test_the_pairs_on_which_the_two_differ_are_listed():
    assert [(p.war, p.alliance) for p in compare(trial(*ENGINE), CODERS).divergent] == [
        ("one", 20),
        ("three", 20),
        ("three", 30),
    ]


def test_a_war_or_an_alliance_that_the_record_lacks_is_counted_as_not_invoked_and_as_unknown():
    it = compare(trial(*ENGINE), coding((1, 10, True, True), (99, 10, True, True), (1, 99, False, False)))
    assert (it.n, it.unknown) == (3, 2)
    assert it.scores()["recall"] == 1 / 2


def test_a_war_without_a_number_matches_no_row_of_a_coding():
    unlisted = PastWar("own", "own", None, WARS[0].fighters, ())
    it = Trial((*WARS, unlisted), trial().treaties, (said("own", None, 10, kept=True),), atlas())
    assert compare(it, coding((1, 10, True, True))).scores()["recall"] == 0.0


def test_a_rung_is_compared_by_the_pairs_that_it_names():
    some = frozenset({("one", 10), ("one", 20)})
    it = trial(*ENGINE)
    judged = compare(it, CODERS, Rung("r", "", some, frozenset({("one", 10)}))).scores()
    assert judged == {"precision": 1.0, "recall": 2 / 5, "f1": 4 / 7, "agreement": 1 / 2}
    bare = compare(it, CODERS, Rung("r", "", some, None)).scores()
    assert bare["agreement"] is None


# Intervals.

CLUSTERS = ("a", "a", "b", "c", "c", "c", "d", "e")
RATIO = ((1, 1), (0, 1), (1, 1), (0, 1), (0, 1), (1, 1), (1, 2), (0, 0))


def test_the_interval_is_that_of_a_loop_that_puts_the_drawn_wars_together_row_by_row():
    rng = np.random.default_rng(7)
    names = list(dict.fromkeys(CLUSTERS))
    drawn = []
    for times in rng.multinomial(len(names), [1 / len(names)] * len(names), 400):
        rows = [
            r
            for name, n in zip(names, times, strict=True)
            for c, r in zip(CLUSTERS, RATIO, strict=True)
            if c == name
            for _ in range(n)
        ]
        above, below = (sum(column) for column in zip(*rows, strict=True))
        if below:
            drawn.append(above / below)
    expected = np.quantile(drawn, [0.025, 0.975])
    assert interval(RATIO, CLUSTERS, 400, 7) == pytest.approx(tuple(expected))


def test_the_interval_is_about_that_of_drawing_wars_with_replacement_in_any_way():
    rng = random.Random(11)  # noqa: S311 - no secret
    wars = [f"war {n}" for n in range(40)]
    clusters = [w for w in wars for _ in range(3)]
    ratio = [(int(rng.random() < (0.2 if int(c[4:]) % 2 else 0.8)), 1) for c in clusters]
    of_war = {w: sum(r[0] for c, r in zip(clusters, ratio, strict=True) if c == w) for w in wars}
    drawn = [sum(of_war[w] for w in rng.choices(wars, k=40)) / 120 for _ in range(4000)]
    cuts = quantiles(drawn, n=40)
    low, high = interval(ratio, clusters, 4000, 3)
    assert (low, high) == pytest.approx((cuts[0], cuts[-1]), abs=0.02)


def test_alliances_of_one_war_stand_or_fall_together_so_whole_wars_are_drawn():
    """Ten rows of two wars tell as much as two rows."""
    ratio = [(1, 1)] * 5 + [(0, 1)] * 5
    assert interval(ratio, ["a"] * 5 + ["b"] * 5, 2000, 1) == (0.0, 1.0)
    low, high = interval(ratio, [str(n) for n in range(10)], 2000, 1)
    assert (low, high) == pytest.approx((0.2, 0.8), abs=0.11)


def test_the_same_seed_draws_the_same_interval_and_another_one_another():
    assert interval(RATIO, CLUSTERS, 200, 1) == interval(RATIO, CLUSTERS, 200, 1)
    assert len({interval(RATIO, CLUSTERS, 50, seed) for seed in range(20)}) > 1


def test_where_no_draw_has_anything_to_count_there_is_no_interval():
    assert interval([(0, 0), (0, 0)], ["a", "b"], 100, 1) is None


def test_draws_with_nothing_to_count_are_left_out():
    assert interval([(1, 1), (0, 0)], ["a", "b"], 100, 1) == (1.0, 1.0)


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.booleans()), min_size=1, max_size=12), st.integers(0, 99))
def test_an_interval_of_a_share_lies_between_none_and_all(rows, seed):
    low, high = interval([(int(kept), 1) for _, kept in rows], [war for war, _ in rows], 60, seed)
    assert 0 <= low <= high <= 1
    if len({kept for _, kept in rows}) == 1:
        assert low == high == float(rows[0][1])


def test_a_comparison_has_an_interval_for_each_score_and_each_rate():
    it = compare(trial(*ENGINE), CODERS)
    told = it.intervals(500, 1914)
    assert set(told) == {"precision", "recall", "f1", "agreement", *(f"rates.{group}" for group in RATES)}
    assert told["rates.nonaggression"] is None
    score = it.scores()
    assert all(told[name][0] <= score[name] <= told[name][1] for name in score)
    assert told == it.intervals(500, 1914)
