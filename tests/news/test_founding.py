"""The founding report: what the brief needs from it."""

import pytest

pytestmark = pytest.mark.founding


def of(reading, kind, **wanted):
    return [c for c in reading.claims if c.event_type == kind and all(getattr(c, k) == v for k, v in wanted.items())]


def test_the_spy_agency_counts_the_soldiers_and_says_that_more_follow(founding):
    first, more = of(founding, "troop_deployment", affiliation="KOR")
    assert "spy agency" in first.source
    assert (first.quantity.low, first.quantity.high, first.quantity.unit) == (1500, 1500, "troops")
    assert dict(first.actors) == {"sender": ("PRK",), "host": ("RUS",)}
    assert first.modality == "asserted"
    assert (more.quantity.low, more.quantity.high) == (1000, 9999)
    assert more.status == "planned"
    assert dict(more.actors)["sender"] == ("PRK",)


@pytest.mark.parametrize(
    ("who", "whose"),
    [("Hong Min", "thinktank:KOR"), ("Lee Sang-min", "thinktank:KOR"), ("Vladimir Tikhonov", "academia")],
)
def test_the_experts_have_their_full_names_and_houses(founding, who, whose):
    claims = [c for c in founding.claims if c.source == who]
    assert claims
    assert {c.affiliation for c in claims} == {whose}
    assert any(c.relayed_by == ("AFP",) for c in claims)


def test_the_video_is_ukraines_and_only_purports(founding):
    (video,) = [c for c in founding.claims if c.affiliation == "UKR"]
    assert "Centre for Strategic Communication" in video.source
    assert video.modality == "alleged"
    assert dict(video.actors) == {"sender": ("PRK",), "host": ("RUS",), "theatre": ("UKR",)}


def test_the_refusal_to_comment_is_a_position(founding):
    (refusal,) = of(founding, "policy_statement", speech_verb="tell")
    assert "spy agency" in refusal.source
    assert (refusal.modality, refusal.relayed_by) == ("asserted", ("AFP",))


def test_the_june_treaty_is_the_treaty_of_2024(founding):
    assert {m.code for m in founding.treaties} == {"2024-russia-dprk"}


def test_the_states_are_those_of_the_story(founding):
    counts = founding.counts()
    assert {"PRK", "RUS", "KOR", "USA", "UKR", "JPN", "CHN"} == set(counts)
    assert next(iter(counts)) == "PRK"


def test_nobody_is_a_guest_on_the_front(founding):
    for claim in of(founding, "troop_deployment"):
        actors = dict(claim.actors)
        assert actors["sender"] == ("PRK",)
        assert actors.get("host", ("RUS",)) == ("RUS",)
        assert actors.get("theatre", ("UKR",)) == ("UKR",)


def test_what_is_only_supposed_or_about_people_is_no_event(founding):
    kinds = {c.event_type for c in founding.claims}
    assert not kinds & {"attack", "labour_transfer", "visit_summit", "threat"}


def test_the_routine_drills_are_not_called_completed(founding):
    (drills,) = of(founding, "exercise")
    assert (drills.status, dict(drills.actors)) == ("unknown", {"participant": ("KOR", "USA")})


def test_it_prints_an_outlet_and_no_day(read, founding_path):
    reading = read(founding_path)
    assert (reading.outlet, reading.dateline, reading.dateline_from) == ("AFP", None, "")
    assert all(c.date is None for c in reading.claims)


def test_every_place_is_exact(founding):
    for claim in founding.claims:
        assert founding.text[claim.start : claim.end] in claim.sentence
    for mention in (*founding.actors, *founding.treaties):
        assert founding.text[mention.start : mention.end] == mention.words
