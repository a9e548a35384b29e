"""A war as it went, put before the engine: many attack, many are attacked, and others are at war with them."""

import pytest
from worlds import GROUP, atlas, clause, treaty

from foedus.law.replay import Replay
from foedus.law.verdict import judge_case
from foedus.terms.conditions import All, Any, Atom, Not
from foedus.terms.places import Area, AreaItem, Place
from foedus.terms.wars import Belligerent, War
from foedus.terms.when import When
from foedus.world import World

ATTACKED, AT_WAR = Atom("attacked", ("promisee",)), Atom("at_war", ("promisee",))
BY = {state: Atom("by", (state,)) for state in ("CCC", "DDD", "EEE")}

# CCC attacks BBB, DDD attacks EEE; BBB and EEE fight beside one another against both.
TWO_FRONTS = {"BBB": ("CCC",), "EEE": ("DDD",)}
ENEMIES = {"BBB": ("CCC", "DDD"), "EEE": ("CCC", "DDD"), "CCC": ("BBB", "EEE"), "DDD": ("BBB", "EEE")}


def replay(*treaties, attackers=None, enemies=None, scenes=None, disputed=(), **more):
    world = World(treaties, "1903-03-03", atlas=atlas(**more))
    sources = {"BBB": "a history: 1903-03-03"}
    told = (attackers or TWO_FRONTS, enemies or ENEMIES, scenes or {}, frozenset(disputed))
    return Replay(world, *told, sources)


def found(it):
    """Every duty that is touched: who owes it to whom, how it stands, on what it turns, against whom."""
    cases = {case.key: case for state in it.involved for case in it.cases(state)}
    return {
        (o.promisor, o.promisee): (o.status, o.turns_on, o.against)
        for case in cases.values()
        for _, o in judge_case(case, it)
    }


def pact(condition, kind="defense", parties=("AAA", "BBB"), **more):
    return treaty("1900-pact", parties, [clause("1", kind, condition, promisors=("AAA",))], **more)


def test_a_case_that_asks_for_an_attack_is_about_the_attackers_of_the_promisee_alone():
    assert found(replay(pact(ATTACKED))) == {("AAA", "BBB"): ("invoked", (), ("CCC",))}
    assert found(replay(pact(All((ATTACKED, BY["DDD"]))))) == {}


def test_a_case_that_asks_for_war_is_about_everybody_with_whom_the_promisee_is_at_war():
    help_in_war = pact(All((AT_WAR, BY["DDD"])), "offense")
    assert found(replay(help_in_war)) == {("AAA", "BBB"): ("invoked", (), ("CCC", "DDD"))}
    assert found(replay(pact(All((AT_WAR, BY["EEE"])), "offense"))) == {}


def test_a_case_of_whoever_attacks_is_about_its_enemies():
    beside = pact(AT_WAR, "offense", ("AAA", "CCC"))
    assert found(replay(beside)) == {("AAA", "CCC"): ("invoked", (), ("BBB", "EEE"))}
    assert found(replay(pact(ATTACKED, parties=("AAA", "CCC")))) == {}


def test_who_stands_outside_the_war_is_owed_nothing():
    assert found(replay(pact(ATTACKED, parties=("AAA", "FFF")), pact(AT_WAR, "offense", ("AAA", "FFF")))) == {}


def test_one_is_attacked_by_a_fellow_member_alone_and_the_text_is_silent():
    """Who attacks another front is not counted here."""
    among = treaty("1900-among", ("AAA", "BBB", "CCC"), [clause("1", "defense", ATTACKED)])
    assert found(replay(among))["AAA", "BBB"] == ("arguable", ("between_members",), ("CCC",))
    several = replay(among, attackers={"BBB": ("CCC", "DDD")})
    assert found(several)["AAA", "BBB"] == ("invoked", (), ("CCC", "DDD"))


def test_the_adversary_owes_no_help_against_itself():
    among = treaty("1900-among", ("BBB", "CCC"), [clause("1", "defense", ATTACKED)])
    assert found(replay(among)) == {}


