"""Manpower of a war by arithmetic on what claims count: rates, totals, rises, shares, and what nobody tells."""

from datetime import UTC, date, datetime

import pytest

import foedus as fd
from foedus.ledger.fold import fold
from foedus.terms.entries import Entry, canonical
from foedus.ties.rates import MONTH, per_month, risen, share

ON = "2026-07-31"
WAR = "ukraine-2014"
RUS, PRK = {"target": ["RUS"]}, {"target": ["PRK"]}


def claim(known, sentence, figure, unit="troops", *, who=None, when=None, **said):
    """A claim of a ledger; `figure` is a number or a pair, `when` a pair of days."""
    low, high = figure if isinstance(figure, tuple) else (figure, figure)
    body = {
        "source": said.get("source", "National Intelligence Service"),
        "source_affiliation": said.get("speaks_for", "KOR"),
        "relayed_by": [],
        "speech_verb": "say",
        "modality": said.get("modality", "asserted"),
        "event_type": said.get("event", "attack"),
        "status": said.get("status", "completed"),
        "actors": who or PRK,
        "quantity": {"low": low, "high": high, "unit": unit},
        "date": None if when is None else {"start": when[0], "end": when[1]},
        "place": None,
        "sentence": sentence,
        "char_start": 0,
        "char_end": len(sentence),
        "reader": "by hand",
        "report": None,
        "outlet": "",
        "treaty": None,
        "cue": "",
    }
    day = date.fromisoformat(known)
    return Entry("claim", "Ann Lee", datetime(2026, 11, 1, 12, tzinfo=UTC), day, "", canonical(body))


def raised(known, sentence, figure, **said):
    """Soldiers raised in Russia."""
    return claim(known, sentence, figure, who={"sender": ["RUS"]}, event="troop_deployment", **said)


def told(*entries, on=ON, known_on=None):
    return fd.manpower(fold(entries, on, known_on, base=fd.World(fd.treaties(), on=on)), WAR)


TOTAL = claim("2025-04-30", "They have suffered 4,700 casualties so far.", 4700, "casualties")
LATER = claim("2026-02-12", "They have suffered 6,000 casualties so far.", 6000, "casualties")


def test_a_total_is_spread_over_the_months_since_it_entered():
    found = told(TOTAL).best("PRK", "casualties")
    assert found.how == "total"
    assert (found.since, found.until) == ((date(2024, 11, 1), date(2024, 12, 31)), date(2025, 4, 30))
    assert found.month == pytest.approx((4700 / (181 / MONTH), 4700 / (121 / MONTH)))


def test_two_totals_of_one_origin_tell_what_came_between():
    found = told(TOTAL, LATER)
    assert sorted(t.how for t in found.tallies) == ["rise", "total"]
    best = found.best("PRK", "casualties")
    assert (best.how, best.count) == ("rise", (1300, 1300))
    assert best.month[0] == best.month[1] == pytest.approx(1300 / (288 / MONTH))
    other = claim(
        "2026-02-12", "They suffered 6,000 casualties so far.", 6000, "casualties", source="X", speaks_for="UKR"
    )
    assert "rise" not in {t.how for t in told(TOTAL, other).tallies}


def test_a_count_without_a_time_tells_the_least_alone():
    found = told(claim("2025-09-02", "About 2,000 have been killed.", 2000, "killed")).best("PRK", "killed")
    assert found.how == "least"
    assert found.month[0] == pytest.approx(2000 / (306 / MONTH))
    assert found.month[1] is None


def test_rates_and_named_months_are_taken_as_they_are():
    rate = raised("2025-01-22", "It recruits 30,000 to 35,000 soldiers a month.", (30_000, 35_000))
    year = raised("2025-01-22", "It recruited 450,000 men.", 450_000, when=("2024-01-01", "2024-12-31"))
    day = claim("2024-12-10", "It loses 1,500 a day killed.", 1500, "killed", who=RUS)
    found = told(rate, year, day)
    assert {t.how: t.month for t in found.tallies if t.item == "raised"} == {
        "rate": (30_000, 35_000),
        "months": pytest.approx((450_000 / (366 / MONTH),) * 2),
    }
    assert found.best("RUS", "raised").how == "rate"
    assert found.best("RUS", "killed").month == pytest.approx((1500 * MONTH,) * 2)


def test_the_share_of_an_ally_is_that_of_ranges_with_the_claims_behind():
    sent = claim(
        "2025-11-04",
        "It sent 6,000 soldiers.",
        6000,
        who={"sender": ["PRK"], "host": ["RUS"]},
        event="troop_deployment",
        when=("2025-08-01", "2025-10-31"),
    )
    rate = raised("2025-10-22", "It recruits 30,000 to 40,000 soldiers a month.", (30_000, 40_000))
    found = told(sent, rate)
    (part,) = [p for p in found.parts if (p.ally, p.item) == ("PRK", "raised")]
    mine = 6000 / (92 / MONTH)
    assert (part.low, part.high) == pytest.approx((mine / (mine + 40_000), mine / (mine + 30_000)))
    assert set(part.to_dict()["entries"]) == {sent.id, rate.id}
    assert "days from" in part.says


