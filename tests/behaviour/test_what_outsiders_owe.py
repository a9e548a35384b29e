"""What outsiders owed to those in a conflict, on the day before it."""

from datetime import date, timedelta

import pytest

from foedus.behaviour.calls import ARGUABLE, INVOKED, UNMET, calls, names_adversary
from foedus.behaviour.conflicts import Conflict, conflicts
from foedus.terms.conditions import All, Atom

pytestmark = pytest.mark.mirror


@pytest.fixture(scope="module")
def poland(atlas, atop):
    [war] = [c for c in conflicts("war", "broad", atlas) if c.id == "world-war-ii"]
    return calls(war, atop, atlas)


def test_on_the_eve_of_the_war_france_and_britain_owe_poland_defense(poland):
    for state in ("FRA", "GBR"):  # 19 May and 25 August 1939; France since 1921
        assert poland[state, 1].level["defense"] == INVOKED
        assert poland[state, 1].bilateral
        assert poland[state, 1].members == 2
        assert poland[state, 1].named  # Germany is meant


def test_romania_owes_poland_defense_and_no_adversary_is_named(poland):
    assert poland["ROU", 1].level["defense"] == INVOKED
    assert not poland["ROU", 1].named


def test_italy_owes_germany_support_whoever_began_and_no_defense_to_the_attacker(poland):
    assert poland["ITA", 0].level["offense"] == INVOKED  # Pact of Steel, May 1939
    assert poland["ITA", 0].level["defense"] == UNMET
    assert poland["ITA", 0].members == 2


def test_russia_had_promised_not_to_attack_either(poland):
    assert poland["RUS", 0].level["nonaggression"] == poland["RUS", 1].level["nonaggression"] == UNMET
    assert poland["RUS", 1].level["neutrality"] == INVOKED
    assert not poland["RUS", 0].bilateral  # of help nothing is promised
    assert poland["RUS", 0].members == 0


def test_who_is_in_owes_nothing_here_and_who_promised_nothing_is_not_there(poland):
    assert not [key for key in poland if key[0] in ("DEU", "POL")]
    assert ("USA", 1) not in poland


def test_a_pact_counts_from_the_day_after_it_begins(atlas, atop):
    """The Anglo-Polish treaty is of 25 August 1939; on the day before a war of that day it does not bind."""

    def owed(day):
        found = calls(Conflict("x", 0, day, (("DEU",), ("POL",))), atop, atlas).get(("GBR", 1))
        return found.level["defense"] if found else 0

    assert owed(date(1939, 3, 1)) == 0
    assert owed(date(1939, 8, 31)) == INVOKED
    begun = next(p.entry.earliest for t in atop for p in t.parties if set(t.states) == {"GBR", "POL"} and p.entry)
    assert owed(begun) == 0
    assert owed(begun + timedelta(days=1)) == INVOKED


def test_a_pact_against_another_is_not_met(atlas, atop):
    """France owes Poland help against Germany by the treaty of 1925; against Lithuania it is another matter."""
    found = calls(Conflict("x", 0, date(1938, 3, 17), (("GBR",), ("POL",))), atop, atlas)
    levels = found["FRA", 1].level["defense"]
    assert levels in (UNMET, ARGUABLE, INVOKED)
    against_germany = calls(Conflict("x", 0, date(1938, 3, 17), (("DEU",), ("POL",))), atop, atlas)
    assert against_germany["FRA", 1].level["defense"] == INVOKED
    assert against_germany["FRA", 1].named


def test_large_pacts_have_many_members(atlas, atop):
    found = calls(Conflict("x", 0, date(1985, 1, 1), (("RUS",), ("NOR",))), atop, atlas)
    assert found["TUR", 1].level["defense"] == ARGUABLE  # ATOP says that the place counts, and not which
    assert found["TUR", 1].members == 16  # the North Atlantic Treaty with Spain
    assert not found["TUR", 1].bilateral


def test_overlays_are_not_used(atlas, atop, monkeypatch):
    import foedus.law.overlays as room

    def refuse(*_args, **_kwargs):
        raise AssertionError("the overlays were read")

    monkeypatch.setattr(room, "read_overlays", refuse)
    [war] = [c for c in conflicts("war", "broad", atlas) if c.id == "korean"]
    calls(war, atop, atlas)
    assert all(t.id.startswith("atop:") for t in atop)  # and no file of ours stands among them


def test_before_the_treaties_begin_nobody_owes_anything(atlas, atop):
    assert calls(Conflict("x", 0, date(1815, 1, 1), (("FRA",), ("GBR",))), atop, atlas) == {}


def test_any_state_is_no_named_adversary():
    assert names_adversary(All((Atom("attacked", ()), Atom("by", ("DEU",)))))
    assert not names_adversary(Atom("by", ("any",)))
    assert not names_adversary(Atom("attacked", ()))
