"""A model asked: what it hears of treaties, what its doubt means, and that all ways of asking tell the same."""

import json
import pickle

import numpy as np
import pytest
from worlds import GROUP, STATES, atlas, clause, treaty

import foedus as fd
from foedus.behaviour.joiners import JoinerModel
from foedus.behaviour.joining import Joining
from foedus.behaviour.shipped import shipped_joiner
from foedus.errors import BadQuestion, UnknownName
from foedus.terms.conditions import All, Atom
from foedus.war import default_model
from foedus.war.day import Day
from foedus.war.intervals import estimate, wilson
from foedus.war.models import identity_of, name_of
from foedus.war.sweep import planned

ON = "2026-11-01"
NATO = "1949-north-atlantic"
BY_ANY = All((Atom("attacked", ("promisee",)), Atom("by", ("any",))))
AT_WAR = Atom("at_war", ("promisee",))


def pact(number, parties, when=BY_ANY, kind="defense", **more):
    return treaty(f"1900-{number}", parties, [clause("1", kind, when, **more)])


WORLD = fd.World((pact(1, ("AAA", "BBB")), pact(2, ("DDD", "BBB"))), "1903-03-03", atlas=atlas())


class Told:
    def __init__(self, mean, draws=None, **more):
        self.mean, self.draws = mean, draws
        self.__dict__.update(more)


class Heeding:
    """Whoever is bound to the target comes more probably; so does whoever is bound to the attacker."""

    def probabilities(self, world, attack):
        sides = {"defending": attack.target, "attacking": attack.attackers[0]}
        everybody = {s for t in WORLD.treaties for s in t.states} - set(sides.values())
        return Told(
            {
                (state, side): 0.7 if any({state, of} <= set(t.states) for t in world.treaties) else 0.1
                for state in everybody
                for side, of in sides.items()
            }
        )


# --- A treaty that is left out ----------------------------------------------------------------------------------------


def of_cascade(world, attack, model, draws):
    run = fd.cascade(world, attack, model, draws, 5, method="simulated")
    return {(e.state, e.side): e.p for e in run.entrants if e.p > 0}


def of_day(day, attack):
    found = day.against(attack.target)
    n = found.attackers.index(attack.attackers[0])
    return {key: float(p[n]) for key, p in found.p.items() if p[n] > 0}


@pytest.mark.parametrize("gone", [("1900-1",), ("1900-1", "1900-2"), ("1900-2", "1900-1")])
def test_a_treaty_left_out_is_left_out_of_what_the_model_hears(gone):
    attack = fd.Attack("CCC", "BBB")
    wanted = of_cascade(WORLD.less(gone), attack, Heeding(), 128)
    assert of_day(Day(WORLD, Heeding(), 128, 5, states=STATES, without=gone), attack) == pytest.approx(wanted)
    day = Day(WORLD, Heeding(), 128, 5, states=STATES)
    day.keep_answers()
    assert of_day(day, attack)["AAA", "defending"] == pytest.approx(0.7)
    for key in gone:
        day = day.less(key)
    assert of_day(day, attack) == pytest.approx(wanted)
    assert day.treaties() == {"1900-1", "1900-2"} - set(gone)


def test_treaties_left_out_stay_out_when_one_more_is():
    attack = fd.Attack("CCC", "BBB")
    sure = {("AAA", "defending"): 0.5, ("DDD", "defending"): 0.5}
    one = Day(WORLD, {}, 128, 5, states=STATES, default=0.5).less("1900-1")
    assert set(of_day(one, attack)) == {("DDD", "defending")}
    assert of_day(one.less("1900-2"), attack) == {}
    # Listed by hand they are bystanders then, as in a cascade of a world without the treaties.
    left = Day(WORLD, sure, 128, 5, states=STATES).less("1900-1").less("1900-2")
    assert of_day(left, attack) == of_cascade(WORLD.less(("1900-1", "1900-2")), attack, sure, 128)


