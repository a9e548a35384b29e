"""What claims change in law: treaties and wars, and what verdicts turn on then."""

import pytest
from gold import claim, judge

import foedus as fd
from foedus.ledger.fold import fold

DAY = "2026-11-01"
NATO = "1949-north-atlantic"


def pact(known, source, affiliation, event, words, **more):
    more.setdefault("actors", {"party": ["PRK", "RUS"]})
    more.setdefault("treaty", "2024-russia-dprk")
    more.setdefault("status", "completed")
    return claim(known, source, affiliation, event, words, **more)


ENDED = pact("2026-10-02", "Ryder", "USA", "treaty_termination", "The pact has ended.", when="2026-10-01")


def duty(world):
    return next(
        o for o in fd.obligations(world, fd.Attack("KOR", "PRK")).of("RUS") if o.article == "4" and "2024" in o.treaty
    )


def ended(world):
    return world.treaty("2024-russia-dprk").end


def test_an_end_that_is_only_claimed_leaves_the_day_open_and_the_verdict_arguable(record):
    world = fold([ENDED], DAY, base=record)
    assert str(ended(world)) == "2026-10-01/.."
    verdict = duty(world)
    assert (verdict.status, verdict.turns_on) == ("arguable", ("in_force@2024-russia-dprk",))
    assert f"2024-russia-dprk; ledger {ENDED.id}" in str(verdict.proof)


def test_an_end_that_is_believed_ends_it(record):
    world = fold([ENDED, judge("2026-10-03", "accept", ENDED.id)], DAY, base=record)
    assert str(ended(world)) == "2026-10-01"
    assert duty(world).status == "not_invoked"
    assert duty(fold([ENDED, judge("2026-10-03", "accept", ENDED.id)], "2026-09-30", base=record)).status == "invoked"


@pytest.mark.parametrize("more", [{"status": "planned"}, {"modality": "possible"}, {"modality": "conditional"}])
def test_accepting_a_plan_or_a_possibility_does_not_make_it_so(record, more):
    plan = pact("2026-10-02", "Peskov", "RUS", "treaty_termination", "It is to end.", **more)
    world = fold([ENDED, plan, judge("2026-10-03", "accept", plan.id)], DAY, base=record)
    assert str(ended(world)) == "2026-10-01/.."  # as the claim that it has ended leaves it
    assert duty(world).status == "arguable"


def test_an_end_that_is_established_by_the_rules_of_grades_ends_it(record):
    others = [
        pact("2026-10-02", name, of, "treaty_termination", f"{name}: it has ended.", when="2026-10-01")
        for name, of in (("Smith", "GBR"), ("Tanaka", "JPN"))
    ]
    assert str(ended(fold([ENDED, *others], DAY, base=record))) == "2026-10-01"
    assert str(ended(fold([ENDED, others[0]], DAY, base=record))) == "2026-10-01/.."


@pytest.mark.parametrize("how", ["denied", "planned", "retracted", "disputed", "later"])
def test_what_does_not_count_changes_no_law(record, how):
    entries = {
        "denied": [
            pact(
                "2026-10-02",
                "Ryder",
                "USA",
                "treaty_termination",
                "It has ended.",
                when="2026-10-01",
                modality="denied",
            )
        ],
        "planned": [pact("2026-10-02", "Ryder", "USA", "treaty_termination", "It will end.", status="planned")],
        "retracted": [ENDED, judge("2026-10-03", "retract", ENDED.id)],
        "disputed": [ENDED, judge("2026-10-03", "dispute", ENDED.id)],
        "later": [pact("2026-11-20", "Ryder", "USA", "treaty_termination", "It has ended.", when="2026-11-15")],
    }[how]
    world = fold(entries, DAY, base=record)
    assert ended(world) is None
    assert duty(world).status == "invoked"


def test_a_denunciation_is_a_notice_and_no_end(record):
    gone = pact("2026-10-02", "Peskov", "RUS", "treaty_termination", "Moscow denounced the treaty.", when="2026-10-01")
    assert str(ended(fold([gone, judge("2026-10-03", "accept", gone.id)], DAY, base=record))) == "2026-10-01/.."


def test_a_suspension(record):
    frozen = pact(
        "2026-10-02", "Peskov", "RUS", "treaty_termination", "Moscow suspended the treaty.", when="2026-10-01"
    )
    assert duty(fold([frozen], DAY, base=record)).turns_on == ("suspended@2024-russia-dprk",)
    assert duty(fold([frozen, judge("2026-10-03", "accept", frozen.id)], DAY, base=record)).status == "suspended"


def test_one_of_many_parties_leaves_and_the_others_stay(record):
    left = pact(
        "2026-10-02",
        "Smith",
        "GBR",
        "treaty_termination",
        "Turkey left.",
        when="2026-10-01",
        treaty=NATO,
        actors={"party": ["TUR"], "by": ["TUR"]},
    )
    world = fold([left, judge("2026-10-03", "accept", left.id)], DAY, base=record)
    owed = fd.obligations(world, fd.Attack("RUS", "EST"))
    assert {o.status for o in owed.of("TUR") if o.treaty == NATO} == {"not_invoked"}
    assert owed["GBR"].status == "invoked"


