"""The closure: every invoked duty is kept, wave by wave."""

import pytest
from worlds import atlas, clause, treaty

import foedus as fd
from foedus.errors import BadQuestion
from foedus.law.casus import obligations
from foedus.terms.attacks import Attack
from foedus.terms.conditions import All, Atom, Not
from foedus.world import World

BY_ANY = All((Atom("attacked", ("promisee",)), Atom("by", ("any",))))
AT_WAR = Atom("at_war", ("promisee",))


def defense(one, other, when=BY_ANY, **more):
    return treaty(f"1900-{one}-{other}".lower(), (one, other), [clause(when=when, **more)])


def offense(one, other, when=AT_WAR):
    """The first helps the second in whatever war the second is."""
    return treaty(f"1900-{one}-joins-{other}".lower(), (one, other), [clause("1", "offense", when, promisors=(one,))])


def closed(*treaties, attackers="CCC", target="BBB", assume="honoured"):
    return obligations(World(treaties, "1903-03-03", atlas=atlas()), Attack(attackers, target), assume)


def test_without_closure_nobody_enters():
    owed = closed(defense("AAA", "BBB"), assume=None)
    assert (owed["AAA"].status, owed.joined, owed.joined_attackers) == ("invoked", (), ())


def test_an_invoked_ally_enters_in_the_first_wave():
    assert closed(defense("AAA", "BBB")).joined == (("AAA", 1),)


def test_an_arguable_or_pending_duty_makes_nobody_enter():
    asks = All((BY_ANY, Atom("on_request")))
    assert closed(defense("AAA", "BBB", asks)).joined == ()


@pytest.mark.parametrize("owes", ["fight", "assist", "act"])
def test_whoever_owes_to_fight_to_assist_or_to_act_enters(owes):
    assert closed(defense("AAA", "BBB", owes=owes)).joined == (("AAA", 1),)


def test_whoever_owes_to_consult_or_to_refrain_does_not_enter():
    consult = treaty("1900-consult", ("AAA", "BBB"), [clause("1", "consultation", Atom("threatened", ("promisee",)))])
    refrain = treaty("1900-refrain", ("DDD", "BBB"), [clause("1", "neutrality")])
    owed = closed(consult, refrain)
    assert {o.status for o in owed} == {"invoked"}
    assert owed.joined == ()


def test_help_in_self_defence_is_no_attack_and_triggers_nobody():
    owed = closed(defense("AAA", "BBB"), defense("DDD", "CCC"))
    assert owed.joined == (("AAA", 1),)
    assert owed.joined_attackers == ()


def test_whoever_enters_beside_the_attackers_attacks_everyone_who_defends():
    owed = closed(defense("AAA", "BBB"), offense("DDD", "CCC"), defense("EEE", "AAA"))
    assert owed.joined == (("AAA", 1), ("EEE", 2))
    assert owed.joined_attackers == (("DDD", 1),)
    assert owed["EEE"].wave == 2
    assert owed["EEE"].against == ("DDD",)


def test_a_proof_tells_the_facts_of_its_own_wave_though_it_is_read_after_the_last():
    owed = closed(defense("AAA", "BBB"), offense("DDD", "CCC"), defense("EEE", "AAA"))
    said = {o.promisor: [step.says for _, step in o.proof.lines()] for o in owed if o.kind == "defense"}
    assert "CCC attacks BBB" in said["AAA"]
    assert "DDD attacks AAA" in said["EEE"]
    assert not any("DDD" in says for says in said["AAA"])


def test_a_cascade_runs_as_long_as_the_chain_of_pacts():
    chain = [
        offense(one, two)
        for one, two in (("DDD", "CCC"), ("EEE", "DDD"), ("FFF", "EEE"), ("HHH", "FFF"), ("III", "HHH"))
    ]
    owed = closed(*chain)
    assert owed.joined_attackers == (("DDD", 1), ("EEE", 2), ("FFF", 3), ("HHH", 4), ("III", 5))


def test_a_state_called_to_both_sides_in_one_wave_is_torn_and_stays_out():
    owed = closed(defense("AAA", "BBB"), offense("AAA", "CCC"), defense("DDD", "AAA"))
    assert owed.torn == ("AAA",)
    assert owed.joined == ()
    assert owed.joined_attackers == ()


def test_a_state_that_was_torn_is_not_called_again_by_a_later_wave():
    owed = closed(defense("AAA", "BBB"), offense("AAA", "CCC"), defense("DDD", "BBB"), offense("AAA", "DDD"))
    assert owed.torn == ("AAA",)
    assert owed.joined == (("DDD", 1),)


def test_a_state_decides_once_a_call_to_the_other_side_in_a_later_wave_comes_too_late():
    owed = closed(defense("AAA", "BBB"), offense("DDD", "CCC"), offense("AAA", "DDD"))
    assert owed.joined == (("AAA", 1),)
    assert owed.joined_attackers == (("DDD", 1),)
    assert owed.torn == ()


def test_waves_are_synchronous_the_order_of_the_treaties_does_not_matter():
    pacts = [
        defense("AAA", "BBB"),
        offense("DDD", "CCC"),
        defense("EEE", "AAA"),
        offense("FFF", "DDD"),
        defense("FFF", "EEE"),
    ]
    there, back = closed(*pacts), closed(*reversed(pacts))
    assert sorted(there.joined) == sorted(back.joined)
    assert sorted(there.joined_attackers) == sorted(back.joined_attackers)
    assert there.torn == back.torn


