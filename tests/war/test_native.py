"""The compiled kernel says what numpy's says, to the last bit."""

import subprocess
import sys
from random import Random

import numpy as np
import pytest
from hypothesis import Phase, event, given, settings
from hypothesis import strategies as st
from worlds import GROUP, STATES, cases, crowds

import foedus as fd
from foedus.errors import BadQuestion, FoedusError
from foedus.terms.attacks import Attack
from foedus.war import kernels
from foedus.war.chances import SIDES, Chances
from foedus.war.coins import BLOCK, Coins, key_of
from foedus.war.compiled import Bundle, Circuit, Compiled
from foedus.war.day import Day
from foedus.war.formulas import Formulas
from foedus.war.outcome import start_of
from foedus.war.parts import run_here
from foedus.war.reach import Possible
from foedus.war.simulated import simulated
from foedus.war.sweep import planned

pytest.importorskip("numba", reason="the extra fast is not installed")
FEW = settings(max_examples=150, phases=(Phase.generate,), deadline=None)
ON = "2026-11-01"
_P = st.sampled_from((0.0, 0.03, 0.5, 0.77, 0.8, 1.0))


def _arrays(found):
    return {key: value.tolist() for key, value in found.items()}


def _same(one, two):
    assert _arrays(one.called) == _arrays(two.called)
    assert _arrays(one.sizes) == _arrays(two.sizes)
    assert dict(one.since) == dict(two.since)
    assert dict(one.torn) == dict(two.torn)
    assert one.draws.tolist() == two.draws.tolist()
    assert one.pairs.entries == two.pairs.entries
    assert (one.pairs.stack == two.pairs.stack).all()
    assert one.pairs.weights.tolist() == two.pairs.weights.tolist()


def _both_kernels(case, chances, bystanders, draws, *, whole):
    """One attack with either kernel; the whole circuit, with formulas that are never true, or what is possible."""
    from foedus.war.native.simulated import simulated_native

    world, attack = case.world, case.attack
    compiled = Compiled(world, dict(attack.facts), {attack.target: case.place}, (*attack.attackers, *STATES, GROUP))
    contested = world.may_be_self_defence(attack.attackers, attack.target) is not None
    possible = Possible(compiled.book, compiled.grounds.bit, attack.attackers, attack.target, contested=contested)
    standing = tuple((state, side) for state in bystanders for side in SIDES)
    for entry in standing:
        possible.add(*entry)
    compiled.reach(possible, chances.may)
    if whole:
        compiled.watch((*STATES, GROUP))
    start = start_of(attack, compiled.grounds.bit, standing, contested=contested)
    circuit = compiled.circuit(None if whole else possible)
    return [run(circuit, start, chances, draws, 7) for run in (simulated, simulated_native)]


@FEW
@given(
    cases() | crowds(),
    st.lists(_P, min_size=18, max_size=18),
    st.sets(st.sampled_from(STATES), max_size=3),
    st.sampled_from((1, 64, 700, 2500)),
    st.sampled_from((1, 3, 40)),
    st.booleans(),
)
def test_both_kernels_agree_on_worlds_of_every_kind(case, numbers, standing_by, draws, parameters, whole):
    states = {s.code for s in case.world.atlas.states}
    keys = [(s, side) for s in (*STATES, GROUP) if s in states or s == GROUP for side in SIDES]
    mean = dict(zip(keys, numbers, strict=False))
    drawn = {} if parameters == 1 else {k: np.linspace(p / 2, p, parameters) for k, p in list(mean.items())[::2]}
    parties = {*case.attack.attackers, case.attack.target}
    bystanders = sorted(s for s in standing_by if s in states and s not in parties)
    one, two = _both_kernels(case, Chances(mean, drawn, 0.4), bystanders, draws, whole=whole)
    event(f"torn: {bool(one.torn)}, parameters: {parameters}")
    event(f"sides: {sorted({side for _, side in one.called})}")
    _same(one, two)