def test_a_plan_leaves_out_what_it_is_told_to():
    plan = planned(fd.treaties(), ON, {}, draws=64, default=0.3, without=(NATO,))
    day = plan.day(plan.days[0])
    assert NATO not in day.treaties()
    whole = planned(fd.treaties(), ON, {}, draws=64, default=0.3)
    less = whole.day(whole.days[0]).less(NATO)
    assert of_day(day, fd.Attack("RUS", "EST")) == of_day(less, fd.Attack("RUS", "EST"))
    assert ("USA", "defending") not in of_day(day, fd.Attack("RUS", "EST"))


def test_an_unknown_treaty_cannot_be_left_out():
    assert WORLD.less(()) is WORLD
    with pytest.raises(UnknownName):
        WORLD.less(("1900-9",))


@pytest.mark.mirror
def test_the_odds_change_only_where_the_treaty_has_a_case():
    """What `heeds_only_the_parties` says of the fitted model: asked anew, everything is as it was kept."""
    world, some = fd.World(fd.treaties(), on=ON), ("RUS", "EST", "PRK", "TUR", "AZE", "IND", "PHL")
    day = Day(world, default_model(), 64, 5, states=some)
    day.keep_answers()
    before = {target: day.against(target) for target in some}
    for key in (NATO, "2024-russia-dprk", "2010-turkey-azerbaijan", "1951-us-philippines"):
        kept, anew = day.less(key), Day(world, default_model(), 64, 5, states=some, without=(key,))
        changed = False
        for target in some:
            one, two = kept.against(target), anew.against(target)
            assert {k: v.tolist() for k, v in one.p.items()} == {k: v.tolist() for k, v in two.p.items()}
            changed |= any((one.p[k] != v).any() for k, v in before[target].p.items() if k in one.p)
        assert changed, key


@pytest.mark.mirror
def test_without_nato_its_members_come_to_estonia_as_bystanders_with_other_odds():
    world, attack = fd.World(fd.treaties(), on=ON), fd.Attack("RUS", "EST")
    day = Day(world, default_model(), 64, 5, states=("RUS", "EST"))
    less = of_day(day.less(NATO), attack)
    run = fd.cascade(world.less((NATO,)), attack, draws=6400, rng=5)
    assert less["USA", "defending"] == pytest.approx(run["USA", "defending"].p)
    assert less["USA", "defending"] < 0.9 * of_day(day, attack)["USA", "defending"]


# --- Whom a model or a file names -------------------------------------------------------------------------------------


class Naming:
    """Names an armed group and others that no treaty knows."""

    def probabilities(self, world, attack):  # noqa: ARG002 - the protocol of models has it
        p = 0.25 if attack.attackers == ("CCC",) else 0.5
        return Told({(GROUP, "attacking"): p, ("III", "defending"): p / 2})


@pytest.mark.parametrize("given", [Naming(), {(GROUP, "attacking"): 0.25, ("III", "defending"): 0.125}])
@pytest.mark.parametrize("states", [STATES, ("CCC", "BBB"), ("CCC", "BBB", "DDD")])
@pytest.mark.parametrize("kernel", ["numpy", "compiled"])
def test_states_that_no_treaty_names_may_enter(given, states, kernel):
    if kernel == "compiled":
        pytest.importorskip("numba", reason="the extra fast is not installed")
    day = Day(WORLD, given, 128, 5, states=states, compiled=kernel == "compiled")
    if len(states) > 2:
        day.against("DDD")
    told = of_day(day, fd.Attack("CCC", "BBB"))
    assert told == pytest.approx(of_cascade(WORLD, fd.Attack("CCC", "BBB"), given, 128))
    assert told[GROUP, "attacking"] == pytest.approx(0.25)


def test_two_states_asked_about_keep_their_own_probabilities():
    class Either:
        def probabilities(self, world, attack):  # noqa: ARG002 - the protocol of models has it
            return Told({("AAA", "defending"): 0.9 if attack.target == "BBB" else 0.2})

    w = fd.World(
        (pact(1, ("AAA", "BBB")), pact(2, ("AAA", "CCC")), pact(3, ("DDD", "AAA"), AT_WAR)), "1903-03-03", atlas=atlas()
    )
    day = Day(w, Either(), 6400, 5, states=("BBB", "CCC"), default=1.0)
    one, two = day.against("BBB"), day.against("CCC")
    assert one.p["DDD", "defending"][0] == pytest.approx(0.9, abs=0.03)
    assert two.p["DDD", "defending"][0] == pytest.approx(0.2, abs=0.03)


