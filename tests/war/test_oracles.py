"""The cascade against the law engine: with certainty its closure, and with chance the same draw by draw."""

import os

import numpy as np
import pytest
from hypothesis import Phase, event, given, note, settings
from hypothesis import strategies as st
from reference import SIDES, one_draw
from worlds import GROUP, STATES, cases, crowds

import foedus as fd
from foedus.war.cascade import cascade
from foedus.war.chances import chances_of
from foedus.war.coins import Coins
from foedus.war.compiled import Compiled
from foedus.war.kernel import run_waves
from foedus.war.outcome import start_of
from foedus.war.reach import Possible
from foedus.war.simulated import _Tossed
from foedus.war.tally import Tally, lanes, spread

PHASES = tuple(Phase) if os.environ.get("HYPOTHESIS_PROFILE") == "search" else (Phase.generate,)
ENOUGH = settings(max_examples=250, phases=PHASES, deadline=None)


def _closure(world, attack):
    owed = fd.obligations(world, attack, "honoured")
    return (
        {s: ("defending", w) for s, w in owed.joined} | {s: ("attacking", w) for s, w in owed.joined_attackers},
        set(owed.torn),
    )


def _certain(world, attack, **more):
    run = cascade(world, attack, {}, 64, default=1.0, **more)
    assert all(e.p == e.p_called == 1.0 for e in run.entrants)
    assert all(p == 1.0 for _, p in run.torn)
    return {e.state: (e.side, e.wave) for e in run.entrants}, {s for s, _ in run.torn}


@ENOUGH
@given(cases())
def test_with_certainty_the_cascade_is_the_closure_on_worlds_of_every_kind(case):
    note(str(case.attack))
    expected = _closure(case.world, case.attack)
    event(f"joined: {bool(expected[0])}, torn: {bool(expected[1])}")
    assert _certain(case.world, case.attack) == expected


@ENOUGH
@given(crowds())
def test_with_certainty_the_cascade_is_the_closure_among_allies(case):
    expected = _closure(case.world, case.attack)
    event(f"{max((w for _, w in expected[0].values()), default=0)} waves, torn: {bool(expected[1])}")
    assert _certain(case.world, case.attack) == expected
    assert _certain(case.world, case.attack, method="simulated") == expected


@ENOUGH
@given(cases() | crowds())
def test_without_any_chance_the_two_parties_stand_alone(case):
    run = cascade(case.world, case.attack, {(s, side): 0.0 for s in (*STATES[:5], GROUP) for side in SIDES})
    assert [(side, size.mean) for side, size in run.sizes] == [
        ("defending", 1.0),
        ("attacking", float(len(case.attack.attackers))),
    ]
    assert all(e.p == 0.0 for e in run.entrants)


class _Kept(Tally):
    """Keeps where everything happened, to compare each draw."""

    def __init__(self):
        super().__init__(lambda _: np.zeros(1))
        self.where = {}

    def called(self, state, side, wave, where):
        for draw in np.flatnonzero(lanes(spread(where, 1))):
            self.where.setdefault(int(draw), {})[state] = (side, wave)

    def torn(self, state, where):
        for draw in np.flatnonzero(lanes(spread(where, 1))):
            self.rent.setdefault(int(draw), set()).add(state)

    def ended(self, defending, attacking):
        self.sides = {
            side: {s: lanes(spread(p, 1)) for s, p in members.items()}
            for side, members in (("defending", defending), ("attacking", attacking))
        }


def _agree_draw_by_draw(case, chances, bystanders, *, only_possible):
    world, attack = case.world, case.attack
    compiled = Compiled(world, dict(attack.facts), {attack.target: case.place}, (*attack.attackers, *STATES, GROUP))
    contested = world.may_be_self_defence(attack.attackers, attack.target) is not None
    possible = Possible(compiled.book, compiled.grounds.bit, attack.attackers, attack.target, contested=contested)
    for state in bystanders:
        for side in SIDES:
            possible.add(state, side)
    compiled.reach(possible, chances.may)
    if not only_possible:
        compiled.watch((*STATES, GROUP))
    circuit = compiled.circuit(possible if only_possible else None)
    standing = tuple((state, side) for state in bystanders for side in SIDES)
    start = start_of(attack, compiled.grounds.bit, standing, contested=contested)
    coin = _Tossed(Coins(7, (0,), 1), chances, 0, circuit.sides)
    kept = _Kept()
    run_waves(circuit, start, coin, kept)
    for draw in range(64):

        def enters(state, side, draw=draw):
            return bool(lanes(spread(coin(state, side), 1))[draw])

        sides, calls, torn = one_draw(world, attack, case.place, enters, bystanders)
        event(f"torn: {bool(torn)}, beside the attackers: {len(sides['attacking']) > len(attack.attackers)}")
        assert kept.where.get(draw, {}) == calls
        assert kept.rent.get(draw, set()) == torn
        for side in SIDES:
            assert {s for s, bits in kept.sides[side].items() if bits[draw]} == set(sides[side])


