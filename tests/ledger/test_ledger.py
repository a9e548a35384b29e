"""What goes in comes out, in order, once, and the same on both databases."""

from datetime import date, timedelta

import pytest
from made import DAY, MOMENT, a_claim, claim_entry, fields, note_entry

import foedus as fd
from foedus.errors import AmbiguousName, BadEntry, BadLedger, BadQuestion, UnknownName
from foedus.ledger.ledger import Ledger
from foedus.terms.entries import Entry, canonical


def test_the_public_ledger_is_this_one():
    assert fd.Ledger is Ledger


def test_entries_come_out_as_they_went_in(ledger):
    given = [claim_entry(n) for n in range(5)]
    told = ledger.append(given)
    assert [t.entry for t in told] == given
    assert [t.number for t in told] == [1, 2, 3, 4, 5]
    assert all(t.new for t in told)
    assert [s.entry for s in ledger.entries()] == given
    assert len(ledger) == 5


def test_each_hash_covers_the_one_before(ledger):
    told = ledger.append([claim_entry(n) for n in range(3)])
    before = ""
    for stored in told:
        assert stored.hash == stored.entry.link(before)
        before = stored.hash
    assert ledger.head == before


def test_the_same_claim_is_one_claim_whoever_brings_it_and_when(ledger):
    first = ledger.append([claim_entry(1)])[0]
    again = ledger.append([claim_entry(1, author="Bo Kim", recorded=MOMENT + timedelta(days=1)), claim_entry(2)])
    assert [t.new for t in again] == [False, True]
    assert again[0] == first
    assert again[0].entry.author == "Ann Lee"
    assert len(ledger) == 2


def test_a_claim_twice_in_one_call_is_recorded_once(ledger):
    told = ledger.append([claim_entry(1), claim_entry(1)])
    assert len(ledger) == 1
    assert told[0] == told[1]


def test_the_same_judgement_at_another_time_is_another(ledger):
    ledger.append([claim_entry(1)])
    one = ledger.judge("dispute", 1, reason="no second source")
    two = ledger.judge("accept", 1, reason="confirmed in Seoul")
    assert [s.id for s in ledger.about(1)] == [one.id, two.id]
    assert one.entry.said == {"verdict": "dispute", "of": ledger.find(1).id, "by": None}


def test_entries_are_found_by_number_by_id_and_by_its_beginning(ledger):
    told = ledger.append([claim_entry(n) for n in range(40)])
    assert ledger.find(7) == ledger.find("7") == told[6]
    assert ledger.find(told[6].id) == ledger.find(told[6].id[:12]) == ledger.find(told[6].id[:12].upper()) == told[6]


def test_a_beginning_that_several_have_is_refused_with_the_candidates(ledger):
    ledger.append([claim_entry(n) for n in range(40)])
    with pytest.raises(AmbiguousName, match="say which entry"):
        ledger.find("c")


@pytest.mark.parametrize("reference", ["99", "c0000000000000000", "x", "", "'; DROP TABLE entries; --", "-1", "٣"])
def test_what_is_not_there_is_said(ledger, reference):
    ledger.append([claim_entry(1)])
    with pytest.raises(UnknownName):
        ledger.find(reference)


def test_by_state_kind_and_day(ledger):
    ledger.append([claim_entry(1, known=date(2024, 10, 10)), claim_entry(2, sender="BLR"), claim_entry(3)])
    ledger.note("seen", about=[2])
    numbers = lambda **asked: [s.number for s in ledger.entries(**asked)]  # noqa: E731 - short
    assert numbers(state="PRK") == [1, 3]
    assert numbers(state="BLR") == [2, 4]
    assert numbers(state="RUS") == [1, 2, 3, 4]
    assert numbers(state="RUS", kinds=("note",)) == [4]
    assert numbers(kinds=("claim",)) == [1, 2, 3]
    assert numbers(known_on=date(2024, 10, 11)) == [1]
    assert numbers(since=date(2024, 10, 11), kinds=("claim",)) == [2, 3]
    assert numbers(state="RUS", newest=True, limit=2) == [4, 3]
    assert numbers(after=2) == [3, 4]
    assert numbers(limit=0) == []


def test_more_entries_than_one_part_come_whole_in_both_orders(ledger):
    ledger.append([claim_entry(n) for n in range(4_500)])
    assert [s.number for s in ledger.entries(state="PRK")] == list(range(1, 4_501))
    assert [s.number for s in ledger.entries(newest=True)] == list(range(4_500, 0, -1))


