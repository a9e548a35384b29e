"""The written rules of strands, standings and judgements, one by one."""

import pytest
from gold import claim, entry, judge

from foedus.errors import FoedusError
from foedus.ledger.fold import fold

DAY = "2024-12-31"


def said(known, source, affiliation, figure=None, **more):
    more.setdefault("status", "present")
    return claim(
        known, source, affiliation, "troop_deployment", more.pop("words", f"{source} told it."), figure=figure, **more
    )


def force(entries, on=DAY, known_on=None, **more):
    (matter,) = fold(entries, on, known_on, **more).evidence.matters("PRK", "force")
    return matter


def only(matter):
    (strand,) = matter.strands
    return strand


NIS = said("2024-10-18", "NIS", "KOR", 1_500)
RYDER = said("2024-10-20", "Ryder", "USA", 3_000)


def test_figures_of_another_status_are_another_strand():
    matter = force([NIS, said("2024-10-18", "Ryder", "USA", 12_000, status="planned")])
    assert {(s.measure.status, s.low, s.high) for s in matter.strands} == {
        ("present", 1_500, 1_500),
        ("planned", 12_000, 12_000),
    }


def test_equals_that_differ_span_a_range():
    strand = only(force([RYDER, said("2024-10-18", "Smith", "GBR", 1_500)]))
    assert (strand.low, strand.high) == (1_500, 3_000)
    assert "nothing decides" in strand.rule


def test_among_equals_the_more_reliable_source_counts():
    strand = only(force([NIS, RYDER]))  # an intelligence service of a neighbour is C, a government without a stake B
    assert (strand.low, strand.high) == (3_000, 3_000)
    assert [d.entry for d in strand.dissent] == [NIS.id]


def test_an_accepted_figure_beats_all_others_and_they_are_dissent():
    strand = only(force([NIS, RYDER, judge("2024-11-01", "accept", RYDER.id)]))
    assert (strand.low, strand.high, str(strand.standing)) == (3_000, 3_000, "accepted")
    assert [(d.kind, d.entry) for d in strand.dissent] == [("figure", NIS.id)]


def test_a_disputed_figure_never_counts():
    strand = only(force([NIS, RYDER, judge("2024-11-01", "dispute", RYDER.id)]))
    assert (strand.low, strand.high) == (1_500, 1_500)
    assert ("disputed", RYDER.id) in {(d.kind, d.entry) for d in strand.dissent}


def test_an_origin_has_one_word_its_latest():
    strand = only(force([NIS, said("2024-10-25", "the defence ministry", "KOR", 2_000)]))
    assert (strand.low, strand.high, len(strand.series)) == (2_000, 2_000, 2)


def test_old_figures_stand_in_the_series_alone_even_if_their_source_is_better():
    strand = only(force([said("2024-10-18", "Smith", "GBR", 1_500), said("2024-12-20", "NIS", "KOR", 11_000)]))
    assert (strand.low, strand.high, [p.low for p in strand.series]) == (11_000, 11_000, [1_500, 11_000])
    assert strand.dissent == ()


def test_the_largest_set_that_agrees_wins_and_closes_an_open_side():
    rows = [NIS, RYDER, said("2024-10-21", "Tanaka", "JPN", (2_900, None)), said("2024-10-22", "Smith", "GBR", 3_000)]
    strand = only(force(rows))
    assert (strand.low, strand.high) == (2_900, 3_000)
    assert [d.entry for d in strand.dissent] == [NIS.id]


def test_the_better_graded_figure_wins():
    strand = only(
        force(
            [
                NIS,
                RYDER,
                entry("grade", "2024-11-01", {"of": NIS.id, "reliability": "B", "credibility": 2, "reasons": []}),
            ]
        )
    )
    assert (strand.low, strand.high, str(strand.standing)) == (1_500, 1_500, "probable")


def test_a_grade_by_hand_says_by_whom():
    graded = entry(
        "grade",
        "2024-11-01",
        {"of": NIS.id, "reliability": "A", "credibility": 1, "reasons": ["pictures"]},
        author="Bo",
    )
    matter = force([NIS, graded])
    assert [(str(t.grade), t.graded_by, t.grade.reasons) for t in matter.claims] == [("A1", "Bo", ("pictures",))]
    assert str(matter.standing) == "established"


def test_different_quantities_are_never_one_strand():
    matter = force([NIS, RYDER, judge("2024-11-01", "different-quantity", NIS.id, RYDER.id)])
    assert sorted((s.part, s.low, s.high) for s in matter.strands) == [(0, 1_500, 1_500), (1, 3_000, 3_000)]


def test_the_same_claim_twice_is_no_second_origin():
    other = said("2024-10-19", "Ryder", "USA")
    assert str(force([NIS, other]).standing) == "probable"
    matter = force([NIS, other, judge("2024-11-01", "same-as", other.id, NIS.id)])
    assert str(matter.standing) == "claimed"
    told = next(t for t in matter.claims if t.entry == other.id)
    assert any(NIS.id in reason for reason in told.grade.reasons)


def test_a_plan_bears_nothing_out_that_is_so():
    planned = said("2024-10-19", "Ryder", "USA", status="planned")
    assert str(force([NIS, planned]).standing) == "claimed"
    assert force([planned]).stage == "planned"


def test_what_is_only_held_possible_is_claimed():
    assert str(force([said("2024-10-18", "NIS", "KOR", modality="possible")]).standing) == "claimed"


def test_only_denials_are_a_denied_matter():
    matter = force([said("2024-10-18", "Peskov", "RUS", modality="denied")])
    assert (str(matter.standing), matter.claims) == ("denied", ())


def test_a_bystander_who_denies_weighs_as_much_as_one_who_says_it():
    assert force([NIS, said("2024-10-19", "Ryder", "USA", modality="denied")]).standing.word == "contested"


