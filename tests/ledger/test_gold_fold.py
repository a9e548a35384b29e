"""The gold case folded: what was known on 19 October 2024, and what is known today."""

import pytest
from gold import GOLD, LEDGER, NOT_CONFIRMED

from foedus.law.casus import obligations
from foedus.ledger.bearing import bearings
from foedus.ledger.difference import difference
from foedus.ledger.fold import fold
from foedus.ledger.novelty import novelties
from foedus.terms.attacks import Attack

DAY = "2024-10-19"


@pytest.fixture(scope="module")
def then(record):
    return fold(LEDGER, DAY, DAY, base=record)


@pytest.fixture(scope="module")
def now(record):
    return fold(LEDGER, "2026-11-01", base=record)


def presence(world):
    (matter,) = world.evidence.matters("PRK", "force")
    return matter


def strand(matter, unit, status):
    return next(s for s in matter.strands if (s.measure.unit, s.measure.status) == (unit, status))


def test_observed_and_decided_stand_side_by_side(then):
    present, planned = (strand(presence(then), "troops", status) for status in ("present", "planned"))
    assert (present.low, present.high, present.entries) == (1_500, 1_500, (GOLD["nis-1500"].id,))
    assert planned.high == 12_000
    assert {p.low for p in planned.series} == {10_000, 12_000}


def test_the_service_declined_to_confirm_the_larger_figure(then):
    (note,) = [d for d in strand(presence(then), "troops", "planned").dissent if d.kind == "not_confirmed"]
    assert (note.by, note.entry) == ("National Intelligence Service", NOT_CONFIRMED.id)


def test_presence_is_probable_and_contested_on_the_day(then):
    matter = presence(then)
    assert str(matter.standing) == "probable, contested"
    assert matter.standing.denied == ("state RUS",)
    assert matter.standing.admitted == ()
    assert {"state KOR", "state UKR"} <= set(matter.origins)


def test_presence_is_established_today_for_both_have_admitted_it(now):
    matter = presence(now)
    assert str(matter.standing) == "established"
    assert matter.standing.admitted == ("PRK", "RUS")
    assert [d.live for d in matter.dissent if d.kind == "denial"] == [False, False]


def test_what_is_known_today_of_that_day_is_more_than_was_known_on_it(record):
    later = fold(LEDGER, DAY, base=record)
    matter = presence(later)
    assert str(matter.standing) == "established"
    assert strand(matter, "troops", "present").low == 1_500  # later figures are figures of later days


def test_the_denial_by_the_sender_came_after_the_day(then, record):
    assert GOLD["rumours"].id not in {t.entry for t in presence(then).denials}
    assert presence(fold(LEDGER, "2024-10-22", "2024-10-22", base=record)).standing.denied == ("state RUS", "state PRK")


def test_the_treaty_is_pending_on_the_day_and_in_force_from_december(record):
    told = {}
    for day in (DAY, "2024-12-03", "2024-12-04"):
        world = fold(LEDGER, day, base=record)
        told[day] = {
            o.status for o in obligations(world, Attack("KOR", "PRK")).of("RUS") if o.treaty == "2024-russia-dprk"
        }
    assert told == {DAY: {"pending"}, "2024-12-03": {"pending"}, "2024-12-04": {"invoked", "arguable"}} | {
        "2024-12-04": told["2024-12-04"]
    }
    assert "invoked" in told["2024-12-04"]


def test_proofs_cite_the_entries(now):
    proof = str(obligations(now, Attack("KOR", "PRK"))["RUS"].proof)
    assert f"2024-russia-dprk; ledger {GOLD['in-force'].id}" in proof
    assert f"2024-russia-dprk; ledger {GOLD['signed'].id}" in proof


def test_killed_and_casualties_are_series_of_their_own(now):
    (matter,) = now.evidence.matters("PRK", "casualties")
    series = {s.measure.unit: [p.low for p in s.series] for s in matter.strands}
    assert series == {"killed": [300, 600, 2_000], "casualties": [4_700, 6_000]}


def test_nobody_was_known_to_have_died_on_the_day(then):
    assert then.evidence.matters("PRK", "casualties") == ()


def test_containers_and_shells_do_not_mix(now):
    (matter,) = now.evidence.matters("PRK", "arms")
    assert {s.measure.unit for s in matter.strands} == {"containers", "shells"}
    containers = next(s for s in matter.strands if s.measure.unit == "containers")
    assert [p.low for p in containers.series] == [6_700, 10_000, 28_000] or len(containers.series) == 3
    assert (containers.low, containers.high) == (28_000, 28_000)


def test_containers_of_two_origins_span_a_range_that_is_open_above(then):
    (matter,) = then.evidence.matters("PRK", "arms")
    containers = next(s for s in matter.strands if s.measure.unit == "containers")
    assert (containers.low, containers.high) == (6_700, None)


def test_labour_sent_and_labour_planned_are_two_things(now):
    (matter,) = now.evidence.matters("PRK", "labour")
    assert {(s.measure.status, s.low) for s in matter.strands} == {("completed", 15_000), ("planned", 12_000)}


def test_the_record_stands_beside_the_claims_and_is_not_said_twice(now):
    assert presence(now).record == "dprk-russia"
    assert [f.force.id for f in now.forces("PRK") if f.force.sender == "PRK"] == ["dprk-russia"]


def test_the_claim_of_a_first_deployment_is_held_against_the_record(then):
    (novelty,) = novelties(then, "PRK")
    assert novelty.entry == GOLD["first"].id
    assert novelty.consistent is None  # the record does not tell where the Korean War was fought by whom
    assert "war korea-1950" in {p.source for p in novelty.precedents}


def test_a_new_deployment_of_an_old_sender_is_not_the_first(record):
    from gold import claim

    said = claim(
        "2026-10-01",
        "Ann Lee",
        None,
        "troop_deployment",
        "It is the first deployment of Russian troops abroad.",
        actors={"sender": ["RUS"], "host": ["MLI"]},
        status="present",
    )
    (novelty,) = novelties(fold([said], "2026-11-01", base=record), "RUS")
    assert novelty.consistent is False
    assert any(p.certain and p.source.startswith("forces: ") for p in novelty.precedents)


def test_without_either_service_presence_is_only_possible(then):
    found = {b.origin: {c.key: c.after for c in b.falls} for b in bearings(then.evidence, "PRK")}
    for origin in ("state KOR", "state UKR"):
        assert found[origin]["force:PRK>RUS:2024"] == "possible, contested"
    assert "force:PRK>RUS:2024" not in found["state RUS"]


def test_what_changed_between_two_states_of_knowledge(then, record):
    rows = {c.key: (c.before, c.after) for c in difference(then, fold(LEDGER, DAY, base=record), "PRK").changes}
    assert rows["force:PRK>RUS:2024"] == ("probable, contested; present", "established; present")


def test_what_changed_between_two_days(then, now):
    rows = {(c.what, c.key): (c.before, c.after) for c in difference(then, now, "PRK").changes}
    assert rows["treaty", "2024-russia-dprk PRK"] == ("signed, not in force", "in force")
    assert rows["figure", "casualties:PRK:2025 killed completed"] == ("", "2,000")
    assert ("war", "ukraine-2014") in rows


def test_another_day_of_the_same_ledger(now):
    assert str(presence(now.at(DAY, DAY)).standing) == "probable, contested"