def _any_circuit(dice):
    """Formulas of every form over leaves of every kind, stranger than any treaty."""
    book, bit = Formulas(), {state: 1 << n for n, state in enumerate(STATES)}
    sets = [dice.getrandbits(len(STATES)) for _ in range(3)]
    kinds = [("war",), *((kind, state) for kind in ("att", "def", "target") for state in STATES[:6])]
    kinds += [(kind, among) for kind in ("atts", "defs") for among in sets]
    kinds += [("hit", among, state) for among in sets for state in STATES[:5]]
    made = [book.leaf_of(*dice.choice(kinds)) for _ in range(14)]
    for _ in range(24):
        parts = dice.sample(made, dice.randint(1, 4))
        made.append(dice.choice((book.every, book.some, book.some, lambda some: book.no(some[0])))(parts))
    bundles = tuple(
        Bundle(tuple(sorted(dice.sample(STATES, dice.randint(1, 4)))), *(dice.choice((0, *made)) for _ in range(2)))
        for _ in range(8)
    )
    plan = tuple((n, op, book.args[n]) for n, op in enumerate(book.op) if op in ("and", "or", "not"))
    grows = set(book.leaf)
    for n, op, args in plan:
        if op != "not" and grows.issuperset(args):
            grows.add(n)
    return Circuit(bundles, plan, frozenset(grows), book.leaf, bit, len(book.op))


@pytest.mark.parametrize("seed", range(40))
def test_both_kernels_agree_on_circuits_of_every_form(seed):
    from foedus.war.native.simulated import simulated_native

    dice = Random(seed)  # noqa: S311 - a made world is no secret
    for _ in range(10):
        circuit, (target, *attackers) = _any_circuit(dice), dice.sample(STATES, dice.randint(2, 3))
        free = [state for state in STATES if state not in (target, *attackers)]
        standing = tuple({(s, dice.choice(SIDES)) for s in dice.choices(free, k=dice.randint(0, 3))})
        attack = Attack(tuple(attackers), target)
        start = start_of(attack, circuit.bit, standing, contested=dice.random() < 0.5)
        _same(*(run(circuit, start, Chances({}, {}, 0.6), 300, 7) for run in (simulated, simulated_native)))


@pytest.mark.parametrize("draws", [3 * BLOCK + 777, BLOCK, 130])
def test_both_kernels_agree_over_blocks_of_draws(draws):
    world = fd.World(fd.treaties(), on=ON)
    attack = Attack("RUS", "EST")
    p = {("CHN", "defending"): 0.3, ("IND", "attacking"): 0.2, ("IND", "defending"): 0.4}
    told = []
    runs = [
        fd.cascade(
            world,
            attack,
            p,
            draws,
            3,
            default=0.5,
            method="simulated",
            kernel=kernel,
            progress=lambda *n: told.append(n),
        )
        for kernel in ("numpy", "compiled")
    ]
    assert len(runs[0].entrants) > 30
    assert runs[0] == runs[1]
    assert runs[0].to_dict() == runs[1].to_dict()
    assert runs[0].together().equals(runs[1].together())
    half = len(told) // 2
    assert told[:half] == told[half:]
    assert told[-1] == (draws, draws)


def test_the_coins_of_both_kernels_are_the_same():
    from foedus.war.native.block import toss_block
    from foedus.war.native.coins import odds, streams

    p = np.array([0.0, 1.0, 0.5, 0.3, 1e-9, 1 - 1e-9, 0.001])
    names = [f"S{n}" for n in range(len(p))]
    coins = np.zeros((4, 2, len(p), 16), dtype=np.uint64)
    toss_block(streams(5, names), odds(p[None], p[None]), 2, coins)
    for n, name in enumerate(names):
        for k, side in enumerate(SIDES):
            expected = Coins(5, (2,), 64).toss(name, side, np.full(64, p[n]))
            assert (coins[:, k, n].reshape(64) == expected).all(), (name, side)


def test_the_numbers_of_a_seed_are_those_of_last_year():
    from foedus.war.coins import numbers

    drawn = numbers(1914, "RUS", 3)
    assert key_of(1914, "RUS").tolist() == [13664101287448107068, 1694686289845275372, 1266160347461620373]
    assert (int(drawn.rest[0]), int(drawn.rest[17]), int(drawn.rows[0, 0]), int(drawn.rows[7, 1023])) == (
        12497248378135360592,
        3695366744332013722,
        11960295931837832834,
        9515184634036210572,
    )


