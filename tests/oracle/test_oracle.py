"""The engine and a logic program, written apart from the same semantics, agree on random worlds.

A difference is shown as it was found; `HYPOTHESIS_PROFILE=search` looks at other worlds and shrinks what it finds,
which takes minutes.
"""

import os

from hypothesis import Phase, event, given, note, settings
from worlds import cases, crowds

from foedus.law.casus import obligations
from foedus.terms.obligations import STATUSES
from oracle import ask

PHASES = tuple(Phase) if os.environ.get("HYPOTHESIS_PROFILE") == "search" else (Phase.generate,)


def _told(found):
    return {(o.treaty, o.article, o.promisor, o.promisee): (o.status, sorted(o.turns_on), o.wave) for o in found}


def _expected(verdicts, *, every=False):
    return {
        key: (v.status, sorted(v.turns_on), v.wave) for key, v in verdicts.items() if every or v.status != "not_invoked"
    }


def _differences(found, expected):
    return {k: (found.get(k), expected.get(k)) for k in {*found, *expected} if found.get(k) != expected.get(k)}


def _agree(case):
    world, attack, place = case.world, case.attack, case.place
    answer = ask(world, attack, place)
    note(str(attack))
    for verdict in {v.status for v in answer.closed.values()}:
        event(f"some duty is {verdict}")
    event(f"{max((v.wave for v in answer.closed.values()), default=0)} waves")
    event(f"torn: {bool(answer.torn)}, beside the attackers: {bool(answer.joined_attackers)}")

    plain = obligations(world, attack)
    assert _differences(_told(plain.found), _expected(answer.plain)) == {}
    every = _told(plain.listed(every=True))
    assert (
        _differences({k: v for k, v in every.items() if k in answer.plain}, _expected(answer.plain, every=True)) == {}
    )
    assert {v[0] for k, v in every.items() if k not in answer.plain} <= {"not_invoked", *_stated(attack)}

    closed = obligations(world, attack, "honoured")
    assert _differences(_told(closed.found), _expected(answer.closed)) == {}
    assert dict(closed.joined) == answer.joined
    assert dict(closed.joined_attackers) == answer.joined_attackers
    assert set(closed.torn) == answer.torn


def _stated(attack):
    """Whoever states that a dead treaty is in force may get any verdict on it."""
    return STATUSES if any(name.startswith("in_force@") for name, _ in attack.facts) else ()


@settings(max_examples=350, phases=PHASES)
@given(cases())
def test_the_engine_and_the_logic_program_agree_on_worlds_of_every_kind(case):
    _agree(case)


@settings(max_examples=300, phases=PHASES)
@given(crowds())
def test_the_engine_and_the_logic_program_agree_on_cascades_among_allies(case):
    _agree(case)
