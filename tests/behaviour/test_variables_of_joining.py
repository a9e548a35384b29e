"""The variables of an opportunity, from arrays made by hand."""

from datetime import date

import numpy as np
import pytest

from foedus.behaviour.calls import ARGUABLE, INVOKED, UNMET, Call
from foedus.behaviour.covariates import DYADIC, FIRST, MONADIC, Covariates
from foedus.behaviour.features import ALLIANCE, FEATURES, OTHERS, SOURCES, TRIED, VARIABLES, _ranks, features, outsiders
from foedus.behaviour.past import Entry, Past

CODES = np.array([2, 200, 220, 255, 365])  # United States, Britain, France, Germany, Russia
USA, GBR, FRA, GER, RUS = range(5)
NAN = np.nan
OWED = (*ALLIANCE, "bilateral_other", "any_other")


def made():
    """Two years; every array is of the second year in the first and the other way round, to see which is read."""
    monadic = {name: np.zeros((2, 5), np.float32) for name in MONADIC}
    dyadic = {name: np.full((2, 5, 5), NAN, np.float32) for name in DYADIC}
    monadic["capabilities"][0] = [0.3, 0.2, 0.1, 0.15, NAN]
    monadic["major"][0] = [0, 1, 1, 1, NAN]
    monadic["capabilities"][1] = 9
    monadic["regime"][0] = [0.8, 0.6, NAN, 0.2, 0.1]
    monadic["troops"][0] = [NAN, 999, 0, 99, NAN]
    for name, pairs in {
        "contiguity": {(GBR, FRA): 4, (FRA, GER): 1, (GER, RUS): 1, (USA, RUS): 6},
        "distance": {(USA, GER): 6000, (GBR, GER): 400, (FRA, GER): 0},
        "capitals": {(USA, GER): 6700, (RUS, GER): 1600},
        "rivalry": {(FRA, GER): 1, (GBR, RUS): 1},
        "similarity": {(USA, GER): 0.5, (GBR, GER): 0.1, (FRA, GER): -0.2},
        "institutions": {(USA, GER): 20, (GBR, GER): 30, (FRA, GER): 25},
    }.items():
        for (one, two), value in pairs.items():
            dyadic[name][0, one, two] = dyadic[name][0, two, one] = value
    members = np.ones((2, 5), bool)
    last = dict.fromkeys((*MONADIC, *DYADIC), FIRST + 1)
    return Covariates(CODES, members, monadic, dyadic, last)


def of(row, side, name, calls=None, past=None, sides=(GER, RUS)):
    known = made()
    positions = tuple(np.array([s]) for s in sides)
    states = outsiders(known, FIRST, positions)
    names = ["USA", "GBR", "FRA", "GER", "RUS"]
    found = features(known, FIRST, positions, states, [names[s] for s in states], calls or {}, past or Past([], known))
    assert found.shape == (3, 2, len(VARIABLES))
    return found[list(states).index(row), side, VARIABLES.index(name)]


def test_who_is_in_the_conflict_is_no_outsider():
    assert list(outsiders(made(), FIRST, (np.array([GER]), np.array([RUS])))) == [USA, GBR, FRA]


def test_who_is_not_in_the_system_is_no_outsider():
    known = made()
    known.members[0, FRA] = False
    assert list(outsiders(known, FIRST, (np.array([GER]), np.array([RUS])))) == [USA, GBR]


def test_ranks_lie_between_and_those_alike_share_theirs():
    assert list(_ranks(np.array([10.0, 30.0, 20.0]))) == pytest.approx([1 / 6, 5 / 6, 3 / 6])
    assert list(_ranks(np.array([5.0, 5.0, 9.0]))) == pytest.approx([1 / 3, 1 / 3, 5 / 6])
    assert list(_ranks(np.array([]))) == []


def test_ranks_do_not_change_when_the_world_grows_in_proportion():
    rng = np.random.default_rng(0)
    values = rng.random(40)
    assert list(_ranks(values)) == list(_ranks(values**3 * 1000))


def test_capabilities_are_ranked_among_those_outside():
    ranks = [of(s, 0, "capabilities") for s in (FRA, GBR, USA)]  # 0.1, 0.2, 0.3
    assert ranks == pytest.approx([1 / 6, 3 / 6, 5 / 6])
    assert of(USA, 1, "capabilities_top") == pytest.approx(np.exp(5 * (5 / 6 - 1)))