def test_who_breaks_a_pact_of_nonaggression_is_each_attacker_that_made_it():
    peace = treaty("1900-peace", ("BBB", "CCC", "DDD"), [clause("1", "nonaggression")])
    assert found(replay(peace)) == {("CCC", "BBB"): ("invoked", (), ("CCC",))}
    both = replay(peace, attackers={"BBB": ("CCC", "DDD")})
    assert set(found(both)) == {("CCC", "BBB"), ("DDD", "BBB")}


@pytest.mark.parametrize(("disputed", "status"), [((), "invoked"), (("BBB",), "arguable"), (("EEE",), "invoked")])
def test_a_disputed_attack_is_disputed_for_the_one_attacked_alone(disputed, status):
    assert found(replay(pact(ATTACKED), disputed=disputed))["AAA", "BBB"][0] == status


def test_whether_the_attack_is_one_is_what_a_disputed_case_turns_on():
    assert found(replay(pact(ATTACKED), disputed=("BBB",)))["AAA", "BBB"][1] == ("armed_attack",)
    assert found(replay(pact(AT_WAR, "offense"), disputed=("BBB",)))["AAA", "BBB"][:2] == ("invoked", ())


def test_an_attack_by_an_armed_group_is_left_open_by_a_silent_text():
    it = replay(pact(ATTACKED), attackers={"BBB": (GROUP,)}, enemies={"BBB": ()})
    assert found(it)["AAA", "BBB"] == ("arguable", ("non_state_attack",), (GROUP,))


ISLE = Place("isle", "Isle", "island")
HOME = Area("home", "Home", (AreaItem(place=("BBB",)),))
LIMITED = pact(All((ATTACKED, Atom("by", ("any",)), Atom("within", ("home",)))))


@pytest.mark.parametrize(
    ("scenes", "status"),
    [
        (("BBB",), "invoked"),
        (("isle",), None),
        (("isle", "BBB"), "invoked"),
        ((), "arguable"),
    ],
)
def test_one_of_several_scenes_in_the_area_is_enough_and_none_told_leaves_it_open(scenes, status):
    it = replay(LIMITED, areas=(HOME,), places=(ISLE,))
    it.scenes = {"BBB": tuple(it.world.atlas.place(name) for name in scenes)} if scenes else {}
    assert found(it).get(("AAA", "BBB"), (None,))[0] == status


def test_a_negated_attack_in_a_case_of_war_looks_at_the_attackers():
    neutral = pact(All((AT_WAR, Not(ATTACKED))), "neutrality", ("AAA", "CCC"))
    assert found(replay(neutral))["AAA", "CCC"][0] == "invoked"
    assert found(replay(pact(All((AT_WAR, Not(ATTACKED))), "neutrality"))) == {}


def test_one_or_the_other_event_is_enough():
    either = Any((ATTACKED, All((AT_WAR, Atom("on_request")))))
    assert found(replay(pact(either)))["AAA", "BBB"][0] == "invoked"
    assert found(replay(pact(either, parties=("AAA", "CCC"))))["AAA", "CCC"][:2] == ("arguable", ("on_request",))


def test_the_proof_names_the_attackers_and_who_says_so():
    it = replay(pact(ATTACKED))
    [case] = it.cases("BBB")
    [(_, owed)] = judge_case(case, it)
    assert "CCC attacks BBB" in str(owed.proof)
    assert "a history: 1903-03-03" in str(owed.proof)


def test_the_proof_of_war_speaks_of_this_war():
    it = replay(pact(AT_WAR, "offense"))
    [case] = it.cases("BBB")
    [(_, owed)] = judge_case(case, it)
    assert "BBB is at war through this war" in str(owed.proof)


def test_the_register_s_own_account_of_who_began_does_not_make_it_self_defence_twice():
    """Who attacked first stands in the acts; the register's war of the same name would put it in question again."""
    feud = War("feud", "Feud", (Belligerent("BBB"),), (Belligerent("CCC"),), When.parse("1902-01-01"))
    assert found(replay(pact(ATTACKED), wars=(feud,)))["AAA", "BBB"][:2] == ("invoked", ())
