"""What each condition of a treaty finds in the facts of an attack."""

import pytest
from worlds import GROUP, atlas, clause, treaty

from foedus.law.casus import obligations
from foedus.law.situation import FACTS
from foedus.terms.attacks import Attack
from foedus.terms.conditions import All, Any, Atom, Not
from foedus.terms.places import Area, AreaItem
from foedus.world import World

ATTACKED = Atom("attacked", ("promisee",))
HOME = Area("home", "Home", (AreaItem(sovereign=("promisee",)),))


def status(condition, attackers="CCC", facts=None, parties=("AAA", "BBB"), kind="defense"):
    """How the duty of AAA to help BBB stands when BBB is attacked."""
    pact = treaty("1900-pact", parties, [clause("1", kind, condition)])
    owed = obligations(World((pact,), "1903-03-03", atlas=atlas(areas=(HOME,))), Attack(attackers, "BBB", facts=facts))
    return next((o.status, o.turns_on) for o in owed.of("AAA") if o.promisee == "BBB")


def also(*parts):
    return All((ATTACKED, *parts))


INVOKED, NOT = ("invoked", ()), ("not_invoked", ())


def arguable(*facts):
    return ("arguable", facts)


@pytest.mark.parametrize(
    ("whom", "attackers", "expected"),
    [
        (("any",), "CCC", INVOKED),
        (("any",), GROUP, INVOKED),
        (("state",), "CCC", INVOKED),
        (("state",), GROUP, NOT),
        (("state",), (GROUP, "CCC"), INVOKED),
        (("CCC", "DDD"), "CCC", INVOKED),
        (("CCC", "DDD"), "EEE", NOT),
        (("CCC",), ("EEE", "CCC"), INVOKED),
        (("non_member",), "CCC", INVOKED),
        (("non_member",), "EEE", NOT),
        (("non_member",), ("EEE", "CCC"), INVOKED),
    ],
)
def test_by_whom_asks_for_one_attacker_of_that_kind(whom, attackers, expected):
    assert status(also(Atom("by", whom)), attackers, parties=("AAA", "BBB", "EEE")) == expected


@pytest.mark.parametrize("least", ["2", "3"])
def test_a_number_of_adversaries_is_reached_or_not(least):
    condition = also(Atom("adversaries_at_least", (least,)))
    assert status(condition, ("CCC", "DDD")) == (INVOKED if least == "2" else NOT)
    assert status(condition, ("CCC", "DDD", "EEE")) == INVOKED
    assert status(condition) == NOT


@pytest.mark.parametrize("fact", ["unprovoked", "on_request", "demands_unmet"])
def test_what_only_a_statement_can_settle_is_unknown_until_stated(fact):
    condition = also(Atom(fact))
    assert status(condition) == arguable(fact)
    assert status(condition, facts={fact: True}) == INVOKED
    assert status(condition, facts={fact: False}) == NOT


def test_what_the_record_does_not_settle_is_named_and_can_be_told():
    condition = also(Atom("uncoded", ("text_unpublished",)))
    assert status(condition) == arguable("text_unpublished")
    assert status(condition, facts={"text_unpublished": True}) == INVOKED


def test_an_attack_among_states_is_no_internal_conflict_and_one_by_a_group_may_be():
    condition = also(Atom("by", ("any",)), Atom("internal_conflict"))
    assert status(condition) == NOT
    assert status(condition, GROUP) == arguable("internal_conflict")


def test_a_state_under_attack_is_threatened_a_fortiori_and_others_are_not_unless_stated():
    consult = Atom("threatened", ("promisee",))
    assert status(consult, kind="consultation") == INVOKED
    elsewhere = also(Atom("threatened", ("DDD",)))
    assert status(elsewhere) == NOT
    assert status(elsewhere, facts={"threatened": True}) == INVOKED
    assert status(elsewhere, facts={"threatened": None}) == arguable("threatened")


def test_an_armed_attack_can_be_denied_or_left_open():
    assert status(ATTACKED, facts={"armed_attack": False}) == NOT
    assert status(ATTACKED, facts={"armed_attack": None}) == arguable("armed_attack")


def test_the_place_of_the_attack_is_the_target_s_home_and_can_be_overruled_by_a_statement():
    condition = also(Atom("within", ("home",)))
    assert status(condition) == INVOKED
    assert status(condition, facts={"within:home": False}) == NOT
    assert status(condition, facts={"within:home": None}) == arguable("within:home")


def test_any_asks_for_one_all_for_each_and_not_for_the_opposite():
    yes, no, open_ = Atom("by", ("state",)), Atom("by", ("DDD",)), Atom("on_request")
    assert status(also(Any((no, yes)))) == INVOKED
    assert status(also(All((no, yes)))) == NOT
    assert status(also(Not(no))) == INVOKED
    assert status(also(Not(yes))) == NOT
    assert status(also(Any((open_, yes)))) == INVOKED
    assert status(also(Any((open_, no)))) == arguable("on_request")
    assert status(also(All((open_, no)))) == NOT
    assert status(also(Not(open_))) == arguable("on_request")


def test_nonaggression_is_due_from_the_attacker_and_from_nobody_else():
    pact = treaty("1900-peace", ("AAA", "BBB", "CCC"), [clause("1", "nonaggression")])
    owed = obligations(World((pact,), "1903-03-03", atlas=atlas()), Attack("CCC", "BBB"))
    assert {(o.promisor, o.promisee): o.status for o in owed} == {("CCC", "BBB"): "invoked"}


def test_neutrality_is_due_towards_whoever_is_at_war_through_the_attack():
    pact = treaty("1900-neutral", ("AAA", "CCC"), [clause("1", "neutrality")])
    owed = obligations(World((pact,), "1903-03-03", atlas=atlas()), Attack("CCC", "BBB"))
    assert {(o.promisor, o.promisee): o.status for o in owed} == {("AAA", "CCC"): "invoked"}


def test_where_a_joiner_is_attacked_is_not_known_unless_stated_for_all_or_for_one_treaty():
    treaties = (
        treaty("1900-defense", ("DDD", "BBB"), [clause(when=also(Atom("by", ("any",))))]),
        treaty(
            "1900-beside", ("EEE", "CCC"), [clause("1", "offense", Atom("at_war", ("promisee",)), promisors=("EEE",))]
        ),
        treaty("1900-limited", ("AAA", "DDD"), [clause(when=also(Atom("by", ("any",)), Atom("within", ("home",))))]),
    )
    world = World(treaties, "1903-03-03", atlas=atlas(areas=(HOME,)))

    def helps(**facts):
        owed = obligations(world, Attack("CCC", "BBB", facts=facts), "honoured")
        return [(o.status, o.turns_on) for o in owed if o.promisor == "AAA" and o.promisee == "DDD"]

    assert helps() == [arguable("where")]
    assert helps(where=True) == [INVOKED]
    assert helps(**{"where@1900-limited": True}) == [INVOKED]
    assert helps(**{"where@1900-beside": True}) == [arguable("where")]


def test_every_fact_that_can_be_stated_is_listed_once_in_order():
    assert list(FACTS) == sorted(set(FACTS))
