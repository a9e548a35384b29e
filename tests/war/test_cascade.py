"""One attack: what is said, with which certainty, and that nothing depends on how it is worked out."""

import json
import subprocess
import sys
from dataclasses import dataclass

import numpy as np
import pytest
from worlds import atlas, clause, treaty

import foedus as fd
from foedus.errors import BadQuestion, UnknownName
from foedus.terms.conditions import All, Atom
from foedus.war.chances import chances_of
from foedus.war.coins import BLOCK, Coins, numbers
from foedus.war.compiled import Compiled
from foedus.war.outcome import start_of
from foedus.war.reach import Possible
from foedus.war.simulated import simulated

BY_ANY = All((Atom("attacked", ("promisee",)), Atom("by", ("any",))))
AT_WAR = Atom("at_war", ("promisee",))


def pact(number, parties, when=BY_ANY, kind="defense", **more):
    return treaty(f"1900-{number}", parties, [clause("1", kind, when, **more)])


def world(*treaties):
    return fd.World(treaties, "1903-03-03", atlas=atlas())


CHAIN = world(
    pact(1, ("AAA", "BBB")),
    pact(2, ("AAA", "DDD")),
    pact(3, ("CCC", "EEE"), AT_WAR, "offense"),
    pact(4, ("FFF", "BBB", "HHH")),
)
ATTACK = fd.Attack("CCC", "BBB")


def test_a_called_ally_enters_with_its_own_probability():
    run = fd.cascade(CHAIN, ATTACK, {("AAA", "defending"): 0.25})
    entrant = run["AAA", "defending"]
    assert (entrant.p, entrant.low, entrant.high, entrant.p_called, entrant.wave) == (0.25, 0.25, 0.25, 1.0, 1)
    assert run.method == "exact"


def test_an_ally_of_an_ally_is_called_only_if_the_first_comes_and_is_attacked():
    p = {("AAA", "defending"): 0.5, ("EEE", "attacking"): 0.5, ("DDD", "defending"): 1.0}
    run = fd.cascade(CHAIN, ATTACK, p)
    # CCC attacks BBB; AAA comes to its help; EEE comes to that of CCC and so attacks AAA; then DDD owes AAA help.
    assert run["DDD", "defending"].p_called == pytest.approx(0.25)
    assert run["DDD", "defending"].wave == 2


def test_a_state_that_nobody_lists_stays_out_and_its_call_is_told():
    run = fd.cascade(CHAIN, ATTACK, {})
    assert run["AAA", "defending"].p == 0.0
    assert run["AAA", "defending"].p_called == 1.0
    assert run.sizes[0][1].mean == 1.0


def test_the_default_holds_for_whoever_is_called_and_not_listed():
    run = fd.cascade(CHAIN, ATTACK, {("AAA", "defending"): 1.0}, default=0.5)
    assert run["AAA", "defending"].p == 1.0
    assert run["HHH", "defending"].p == 0.5


def test_a_bystander_takes_its_chance_once_at_the_start():
    run = fd.cascade(CHAIN, ATTACK, {("III", "attacking"): 0.4, ("AAA", "defending"): 1.0, ("DDD", "defending"): 1.0})
    bystander = run["III", "attacking"]
    assert (bystander.p, bystander.p_called, bystander.wave, bystander.bystander) == (0.4, 0.0, 0, True)
    # It attacks whoever then defends; AAA enters in wave 1, after it, so that nobody attacks AAA and DDD stays home.
    with pytest.raises(KeyError, match="DDD"):
        run["DDD", "defending"]


def test_a_bystander_may_draw_others_in():
    w = world(pact(1, ("AAA", "BBB")), pact(2, ("III", "HHH"), AT_WAR, "offense"))
    run = fd.cascade(w, ATTACK, {("III", "attacking"): 0.5, ("HHH", "attacking"): 1.0})
    assert run["HHH", "attacking"].bystander, "no chain of duties leads from the attack to it"
    run = fd.cascade(w, ATTACK, {("III", "attacking"): 0.5}, default=1.0)
    assert run["HHH", "attacking"].p_called == pytest.approx(0.5)


def test_a_bystander_that_would_take_both_sides_takes_none():
    sides = {("III", "attacking"): 1.0, ("III", "defending"): 1.0}
    run = fd.cascade(CHAIN, ATTACK, sides)
    assert [e.p for e in run.entrants if e.state == "III"] == [0.0, 0.0]
    half = {("III", "attacking"): 0.5, ("III", "defending"): 0.5}
    for method in ("exact", "simulated"):
        run = fd.cascade(world(pact(1, ("III", "HHH"), AT_WAR, "offense")), ATTACK, half, default=1.0, method=method)
        assert run["HHH", "attacking"].p == pytest.approx(0.5, abs=0.01)
        assert run["HHH", "defending"].p == pytest.approx(0.5, abs=0.01)