def test_what_is_near_is_near_by_land_or_a_strait_and_not_by_a_far_sea():
    assert of(FRA, 0, "near_side") == 1
    assert of(FRA, 1, "near_other") == 1
    assert of(FRA, 1, "near_side") == 0
    assert of(USA, 1, "near_side") == 0  # 6 is beyond 400 miles


def test_rivals_count_on_the_side_where_they_are():
    assert (of(FRA, 0, "rival_side"), of(FRA, 0, "rival_other")) == (1, 0)
    assert (of(FRA, 1, "rival_side"), of(FRA, 1, "rival_other")) == (0, 1)
    assert of(GBR, 0, "rival_other") == 1


def test_distance_is_ranked_and_a_gap_takes_the_capitals_or_the_middle():
    ranks = [of(s, 0, "distance_side") for s in (FRA, GBR, USA)]  # to Germany 0, 400, 6000
    assert ranks == pytest.approx([1 / 6, 3 / 6, 5 / 6])
    assert [of(s, 1, "distance_side") for s in (FRA, GBR, USA)] == pytest.approx([0.5] * 3)  # to Russia nobody knows


def test_likeness_and_organisations_are_ranked():
    assert [of(s, 0, "similarity_side") for s in (FRA, GBR, USA)] == pytest.approx([1 / 6, 3 / 6, 5 / 6])
    assert [of(s, 0, "institutions_side") for s in (USA, FRA, GBR)] == pytest.approx([1 / 6, 3 / 6, 5 / 6])


def test_the_two_sides_mirror_one_another():
    pairs = ("near", "distance", "rival", "similarity")
    for state in (USA, GBR, FRA):
        for what in pairs:
            assert of(state, 0, f"{what}_side") == of(state, 1, f"{what}_other")
    swapped = {name: (0, 1) for name in OTHERS if name != "attacked_side"}
    for name in swapped:
        for side in (0, 1):
            assert of(USA, side, name) == of(USA, 1 - side, name, sides=(RUS, GER)), name
    assert [of(USA, n, "attacked_side") for n in (0, 1)] == [0, 1]


def test_the_past_counts_what_was_fought_beside_and_against():
    known = made()
    past = Past(
        [
            Entry(date(1850, 1, 1), GBR, (FRA,), (RUS,), joined=True),
            Entry(date(1851, 1, 1), GBR, (GER,), (RUS,), joined=False),
            Entry(date(1860, 1, 1), USA, (GER,), (RUS,), joined=True),
        ],
        known,
    )
    past.up_to(date(1860, 1, 1))  # the day itself is not before
    assert of(GBR, 0, "joins_before", past=past) == pytest.approx(np.log(2))
    assert of(GBR, 0, "beside_before", past=past) == pytest.approx(np.log(2))
    assert of(GBR, 0, "against_before", past=past) == pytest.approx(np.log(3))
    assert of(GBR, 1, "against_before", past=past) == 0
    assert of(FRA, 0, "joins_before", past=past) == 0
    assert of(USA, 0, "joins_before", past=past) == 0
    past.up_to(date(1860, 1, 2))
    assert of(USA, 0, "joins_before", past=past) == pytest.approx(np.log(2))


def owing(kind, level, **more):
    call = Call(**more)
    call.level[kind] = level
    return call


def test_what_is_owed_to_a_side_is_told_on_it_and_on_the_other():
    calls = {("FRA", 1): owing("defense", INVOKED, bilateral=True, members=2, named=True)}
    assert {name for name in OWED if of(FRA, 1, name, calls)} == {
        "defense_invoked",
        "bilateral",
        "small",
        "named",
        "any_side",
    }
    assert {name for name in OWED if of(FRA, 0, name, calls)} == {"help_other", "bilateral_other", "any_other"}
    assert of(FRA, 1, "small", calls) == 0.5
    assert not [name for name in OWED if of(GBR, 1, name, calls)]


def test_a_promise_that_is_not_met_is_no_help():
    calls = {("FRA", 1): owing("defense", UNMET), ("GBR", 0): owing("neutrality", ARGUABLE)}
    assert {name for name in OWED if of(FRA, 1, name, calls)} == {"defense_unmet", "any_side"}
    assert {name for name in OWED if of(FRA, 0, name, calls)} == {"any_other"}
    assert {name for name in OWED if of(GBR, 1, name, calls)} == {"neutrality_other", "any_other"}
    assert {name for name in OWED if of(GBR, 0, name, calls)} == {"any_side"}