def test_what_nobody_tells_is_a_gap_and_no_zero():
    found = told(TOTAL)
    (part,) = [p for p in found.parts if p.item == "casualties"]
    assert (part.low, part.high, part.says) == (None, None, "nobody tells it of RUS")
    assert any(gap.startswith("of RUS no claim tells how many are raised") for gap in found.gaps)
    assert found.best("RUS", "killed") is None
    assert told().tallies == ()


@pytest.mark.parametrize(
    ("entry", "left"),
    [
        (claim("2025-01-10", "The strike killed 12 civilians.", 12, "killed"), "civilians"),
        (claim("2025-01-10", "They lost 12 killed.", 12, "killed", who={"target": ["PRK", "UKR"]}), "several states"),
        (claim("2025-01-10", "12 were killed.", 12, "killed", when=("2025-01-09", "2025-01-09")), "a few days"),
    ],
)
def test_what_counts_something_else_is_left_out_and_said(entry, left):
    found = told(entry)
    assert found.tallies == ()
    assert any(left in gap for gap in found.gaps)


def test_denied_and_disputed_claims_count_nobody_and_later_knowledge_neither():
    denied = claim("2025-01-10", "It denied that 300 were killed.", 300, "killed", modality="denied")
    assert told(denied).tallies == ()
    assert told(TOTAL, LATER, on="2026-07-31", known_on="2025-06-01").best("PRK", "casualties").count == (4700, 4700)


def test_captives_are_told_apart_and_forces_elsewhere_are_no_part():
    taken = claim("2024-09-02", "Ukraine captured 300 soldiers.", 300, who=RUS, when=("2024-08-01", "2024-08-31"))
    syria = claim(
        "2025-01-01",
        "It keeps 4,000 soldiers there.",
        4000,
        who={"sender": ["RUS"], "host": ["SYR"]},
        event="troop_deployment",
        status="present",
    )
    found = told(taken, syria)
    assert [(t.item, t.count) for t in found.tallies] == [("captured", (300, 300))]


def test_raised_soldiers_and_rates_are_no_forces_abroad():
    entry = claim(
        "2025-01-22",
        "Russia recruits 30,000 soldiers a month.",
        30_000,
        who={"sender": ["RUS"], "host": ["UKR"]},
        event="troop_deployment",
        status="unknown",
    )
    world = fold([entry], ON, base=fd.World(fd.treaties(), on=ON))
    (strand,) = world.evidence.matters("RUS", "force")[0].strands
    assert tuple(strand.measure) == ("troops", "raised", "a month")
    assert all(not f.force.figures for f in world.forces("UKR") if f.force.id.startswith("ledger-"))


def test_without_claims_or_a_war_there_is_nothing_to_count():
    world = fd.World(fd.treaties(), on=ON)
    with pytest.raises(fd.FoedusError, match="name a ledger"):
        fd.manpower(world, WAR)
    with pytest.raises(fd.FoedusError, match="no-such-war"):
        fd.manpower(world, "no-such-war")
    with pytest.raises(fd.FoedusError, match="has not begun"):
        fd.manpower(fd.World(fd.treaties(), on="2013-01-01"), WAR)


def test_bounds_that_are_open_stay_open():
    assert per_month((None, 30.0), (1.0, 3.0)) == (None, 30.0)
    assert risen((10.0, None), (20.0, 20.0)) == (None, 10.0)
    assert risen((10.0, 10.0), (9.0, 9.0)) is None
    assert share((1.0, None), [(1.0, 3.0)]) == (0.25, None)
    assert share((1.0, 1.0), [(None, 3.0)]) == (0.25, None)
    assert share((0.0, 0.0), [(0.0, 0.0)]) == (None, None)


def test_the_frame_and_the_json_hold_the_same():
    found = told(TOTAL)
    assert found.frame.to_dicts()[0]["entries"] == [TOTAL.id]
    assert found.to_dict()["tallies"][0]["since"] == ["2024-11-01", "2024-12-31"]


def test_a_count_of_less_than_a_month_is_spread_over_none():
    early = claim("2024-11-20", "They have suffered 300 casualties so far.", 300, "casualties")
    found = told(early)
    (tally,) = found.tallies
    assert (tally.count, tally.month) == ((300, 300), (None, None))
    assert found.best("PRK", "casualties") is None
    half = claim("2025-01-10", "They have suffered 300 casualties so far.", 300, "casualties")
    assert told(half).tallies[0].month == (pytest.approx(300 / (71 / MONTH)), None)