_P = st.sampled_from((0.0, 0.2, 0.5, 0.5, 0.8, 1.0))


@settings(max_examples=220, phases=PHASES, deadline=None)
@given(cases() | crowds(), st.lists(_P, min_size=18, max_size=18), st.sets(st.sampled_from(STATES), max_size=3))
def test_each_draw_is_the_cascade_of_the_law_engine_on_the_same_coins(case, numbers, standing_by):
    states = {s.code for s in case.world.atlas.states}
    keys = [(s, side) for s in (*STATES, GROUP) if s in states or s == GROUP for side in SIDES]
    chances = chances_of(case.world, case.attack, dict(zip(keys, numbers, strict=False)))
    parties = {*case.attack.attackers, case.attack.target}
    bystanders = tuple(sorted(s for s in standing_by if s in states and s not in parties))
    _agree_draw_by_draw(case, chances, bystanders, only_possible=True)
    _agree_draw_by_draw(case, chances, bystanders, only_possible=False)


@settings(max_examples=120, phases=PHASES, deadline=None)
@given(crowds(), st.lists(_P, min_size=18, max_size=18))
def test_enumeration_and_simulation_agree_within_the_error_of_the_draws(case, numbers):
    codes = [s.code for s in case.world.atlas.states]
    given_p = dict(zip([(s, side) for s in codes for side in SIDES], numbers, strict=False))
    exact = cascade(case.world, case.attack, given_p, method="auto")
    drawn = cascade(case.world, case.attack, given_p, 16_384, method="simulated")
    event(exact.method)
    if exact.method != "exact":
        return
    one = {(e.state, e.side): e for e in exact.entrants}
    for e in drawn.entrants:
        assert abs(one[e.state, e.side].p - e.p) < 0.03
        assert abs(one[e.state, e.side].p_called - e.p_called) < 0.03
    assert all(e.p < 0.01 for key, e in one.items() if key not in {(d.state, d.side) for d in drawn.entrants})
    for (_, a), (_, b) in zip(exact.sizes, drawn.sizes, strict=True):
        assert abs(a.mean - b.mean) < 0.1
        assert abs(sum(p for _, p in a.distribution) - 1) < 1e-9
    if exact.coalitions:
        assert abs(sum(p for _, p in exact.coalitions) - 1) < 1e-9


@pytest.mark.parametrize(
    ("attackers", "target"), [("RUS", "EST"), ("KOR", "PRK"), ("PRK", "KOR"), ("USA", "RUS"), ("CHN", "JPN")]
)
def test_with_certainty_today_is_the_closure(attackers, target):
    world = fd.World(fd.treaties(), on="2026-11-01")
    assert _certain(world, fd.Attack(attackers, target)) == _closure(world, fd.Attack(attackers, target))


@pytest.mark.mirror
@pytest.mark.parametrize(
    ("on", "attackers", "target"),
    [
        ("1914-07-28", "cow:AUH", "SRB"),
        ("1914-08-01", "DEU", "RUS"),
        ("1914-08-04", "DEU", "BEL"),
        ("1939-09-01", "DEU", "POL"),
        ("1939-11-30", "SUN", "FIN"),
        ("1941-12-07", "JPN", "USA"),
        ("1962-10-22", "USA", "CUB"),
    ],
)
def test_with_certainty_two_centuries_of_pledges_give_their_closure(on, attackers, target):
    world = fd.World(fd.treaties("atop"), on=on)
    assert _certain(world, fd.Attack(attackers, target)) == _closure(world, fd.Attack(attackers, target))
