"""Which of several verdicts counts, what is superseded, and of what nothing can be judged."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest
from gold import claim, entry, judge
from hypothesis import given
from hypothesis import strategies as st
from made import claim_entry, note_entry

from foedus.errors import BadQuestion
from foedus.ledger.fold import fold
from foedus.ledger.ledger import Ledger
from foedus.ledger.verdicts import Act, gone, standing_verdicts

KEYS = "abcd"


def figures(entries, known_on=None):
    matters = fold(entries, "2024-12-31", known_on, base=()).evidence.matters("PRK", "force")
    return sorted(t.telling.claim.quantity.low for m in matters for t in m.claims)


def said(known, figure, **more):
    return claim(known, "NIS", "KOR", "troop_deployment", f"{figure} came.", status="present", figure=figure, **more)


OLD, NEW = said("2024-10-10", 1_500), said("2024-11-10", 3_000)
INSTEAD = judge("2024-10-20", "supersede", OLD.id, NEW.id)


def test_a_claim_is_superseded_once_what_stands_in_its_place_is_known():
    entries = [OLD, NEW, INSTEAD]
    assert figures(entries, "2024-10-31") == [1_500]
    assert figures(entries, "2024-11-30") == [3_000]


def test_a_claim_comes_back_when_what_stood_in_its_place_is_retracted():
    entries = [OLD, NEW, INSTEAD, judge("2024-11-20", "retract", NEW.id)]
    assert (figures(entries, "2024-11-15"), figures(entries, "2024-11-25")) == ([3_000], [1_500])


def test_a_claim_comes_back_when_the_report_of_its_successor_is_retracted():
    report = entry("report", "2024-11-10", {"text": "3,000 came."})
    new = said("2024-11-10", 3_000, report=report.id)
    entries = [OLD, report, new, judge("2024-11-12", "supersede", OLD.id, new.id)]
    assert figures(entries) == [3_000]
    assert figures([*entries, judge("2024-11-20", "retract", report.id)]) == [1_500]


def test_what_was_accepted_before_an_idle_supersession_is_still_accepted():
    unknown = said("2025-05-01", 9_000)
    entries = [
        OLD,
        judge("2024-10-12", "accept", OLD.id),
        unknown,
        judge("2024-10-15", "supersede", OLD.id, unknown.id),
    ]
    (matter,) = fold(entries, "2024-12-31", "2024-12-31", base=()).evidence.matters("PRK", "force")
    assert [t.verdict for t in matter.claims] == ["accept"]


def test_a_chain_of_successors_leaves_the_last_and_a_circle_the_one_that_was_said_last():
    third = said("2024-11-12", 4_000)
    chain = [OLD, NEW, third, INSTEAD, judge("2024-11-13", "supersede", NEW.id, third.id)]
    assert figures(chain) == [4_000]
    assert figures([OLD, NEW, INSTEAD, judge("2024-11-13", "supersede", NEW.id, OLD.id)]) == [1_500]


@given(st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)).filter(lambda p: p[0] != p[1]), max_size=9))
def test_however_entries_supersede_each_other_one_of_each_chain_stands(pairs):
    acts = [Act(f"j{n}", "supersede", of, by) for n, (of, by) in enumerate(pairs)]
    last = standing_verdicts(acts, dict.fromkeys(KEYS, ""))
    away = gone(last)
    for key in away:
        at, steps = key, 0
        while at in away:
            at, steps = last[at].by, steps + 1
            assert steps <= len(KEYS)
    assert set(KEYS) - away
    if pairs:  # nobody is sure of what was said before; what was said last counts
        assert last[pairs[-1][0]].by == pairs[-1][1]


@given(
    st.lists(st.tuples(st.sampled_from(("accept", "dispute", "retract", "supersede")), *[st.sampled_from(KEYS)] * 2)),
    st.sets(st.sampled_from(KEYS)),
)
def test_no_entry_goes_for_one_that_does_not_stand(rows, known):
    acts = [Act(f"j{n}", verdict, of, by if verdict == "supersede" else "") for n, (verdict, of, by) in enumerate(rows)]
    acts = [act for act in acts if act.of != act.by]
    last = standing_verdicts(acts, dict.fromkeys(known, ""))
    for key in gone(last):
        path = [key]
        while path[-1] in last and last[path[-1]].verdict == "supersede":
            path.append(last[path[-1]].by)
        retracted = {k for k, act in last.items() if act.verdict == "retract"}
        assert key in retracted or any(k in known and k not in retracted for k in path[1:])


def test_a_grade_of_a_report_holds_for_its_claims_that_have_none():
    report = entry("report", "2024-10-10", {"text": "They came."})
    mine, own = said("2024-10-10", 1_500, report=report.id), said("2024-10-11", 2_000, report=report.id)
    grade = {"reliability": "A", "credibility": 1, "reasons": ["seen"]}
    entries = [report, mine, own, entry("grade", "2024-10-12", {"of": report.id, **grade})]
    entries.append(entry("grade", "2024-10-12", {"of": own.id, **grade, "reliability": "D", "credibility": 4}))
    (matter,) = fold(entries, "2024-12-31", base=()).evidence.matters("PRK", "force")
    assert {t.entry: str(t.grade) for t in matter.claims} == {mine.id: "A1", own.id: "D4"}
    assert matter.standing.word == "established"


def test_a_refusal_to_confirm_falls_with_its_report_and_with_the_claims_that_it_is_about():
    report = entry("report", "2024-10-11", {"text": "He would not say."})
    body = {"form": "not_confirmed", "text": "He would not say.", "about": [OLD.id], "source": "Ryder"}
    note = entry("note", "2024-10-11", body | {"report": report.id})
    other = said("2024-10-10", 1_500, place="Kursk")

    def refusals(*more):
        found = fold([OLD, other, report, note, *more], "2024-12-31", base=()).evidence.matters("PRK", "force")
        return [d.by for m in found for d in m.dissent if d.kind == "not_confirmed"]

    assert refusals() == ["Ryder"]
    assert refusals(judge("2024-10-20", "retract", report.id)) == []
    assert refusals(judge("2024-10-20", "retract", OLD.id)) == []
    assert refusals(judge("2024-10-20", "retract", note.id)) == []


def test_what_would_change_nothing_is_refused_with_what_to_do(tmp_path):
    with Ledger(tmp_path / "a.db", author="Ann Lee") as ledger:
        one, two = ledger.append([claim_entry(1), claim_entry(2)])
        remark = ledger.append([note_entry("a remark", (one.id,))])[0]
        report = ledger.append([entry("report", "2024-10-10", _report())])[0]
        before = len(ledger)
        for verdict in ("accept", "dispute", "same-as", "different-quantity"):
            with pytest.raises(BadQuestion, match="judge its claims"):
                ledger.judge(verdict, report.id, by=two.id if "-" in verdict else None, reason="x")
        with pytest.raises(BadQuestion, match="retract it if it should not count"):
            ledger.judge("supersede", remark.id, by=two.id, reason="x")
        with pytest.raises(BadQuestion, match="beside a claim is a claim too"):
            ledger.judge("supersede", one.id, by=report.id, reason="x")
        with pytest.raises(BadQuestion, match="no hypothesis"):
            ledger.judge("consistent", one.id, by=remark.id, reason="x")
        with pytest.raises(BadQuestion, match="grades are given to claims and reports"):
            ledger.grade(remark.id, "B", 2, reasons=["x"])
        assert len(ledger) == before
        ledger.grade(report.id, "B", 2, reasons=["right before"], known=date(2024, 10, 12))
        assert ledger.verify().faults == ()


def _report():
    return {
        "name": "r",
        "outlet": "",
        "title": "",
        "dateline": "2024-10-10",
        "dateline_from": "given",
        "digest": sha256(b"").hexdigest(),
        "text": "",
        "reader": "",
    }
