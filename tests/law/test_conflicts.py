"""Duties of one state that cannot both be kept."""

import pytest
from worlds import atlas, clause, treaty

import foedus as fd
from foedus.law.casus import obligations
from foedus.terms.attacks import Attack
from foedus.terms.conditions import All, Atom
from foedus.terms.treaties import Suspension
from foedus.terms.when import When
from foedus.world import World

BY_ANY = All((Atom("attacked", ("promisee",)), Atom("by", ("any",))))
DEFENSE = treaty("1900-defense", ("AAA", "BBB"), [clause(when=BY_ANY)])


def conflicts(*treaties, assume=None):
    found = obligations(World(treaties, "1903-03-03", atlas=atlas()), Attack("CCC", "BBB"), assume).conflicts
    return [(c.state, {(c.duty, c.duty_promisee), (c.against_duty, c.against_promisee)}) for c in found]


def restraint(kind, **more):
    return treaty(f"1900-{kind}", ("AAA", "CCC"), [clause("1", kind)], **more)


@pytest.mark.parametrize("kind", ["neutrality", "nonaggression"])
def test_help_owed_to_one_side_conflicts_with_a_promise_to_refrain_towards_the_other(kind):
    assert conflicts(DEFENSE, restraint(kind)) == [("AAA", {("defense", "BBB"), (kind, "CCC")})]


def test_help_owed_to_both_sides_is_one_conflict_and_not_two():
    other = treaty(
        "1900-offense", ("AAA", "CCC"), [clause("1", "offense", Atom("at_war", ("promisee",)), promisors=("AAA",))]
    )
    assert conflicts(DEFENSE, other) == [("AAA", {("defense", "BBB"), ("offense", "CCC")})]


def test_an_arguable_duty_conflicts_too():
    arguable = treaty("1900-defense", ("AAA", "BBB"), [clause(when=All((BY_ANY, Atom("on_request"))))])
    assert [state for state, _ in conflicts(arguable, restraint("nonaggression"))] == ["AAA"]


def test_a_promise_to_refrain_that_is_over_pending_or_frozen_is_no_conflict():
    over = restraint("neutrality", end=When.parse("1902-02-02"))
    pending = restraint("neutrality", in_force=When.parse("1904-04-04"))
    frozen = restraint("neutrality", suspensions=(Suspension(("AAA",), When.parse("1902-02-02"), None, "x"),))
    assert conflicts(DEFENSE, over) == conflicts(DEFENSE, pending) == conflicts(DEFENSE, frozen) == []


def test_help_and_restraint_towards_the_same_side_are_no_conflict():
    friendly = treaty("1900-friends", ("AAA", "BBB"), [clause("1", "nonaggression")])
    assert conflicts(DEFENSE, friendly) == []


def test_a_state_without_a_duty_to_help_has_no_conflict():
    assert conflicts(restraint("neutrality")) == []


def test_an_ally_torn_by_the_closure_has_its_conflict_listed():
    other = treaty(
        "1900-offense", ("AAA", "CCC"), [clause("1", "offense", Atom("at_war", ("promisee",)), promisors=("AAA",))]
    )
    owed = obligations(World((DEFENSE, other), "1903-03-03", atlas=atlas()), Attack("CCC", "BBB"), "honoured")
    assert owed.torn == ("AAA",)
    assert [c.state for c in owed.conflicts] == ["AAA"]


def test_the_conflict_tells_both_treaties_and_articles():
    owed = obligations(World((DEFENSE, restraint("neutrality")), "1903-03-03", atlas=atlas()), Attack("CCC", "BBB"))
    [conflict] = owed.conflicts
    assert conflict.to_dict() == {
        "state": "AAA",
        "duties": [
            {"kind": "defense", "treaty": "1900-defense", "article": "1", "promisee": "BBB"},
            {"kind": "neutrality", "treaty": "1900-neutrality", "article": "1", "promisee": "CCC"},
        ],
    }


def test_every_conflict_of_the_corpus_is_between_the_two_sides():
    world = fd.World(fd.treaties(), on="1939-08-30")
    owed = obligations(world, Attack("DEU", "POL"), "honoured")
    sides = [set(owed.situation.defending), set(owed.situation.attacking)]
    for conflict in owed.conflicts:
        one, two = ({conflict.duty_promisee} & side for side in sides)
        other_one, other_two = ({conflict.against_promisee} & side for side in sides)
        assert (one and other_two) or (two and other_one), conflict


def test_what_a_joiner_breaks_is_a_conflict_and_among_all_clauses_and_no_duty_that_called_it():
    joins = treaty(
        "1900-joins", ("DDD", "CCC"), [clause("1", "offense", Atom("at_war", ("promisee",)), promisors=("DDD",))]
    )
    spares = treaty("1900-spares", ("DDD", "BBB"), [clause("1", "nonaggression")])
    owed = obligations(World((joins, spares), "1903-03-03", atlas=atlas()), Attack("CCC", "BBB"), "honoured")
    assert owed.joined_attackers == (("DDD", 1),)
    assert [(c.state, c.against_duty, c.against_promisee) for c in owed.conflicts] == [("DDD", "nonaggression", "BBB")]
    assert "nonaggression" not in {o.kind for o in owed if o.promisor == "DDD"}
    everything = [(o.promisor, o.promisee, o.status) for o in owed.listed(every=True) if o.kind == "nonaggression"]
    assert ("DDD", "BBB", "invoked") in everything