def test_a_state_called_to_both_sides_is_torn_and_told():
    w = world(pact(1, ("AAA", "BBB")), pact(2, ("AAA", "CCC"), AT_WAR, "offense"))
    run = fd.cascade(w, ATTACK, {}, default=1.0)
    assert run.torn == (("AAA", 1.0),)
    assert run.entrants == ()


def test_coalitions_are_listed_where_they_are_few():
    run = fd.cascade(CHAIN, ATTACK, {("AAA", "defending"): 0.5})
    assert run.coalitions == (((), 0.5), ((("AAA", "defending"),), 0.5))
    assert run.to_dict()["coalitions"][1] == {"p": 0.5, "entrants": [{"state": "AAA", "side": "defending"}]}


def test_states_that_come_together_are_a_bloc():
    chain = [pact(n, pair, AT_WAR, "offense") for n, pair in enumerate((("CCC", "AAA"), ("AAA", "DDD")))]
    run = fd.cascade(world(*chain), ATTACK, {("AAA", "attacking"): 0.3}, default=1.0)
    assert [(bloc.side, bloc.states) for bloc in run.blocs()] == [("attacking", ("AAA", "DDD"))]
    assert run.together().rows() == [("AAA", "attacking", "DDD", "attacking", pytest.approx(0.3))]


@dataclass(frozen=True)
class Told:
    mean: dict
    draws: dict | None = None


class Doubtful:
    """A model that is unsure of its parameters."""

    def probabilities(self, world, attack):  # noqa: ARG002 - it says the same of every attack
        draws = np.linspace(0.1, 0.5, 41)
        return Told({("AAA", "defending"): 0.3}, {("AAA", "defending"): draws})


@pytest.mark.parametrize("method", ["exact", "simulated"])
def test_uncertain_parameters_widen_the_interval(method):
    run = fd.cascade(CHAIN, ATTACK, Doubtful(), 200_000, method=method)
    entrant = run["AAA", "defending"]
    assert run.parameters == 41
    assert entrant.p == pytest.approx(0.3, abs=1e-3)
    assert entrant.low == pytest.approx(0.11, abs=0.005)
    assert entrant.high == pytest.approx(0.49, abs=0.005)


def test_the_interval_holds_the_truth_in_about_95_of_100_runs():
    p = {("AAA", "defending"): 0.5, ("EEE", "attacking"): 0.5, ("DDD", "defending"): 0.8}
    inside = 0
    for seed in range(200):
        entrant = fd.cascade(CHAIN, ATTACK, p, 640, seed, method="simulated")["DDD", "defending"]
        inside += entrant.low <= 0.2 <= entrant.high
    assert 180 <= inside <= 199


# --- The same bytes, however it is worked out ------------------------------------------------------------------------


def _run(draws, at_once):
    compiled = Compiled(CHAIN, {}, {"BBB": CHAIN.atlas.home("BBB")}, ("CCC", "III"))
    known = chances_of(CHAIN, ATTACK, {("III", "attacking"): 0.4}, 0.37)
    possible = Possible(compiled.book, compiled.grounds.bit, ("CCC",), "BBB", contested=False)
    possible.add("III", "attacking")
    compiled.reach(possible, known.may)
    start = start_of(ATTACK, compiled.grounds.bit, (("III", "attacking"),), contested=False)
    found = simulated(compiled.circuit(possible), start, known, draws, 5, at_once=at_once)
    return (
        {key: value.tolist() for key, value in found.called.items()},
        {side: sizes.tolist() for side, sizes in found.sizes.items()},
        found.pairs.matrix().tolist(),
        dict(found.torn),
    )


def test_nothing_depends_on_how_many_draws_are_worked_on_at_once():
    draws = 3 * BLOCK + 777
    assert _run(draws, 1) == _run(draws, 2) == _run(draws, 4)


def test_the_same_seed_gives_the_same_bytes_in_another_process():
    program = (
        "import foedus as fd, json; w = fd.World(fd.treaties(), on='2026-11-01');"
        "print(json.dumps(fd.cascade(w, fd.Attack('RUS', 'EST'), {}, 5000, 7, default=0.4).to_dict()))"
    )
    told = [subprocess.run([sys.executable, "-c", program], check=True, capture_output=True).stdout for _ in range(2)]
    assert told[0] == told[1]
    w = fd.World(fd.treaties(), on="2026-11-01")
    assert json.loads(told[0]) == fd.cascade(w, fd.Attack("RUS", "EST"), {}, 5000, 7, default=0.4).to_dict()
    assert json.loads(told[0]) != fd.cascade(w, fd.Attack("RUS", "EST"), {}, 5000, 8, default=0.4).to_dict()


def test_a_coin_falls_with_its_probability_and_a_higher_one_keeps_every_head():
    for p in (0.001, 0.0625, 0.3, 0.5, 0.999):
        share = np.mean([np.bitwise_count(numbers(3, "RUS", n).below(p)).sum() / BLOCK for n in range(40)])
        assert share == pytest.approx(p, abs=5 * np.sqrt(p * (1 - p) / (30 * BLOCK)))
    coins = numbers(3, "RUS", 0)
    for one, two in ((0.1, 0.2), (0.5, 0.5001), (0.3, 0.30000001)):
        assert not (coins.below(one) & ~coins.below(two)).any()
        assert (coins.below(np.full(1024, one)) == coins.below(one)).all()