def test_a_disputed_denial_is_not_live():
    denial = said("2024-10-19", "Peskov", "RUS", modality="denied")
    assert str(force([NIS, denial]).standing) == "claimed, contested"
    assert str(force([NIS, denial, judge("2024-11-01", "dispute", denial.id)]).standing) == "claimed"


def test_an_accepted_denial_alone_denies():
    denial = said("2024-10-19", "Peskov", "RUS", modality="denied")
    assert force([NIS, denial, judge("2024-11-01", "accept", denial.id)]).standing.word == "denied"


def test_if_every_claim_is_disputed_so_is_the_matter():
    assert force([NIS, judge("2024-11-01", "dispute", NIS.id)]).standing.word == "disputed"


def test_the_last_judgement_counts_by_the_day_on_which_it_was_known():
    accept, retract = judge("2024-11-01", "accept", NIS.id), judge("2024-11-09", "retract", NIS.id)
    dispute = judge("2024-11-05", "dispute", NIS.id)
    assert force([dispute, accept, NIS]).standing.word == "disputed"
    assert fold([retract, dispute, accept, NIS], DAY).evidence.matters() == ()
    assert force([NIS, retract, accept], known_on="2024-11-08").standing.word == "accepted"


def test_of_one_day_the_later_moment_counts():
    first, second = judge("2024-11-01", "accept", NIS.id, hour=8), judge("2024-11-01", "dispute", NIS.id, hour=9)
    assert force([NIS, first, second]).standing.word == "disputed"
    first, second = judge("2024-11-01", "dispute", NIS.id, hour=8), judge("2024-11-01", "accept", NIS.id, hour=9)
    assert force([NIS, first, second]).standing.word == "accepted"


def test_a_retracted_judgement_counts_for_nothing_nor_does_a_retracted_retraction():
    dispute = judge("2024-11-01", "dispute", NIS.id)
    gone = judge("2024-11-02", "retract", dispute.id)
    assert force([NIS, dispute, gone]).standing.word == "claimed"
    back = judge("2024-11-03", "retract", gone.id)
    assert force([NIS, dispute, gone, back]).standing.word == "disputed"


def test_a_retracted_report_takes_all_its_claims_with_it():
    report = entry("report", "2024-10-18", {"name": "a.txt", "text": "so"})
    mine = said("2024-10-18", "Ryder", "USA", report=report.id)
    gone = judge("2024-11-01", "retract", report.id)
    assert [t.entry for t in force([report, mine, NIS, gone]).claims] == [NIS.id]
    assert len(force([report, mine, NIS, gone], known_on="2024-10-31").claims) == 2


def test_what_is_superseded_counts_for_nothing_and_what_supersedes_it_does():
    assert [t.entry for t in force([NIS, RYDER, judge("2024-11-01", "supersede", NIS.id, RYDER.id)]).claims] == [
        RYDER.id
    ]


def test_a_policy_accepts_what_is_good_enough_and_says_so():
    rows = [NIS, said("2024-10-19", "Ryder", "USA", 1_500)]
    world = fold(rows, DAY, believe="C3")
    (matter,) = world.evidence.matters("PRK", "force")
    assert str(matter.standing) == "accepted"
    assert any("C3" in caveat for caveat in world.evidence.caveats)
    assert force([NIS], believe="C3").standing.word == "claimed"  # C6: what cannot be judged is never good enough
    assert force(rows, believe="A1").standing.word == "probable"


@pytest.mark.parametrize("grade", ["F3", "C6", "3C", "", "C", "X1", "C7"])
def test_what_no_policy_can_be(grade):
    with pytest.raises(FoedusError, match="--believe"):
        fold([], DAY, believe=grade)


def test_a_withdrawal_of_a_part_ends_nothing_and_one_of_all_does():
    part = claim("2024-12-01", "NIS", "KOR", "troop_withdrawal", "Some 100 went home.", status="completed", figure=100)
    whole = claim("2024-12-01", "NIS", "KOR", "troop_withdrawal", "They went home.", status="completed")
    assert force([NIS, part]).stage == "present"
    assert force([NIS, whole]).stage == "ended"


def test_a_long_silence_parts_two_matters():
    world = fold([said("1973-10-18", "a diplomat", "EGY"), NIS], DAY)
    assert [m.key for m in world.evidence.matters("PRK", "force")] == ["force:PRK>RUS:1973", "force:PRK>RUS:2024"]


def test_a_force_that_the_record_does_not_hold_is_listed_as_reported():
    new = said("2024-10-18", "NIS", "KOR", 300, actors={"sender": ["PRK"], "host": ["MMR"]})
    world = fold([new], "2024-11-01")
    (found,) = [f for f in world.forces("MMR") if f.force.sender == "PRK"]
    assert (found.stage, found.present, found.figure.low) == ("reported", None, 300)
    sure = fold([new, judge("2024-10-20", "accept", new.id)], "2024-11-01")
    (found,) = [f for f in sure.forces("MMR") if f.force.sender == "PRK"]
    assert found.force.established is None
    assert not [f for f in fold([new], "2024-10-01").forces("MMR") if f.force.sender == "PRK"]


def test_who_hosts_does_not_send_to_itself():
    both = said("2024-10-20", "Budanov", "UKR", 10_000, actors={"sender": ["PRK", "RUS"], "host": ["RUS"]})
    assert dict(force([NIS, both]).about) == {"sender": ("PRK",), "host": ("RUS",)}
    home = said("2024-10-20", "Budanov", "UKR", 10_000, actors={"sender": ["RUS"], "host": ["RUS"]})
    assert fold([home], DAY).evidence.matters("RUS", "force") == ()
