"""The proof that an alliance was not invoked."""

import pytest
from feuds import act, pact, war
from worlds import atlas, clause

from foedus.court.absence import why_not
from foedus.court.duties import judged
from foedus.court.rungs import Trial
from foedus.terms.conditions import All, Atom
from foedus.terms.treaties import Party
from foedus.terms.when import When

FEUD = war([act("1903-03-03", "CCC", "BBB")], ["CCC"], ["BBB"])
BY_DDD = All((Atom("attacked", ("promisee",)), Atom("by", ("DDD",))))


def reasons(*treaties):
    done = Trial((FEUD,), treaties, judged(FEUD, treaties, atlas()), atlas())
    return {(o.promisor, o.promisee): str(o.proof) for o in why_not(done, FEUD, 1000)}


def test_a_condition_that_was_not_met_is_named():
    found = reasons(pact(1000, ("AAA", "BBB"), clause(when=BY_DDD)))
    assert "the attackers (CCC) are among those named: DDD" in found["AAA", "BBB"]


def test_a_treaty_that_did_not_bind_on_the_day_is_named():
    left = [Party("AAA", exit=When.parse("1903-02-02")), Party("BBB")]
    assert "AAA is not bound by atop:1000" in reasons(pact(1000, left, clause()))["AAA", "BBB"]


def test_only_the_alliance_that_was_asked_for_is_looked_at():
    found = reasons(pact(1000, ("AAA", "BBB"), clause(when=BY_DDD)), pact(2000, ("EEE", "BBB"), clause(when=BY_DDD)))
    assert set(found) == {("AAA", "BBB")}


@pytest.mark.parametrize("parties", [("AAA", "DDD"), ("EEE", "FFF")])
def test_where_no_member_was_attacked_or_at_war_there_is_nothing_to_prove(parties):
    assert reasons(pact(1000, parties, clause())) == {}