def test_the_coins_of_a_state_do_not_depend_on_who_else_is_asked():
    one = Coins(9, range(2), 1500)
    two = Coins(9, range(1), 1024)
    one.toss("FRA", "defending", 0.4)
    assert (one.toss("RUS", "defending", 0.4)[:1024] == two.toss("RUS", "defending", 0.4)).all()
    assert (one.toss("RUS", "defending", 0.4) != one.toss("FRA", "defending", 0.4)).any()
    assert not (one.toss("RUS", "defending", 0.4) & one.toss("RUS", "attacking", 0.6)).any()


def test_memory_does_not_grow_with_the_number_of_draws():
    import tracemalloc

    peaks = []
    for draws in (2 * BLOCK, 12 * BLOCK):
        tracemalloc.start()
        fd.cascade(CHAIN, ATTACK, {}, draws, default=0.5, method="simulated")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0] < 64e6


# --- Bad input -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("draws", [0, -5, 10**12, 2.5, True])
def test_no_draws_and_absurdly_many_are_refused(draws):
    with pytest.raises(BadQuestion, match="draws cannot be made: ask for a whole number from 1 to 1,000,000,000"):
        fd.cascade(CHAIN, ATTACK, {}, draws)


def test_all_mistakes_in_the_probabilities_are_told_at_once():
    wrong = {
        ("AAA", "defending"): 1.2,
        ("AAAA", "attacking"): 0.5,
        ("BBB", "left"): 0.1,
        ("DDD", "attacking"): float("nan"),
    }
    with pytest.raises(BadQuestion) as caught:
        fd.cascade(CHAIN, ATTACK, wrong)
    told = str(caught.value)
    assert told.startswith("4 mistakes:")
    for part in ("1.2 is no probability", "unknown state 'AAAA'", "the side is defending or attacking", "nan"):
        assert part in told


def test_what_is_neither_a_mapping_nor_a_model_is_refused():
    with pytest.raises(BadQuestion, match="a mapping"):
        fd.cascade(CHAIN, ATTACK, 0.3)
    with pytest.raises(BadQuestion, match="no seed"):
        fd.cascade(CHAIN, ATTACK, {}, 10, -1)
    with pytest.raises(UnknownName):
        fd.cascade(CHAIN, fd.Attack("CCC", "Atlantis"), {})
    w = fd.World(fd.treaties(), on="2026-11-01")
    with pytest.raises(BadQuestion, match="too many to try"):
        fd.cascade(w, fd.Attack("RUS", "EST"), {}, default=0.5, method="exact")


# --- What is reported ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["exact", "simulated"])
def test_the_wave_told_is_the_first_in_which_a_state_may_be_called(method):
    w = world(
        pact(1, ("AAA", "BBB")),
        pact(2, ("FFF", "BBB")),
        pact(3, ("DDD", "AAA"), AT_WAR),
        pact(4, ("III", "FFF"), AT_WAR),
        pact(5, ("DDD", "III"), AT_WAR),
    )
    run = fd.cascade(w, ATTACK, {}, 6400, default=0.5, method=method)
    # By AAA it is called in the second wave, by FFF and III in the third.
    assert run["DDD", "defending"].wave == 2
    assert run["III", "defending"].wave == 2
    assert (
        fd.cascade(w, ATTACK, {("AAA", "defending"): 0.0}, 6400, default=0.5, method=method)["DDD", "defending"].wave
        == 3
    )


@pytest.mark.parametrize("method", ["exact", "simulated"])
def test_the_interval_of_a_size_holds_95_of_100_draws(method):
    six = ("AAA", "DDD", "EEE", "FFF", "HHH", "III")
    w = world(*(pact(n, (state, "BBB")) for n, state in enumerate(six)))
    size = dict(fd.cascade(w, ATTACK, {}, 100_000, default=0.5, method=method).sizes)["defending"]
    # One and a binomial of six: nobody in 1.6 of 100 draws, one in 9.4; all but one in 9.4, all in 1.6.
    assert (size.low, size.high) == (2, 6)
    assert size.mean == pytest.approx(4.0, abs=0.02)


@pytest.mark.parametrize("method", ["exact", "simulated"])
def test_states_that_come_each_by_itself_are_no_bloc(method):
    w = world(pact(1, ("AAA", "BBB")), pact(2, ("FFF", "BBB")), pact(3, ("DDD", "AAA"), AT_WAR))
    p = {("AAA", "defending"): 0.4, ("FFF", "defending"): 0.4, ("DDD", "defending"): 0.9}
    run = fd.cascade(w, ATTACK, p, 20_000, method=method)
    assert [(bloc.side, bloc.states) for bloc in run.blocs()] == [("defending", ("AAA", "DDD"))]