# --- Doubt about the parameters ---------------------------------------------------------------------------------------


class Doubtful:
    """Unsure of one state, and more so of whoever follows it."""

    def probabilities(self, world, attack):  # noqa: ARG002 - the protocol of models has it
        draws = np.random.default_rng(3).uniform(0.1, 0.5, 200)
        return Told(
            {("AAA", "defending"): 0.99},  # what has draws counts with their mean
            {("AAA", "defending"): draws, ("DDD", "defending"): np.roll(draws, 50) + 0.4, ("EEE", "attacking"): draws},
        )


SECOND = fd.World(
    (pact(1, ("AAA", "BBB")), pact(2, ("AAA", "DDD")), pact(3, ("CCC", "EEE"), AT_WAR, "offense")),
    "1903-03-03",
    atlas=atlas(),
)
ATTACK = fd.Attack("CCC", "BBB")


@pytest.mark.parametrize("kernel", ["numpy", "compiled"])
def test_few_draws_know_all_that_the_model_says(kernel):
    if kernel == "compiled":
        pytest.importorskip("numba", reason="the extra fast is not installed")
    few, many = (
        fd.cascade(SECOND, ATTACK, Doubtful(), draws, 5, method="simulated", kernel=kernel) for draws in (64, 100_000)
    )
    for key in (("AAA", "defending"), ("EEE", "attacking")):
        one, two = few[key], many[key]
        assert (one.p, one.low, one.high) == pytest.approx((two.p, two.low, two.high), abs=0.03)
        assert one.high - one.low > 0.3
    half = fd.cascade(SECOND, ATTACK, Doubtful(), 6400, 5, method="simulated", kernel=kernel)["DDD", "defending"]
    truth = fd.cascade(SECOND, ATTACK, Doubtful(), method="exact")["DDD", "defending"]
    assert many["DDD", "defending"].p == pytest.approx(truth.p, abs=0.01)
    assert half.low <= truth.p <= half.high
    reach = "64 draws reach 1 of the 200 draws of the model's parameters"
    assert few.caveats == (f"{reach}: sizes and blocs rest on those; 12,800 draws reach all.",)
    assert many.caveats == ()


def test_each_word_takes_the_next_draw_of_the_parameters():
    class Halves:
        def probabilities(self, world, attack):  # noqa: ARG002 - the protocol of models has it
            return Told({}, {("AAA", "defending"): [0.0, 1.0], ("EEE", "attacking"): [1.0, 1.0]})

    simulated, exact = (
        fd.cascade(SECOND, ATTACK, Halves(), 6400, 5, default=1.0, method=method) for method in ("simulated", "exact")
    )
    assert exact["DDD", "defending"].p == 0.5
    assert simulated["DDD", "defending"].p == pytest.approx(0.5)
    assert simulated["DDD", "defending"].p_called == pytest.approx(0.5)


def test_what_few_draws_scatter_is_no_doubt_about_the_parameters():
    rng = np.random.default_rng(7)
    p, draws = np.full(200, 0.5), np.full(200, 64)
    called = rng.binomial(64, 0.4, 200) / 64
    mean, low, high, share = estimate(p, called, draws)
    bottom, top = (0.5 * bound for bound in wilson(share, 12_800))
    assert mean == pytest.approx(0.5 * share)
    assert low < bottom < top < high
    # The scatter of 64 draws alone would make it nine times as wide as the interval of all draws.
    scatter = np.ptp(np.quantile(0.5 * called, (0.025, 0.975)))
    assert scatter > 6 * (top - bottom)
    assert high - low < 0.6 * scatter


