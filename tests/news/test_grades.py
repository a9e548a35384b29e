"""Grades: the kind of source, and who bears a claim out; reasons always."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from tellings import STRUCK, told

from foedus.news.grades import grade, graded
from foedus.news.same import same_claims
from foedus.news.source_kinds import reliability, source_kind
from foedus.terms.claims import NARRATOR
from foedus.terms.grades import CREDIBILITY, RELIABILITY, Grade


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (told("NIS", "KOR"), "intelligence"),
        (told("Kremlin", "RUS"), "state_party"),
        (told("Pentagon", "USA"), "state_other"),
        (told("NATO", "NATO"), "organisation"),
        (told("Jens Stoltenberg", "NATO"), "organisation"),
        (told("IAEA", "IAEA"), "monitor"),
        (told("Yonhap", "media:Yonhap"), "wire_service"),
        (told("Daily Planet", "media:Daily Planet"), "press"),
        (told("KCNA", "PRK"), "state_media"),
        (told("KCNA", "media:KCNA"), "state_media"),
        (told("Hong Min", "thinktank:KOR"), "think_tank"),
        (told("Anna Berg", "academia"), "academia"),
        (told("Amnesty", "ngo:Amnesty International"), "ngo"),
        (told("Yahya Saree", "armedgroup:HOUTHI"), "armed_group"),
        (told("two senior officials", "USA"), "unnamed_official"),
        (told("Western diplomat", None), "unnamed_official"),
        (told("analysts", None), "unnamed"),
        (told("local media", None), "unnamed"),
        (told("Telegram channel", None), "social_media"),
        (told("joint statement", None), "document"),
        (told("John Doe", None), "unknown"),
        (told(outlet="Reuters"), "wire_service"),
        (told(outlet="Daily Planet"), "press"),
        (told(outlet="TASS"), "state_media"),
        (told(), "unknown"),
    ],
)
def test_every_source_has_a_kind(row, kind):
    assert source_kind(row) == kind


def test_a_source_of_which_nothing_is_known_cannot_be_judged():
    found = grade(told("John Doe", None))
    assert str(found) == "F6"
    assert found.words == "reliability cannot be judged; truth cannot be judged"


def test_a_claim_that_nobody_else_bears_out_stays_at_six_however_good_its_source():
    assert str(grade(told(outlet="Reuters"))) == "B6"


def graded_by(*rows):
    return {t.claim.source if t.claim.source != NARRATOR else t.outlet: str(g) for t, g in graded(same_claims(rows))}


def test_independent_origins_bear_a_claim_out_and_relays_do_not():
    nis = told("NIS", "KOR", "a")
    relays = [told("NIS", "KOR", str(n), by=[name]) for n, name in enumerate(["Reuters", "AFP", "BBC"])]
    assert graded_by(nis, *relays) == {"NIS": "C6"}
    assert graded_by(nis, *relays, told("Pentagon", "USA", "x")) == {"NIS": "C2", "Pentagon": "B2"}
    three = [nis, told("Pentagon", "USA", "x"), told("Jens Stoltenberg", "NATO", "y")]
    assert graded_by(*three) == {"NIS": "C1", "Pentagon": "B1", "Jens Stoltenberg": "B1"}


def test_a_party_bears_nothing_out():
    rows = [
        told("Kyiv", "UKR", "a", event="attack", actors=STRUCK),
        told("Zelensky", "UKR", "b", event="attack", actors=STRUCK),
    ]
    assert graded_by(*rows) == {"Kyiv": "C6", "Zelensky": "C6"}
    assert "party to the matter" in grade(rows[0], same_claims(rows)[0]).reasons[-1]


def test_one_bystander_beside_a_party_makes_it_possibly_true():
    rows = [
        told("Kyiv", "UKR", "a", event="attack", actors=STRUCK),
        told(outlet="Reuters", report="b", event="attack", actors=STRUCK),
    ]
    assert graded_by(*rows) == {"Kyiv": "C3", "Reuters": "B3"}


def test_what_both_sides_say_is_probably_true():
    rows = [
        told("Kyiv", "UKR", "a", event="attack", actors=STRUCK),
        told("Moscow", "RUS", "a", event="attack", actors=STRUCK),
    ]
    assert graded_by(*rows) == {"Kyiv": "C2", "Moscow": "C2"}


def test_an_admission_after_a_charge_or_a_denial_counts_more_than_a_bystander():
    charge = told("Kyiv", "UKR", "a", day="2024-10-18")
    denial = told("Pyongyang", "PRK", "b", day="2024-10-22", modality="denied")
    group = same_claims([denial, told("Pyongyang", "PRK", "c", day="2024-11-27")])[0]
    found = grade(group.tellings[0], group)
    assert found.credibility == 2
    assert "against its interest" in found.reasons[-1]
    group = same_claims([charge, told("Pyongyang", "PRK", "c", day="2024-11-27")])[0]
    assert [grade(t, group).credibility for t in group.tellings] == [1, 1]
    early = same_claims([charge, told("Pyongyang", "PRK", "c", day="2024-10-01")])[0]
    assert [grade(t, early).credibility for t in early.tellings] == [3, 3]


def test_a_side_that_tells_its_own_dead_soldiers_admits_them():
    row = {"event": "attack", "actors": STRUCK, "status": "completed", "figure": (31, 31, "killed")}
    assert grade(told("Kyiv", "UKR", words="31 soldiers were killed", **row)).credibility == 2
    assert grade(told("Kyiv", "UKR", words="31 people were killed", **row)).credibility == 6
    assert grade(told("Moscow", "RUS", words="31 soldiers were killed", **row)).credibility == 6


def test_an_attacker_that_counts_the_dead_of_the_other_side_admits_nothing():
    row = {"event": "attack", "actors": STRUCK, "status": "completed"}
    rows = [told("Kyiv", "UKR", "a", day="2024-10-01", **row), told("Moscow", "RUS", "b", day="2024-10-02", **row)]
    assert graded_by(*rows) == {"Kyiv": "C2", "Moscow": "C2"}  # both sides say so, and no more than that
    boast = told("Moscow", "RUS", "b", day="2024-10-02", figure=(90, 90, "killed"), **row)
    denial = told("Moscow", "RUS", "a", day="2024-10-01", modality="denied", **row)
    group = same_claims([boast, denial])[0]
    assert grade(boast, group).credibility == 6


def test_an_outlet_that_copies_a_report_bears_nothing_out_though_its_sentence_is_another():
    rows = [told(outlet="Times", report="a", words="They are there now."), told(outlet="Post", report="b")]
    body = " ".join(f"word{n}" for n in range(200))
    assert {str(g) for _, g in graded(same_claims(rows))} == {"C2"}
    copied = same_claims(rows, texts={"a": body, "b": body + " more"})
    assert {str(g) for _, g in graded(copied)} == {"C6"}


def test_who_passes_on_is_not_borne_out_by_what_it_passes_on():
    rows = [told("NIS", "KOR", "a", by=["Yonhap"]), told(outlet="Yonhap", report="b")]
    assert graded_by(*rows) == {"NIS": "C6", "Yonhap": "B6"}


def test_who_only_accuses_has_a_stake():
    accuser = told("Khartoum", "SDN", "a", modality="alleged")
    assert graded_by(accuser, told("Pyongyang", "PRK", "b", modality="denied")) == {"Khartoum": "B6", "Pyongyang": "C6"}


def test_an_outlet_that_tells_both_sides_does_not_contradict_itself():
    rows = [told(outlet="Times", report="a"), told(outlet="Times", report="a", modality="denied")]
    assert {str(g) for _, g in graded(same_claims(rows))} == {"C6"}


def test_a_denial_by_a_bystander_makes_doubtful_and_that_of_a_party_does_not():
    rows = [told("Pentagon", "USA", "a")]
    assert graded_by(*rows, told("Kremlin", "RUS", "b", modality="denied"))["Pentagon"] == "B6"
    assert graded_by(*rows, told("Berlin", "DEU", "b", modality="denied"))["Pentagon"] == "B4"
    more = [told("Berlin", "DEU", "b", modality="denied"), told("Paris", "FRA", "c", modality="denied")]
    assert graded_by(*rows, *more)["Pentagon"] == "B5"


def test_a_denial_is_graded_too():
    rows = [
        told("Pentagon", "USA", "a"), told("NIS", "KOR", "b"),
        told("Kremlin", "RUS", "c", modality="denied"),
    ]  # fmt: skip
    assert graded_by(*rows) == {"Pentagon": "B2", "NIS": "C2", "Kremlin": "C5"}


def test_unnamed_and_social_media_bear_nothing_out():
    rows = [told("Pentagon", "USA", "a"), told("analysts", None, "b"), told("Telegram channel", None, "c")]
    assert graded_by(*rows) == {"Pentagon": "B6", "analysts": "F3", "Telegram channel": "E3"}


def test_other_figures_bear_a_figure_out_only_where_they_agree():
    rows = [
        told("NIS", "KOR", "a", figure=1500), told("Pentagon", "USA", "b", figure=(1400, 1600, "troops")),
        told("Kyiv", "UKR", "c", figure=7000), told("Paris", "FRA", "d", figure=1500, status="planned"),
    ]  # fmt: skip
    assert graded_by(*rows) == {"NIS": "C2", "Pentagon": "B2", "Kyiv": "B6", "Paris": "B6"}
    group = next(g for g in same_claims(rows) if g.measure.status == "present")
    assert "other figures for the same: Kyiv" in grade(group.tellings[0], group).reasons


def test_a_claim_without_a_figure_is_borne_out_by_figures_but_not_by_plans():
    plain = told("NIS", "KOR", "a")
    assert graded_by(plain, told("Pentagon", "USA", "b", figure=1500))["NIS"] == "C2"
    assert graded_by(plain, told("Pentagon", "USA", "b", figure=1500, status="planned"))["NIS"] == "C6"


def test_what_is_only_held_possible_is_not_confirmed():
    rows = [told("Pentagon", "USA", "a", modality="possible"), told("NIS", "KOR", "b"), told("Paris", "FRA", "c")]
    assert graded_by(*rows) == {"Pentagon": "B6", "NIS": "C2", "Paris": "B2"}


def test_a_table_of_ones_own_is_used():
    from importlib.resources import files

    from foedus.news.grade_table import read_grades

    raw = files("foedus").joinpath("data", "source-grades.yaml").read_text(encoding="utf-8")
    raw += '  - {kind: intelligence, names: [NIS], reliability: A, reasons: ["it was right ten times"]}\n'
    letter, reasons = reliability(told("NIS", "KOR"), read_grades(raw.encode()))
    assert letter == "A"
    assert "it was right ten times" in reasons[0]


@pytest.mark.parametrize(
    "parts", [("G", 6, ("x",)), ("A", 7, ("x",)), ("A", 0, ("x",)), ("A", 1, ()), ("A", 1, (" ",))]
)
def test_a_grade_that_does_not_exist_or_has_no_reasons_is_refused(parts):
    with pytest.raises(ValueError, match=r"one of|reasons"):
        Grade(*parts)


@given(
    st.lists(
        st.builds(
            told,
            st.sampled_from(["NIS", "Kremlin", "Pentagon", "officials", "Hong Min", NARRATOR, "X Y"]),
            st.sampled_from([None, "KOR", "RUS", "USA", "PRK", "academia", "armedgroup:HOUTHI"]),
            st.sampled_from("abcd"),
            st.sampled_from(["", "TASS", "Reuters"]),
            modality=st.sampled_from(["asserted", "denied", "alleged", "likely"]),
            figure=st.sampled_from([None, 1500, 12000]),
            status=st.sampled_from(["present", "planned", None]),
        ),
        max_size=8,
    )
)
def test_every_claim_gets_a_grade_with_reasons(listed):
    found = graded(same_claims(listed))
    assert {t for t, _ in found} == set(listed)
    for _, one in found:
        assert one.reliability in RELIABILITY
        assert one.credibility in CREDIBILITY
        assert len(one.reasons) >= 2
        assert one.reasons[0].startswith(one.reliability)
        assert one.reasons[1].startswith(str(one.credibility))
