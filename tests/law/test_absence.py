"""Proofs: every verdict has one, and so has the absence of a duty."""

import pytest
from hypothesis import given, settings
from worlds import atlas, cases, clause, treaty

import foedus as fd
from foedus.errors import FoedusError
from foedus.law.casus import obligations
from foedus.terms.attacks import Attack
from foedus.terms.conditions import All, Atom
from foedus.terms.obligations import STATUSES
from foedus.terms.when import When
from foedus.world import World


def told(proof):
    return [step for _, step in proof.lines()]


def _consistent(duty):
    """The premises of a verdict carry it: the bond first, then the case."""
    force, case = duty.proof.premises
    truths = {"invoked": ({True}, {True}), "not_invoked": ({True, False, None}, {True, False, None})}
    bound, arisen = truths.get(duty.status, ({True, None, False}, {True, None}))
    assert duty.proof.truth is True
    assert force.truth in bound
    assert case.truth in arisen
    if duty.status == "not_invoked" and not duty.turns_on:
        assert case.truth is not True or force.truth is not True


@settings(max_examples=40)
@given(cases())
def test_every_verdict_has_a_proof_that_names_its_treaty_and_article_and_agrees_with_it(case):
    for duty in obligations(case.world, case.attack).listed(every=True):
        assert duty.status in STATUSES
        assert duty.proof.source == f"{duty.treaty}, article {duty.article}"
        assert duty.promisor in duty.proof.says
        _consistent(duty)


@settings(max_examples=40)
@given(cases())
def test_a_proof_turns_on_nothing_that_it_does_not_show_as_unknown(case):
    for duty in obligations(case.world, case.attack):
        unknown = [step for step in told(duty.proof) if step.truth is None]
        assert bool(duty.turns_on) <= bool(unknown)


@settings(max_examples=30)
@given(cases())
def test_whoever_owes_no_help_has_a_proof_of_absence_and_whoever_does_has_none(case):
    owed = obligations(case.world, case.attack)
    helpers = {
        o.promisor for o in owed.listed(every=True) if o.kind in ("defense", "offense") and o.status != "not_invoked"
    }
    for state in (s.code for s in case.world.atlas.states):
        if state in helpers:
            with pytest.raises(FoedusError):
                owed.missing(state)
        else:
            proof = owed.missing(state).proof
            assert proof.truth is True
            assert any(step.rule == "closed world" for step in told(proof))


PACT = treaty("1900-pact", ("AAA", "BBB"), [clause("IV")])


def owed_on(it, on="1903-03-03", **attack):
    return obligations(World((it,), on, atlas=atlas()), Attack("CCC", "BBB", **attack))


def test_a_proof_goes_down_to_the_dated_events_and_to_the_question():
    steps = told(owed_on(PACT)["AAA"].proof)
    assert any("entered into force 1901-02-01: by then" in s.says for s in steps)
    assert any(s.source == "the question" for s in steps)
    assert all(s.truth is True for s in steps if s.rule in ("date", "question"))


def test_a_stated_fact_is_shown_as_stated():
    it = treaty("1900-pact", ("AAA", "BBB"), [clause(when=All((Atom("attacked", ("promisee",)), Atom("on_request"))))])
    steps = told(owed_on(it, facts={"on_request": True})["AAA"].proof)
    assert [s.source for s in steps if s.rule == "stated"] == ["stated in the question"]
    assert not [s for s in told(owed_on(it)["AAA"].proof) if s.rule == "stated"]


def test_the_proof_of_absence_goes_through_every_treaty_that_binds_the_state():
    elsewhere = treaty("1900-elsewhere", ("AAA", "DDD"), [clause()])
    refrains = treaty("1900-refrain", ("AAA", "BBB"), [clause("1", "neutrality")])
    owed = obligations(World((elsewhere, refrains), "1903-03-03", atlas=atlas()), Attack("CCC", "BBB"))
    sources = {s.source for s in told(owed.missing("AAA").proof)}
    assert {"1900-elsewhere", "1900-refrain"} <= sources


def test_a_state_without_any_treaty_owes_nothing_and_the_proof_says_so():
    proof = owed_on(PACT).missing("DDD").proof
    assert "owes no help" in proof.says
    assert any("0 treaties" in s.says for s in told(proof))


def test_a_duty_that_is_over_is_the_reason_for_the_absence():
    ended = treaty("1900-pact", ("AAA", "BBB"), [clause()], end=When.parse("1902-02-02"), end_how="expired")
    proof = owed_on(ended).missing("AAA").proof
    assert any("ended (expired) 1902-02-02: by then" in s.says for s in told(proof))


def test_with_every_clause_listed_dead_bonds_are_there_with_their_proof():
    ended = treaty("1900-pact", ("AAA", "BBB"), [clause()], end=When.parse("1902-02-02"), end_how="expired")
    owed = owed_on(ended)
    assert owed.listed() == ()
    dead = owed.listed(every=True)
    assert {(o.promisor, o.promisee, o.status) for o in dead} >= {("AAA", "BBB", "not_invoked")}
    assert all(o.proof.truth is True and o.proof.premises[0].truth is False for o in dead)


def test_with_every_clause_listed_nothing_that_was_listed_is_lost():
    owed = fd.obligations(fd.World(fd.treaties(), on="2026-11-01"), fd.Attack("KOR", "PRK"))
    assert set(owed.listed()) <= set(owed.listed(every=True))
    assert len(owed.listed(every=True)) > len(owed.listed())


def test_whoever_owes_nothing_raises_and_says_where_the_proof_is():
    with pytest.raises(KeyError, match="missing"):
        owed_on(PACT)["DDD"]


def test_an_unverified_field_marks_the_verdict_that_rests_on_it_and_no_other():
    it = treaty(
        "1900-pact", ("AAA", "BBB", "DDD"), [clause("1"), clause("2")], unverified=(("articles.2", "press only"),)
    )
    assert {o.article: o.verified for o in owed_on(it)} == {"1": True, "2": False}
    entry = treaty("1900-pact", ("AAA", "BBB", "DDD"), [clause()], unverified=(("parties.DDD.entry", "press only"),))
    assert {o.promisor: o.verified for o in owed_on(entry) if o.promisee == "BBB"} == {"AAA": True, "DDD": False}


@pytest.mark.parametrize(("attacker", "target", "on"), [("KOR", "PRK", "2026-11-01"), ("RUS", "EST", "2026-11-01")])
def test_every_proof_of_the_corpus_names_treaty_and_article(attacker, target, on):
    owed = fd.obligations(fd.World(fd.treaties(), on=on), fd.Attack(attacker, target))
    assert len(owed) > 0
    for duty in owed.listed(every=True):
        assert duty.proof.source == f"{duty.treaty}, article {duty.article}"
        _consistent(duty)


def test_japan_owes_north_korea_nothing_and_the_proof_looked_at_its_treaties():
    owed = fd.obligations(fd.World(fd.treaties(), on="2026-11-01"), fd.Attack("KOR", "PRK"))
    proof = owed.missing("JPN").proof
    assert "JPN owes no help to PRK" in proof.says
    assert any("1960-us-japan" in s.source for s in told(proof))


def test_the_answer_is_a_frame_with_one_row_for_each_duty():
    owed = fd.obligations(fd.World(fd.treaties(), on="2026-11-01"), fd.Attack("KOR", "PRK"))
    frame = owed.frame()
    assert frame.height == len(owed)
    assert "proof" not in frame.columns
    assert set(frame["status"]) <= set(STATUSES) - {"not_invoked"}
    assert owed.frame(every=True).height > frame.height
