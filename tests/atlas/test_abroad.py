"""Forces abroad and umbrellas of the record, on days and as known on days."""

from datetime import date

import pytest

import foedus as fd
from foedus.atlas.load import shipped_atlas
from foedus.terms.forces import STAGES, Figure, Force
from foedus.terms.when import When

TREATIES = fd.treaties()


def world(on, known_on=None, **more):
    return fd.World(TREATIES, on=on, known_on=known_on, **more)


def force(key, on, known_on=None):
    return next((f for f in world(on, known_on).forces() if f.force.id == key), None)


def pairs(on, state=None):
    return {(f.force.sender, f.force.host) for f in world(on).forces(state)}


def over(key, on):
    return next((u.over for u in world(on).umbrellas() if u.umbrella.id == key), ())


def test_on_its_day_the_founding_deployment_was_reported_and_its_presence_unknown():
    then = force("dprk-russia", "2024-10-19", "2024-10-19")
    assert (then.stage, then.present) == ("reported", None)
    assert (then.figure.low, then.figure.high, then.figure.stage) == (1500, 1500, "present")
    assert {f.stage for f in then.figures} == {"present", "planned"}
    assert {a.by for a in then.accounts} == {"RUS", "KOR", "UKR", "USA"}


def test_what_is_known_today_of_that_day_is_more():
    then, now = force("dprk-russia", "2024-10-19", "2024-10-19"), force("dprk-russia", "2024-10-19")
    assert (now.stage, now.present) == ("present", True)
    assert len(now.accounts) > len(then.accounts)
    assert len(now.figures) > len(then.figures)
    assert any(a.by == "PRK" and "Article 4" in a.says for a in now.accounts)


def test_the_ground_that_was_claimed_later_is_not_told_before_it_was_claimed():
    assert force("dprk-russia", "2024-12-31", "2024-12-31").basis == ()
    assert [b.treaty for b in force("dprk-russia", "2025-04-28", "2025-04-28").basis] == ["2024-russia-dprk"]


def test_before_it_became_public_nobody_knew_of_the_deployment():
    assert force("dprk-russia", "2024-10-19", "2024-10-17") is None
    assert force("dprk-russia", "2024-10-17", "2024-10-17") is None


def test_it_is_beyond_doubt_once_both_have_admitted_it():
    assert force("dprk-russia", "2025-04-25", "2025-04-25").present is None
    assert force("dprk-russia", "2025-04-26", "2025-04-26").present is True


def test_whether_it_was_there_on_a_day_within_an_imprecise_arrival_is_unknown():
    assert force("dprk-russia", "2024-10-07") is None
    assert force("dprk-russia", "2024-10-10").present is None
    assert force("dprk-russia", "2024-10-13").present is True


def test_soviet_forces_stood_in_germany_in_1985_and_not_in_1995():
    assert ("RUS", "cow:GDR") in pairs("1985-06-01")
    assert ("RUS", "DEU") in pairs("1992-06-01")
    assert not {("RUS", "cow:GDR"), ("RUS", "DEU")} & pairs("1995-06-01")


def test_the_last_day_of_the_east_german_state_is_the_last_of_its_row():
    assert ("RUS", "cow:GDR") in pairs("1990-10-02")
    assert ("RUS", "DEU") not in pairs("1990-10-02")
    assert ("RUS", "cow:GDR") not in pairs("1990-10-03")
    assert ("RUS", "DEU") in pairs("1990-10-03")


@pytest.mark.parametrize(
    ("on", "sender", "host", "there"),
    [
        ("1958-10-01", "CHN", "PRK", True),
        ("1959-01-01", "CHN", "PRK", False),
        ("1978-12-31", "USA", "TWN", True),
        ("1980-01-01", "USA", "TWN", False),
        ("1992-01-01", "USA", "PHL", True),
        ("1993-01-01", "USA", "PHL", False),
        ("1991-05-01", "CUB", "AGO", True),
        ("1991-06-01", "CUB", "AGO", False),
        ("2005-04-01", "SYR", "LBN", True),
        ("2005-05-01", "SYR", "LBN", False),
        ("1989-02-01", "RUS", "AFG", True),
        ("1989-03-01", "RUS", "AFG", False),
        ("1988-01-01", "IND", "LKA", True),
        ("1991-01-01", "IND", "LKA", False),
        ("2025-01-01", "FRA", "TCD", True),
        ("2025-02-01", "FRA", "TCD", False),
        ("2026-01-03", "ARE", "YEM", False),
    ],
)
def test_who_stood_where(on, sender, host, there):
    assert ((sender, host) in pairs(on)) is there


def test_a_state_is_told_of_forces_on_land_that_it_claims():
    assert ("RUS", "ABKHAZIA") in pairs("2020-01-01", "GEO")
    assert ("RUS", "ABKHAZIA") not in pairs("2020-01-01", "EST")


def test_a_brigade_goes_through_its_stages():
    days = ("2023-07-01", "2024-01-01", "2024-05-01", "2025-05-01")
    found = [force("germany-lithuania-brigade", on) for on in days]
    assert [f.stage for f in found] == ["planned", "ordered", "underway", "present"]
    assert [f.present for f in found] == [False, False, False, True]