def test_what_is_recorded_meanwhile_does_not_come_in(ledger):
    ledger.append([claim_entry(n) for n in range(2_500)])
    found = ledger.entries()
    next(found)
    ledger.append([claim_entry(n) for n in range(2_500, 2_600)])
    assert sum(1 for _ in found) == 2_499


def test_a_judgement_names_what_its_claim_names_however_far_away(ledger):
    ledger.append([claim_entry(1)])
    of = ledger.find(1).id
    for n in range(30):
        of = ledger.append([note_entry(f"on {n}", [of])])[0].id
    assert [s.number for s in ledger.entries(state="PRK", newest=True, limit=1)] == [31]


def test_one_entry_that_cannot_be_recorded_keeps_out_all(ledger):
    ledger.append([claim_entry(1)])
    with pytest.raises(BadEntry, match="is not in this ledger"):
        ledger.append([claim_entry(2), note_entry("about nothing", ["c0000000000000000"]), claim_entry(3)])
    assert len(ledger) == 1


def test_an_entry_may_speak_of_one_in_the_same_call(ledger):
    claim = claim_entry(1)
    ledger.append([claim, note_entry("both at once", [claim.id])])
    assert [s.number for s in ledger.about(1)] == [2]


def test_a_recorded_claim_takes_outlet_and_day_from_its_report(ledger):
    said = {
        "name": "wire",
        "outlet": "Foedus Wire",
        "title": "t",
        "dateline": "2024-10-19",
        "dateline_from": "given",
        "digest": "0" * 64,
        "text": "x",
        "reader": "plain 1",
    }
    ledger.append([Entry("report", "Ann Lee", MOMENT, DAY, "", canonical(said))])
    stored = ledger.record(a_claim(), report=1)
    assert stored.entry.known == DAY
    assert stored.entry.said["outlet"] == "Foedus Wire"
    assert stored.entry.said["report"] == ledger.find(1).id
    assert stored.entry.said["quantity"] == {"low": 1500, "high": 1500, "unit": "troops"}
    assert [s.number for s in ledger.about(1)] == [2]


def test_verdicts_are_checked(ledger):
    ledger.append([claim_entry(1), claim_entry(2)])
    for verdict, by, wrong in (
        ("reject", None, "no verdict"),
        ("accept", 2, "one entry"),
        ("supersede", None, "two entries"),
        ("same-as", 1, "by itself"),
    ):
        with pytest.raises(BadEntry, match=wrong):
            ledger.judge(verdict, 1, by=by, reason="because")
    with pytest.raises(BadQuestion, match="say why"):
        ledger.judge("accept", 1, reason="  ")
    with pytest.raises(BadQuestion, match="is no grade"):
        ledger.grade(1, "G", 2, reasons=["because"])
    assert len(ledger) == 2


def test_a_grade_is_an_entry(ledger):
    ledger.append([claim_entry(1)])
    stored = ledger.grade(1, "B", 2, reasons=["a service that was right before", "borne out"])
    assert stored.entry.said["reliability"] + str(stored.entry.said["credibility"]) == "B2"
    assert stored.entry.reason == "a service that was right before; borne out"


def test_a_ledger_opened_to_be_read_refuses_to_record(where):
    with Ledger(where, author="Ann Lee") as made:
        made.append([claim_entry(1)])
    with Ledger(where, author="Ann Lee", read_only=True) as read:
        assert len(read) == 1
        with pytest.raises(BadLedger, match="opened to be read"):
            read.append([claim_entry(2)])


def test_reading_or_not_creating_makes_nothing(where):
    for given in ({"read_only": True}, {"create": False}):
        with pytest.raises(BadLedger, match="there is no ledger"):
            Ledger(where, author="Ann Lee", **given)


def test_who_records_is_the_user_where_nobody_says(where, monkeypatch):
    monkeypatch.setenv("FOEDUS_AUTHOR", "Desk Three")
    with Ledger(where) as made:
        assert made.note("hello").entry.author == "Desk Three"


def test_a_line_of_the_scheme_and_a_claim_of_a_reader_say_the_same_quantity():
    assert fields(0)["quantity"]["low"] == 1000
    assert '"low":1500,' in claim_entry(500).body