def test_a_draw_of_the_parameters_that_nothing_reached_counts_with_the_frequency_of_the_others():
    p, draws = np.array([0.2, 0.4, 0.9]), np.array([64, 64, 0])
    mean, low, high, share = estimate(p, np.array([0.5, 1.0, 0.0]), draws)
    assert share == 0.75
    assert mean == pytest.approx((0.2 * 0.5 + 0.4 * 1.0 + 0.9 * 0.75) / 3)
    assert low < mean < high
    assert estimate(p, np.zeros(3), draws)[0] == 0.0


# --- The model that ships ---------------------------------------------------------------------------------------------


@pytest.mark.mirror
def test_a_sweep_tells_of_a_bystander_what_a_cascade_tells():
    world, attack = fd.World(fd.treaties(), on=ON), fd.Attack("KOR", "PRK")
    swept = of_day(Day(world, default_model(), 64, 5, states=("KOR", "PRK", "CHN")), attack)
    run = fd.cascade(world, attack, draws=12_800, rng=5)
    bystanders = [e for e in run.entrants if e.bystander]
    assert len(bystanders) > 300
    assert {(e.state, e.side): e.p for e in bystanders} == pytest.approx(
        {(e.state, e.side): swept[e.state, e.side] for e in bystanders}
    )
    called = run["RUS", "defending"]
    assert (called.p_called, called.p) == (1.0, pytest.approx(swept["RUS", "defending"]))


@pytest.mark.mirror
def test_a_cascade_tells_of_a_bystander_what_the_odds_tell():
    world, attack = fd.World(fd.treaties(), on=ON), fd.Attack("KOR", "PRK")
    told = fd.odds(world, attack).mean
    run = fd.cascade(world, attack, draws=12_800, rng=5)
    assert {(e.state, e.side): e.p for e in run.entrants if e.bystander} == pytest.approx(
        {(e.state, e.side): told[e.state, e.side] for e in run.entrants if e.bystander}
    )


@pytest.mark.mirror
def test_a_cascade_says_which_model_answered_and_hands_on_its_caveats():
    world, attack = fd.World(fd.treaties(), on=ON), fd.Attack("KOR", "PRK")
    run, told = fd.cascade(world, attack, draws=12_800), fd.odds(world, attack)
    assert run.model == name_of(default_model())
    assert run.caveats == told.caveats
    assert dict(run.years) == told.years
    assert run.missing == told.missing
    plain = run.to_dict()
    assert (plain["model"], plain["years"], plain["caveats"]) == (run.model, told.years, list(told.caveats))
    given = fd.cascade(world, attack, {}, default=0.3)
    assert (given.model, given.caveats, given.to_dict()["years"]) == (None, (), {})
    assert {e.wave for e in run.entrants} == {0, 1}


def refitted():
    told = json.loads(shipped_joiner().to_json())
    told["intercept"] += 1.0
    return Joining(JoinerModel.from_json(json.dumps(told)))


def test_a_question_holds_the_numbers_of_its_model_and_the_sources(monkeypatch):
    shipped, sent = Joining(), pickle.loads(pickle.dumps(Joining()))  # noqa: S301 - made here
    assert identity_of(shipped) == identity_of(Joining(shipped_joiner())) == identity_of(sent)
    assert identity_of(refitted()) != identity_of(shipped)
    assert identity_of(Heeding()) != identity_of(Naming())
    assert name_of(Joining(shipped_joiner())) == name_of(shipped)
    assert "refitted, digest" in name_of(refitted())
    monkeypatch.setattr("foedus.war.models.sources", lambda: ())
    assert identity_of(Joining()) not in (identity_of(refitted()), identity_of(Heeding()))
    one = identity_of(shipped)
    monkeypatch.undo()
    assert identity_of(shipped) != one


def test_a_model_that_nothing_tells_from_another_is_refused():
    class Inside:
        def probabilities(self, world, attack):  # noqa: ARG002 - the protocol of models has it
            return Told({})

    with pytest.raises(BadQuestion, match="at the top of a module"):
        planned(fd.treaties(), ON, Inside()).asked()
