"""The engine and a logic program, written apart from the same semantics, agree on random worlds."""

from foedus.law.casus import obligations
from hypothesis import event, given, note, settings
from oracle import ask
from worlds import cases


def _told(found):
    return {(o.treaty, o.article, o.promisor, o.promisee): (o.status, sorted(o.turns_on), o.wave) for o in found}


def _expected(verdicts):
    return {key: (v.status, sorted(v.turns_on), v.wave) for key, v in verdicts.items()}


def _differences(found, expected):
    return {k: (found.get(k), expected.get(k)) for k in {*found, *expected} if found.get(k) != expected.get(k)}


@settings(max_examples=700)
@given(cases())
def test_the_engine_and_the_logic_program_give_the_same_verdicts(case):
    world, attack, place = case.world, case.attack, case.place
    answer = ask(world, attack, place)
    note(str(attack))
    for verdict in {v.status for v in answer.closed.values()}:
        event(f"some duty is {verdict}")
    event(f"{max((v.wave for v in answer.closed.values()), default=0)} waves")
    event(f"torn: {bool(answer.torn)}, beside the attackers: {bool(answer.joined_attackers)}")

    plain = obligations(world, attack)
    assert _differences(_told(plain.found), _expected(answer.plain)) == {}

    closed = obligations(world, attack, "honoured")
    assert _differences(_told(closed.found), _expected(answer.closed)) == {}
    assert dict(closed.joined) == answer.joined
    assert dict(closed.joined_attackers) == answer.joined_attackers
    assert set(closed.torn) == answer.torn