class Model:
    """Other probabilities for every attack, so that nothing can be shared."""

    def probabilities(self, world, attack):  # noqa: ARG002 - the protocol of models has it
        (attacker,) = attack.attackers
        p = (sum(map(ord, attacker + attack.target)) % 10) / 10
        mean = {("USA", "defending"): p, ("FRA", "defending"): p / 2, ("BRA", "attacking"): p / 3}
        if attacker < "M":
            mean["IND", "attacking"] = 0.3
        return type("Told", (), {"mean": mean, "draws": None})()


@pytest.mark.parametrize(
    ("given_p", "draws", "targets"),
    [
        ({("RUS", "defending"): 0.35, ("CHN", "attacking"): 0.1, ("CHN", "defending"): 0.9}, 1024, None),
        ({}, BLOCK + 100, ("EST",)),
        (Model(), 1100, ("EST", "PRK")),
    ],
)
def test_a_sweep_says_the_same_with_either_kernel(given_p, draws, targets):
    world = fd.World(fd.treaties(), on=ON)
    days = [Day(world, given_p, draws, 5, default=0.5, compiled=compiled) for compiled in (False, True)]
    days += [day.less("1949-north-atlantic") for day in days]
    for target in targets or days[0].states[::7]:
        for one, two in (days[:2], days[2:]):
            told, again = one.against(target), two.against(target)
            assert told.called.keys() == again.called.keys()
            assert _arrays(told.p) == _arrays(again.p)
            assert _arrays(told.called) == _arrays(again.called)
            assert told.widens.tolist() == again.widens.tolist()


def test_a_sweep_is_written_the_same_with_either_kernel(tmp_path):
    for kernel in ("numpy", "compiled"):
        plan = planned(fd.treaties(), "1914-07-28", {}, draws=128, default=0.5, kernel=kernel)
        run_here(plan, tmp_path / f"{kernel}.parquet")
    assert (tmp_path / "numpy.parquet").read_bytes() == (tmp_path / "compiled.parquet").read_bytes()


# --- When it is used -------------------------------------------------------------------------------------------------


def test_a_plain_answer_does_not_load_numba():
    program = (
        "import sys, foedus as fd; w = fd.World(fd.treaties(), on='2026-11-01');"
        "fd.cascade(w, fd.Attack('RUS', 'EST'), {}, 100_000, default=0.4); print('numba' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=True, capture_output=True).stdout == b"False\n"


def test_many_draws_take_the_compiled_kernel_where_it_is_there(monkeypatch):
    assert kernels.use_compiled("auto", pays=kernels.pays(10_000_000))
    assert not kernels.use_compiled("auto", pays=kernels.pays(100_000))
    assert not kernels.use_compiled("numpy", pays=True)
    monkeypatch.setattr(kernels, "find_spec", lambda _: None)
    assert not kernels.use_compiled("auto", pays=True)


def test_only_who_asks_for_the_compiled_kernel_hears_that_it_is_missing(monkeypatch):
    monkeypatch.setattr(kernels, "find_spec", lambda _: None)
    world = fd.World(fd.treaties(), on=ON)
    assert fd.cascade(world, Attack("KOR", "PRK"), {}, 10, default=0.5).entrants
    with pytest.raises(FoedusError, match=r"needs numba: install foedus\[fast\]"):
        fd.cascade(world, Attack("KOR", "PRK"), {}, 10, default=0.5, kernel="compiled")
    with pytest.raises(FoedusError, match=r"needs numba: install foedus\[fast\]"):
        planned(fd.treaties(), ON, {}, kernel="compiled")


def test_another_kernel_is_refused():
    world = fd.World(fd.treaties(), on=ON)
    with pytest.raises(BadQuestion, match="unknown kernel 'gpu'; say auto, numpy or compiled"):
        fd.cascade(world, Attack("KOR", "PRK"), {}, 10, kernel="gpu")
    with pytest.raises(BadQuestion, match="unknown kernel 'gpu'"):
        planned(fd.treaties(), ON, {}, kernel="gpu")


def test_a_kernel_that_changed_is_compiled_anew(monkeypatch, tmp_path):
    from foedus.war.native import jit

    before = jit._source()
    monkeypatch.setattr(jit, "__file__", str(tmp_path / "native" / "jit.py"))
    (tmp_path / "native").mkdir()
    (tmp_path / "coins.py").write_text("", encoding="utf-8")
    assert jit._source() != before