def test_an_accession(record):
    joined = pact(
        "2026-10-02",
        "Smith",
        "GBR",
        "treaty_ratification",
        "Georgia acceded.",
        when="2026-10-01",
        treaty=NATO,
        actors={"party": ["GEO"]},
    )
    world = fold([joined, judge("2026-10-03", "accept", joined.id)], DAY, base=record)
    assert fd.obligations(world, fd.Attack("RUS", "GEO"))["GBR"].status == "invoked"
    assert fd.obligations(fold([joined], DAY, base=record), fd.Attack("RUS", "GEO"))["GBR"].status == "arguable"


def test_a_claim_that_contradicts_the_corpus_is_dissent_unless_an_analyst_accepts_it(record):
    other = pact("2024-12-05", "Ryder", "USA", "treaty_in_force", "It took effect in July.", when="2024-07-01")
    world = fold([other], DAY, base=record)
    assert str(world.treaty("2024-russia-dprk").in_force) == "2024-12-04"
    (matter,) = world.evidence.matters("PRK", "treaty")
    assert [d.kind for d in matter.dissent] == ["record"]
    assert f"against: {other.id}" in str(duty(world).proof)
    believed = fold([other, judge("2024-12-06", "accept", other.id)], DAY, base=record)
    assert str(believed.treaty("2024-russia-dprk").in_force) == "2024-07-01"


def test_a_treaty_is_found_by_parties_and_time(record):
    plain = pact(
        "2026-10-02", "Ryder", "USA", "treaty_termination", "The pact has ended.", when="2024-12-04", treaty=None
    )
    world = fold([plain], DAY, base=record)
    assert [m.record for m in world.evidence.matters("PRK", "treaty")] == ["2000-russia-dprk"]  # that one lapsed then
    strange = pact(
        "2026-10-02", "Ryder", "USA", "treaty_signing", "They signed.", treaty=None, actors={"party": ["PRK", "FJI"]}
    )
    (matter,) = fold([strange], DAY, base=record).evidence.matters("FJI", "treaty")
    assert (matter.record, matter.key) == ("", "treaty:FJI+PRK:signed")


def fights(words="Their soldiers attack Ukraine.", **more):
    return claim(
        "2026-10-02",
        "Ryder",
        "USA",
        "attack",
        words,
        status="completed",
        actors={"attacker": ["IRN"], "target": ["UKR"]},
        when="2026-10-01",
        **more,
    )


def test_who_is_said_to_attack_a_belligerent_may_be_one(record):
    said = fights()
    world = fold([said], DAY, base=record)
    assert world.at_war("IRN")[0] is None or "ukraine-2014" in {w.war.id for w in world.wars_of("IRN")}
    (war,) = [w.war for w in world.wars_of("IRN") if w.war.id == "ukraine-2014"]
    assert str(next(b.entry for b in war.began if b.state == "IRN")) == "2026-10-01/.."
    sure = fold([said, judge("2026-10-03", "accept", said.id)], DAY, base=record)
    assert sure.at_war("IRN")[0] is True
    assert f"war ukraine-2014; ledger {said.id}" in sure.cited("war ukraine-2014", "IRN")


def test_a_war_begins_where_words_say_so_and_who_began_it_is_contested(record):
    said = claim(
        "2026-10-02",
        "Ryder",
        "USA",
        "relation_state",
        "The two are at war.",
        actors={"party": ["CHL", "ARG"]},
        when="2026-10-01",
    )
    world = fold([said], DAY, base=record)
    assert world.at_war("CHL")[0] is False  # a lone claim stands in the evidence alone
    assert [m.kind for m in world.evidence.matters("CHL")] == ["relation"]
    sure = fold([said, judge("2026-10-03", "accept", said.id)], DAY, base=record)
    truth, war = sure.at_war("CHL")
    assert (truth, war.who_began_is_contested, war.id) == (True, True, "ledger-arg-chl-2026")


def test_a_ceasefire_halts_a_war_if_it_is_believed(record):
    said = claim(
        "2026-10-02",
        "Ryder",
        "USA",
        "relation_state",
        "A ceasefire holds.",
        actors={"party": ["RUS", "UKR"]},
        when="2026-10-01",
    )
    assert record.at_war("UKR")[0] is True
    assert fold([said], DAY, base=record).at_war("UKR")[0] is None
    assert fold([said, judge("2026-10-03", "accept", said.id)], DAY, base=record).at_war("UKR")[0] is False


def test_without_claims_the_world_is_the_record(record):
    world = fold([], DAY, base=record)
    assert (world.treaties, world.atlas.wars) == (record.treaties, record.atlas.wars)
    assert all(a is b for a, b in zip(world.treaties, record.treaties, strict=True))


def test_a_day_of_the_record_that_nobody_knew_yet_is_no_dissent_and_keeps_nothing_from_changing(record):
    told = pact("2024-10-01", "KCNA", "PRK", "treaty_in_force", "It has entered into force.", when="2024-10-01")
    for known, dissent, since in (("2024-10-19", [], "2024-10-01"), (None, ["record"], "2024-12-04")):
        world = fold([told, judge("2024-10-02", "accept", told.id)], "2024-10-19", known, base=record)
        (matter,) = [m for m in world.evidence.matters("PRK", "treaty") if m.key.endswith(":in_force")]
        assert [d.kind for d in matter.dissent] == dissent
        if known:
            assert str(world.treaty("2024-russia-dprk").in_force) == since


def test_who_leaves_open_how_far_it_has_come_does_not_say_that_it_has_happened(record):
    told = pact("2026-10-02", "Ryder", "USA", "treaty_termination", "It ends when they tell us.", status="unknown")
    assert ended(fold([told], DAY, base=record)) is None
