"""Wars, armistices and self-defence, as far as a duty turns on them."""

import pytest
from worlds import atlas, clause, treaty

import foedus as fd
from foedus.law.casus import obligations
from foedus.terms.attacks import Attack
from foedus.terms.conditions import All, Atom
from foedus.terms.wars import Belligerent, Halt, War
from foedus.terms.when import When
from foedus.world import World

PACT = treaty("1900-pact", ("AAA", "BBB"), [clause()])
BESIDE = treaty("1900-beside", ("AAA", "BBB"), [clause("1", "offense", Atom("at_war", ("promisee",)))])


def war(began, against, start="1902-01-01", end=None, halts=(), **more):
    sides = [tuple(s if isinstance(s, Belligerent) else Belligerent(s) for s in side) for side in (began, against)]
    stops = tuple(Halt(When.parse(since), "armistice", When.parse(until) if until else None) for since, until in halts)
    return War("feud", "Feud", *sides, When.parse(start), When.parse(end) if end else None, stops, **more)


def status(feud, on="1903-03-03", it=PACT, attackers="CCC", facts=None, target="BBB"):
    world = World((it,), on, atlas=atlas(wars=[feud]))
    duties = obligations(world, Attack(attackers, target, facts=facts)).of("AAA")
    return next((o.status, o.turns_on) for o in duties if o.promisee == "BBB")


SELF_DEFENCE = ("arguable", ("self_defence",))
INVOKED = ("invoked", ())


def test_if_the_target_began_a_war_that_is_fought_the_attack_may_be_self_defence():
    assert status(war(["BBB"], ["CCC"])) == SELF_DEFENCE
    assert status(war(["BBB"], ["CCC"]), facts={"self_defence": False}) == INVOKED
    assert status(war(["BBB"], ["CCC"]), facts={"self_defence": True}) == ("not_invoked", ())


def test_if_the_attacker_began_it_the_attack_goes_on_and_is_no_self_defence():
    assert status(war(["CCC"], ["BBB"])) == INVOKED


def test_if_it_is_contested_who_began_it_either_side_may_claim_self_defence():
    assert status(war(["CCC"], ["BBB"], who_began_is_contested=True)) == SELF_DEFENCE


def test_a_war_with_somebody_else_is_no_self_defence_against_the_attacker():
    assert status(war(["BBB"], ["DDD"])) == INVOKED
    assert status(war(["EEE"], ["CCC"])) == INVOKED


def test_who_fights_beside_the_one_that_began_it_has_begun_it_too():
    assert status(war(["EEE", "BBB"], ["DDD", "CCC"])) == SELF_DEFENCE


def test_one_victim_among_several_attackers_is_enough():
    assert status(war(["BBB"], ["CCC"]), attackers=("DDD", "CCC")) == SELF_DEFENCE


@pytest.mark.parametrize(
    ("on", "expected"), [("1901-12-31", INVOKED), ("1902-01-01", SELF_DEFENCE), ("1904-01-01", INVOKED)]
)
def test_a_war_gives_self_defence_from_its_first_day_to_the_eve_of_its_end(on, expected):
    assert status(war(["BBB"], ["CCC"], end="1904-01-01"), on) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [("1903-03-02", SELF_DEFENCE), ("1903-03-03", INVOKED), ("1904-04-03", INVOKED), ("1904-04-04", SELF_DEFENCE)],
)
def test_an_armistice_ends_the_claim_to_self_defence_while_it_holds(on, expected):
    assert status(war(["BBB"], ["CCC"], halts=[("1903-03-03", "1904-04-04")]), on) == expected


def test_who_left_the_war_has_no_part_in_it_any_more():
    gone = Belligerent("BBB", exit=When.parse("1903-01-01"))
    assert status(war([gone], ["CCC"])) == INVOKED


