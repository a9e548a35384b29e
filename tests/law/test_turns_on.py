"""What a verdict turns on, by brute force: settle every unknown fact both ways and look at what comes out.

Which facts are unknown follows from how each world is made, not from the engine; with all of them settled nothing is
left to the algebra of unknowns.
"""

from dataclasses import dataclass, replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import GROUP, STATES, atlas, clause, treaty

from foedus.errors import UnknownName
from foedus.law.casus import obligations
from foedus.terms.attacks import Attack
from foedus.terms.conditions import All, Any, Atom, Not, atoms
from foedus.terms.places import Area, AreaItem, Dispute, Holder, Place
from foedus.terms.treaties import Party, Suspension
from foedus.terms.wars import Belligerent, War
from foedus.terms.when import Spell, When
from foedus.world import World

KEY = "1900-pact"
ATTACKED = Atom("attacked", ("promisee",))
ROCK = Place(
    "rock",
    "The Rock",
    "island",
    sovereign=(Holder("BBB", Spell()),),
    disputed=(Dispute(("BBB", "CCC"), Spell()),),
)
ISLE = Place("isle", "The Isle", "island", sovereign=(Holder("CCC", Spell()),))
HOME = Area("home", "Home", any_of=(AreaItem(sovereign=("promisee",)),))
SHARED = Area("shared", "Land of the parties", any_of=(AreaItem(sovereign=("parties",)),))
CONTESTED = Area("contested", "A contested zone", any_of=(AreaItem(),), unknown=(AreaItem(place=("rock",)),))
LEAVES = (
    Atom("unprovoked"),
    Atom("on_request"),
    Atom("demands_unmet"),
    Atom("uncoded", ("text_unpublished",)),
    Atom("within", ("home",)),
    Atom("within", ("contested",)),
    Atom("within", ("shared",)),
    Atom("by", ("non_member",)),
    Atom("by", ("state",)),
    Atom("adversaries_at_least", ("2",)),
)


@dataclass(frozen=True)
class Riddle:
    world: World
    attack: Attack
    unknown: tuple[str, ...]


@st.composite
def riddles(draw):
    """A pact of AAA and BBB with any condition, an attack on BBB, and the facts that are unknown in it."""
    leaf = st.sampled_from(LEAVES)
    tree = st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(tuple).map(All),
            st.lists(inner, min_size=1, max_size=3).map(tuple).map(Any),
            inner.map(Not),
        ),
        max_leaves=5,
    )
    condition = All((ATTACKED, draw(tree)))
    in_force = draw(st.sampled_from(("1901-02-01", "1901-02-01", "1903", "1904-04-04")))
    frozen = draw(st.sampled_from((None, None, "1902-02-02", "1903", "1904-01-01")))
    member, war = (
        draw(st.sampled_from((None, Party("CCC"), Party("CCC", entry=When.parse("1903"))))),
        draw(st.booleans()),
    )
    attacker = draw(st.sampled_from(("CCC", "CCC", GROUP)))
    where = draw(st.sampled_from((None, "isle") if member and member.entry else (None, "isle", "rock")))
    wars = (
        [War("feud", "Feud", (Belligerent("BBB"),), (Belligerent(attacker),), When.parse("1900-01-01"))] if war else []
    )
    pact = treaty(
        KEY,
        ("AAA", "BBB", member) if member else ("AAA", "BBB"),
        [clause("1", "defense", condition, promisors=("AAA",), promisees=("BBB",))],
        in_force=When.parse(in_force),
        suspensions=(Suspension(("AAA",), When.parse(frozen), None, "a freeze"),) if frozen else (),
    )
    world = World((pact,), "1903-06-06", atlas=atlas(STATES, (ROCK, ISLE), (HOME, CONTESTED, SHARED), wars))
    used = atoms(condition)
    says_by_whom = any(a.name == "by" for a in used)
    unknown = {a.name for a in used if a.name in ("unprovoked", "on_request", "demands_unmet")}
    unknown |= {a.args[0] for a in used if a.name == "uncoded"}
    disputed = ("home", "contested") if member else ("home", "contested", "shared")
    unknown |= {f"within:{a}" for u in used for a in u.args if u.name == "within" and where == "rock" and a in disputed}
    unknown |= {"self_defence"} if war else set()
    unknown |= {"between_members"} if member and attacker == "CCC" and not says_by_whom else set()
    unknown |= {f"party:CCC@{KEY}"} if member and member.entry else set()
    unknown |= {"non_state_attack"} if attacker == GROUP and not says_by_whom else set()
    unknown |= {f"in_force@{KEY}"} if in_force == "1903" else set()
    unknown |= {f"suspended@{KEY}"} if frozen == "1903" else set()
    return Riddle(world, Attack(attacker, "BBB", where), tuple(sorted(unknown)))


def _verdict(riddle, facts):
    attack = riddle.attack
    owed = obligations(riddle.world, Attack(attack.attackers, attack.target, attack.where, facts))
    return next(o for o in owed.of("AAA") if o.treaty == KEY)


