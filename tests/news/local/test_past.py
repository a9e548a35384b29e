"""The claims of a report so far."""

from foedus.news.local.past import Past


def told(past, code, event="troop_deployment", nouns=frozenset(), where="far"):
    found = {}
    past.add(found, 9, event, code, where, nouns)
    return found


def test_the_first_claim_has_no_past():
    assert told(Past(), "FRA") == {"first far": 1.0}


def test_the_role_in_the_last_claim_of_the_type_is_told_beside_that_in_the_last_of_all():
    past = Past()
    past.settle(1, "troop_deployment", {"FRA": "agent", "TCD": "patient"}, frozenset())
    past.settle(2, "treaty_signing", {"FRA": "party"}, frozenset())
    found = told(past, "FRA")
    assert "same type agent far" in found
    assert "last party far" in found
    assert "same type patient far" in told(past, "TCD")


def test_a_claim_about_the_same_things_tells_who_does_them():
    past = Past()
    past.settle(1, "attack", {"RUS": "agent"}, frozenset({"convoy", "truck"}))
    past.settle(2, "attack", {"UKR": "agent"}, frozenset({"drone"}))
    assert "kin agent far" in told(past, "RUS", "attack", frozenset({"convoy"}))
    assert "kin none far" in told(past, "UKR", "attack", frozenset({"convoy"}))
    assert not [name for name in told(past, "RUS", "attack", frozenset({"ship"})) if name.startswith("kin")]


def test_how_often_somebody_acts_is_a_share():
    past = Past()
    for number in range(4):
        past.settle(number, "attack", {"RUS": "agent" if number else "patient"}, frozenset())
    assert told(past, "RUS", "attack")["type agent far"] == 0.75


def test_who_had_no_role_is_not_remembered():
    past = Past()
    past.settle(1, "attack", {"RUS": "agent", "BLR": "none"}, frozenset())
    assert past.codes() == ["RUS"]