def test_values_are_those_of_the_year_or_of_the_last_that_is_known():
    known = made()
    assert known.year_of("capabilities", FIRST) == FIRST
    assert known.year_of("capabilities", 2026) == FIRST + 1
    assert list(known.of_states("capabilities", 2026)) == [9] * 5
    assert known.place(220) == FRA
    assert known.place(221) is None
    assert known.place(999) is None


def test_two_who_fought_one_war_together_did_so_once():
    """Principals and joiners alike, whoever came first; of a sequence of stages as of one conflict."""
    from foedus.behaviour.conflicts import Conflict
    from foedus.behaviour.opportunities import entries

    class Numbers:
        def of(self, code, _year):
            return {"USA": USA, "GBR": GBR, "FRA": FRA, "DEU": GER, "RUS": RUS}.get(code)

    days = [date(1820, month, 1) for month in (1, 2, 3)]
    one = Conflict("w", 0, days[0], (("DEU", "RUS"), ("FRA",)), {"GBR": 1, "XXX": 0}, {"GBR": days[1]})
    two = Conflict("w", 1, days[1], (("DEU", "RUS"), ("FRA", "GBR")), {"USA": 1}, {"USA": days[2]})
    past = Past(entries([one, two], Numbers()), made())
    past.up_to(days[2])  # the United States are not in yet
    assert past.beside[GER, RUS] == past.beside[RUS, GER] == past.beside[FRA, GBR] == past.beside[GBR, FRA] == 1
    assert past.against[GER, FRA] == past.against[FRA, RUS] == past.against[GBR, GER] == past.against[GER, GBR] == 1
    assert past.beside.sum() == 4
    assert past.against.sum() == 8
    assert list(past.fought) == [0, 1, 1, 1, 1]
    assert list(past.joined) == [0, 1, 0, 0, 0]
    past.up_to(date(1821, 1, 1))
    assert past.beside[USA, GBR] == past.beside[FRA, USA] == past.against[USA, RUS] == 1
    assert past.joined[USA] == 1


def test_regimes_are_values_and_a_gap_takes_the_middle():
    assert [of(s, 0, "regime") for s in (USA, GBR)] == pytest.approx([0.8, 0.6])
    assert of(FRA, 0, "regime") == pytest.approx(0.4)  # the middle of .1, .2, .6 and .8
    assert of(USA, 0, "regime_side") == pytest.approx(1 - 0.6)  # Germany .2
    assert of(USA, 0, "regime_other") == pytest.approx(1 - 0.7)  # Russia .1


def test_forces_abroad_are_known_where_the_united_states_are_one_of_the_two():
    assert of(USA, 0, "troops_side") == pytest.approx(np.log(100))  # in Germany
    assert np.isnan(of(USA, 1, "troops_side"))  # nobody counted them in Russia
    assert np.isnan(of(GBR, 0, "troops_side"))  # British ones in Germany no source tells
    assert of(GBR, 0, "troops_side", sides=(USA, RUS)) == pytest.approx(np.log(1000))
    assert of(FRA, 0, "troops_side", sides=(USA, RUS)) == 0  # a counted nought
    assert of(GBR, 1, "troops_other", sides=(USA, RUS)) == pytest.approx(np.log(1000))


def test_sides_have_a_size_and_a_share_of_the_capabilities():
    assert of(USA, 0, "power_side", sides=(GBR, GER)) == pytest.approx(0.2 / 0.35)
    assert of(USA, 1, "power_side", sides=(GBR, GER)) == pytest.approx(0.15 / 0.35)
    assert of(USA, 0, "size_side") == of(USA, 0, "size_other") == 0


def test_a_variable_that_a_model_knows_has_a_source_or_is_law_or_a_plain_fact():
    assert {c for c in FEATURES if c not in SOURCES} == {"attacked_side", *ALLIANCE}
    assert not set(TRIED) & set(FEATURES)
    arrays = {*MONADIC, *DYADIC, "wars"}
    assert set(SOURCES.values()) <= arrays
    assert "capitals" not in SOURCES.values()  # they only fill gaps
