"""A day since which an entry is known can be mended, and it does not matter which of two ledgers is read into which."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from gold import claim, entry, judge
from made import claim_entry

from foedus.errors import BadEntry, BadQuestion
from foedus.ledger.exchange import exported, load
from foedus.ledger.fold import fold
from foedus.ledger.ledger import Ledger
from foedus.terms.entries import canonical

SOON, LATE = date(2024, 10, 12), date(2024, 10, 20)


def came(known: str, **more):
    return claim(known, "NIS", "KOR", "troop_deployment", "They came.", status="present", **more)


def since(known: str, of: str, day: str, **more):
    return entry("judgement", known, {"verdict": "known-since", "of": of, "by": None, "day": day}, **more)


def counted(entries, known_on: str) -> list[str]:
    matters = fold(entries, "2024-12-31", known_on, base=()).evidence.matters("PRK", "force")
    return [t.telling.day.isoformat() for m in matters for t in m.claims]


def test_a_day_is_mended_in_both_directions_whenever_that_is_found_out():
    told = came("2024-10-20")
    sooner = [told, since("2026-11-01", told.id, "2024-10-12")]
    assert (counted([told], "2024-10-15"), counted(sooner, "2024-10-15")) == ([], ["2024-10-12"])
    later = [told, since("2026-11-01", told.id, "2024-11-05")]
    assert (counted([told], "2024-10-25"), counted(later, "2024-10-25")) == (["2024-10-20"], [])


def test_the_last_to_mend_a_day_counts_and_a_retracted_mending_does_not():
    told = came("2024-10-20")
    first = since("2026-11-01", told.id, "2024-10-12")
    second = since("2026-11-02", told.id, "2024-10-18")
    gone = judge("2026-11-03", "retract", second.id)
    for entries, days in (([first, second], ["2024-10-18"]), ([first, second, gone], ["2024-10-12"])):
        assert counted([told, *reversed(entries)], "2024-10-31") == days


def test_the_claims_and_the_refusals_of_a_report_go_with_it_unless_they_have_a_day_of_their_own():
    report = entry("report", "2024-10-20", {"text": "They came."})
    mine, other = came("2024-10-20", report=report.id), came("2024-10-20", report=report.id, figure=7)
    later = came("2024-10-22", report=report.id, figure=9)
    said = {"form": "not_confirmed", "text": "He would not say.", "about": [mine.id], "source": "Ryder"}
    note = entry("note", "2024-10-20", said | {"report": report.id})
    entries = [
        report,
        mine,
        other,
        later,
        note,
        since("2026-11-01", report.id, "2024-10-12"),
        since("2026-11-01", other.id, "2024-10-21"),
    ]
    assert counted(entries, "2024-10-12") == ["2024-10-12"]
    assert sorted(counted(entries, "2024-10-31")) == ["2024-10-12", "2024-10-21", "2024-10-22"]
    (matter,) = fold(entries, "2024-12-31", "2024-10-12", base=()).evidence.matters("PRK", "force")
    assert [d.kind for d in matter.dissent] == ["not_confirmed"]


def test_the_same_claim_again_with_an_earlier_day_is_known_since_then(where):
    with Ledger(where, author="Ann Lee") as ledger:
        ledger.append([claim_entry(1, known=LATE)])
        told = ledger.append([claim_entry(1, known=SOON, author="Bo Kim")])
        assert [(t.new, t.entry.kind) for t in told] == [(False, "claim"), (True, "judgement")]
        assert told[1].entry.said == {
            "verdict": "known-since",
            "of": told[0].id,
            "by": None,
            "day": "2024-10-12",
            "again": True,
        }
        assert told[1].entry.author == "Bo Kim"
        for known in (SOON, LATE, date(2024, 10, 14)):
            assert [t.new for t in ledger.append([claim_entry(1, known=known, author="Cy")])] == [False]
        assert len(ledger) == 2


@pytest.mark.parametrize("turned", [False, True])
def test_it_does_not_matter_which_ledger_is_read_into_which(tmp_path, turned):
    paths = [tmp_path / "a.db", tmp_path / "b.db"]
    for path, known in zip(paths, (SOON, LATE), strict=True):
        with Ledger(path, author=path.stem) as ledger:
            ledger.append([claim_entry(1, known=known), claim_entry(2, known=SOON)])
    source, into = reversed(paths) if turned else paths
    with Ledger(source, read_only=True) as ledger:
        lines = "\n".join(json.dumps(row) for row in exported(ledger)).encode()
    with Ledger(into, author="c") as ledger:
        for _ in range(2):
            load(ledger, io.BytesIO(lines), "export")
        world = fold((s.entry for s in ledger.entries()), "2024-12-31", SOON, base=())
        assert [m.claims[0].telling.day for m in world.evidence.matters("PRK", "force")] == [SOON]
        assert sum(s.entry.kind == "judgement" for s in ledger.entries()) == (not turned)
        assert ledger.verify().faults == ()


def test_a_day_by_hand_goes_before_an_earlier_one_that_was_recorded_again(tmp_path):
    with Ledger(tmp_path / "a.db", author="Ann Lee") as ledger:
        (told,) = ledger.append([claim_entry(1, known=LATE)])
        ledger.judge("known-since", told.id, day=date(2024, 10, 18), reason="the paper's archive")
        ledger.append([claim_entry(1, known=SOON)])
        entries = [s.entry for s in ledger.entries()]
    assert (counted(entries, "2024-10-17"), counted(entries, "2024-10-18")) == ([], ["2024-10-18"])


def test_a_mended_day_is_a_day_and_of_something_that_was_public(tmp_path):
    with Ledger(tmp_path / "a.db", author="Ann Lee") as ledger:
        (told,) = ledger.append([claim_entry(1)])
        spoken = ledger.judge("dispute", told.id, reason="no second source")
        with pytest.raises(BadQuestion, match="retract it if it should not count"):
            ledger.judge("known-since", spoken.id, day=SOON, reason="x")
        with pytest.raises(BadQuestion, match="since which day"):
            ledger.judge("known-since", told.id, reason="x")
        with pytest.raises(BadQuestion, match="no other verdict"):
            ledger.judge("accept", told.id, day=SOON, reason="x")
        for day in ("", "yesterday", None, "1515-01-01"):
            said = {"verdict": "known-since", "of": told.id, "by": None, "day": day}
            bad = entry("judgement", "2026-11-01", said)
            assert bad.body == canonical(said)
            with pytest.raises(BadEntry, match=r"since which day an entry was public|cannot be the day"):
                ledger.append([bad])
        assert len(ledger) == 2