@settings(max_examples=150)
@given(riddles())
def test_a_verdict_turns_on_exactly_the_unknown_facts_that_can_change_it(riddle):
    outcomes = {}
    for values in product((False, True), repeat=len(riddle.unknown)):
        settled = _verdict(riddle, dict(zip(riddle.unknown, values, strict=True)))
        assert settled.turns_on == (), "with every fact settled nothing is left to turn on"
        outcomes[values] = settled.status
    decisive = {
        name
        for n, name in enumerate(riddle.unknown)
        for values in outcomes
        if outcomes[values] != outcomes[(*values[:n], not values[n], *values[n + 1 :])]
    }
    reached = set(outcomes.values())
    verdict = _verdict(riddle, {})
    assert set(verdict.turns_on) == decisive
    assert len(verdict.turns_on) == len(decisive), "each fact once"
    assert (verdict.status == "invoked") == (reached == {"invoked"})
    assert (verdict.status == "arguable") == ("invoked" in reached and len(reached) > 1)
    assert (verdict.status == "not_invoked") == (reached == {"not_invoked"})
    if "invoked" not in reached and reached != {"not_invoked"}:
        assert verdict.status == ("suspended" if "suspended" in reached else "pending")


@settings(max_examples=60)
@given(riddles(), st.data())
def test_to_say_that_an_unknown_fact_is_unknown_changes_nothing(riddle, data):
    named = data.draw(st.sets(st.sampled_from(riddle.unknown))) if riddle.unknown else set()
    told, left_out = _verdict(riddle, dict.fromkeys(named)), _verdict(riddle, {})
    assert (told.status, set(told.turns_on)) == (left_out.status, set(left_out.turns_on))


def _pact(condition, **more):
    return treaty(KEY, ("AAA", "BBB"), [clause("1", "defense", condition)], **more)


def _status(world, facts=None, attacker="CCC"):
    verdict = next(o for o in obligations(world, Attack(attacker, "BBB", facts=facts)).of("AAA") if o.promisee == "BBB")
    return verdict.status, verdict.turns_on


def test_a_fact_that_cancels_out_decides_nothing():
    asks = Atom("on_request")
    world = World((_pact(All((ATTACKED, Any((asks, Not(asks)))))),), "1903-03-03", atlas=atlas())
    assert _status(world) == ("invoked", ())


def test_a_fact_that_another_makes_idle_is_not_listed():
    asks, unprovoked = Atom("on_request"), Atom("unprovoked")
    world = World((_pact(All((ATTACKED, Any((asks, All((asks, unprovoked))))))),), "1903-03-03", atlas=atlas())
    assert _status(world) == ("arguable", ("on_request",))


def test_a_fact_can_be_stated_for_one_treaty_and_leaves_the_others_alone():
    other = treaty("1900-other", ("AAA", "BBB"), [clause("1", "defense", All((ATTACKED, Atom("on_request"))))])
    world = World((_pact(All((ATTACKED, Atom("on_request")))), other), "1903-03-03", atlas=atlas())
    owed = obligations(world, Attack("CCC", "BBB", facts={f"on_request@{KEY}": True}))
    assert {o.treaty: o.status for o in owed} == {KEY: "invoked", "1900-other": "arguable"}


@pytest.mark.parametrize("name", ["armed_attack", "self_defence"])
def test_whether_it_is_an_armed_attack_can_be_stated_for_one_treaty(name):
    other = treaty("1900-other", ("AAA", "BBB"), [clause()])
    world = World((_pact(ATTACKED), other), "1903-03-03", atlas=atlas())
    owed = obligations(world, Attack("CCC", "BBB", facts={f"{name}@{KEY}": name == "self_defence"}))
    assert {o.treaty: o.status for o in owed.of("AAA") if o.promisee == "BBB"} == {
        KEY: "not_invoked",
        "1900-other": "invoked",
    }


@pytest.mark.parametrize("name", ["in_force", "suspended"])
def test_in_force_and_suspended_are_facts_about_one_treaty_and_without_it_refused(name):
    world = World((_pact(ATTACKED),), "1903-03-03", atlas=atlas())
    with pytest.raises(UnknownName):
        obligations(world, Attack("CCC", "BBB", facts={name: False}))


def test_stating_that_a_pending_treaty_is_in_force_settles_it():
    world = World((_pact(ATTACKED, in_force=When.parse("1904-04-04")),), "1903-03-03", atlas=atlas())
    assert _status(world) == ("pending", ())
    assert _status(world, {f"in_force@{KEY}": True}) == ("invoked", ())
    assert _status(world, {f"in_force@{KEY}": None}) == ("arguable", (f"in_force@{KEY}",))


def test_stating_a_suspension_settles_it():
    world = World((_pact(ATTACKED),), "1903-03-03", atlas=atlas())
    assert _status(world, {f"suspended@{KEY}": True}) == ("suspended", ())
    assert _status(world, {f"suspended@{KEY}": None}) == ("arguable", (f"suspended@{KEY}",))