def test_the_attackers_and_the_target_are_never_called():
    owed = closed(defense("BBB", "AAA"), offense("CCC", "BBB"), offense("BBB", "CCC"))
    assert dict(owed.joined).keys() <= {"AAA"}
    assert owed.joined_attackers == ()


def test_an_ally_that_attacks_is_not_called_to_help_its_victim():
    owed = closed(defense("CCC", "BBB"))
    assert [o.status for o in owed.of("CCC") if o.promisee == "BBB"] == ["not_invoked"]


def test_an_entry_beside_the_target_is_news_for_those_who_count_the_adversaries_of_the_attacker():
    two = All((AT_WAR, Atom("adversaries_at_least", ("2",))))
    owed = closed(defense("AAA", "BBB"), offense("DDD", "CCC", two))
    assert owed.joined == (("AAA", 1),)
    assert owed.joined_attackers == (("DDD", 2),)


def test_an_entry_beside_the_attackers_is_news_for_those_who_count_the_attackers():
    two = All((BY_ANY, Atom("adversaries_at_least", ("2",))))
    owed = closed(offense("DDD", "CCC"), defense("AAA", "BBB", two))
    assert owed.joined == (("AAA", 2),)
    assert owed["AAA"].wave == 2
    assert owed["AAA"].against == ("CCC", "DDD")


def test_an_entry_of_a_third_state_is_news_for_those_whose_case_names_it():
    with_an_ally = treaty("1900-pact", ("AAA", "BBB"), [clause(when=All((BY_ANY, Atom("at_war", ("DDD",)))))])
    owed = closed(with_an_ally, defense("DDD", "BBB"))
    assert owed.joined == (("DDD", 1), ("AAA", 2))


def test_an_entry_of_a_fellow_member_is_news_for_those_whose_case_names_it():
    members = treaty("1900-pact", ("AAA", "BBB", "DDD"), [clause(when=All((BY_ANY, Atom("at_war", ("DDD",)))))])
    assert closed(members, defense("DDD", "BBB")).joined == (("DDD", 1), ("AAA", 2))


def test_a_duty_that_a_later_wave_undoes_is_no_longer_listed():
    alone = All((BY_ANY, Atom("on_request"), Not(Atom("adversaries_at_least", ("2",)))))
    owed = closed(offense("DDD", "CCC"), defense("AAA", "BBB", alone))
    assert [o.promisor for o in owed if o.promisee == "BBB"] == []
    assert [o.status for o in owed.of("AAA") if o.promisee == "BBB"] == ["not_invoked"]


def test_what_a_duty_turns_on_is_told_as_the_last_wave_left_it():
    members = treaty(
        "1900-union", ("AAA", "BBB", "CCC"), [clause(when=All((Atom("attacked", ("promisee",)), Atom("on_request"))))]
    )
    alone = closed(members)["AAA"]
    with_an_outsider = closed(members, offense("DDD", "CCC"))["AAA"]
    assert set(alone.turns_on) == {"on_request", "between_members"}
    assert with_an_outsider.turns_on == ("on_request",)
    assert with_an_outsider.against == ("CCC", "DDD")
    assert with_an_outsider.wave == 1, "it was arguable from the first wave on"


def test_a_pledge_to_one_state_for_the_war_of_another_sides_with_that_other():
    pledge = treaty(
        "1900-pledge",
        ("AAA", "EEE"),
        [clause("1", "offense", Atom("at_war", ("CCC",)), promisors=("AAA",), promisees=("EEE",))],
    )
    owed = closed(pledge)
    assert owed.joined_attackers == (("AAA", 1),)
    assert owed.joined == ()


def test_a_guarantee_of_a_third_state_is_owed_to_the_partner_and_not_to_that_state():
    pact = treaty(
        "1900-guarantee", ("AAA", "DDD"), [clause(when=All((Atom("attacked", ("BBB",)), Atom("by", ("any",)))))]
    )
    owed = closed(pact)
    assert {(o.promisor, o.promisee) for o in owed} == {("AAA", "DDD"), ("DDD", "AAA")}
    assert owed.joined == (("AAA", 1), ("DDD", 1))


def test_a_named_beneficiary_that_is_no_party_is_owed_the_duty():
    pact = treaty("1900-guarantee", ("AAA", "DDD"), [clause(when=BY_ANY, promisees=("BBB",))])
    assert {(o.promisor, o.promisee) for o in closed(pact)} == {("AAA", "BBB"), ("DDD", "BBB")}


def test_the_closure_of_the_corpus_ends_and_repeats():
    world = fd.World(fd.treaties(), on="2026-11-01")
    one = obligations(world, Attack("RUS", "EST"), "honoured")
    two = obligations(world.at("2026-11-01"), Attack("RUS", "EST"), "honoured")
    assert one.to_dict() == two.to_dict()
    assert {"USA", "FRA"} <= dict(one.joined).keys()
    sides = [*dict(one.joined), *dict(one.joined_attackers), *one.torn]
    assert len(sides) == len(set(sides)), "everybody on one side at most"


def test_another_assumption_is_refused():
    with pytest.raises(BadQuestion, match="honoured"):
        closed(assume="hoped")