def test_help_for_the_victim_from_outside_the_war_is_an_armed_attack_unless_told_otherwise_and_the_answer_says_so():
    world = World((PACT,), "1903-03-03", atlas=atlas(wars=[war(["BBB"], ["CCC"])]))
    owed = obligations(world, Attack("DDD", "BBB"))
    assert owed["AAA"].status == "invoked"
    assert any("collective self-defence" in caveat and "CCC" in caveat for caveat in owed.caveats)
    told = obligations(world, Attack("DDD", "BBB", facts={"self_defence": True}))
    assert [o.status for o in told.of("AAA") if o.promisee == "BBB"] == ["not_invoked"]
    on_the_victim = obligations(
        World((PACT,), "1903-03-03", atlas=atlas(wars=[war(["CCC"], ["BBB"])])), Attack("DDD", "BBB")
    )
    assert not any("collective self-defence" in caveat for caveat in on_the_victim.caveats)


# What is not known to the day is unknown inside its span.


@pytest.mark.parametrize("feud", [{"start": "1903"}, {"end": "1903"}, {"halts": [("1903", None)]}])
def test_a_war_that_perhaps_is_fought_leaves_self_defence_open(feud):
    assert status(war(["BBB"], ["CCC"], **feud)) == SELF_DEFENCE


@pytest.mark.parametrize(
    ("feud", "expected"),
    [
        ({}, INVOKED),
        ({"halts": [("1903-03-03", None)]}, ("not_invoked", ())),
        ({"start": "1903"}, ("arguable", ("at_war",))),
        ({"end": "1903"}, ("arguable", ("at_war",))),
        ({"halts": [("1903", None)]}, ("arguable", ("at_war",))),
        ({"began": [Belligerent("BBB", entry=When.parse("1903"))]}, ("arguable", ("at_war",))),
        ({"began": [Belligerent("BBB", exit=When.parse("1903"))]}, ("arguable", ("at_war",))),
    ],
)
def test_a_state_is_at_war_while_its_war_is_fought_and_perhaps_while_it_perhaps_is(feud, expected):
    """The ally is no side in the attack; it has a war of its own."""
    own = war(feud.pop("began", ["BBB"]), ["DDD"], **feud)
    guarantee = treaty(
        "1900-pact", ("AAA", "BBB"), [clause(when=All((Atom("attacked", ("CCC",)), Atom("at_war", ("BBB",)))))]
    )
    assert status(own, it=guarantee, attackers="EEE", target="CCC") == expected


@pytest.mark.parametrize(
    ("feud", "expected"),
    [
        ({}, INVOKED),
        ({"halts": [("1903-03-03", None)]}, ("not_invoked", ())),
        ({"end": "1903-03-03"}, ("not_invoked", ())),
        ({"start": "1903"}, ("arguable", ("ongoing:feud",))),
        ({"halts": [("1903", None)]}, ("arguable", ("ongoing:feud",))),
    ],
)
def test_a_condition_on_a_war_holds_while_it_is_fought(feud, expected):
    pact = treaty(
        "1900-pact", ("AAA", "BBB"), [clause(when=All((Atom("attacked", ("promisee",)), Atom("ongoing", ("feud",)))))]
    )
    assert status(war(["DDD"], ["EEE"], **feud), it=pact) == expected


def test_whoever_is_attacked_is_at_war_through_the_attack_unless_told_otherwise():
    assert status(war(["DDD"], ["EEE"]), it=BESIDE) == INVOKED
    assert status(war(["DDD"], ["EEE"]), it=BESIDE, facts={"at_war": False}) == ("not_invoked", ())


def test_the_korean_war_is_halted_and_gives_no_self_defence_but_a_caveat():
    world = fd.World(fd.treaties(), on="2026-11-01")
    assert [w.fought for w in world.wars_of("PRK") if w.war.id == "korea-1950"] == [False]
    owed = fd.obligations(world, fd.Attack("PRK", "KOR"))
    assert "self_defence" not in {fact for o in owed for fact in o.turns_on}
    assert any("no peace treaty" in caveat for caveat in owed.caveats)


def test_an_attack_on_the_side_that_began_a_war_still_fought_turns_on_self_defence():
    owed = fd.obligations(fd.World(fd.treaties(), on="2023-06-06"), fd.Attack("UKR", "RUS"))
    csto = [o for o in owed if o.treaty == "1992-csto" and o.kind == "defense"]
    assert csto
    assert all("self_defence" in o.turns_on for o in csto)