def test_an_attack_by_a_member_turns_on_what_the_text_leaves_open():
    pact = treaty(KEY, ("AAA", "BBB", "CCC"), [clause()])
    world = World((pact,), "1903-03-03", atlas=atlas())
    assert _status(world) == ("arguable", ("between_members",))


def test_an_attack_by_an_armed_group_turns_on_what_the_text_leaves_open():
    world = World((_pact(ATTACKED),), "1903-03-03", atlas=atlas())
    assert _status(world, attacker=GROUP) == ("arguable", ("non_state_attack",))
    assert _status(world, {"non_state_attack": False}, attacker=GROUP) == ("not_invoked", ())


def test_an_armed_group_is_no_state_when_adversaries_are_counted():
    world = World((_pact(All((ATTACKED, Atom("adversaries_at_least", ("2",))))),), "1903-03-03", atlas=atlas())
    both = obligations(world, Attack(("CCC", "DDD"), "BBB"))
    with_a_group = obligations(world, Attack(("CCC", GROUP), "BBB"))
    assert both["AAA"].status == "invoked"
    assert [o.status for o in with_a_group.of("AAA") if o.promisee == "BBB"] == ["not_invoked"]


def test_whether_a_perhaps_party_that_attacks_is_one_is_a_fact_that_can_be_stated():
    members = ("AAA", "BBB", Party("CCC", entry=When.parse("1903"), how="accession"))
    by_strangers = treaty(KEY, members, [clause(when=All((ATTACKED, Atom("by", ("non_member",)))))])
    silent = treaty(KEY, members, [clause()])
    party = f"party:CCC@{KEY}"
    for pact, unsettled, if_a_party in (
        (by_strangers, (party,), ("not_invoked", ())),
        (silent, (party, "between_members"), ("arguable", ("between_members",))),
    ):
        world = World((pact,), "1903-06-06", atlas=atlas())
        assert _status(world) == ("arguable", unsettled)
        assert _status(world, {party: False}) == ("invoked", ())
        assert _status(world, {party: True}) == if_a_party


def test_an_attack_on_a_perhaps_party_is_one_on_a_party_only_perhaps():
    watch = clause("1", "consultation", Atom("at_war", ("any_party", "EEE")), promisors=("AAA",), promisees=("BBB",))
    pact = treaty(KEY, ("AAA", "BBB", Party("EEE"), Party("DDD", entry=When.parse("1903"))), [watch])
    ally = treaty("1900-ally", ("DDD", "EEE"), [clause()])
    owed = obligations(World((pact, ally), "1903-06-06", atlas=atlas()), Attack("CCC", "EEE"))
    assert [o.turns_on for o in owed.of("AAA")] == [()], "EEE is a party for certain"
    only_any = replace(
        pact, clauses=(replace(watch, when=Any((Atom("attacked", ("any_party",)), Atom("at_war", ("DDD",))))),)
    )
    asked = obligations(World((only_any,), "1903-06-06", atlas=atlas()), Attack("CCC", "DDD", facts={"at_war": False}))
    assert [o.turns_on for o in asked.of("AAA")] == [(f"party:DDD@{KEY}",)]


@pytest.mark.parametrize(
    "name", ["party:CCC", f"party:DDD@{KEY}", "party:CCC@1900-other", f"party:@{KEY}", f"party@{KEY}"]
)
def test_a_party_is_a_fact_about_one_state_and_one_treaty_of_its_own(name):
    world = World((treaty(KEY, ("AAA", "BBB", "CCC"), [clause()]),), "1903-03-03", atlas=atlas())
    with pytest.raises(UnknownName):
        obligations(world, Attack("CCC", "BBB", facts={name: True}))
    obligations(world, Attack("CCC", "BBB", facts={f"party:CCC@{KEY}": True}))


def test_the_conditions_of_a_treaty_that_is_only_signed_are_read_as_they_will_stand():
    strangers = treaty(
        KEY,
        ("AAA", "BBB", "CCC"),
        [clause(when=All((ATTACKED, Atom("by", ("non_member",)))))],
        in_force=When.parse("1904-04-04"),
    )
    at_home = treaty(
        KEY, ("AAA", "BBB"), [clause(when=All((ATTACKED, Atom("within", ("shared",)))))], in_force=When.parse("1904")
    )
    mine = Place("isle", "Isle", "island", sovereign=(Holder("AAA", Spell()),))
    world = World((strangers,), "1903-03-03", atlas=atlas())
    assert _status(world) == ("not_invoked", ())
    assert _status(world, attacker="DDD") == ("pending", ())
    there = World((at_home,), "1903-03-03", atlas=atlas(STATES, (mine,), (SHARED,)))
    owed = obligations(there, Attack("CCC", "BBB", "isle"))
    assert [o.status for o in owed.of("AAA") if o.promisee == "BBB"] == ["pending"]