def test_the_number_that_was_found_later_is_not_known_earlier():
    assert force("ussr-cuba-1962", "1962-10-25", "1962-10-25").figure.high <= 10_000
    assert force("ussr-cuba-1962", "1962-10-25").figure.low >= 40_000
    assert force("ussr-cuba-1962", "1962-10-20").figure.low >= 40_000
    assert force("ussr-cuba-1962", "1962-10-01", "1962-10-01") is None


def test_the_strength_told_is_the_latest_one_up_to_the_day():
    figures = tuple(Figure(n, n, When.parse(y)) for n, y in ((10, "1950"), (20, "1960"), (30, "1970")))
    told = Force("x", "AAA", "BBB", When.parse("1949"), figures=figures)
    assert [told.figure(date(y, 6, 1), None).low for y in (1955, 1965, 1999)] == [10, 20, 30]
    assert told.figure(date(1949, 6, 1), None) is None  # what was counted later does not stand for it
    assert told.figure(date(1999, 1, 1), date(1962, 1, 1)).low == 20


@pytest.mark.parametrize(("on", "covered"), [("2023-04-03", False), ("2023-04-04", True)])
def test_the_american_umbrella_over_finland_begins_with_its_accession(on, covered):
    assert ("FIN" in over("usa-nato", on)) is covered


def test_the_british_promise_to_finland_ends_where_the_alliance_s_begins():
    assert over("gbr-finland", "2023-04-03") == ("FIN",)
    assert over("gbr-finland", "2023-04-04") == ()
    assert "FIN" in over("gbr-nato", "2023-04-04")


def test_no_guarantor_is_under_its_own_umbrella_and_who_is_left_out_is_left_out():
    assert "USA" not in over("usa-nato", "2026-01-01")
    assert not {"GBR", "USA", "FRA"} & set(over("gbr-nato", "2026-01-01"))


def test_new_zealand_is_under_the_umbrella_until_1986():
    assert over("usa-new-zealand", "1986-08-10") == ("NZL",)
    assert world("1986-08-12").umbrellas("NZL") == ()
    assert over("usa-australia", "1986-08-12") == ("AUS",)


def test_a_member_that_froze_its_part_is_perhaps_under_the_umbrella():
    armenia = next(u for u in world("2024-05-01").umbrellas("ARM") if u.umbrella.id == "rus-csto")
    assert "ARM" in armenia.perhaps
    assert "ARM" not in armenia.over
    assert "ARM" in over("rus-csto", "2023-05-01")


def test_an_umbrella_is_implied_until_a_text_states_it():
    def explicit(on):
        return next(u.explicit for u in world(on).umbrellas() if u.umbrella.id == "usa-korea")

    assert (explicit("1970-01-01"), explicit("1980-01-01")) == ("implied", "stated")


def test_the_pact_of_russia_and_north_korea_is_no_umbrella():
    assert world("2026-07-01").umbrellas("PRK") == ()
    assert [u.umbrella.id for u in world("1980-01-01").umbrellas("PRK")] == ["ussr-dprk"]


def test_an_umbrella_that_was_published_later_is_not_known_before():
    assert [u.umbrella.id for u in world("2025-09-30", "2025-09-30").umbrellas("QAT")] == []
    assert [u.umbrella.id for u in world("2025-09-30").umbrellas("QAT")] == ["usa-qatar"]


def test_only_the_grounds_of_its_time_are_told():
    def grounds(on):
        return [b.treaty for b in force("usa-japan", on).basis if b.treaty]

    assert grounds("1955-01-01") == ["1951-us-japan"]
    assert grounds("1965-01-01") == ["1960-us-japan"]


def test_where_the_corpus_lacks_the_treaty_the_members_are_not_guessed():
    [alliance] = [u for u in fd.World([], on="2020-01-01").umbrellas() if u.umbrella.id == "usa-nato"]
    assert (alliance.over, alliance.perhaps, alliance.open_membership) == ((), (), True)


def test_what_evidence_adds_comes_in_as_records_and_changes_no_other_world():
    added = Force("claim", "PRK", "SYR", When.parse("2024-01-01"))
    atlas = shipped_atlas().revised((*shipped_atlas().forces, added))
    assert ("PRK", "SYR") in {(f.force.sender, f.force.host) for f in world("2024-10-19", atlas=atlas).forces("SYR")}
    assert ("PRK", "SYR") not in pairs("2024-10-19", "SYR")
    assert world("2024-10-19", atlas=atlas).at("2024-10-20").forces("PRK")[-1].force is added


def test_every_row_says_where_it_has_its_facts_and_no_figure_runs_backwards():
    for row in (*shipped_atlas().forces, *shipped_atlas().umbrellas):
        assert row.sources, row.id
        assert row.basis or row.contested, row.id
    for row in shipped_atlas().forces:
        assert all(0 <= f.low <= f.high and f.stage in STAGES for f in row.figures), row.id


def test_hosts_and_senders_were_states_when_the_forces_came():
    for row in shipped_atlas().forces:
        for code in (row.sender, row.host):
            actor = shipped_atlas().find(code)
            if row.since is None or code in _LATER:
                continue
            assert actor.exists(row.since.latest), (row.id, code)


_LATER = ("TRNC", "AGO")
"""Hosts named by what came after: northern Cyprus before 1983, Angola in the week before its independence."""
