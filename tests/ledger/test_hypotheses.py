"""Analysis of competing hypotheses: what speaks against each, as a range, and what would tell them apart."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import permutations

import pytest

from foedus.ledger.hypotheses import weigh
from foedus.terms.entries import RATINGS, Entry, canonical
from foedus.terms.grades import Grade

DAY = date(2024, 11, 1)


def entry(kind: str, body: dict[str, object], known: date = DAY, minute: int = 0) -> Entry:
    return Entry(kind, "A. Nalyst", datetime(2026, 1, 1, 0, minute, tzinfo=UTC), known, "because", canonical(body))


def hypothesis(text: str) -> Entry:
    return entry("note", {"form": "hypothesis", "text": text, "about": []})


def claim(sentence: str, **more: object) -> Entry:
    said = {"source": "NIS", "event_type": "troop_deployment", "actors": {"sender": ["PRK"]}, "sentence": sentence}
    return entry("claim", said | more)


def rated(of: Entry, by: Entry, verdict: str, **when: object) -> Entry:
    return entry("judgement", {"verdict": verdict, "of": of.id, "by": by.id}, **when)  # type: ignore[arg-type] # by name


INCOME, TRAINING = hypothesis("it is for income"), hypothesis("it is for experience in war")
PAID, FRONT, UNIFORMS = claim("They are paid."), claim("They go to the front."), claim("They wear uniforms.")
CASE = (INCOME, TRAINING, PAID, FRONT, UNIFORMS)
CELLS = (
    rated(PAID, INCOME, "consistent"),
    rated(PAID, TRAINING, "inconsistent"),
    rated(FRONT, INCOME, "inconsistent"),
    rated(FRONT, TRAINING, "consistent"),
    rated(UNIFORMS, INCOME, "neutral"),
    rated(UNIFORMS, TRAINING, "neutral"),
)
SURE = Grade("A", 1, ("seen",))
WEAK = Grade("D", 4, ("rumour",))


def test_the_graver_contradiction_decides() -> None:
    found = weigh((*CASE, *CELLS), {PAID.id: WEAK, FRONT.id: SURE, UNIFORMS.id: SURE})
    assert [(h.id, h.against) for h in found.hypotheses] == [(TRAINING.id, (0.16, 0.16)), (INCOME.id, (1.0, 1.0))]
    assert [h.surely_least for h in found.hypotheses] == [True, False]
    assert found.critical == (FRONT.id,)


def test_what_is_neutral_to_all_tells_nothing_and_stands_last() -> None:
    found = weigh((*CASE, *CELLS), {UNIFORMS.id: SURE})
    assert found.items[-1].claim == UNIFORMS.id
    assert found.items[-1].separates == 0
    assert UNIFORMS.id not in dict(found.would_discriminate)


def test_an_ungraded_claim_weighs_from_little_to_all() -> None:
    found = weigh((*CASE, *CELLS), {})
    assert {h.against for h in found.hypotheses} == {(0.04, 1.0)}
    assert [h.least for h in found.hypotheses] == [True, True]
    assert not any(h.surely_least for h in found.hypotheses)


def test_an_empty_cell_may_speak_against_and_says_so() -> None:
    found = weigh((*CASE, *CELLS[:-3]), {PAID.id: SURE, FRONT.id: SURE})
    told = {h.id: h for h in found.hypotheses}
    assert told[TRAINING.id].against == (1.0, 2.0)
    assert dict(told[TRAINING.id].counts)["not rated"] == 1
    assert dict(found.would_discriminate)[FRONT.id] == 1.0


def test_what_was_never_rated_is_no_item() -> None:
    assert weigh(CASE, {}).items == ()


def test_a_later_judgement_replaces_the_earlier_and_only_from_its_day() -> None:
    later = rated(PAID, TRAINING, "neutral", known=date(2025, 5, 1))
    grades = {PAID.id: SURE, FRONT.id: SURE}
    assert weigh((*CASE, *CELLS, later), grades).hypotheses[0].against == (0.0, 0.0)
    assert weigh((*CASE, *CELLS, later), grades, known_on=date(2025, 1, 1)).hypotheses[0].against == (1.0, 1.0)


def test_what_is_retracted_counts_for_nothing() -> None:
    gone = entry("judgement", {"verdict": "retract", "of": FRONT.id, "by": None})
    found = weigh((*CASE, *CELLS, gone), {PAID.id: SURE})
    assert FRONT.id not in [i.claim for i in found.items]
    assert {h.id: h.against for h in found.hypotheses}[INCOME.id] == (0.0, 0.0)


def test_the_order_of_entries_does_not_matter() -> None:
    grades = {PAID.id: WEAK, FRONT.id: SURE}
    wanted = weigh((*CASE, *CELLS), grades).to_dict()
    for order in list(permutations(CELLS))[::97]:
        assert weigh((*reversed(CASE), *order), grades).to_dict() == wanted


@pytest.mark.parametrize("rating", RATINGS)
def test_one_hypothesis_alone_is_told_apart_from_nothing(rating: str) -> None:
    found = weigh((INCOME, PAID, rated(PAID, INCOME, rating)), {PAID.id: SURE})
    assert found.hypotheses[0].surely_least is False
    assert found.items[0].separates == 0
    assert found.critical == ()


def test_a_retracted_rating_counts_for_nothing_until_its_retraction_is_retracted() -> None:
    wrong = CELLS[2]
    gone = entry("judgement", {"verdict": "retract", "of": wrong.id, "by": None}, minute=1)
    again = entry("judgement", {"verdict": "retract", "of": gone.id, "by": None}, minute=2)
    grades = {PAID.id: SURE, FRONT.id: SURE}

    def against(*more: Entry) -> tuple[float, float]:
        return {h.id: h.against for h in weigh((*CASE, *CELLS, *more), grades).hypotheses}[INCOME.id]

    assert (against(), against(gone), against(gone, again)) == ((1.0, 1.0), (0.0, 1.0), (1.0, 1.0))


def test_what_is_superseded_or_stands_in_a_retracted_report_is_no_evidence() -> None:
    other = claim("They are paid in kind.")
    instead = entry("judgement", {"verdict": "supersede", "of": FRONT.id, "by": other.id})
    assert FRONT.id not in [i.claim for i in weigh((*CASE, *CELLS, other, instead), {}).items]
    report = entry("report", {"text": "They fight."})
    told = claim("They fight.", report=report.id)
    gone = entry("judgement", {"verdict": "retract", "of": report.id, "by": None})
    cells = (rated(told, INCOME, "inconsistent"), report, gone)
    assert told.id in [i.claim for i in weigh((*CASE, told, *cells[:2]), {}).items]
    assert told.id not in [i.claim for i in weigh((*CASE, told, *cells), {}).items]
