"""The same claim in many reports: what is grouped, what is kept apart, and how many origins there really are."""

import random
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from tellings import SENT, STRUCK, told

from foedus.news.alike import alike
from foedus.news.origins import known_as, trace
from foedus.news.same import same_claims
from foedus.terms.claims import NARRATOR

LONG = "About 1,500 soldiers from the North have reached the port and train there for the war, it is told."
COPY = "About 1,500 soldiers from the North have reached the port and train there for the fight, it is told."


def one(*rows, **more):
    (group,) = same_claims(rows, **more)
    return group


def test_one_service_under_two_names_is_one_origin():
    group = one(told("NIS", "KOR", "a"), told("National Intelligence Service", None, "b", by=["Yonhap"]))
    assert group.origins == ("state KOR",)
    assert known_as("NIS") == known_as("South Korea's spy agency")


def test_bodies_of_two_governments_are_two_origins_and_those_of_one_are_one():
    group = one(told("Pentagon", "USA", "a"), told("NIS", "KOR", "b"), told("defence ministry", "KOR", "c"))
    assert group.origins == ("state KOR", "state USA")


def test_an_outlet_that_names_its_source_elsewhere_is_a_relay():
    relayed = told("NIS", "KOR", "a", by=["Yonhap"])
    group = one(relayed, told("Yonhap", "media:Yonhap", "b"), told(outlet="Yonhap", report="c"))
    assert (group.origins, group.relays) == (("state KOR",), ("outlet yonhap",))


def test_an_outlet_that_relays_two_sources_does_not_make_them_one():
    rows = [told("NIS", "KOR", "a", by=["Reuters"]), told("Pentagon", "USA", "b", by=["Reuters"])]
    assert one(*rows, told(outlet="Reuters", report="c")).origins == ("state KOR", "state USA")


def test_state_media_speak_for_their_state():
    group = one(told("KCNA", "media:KCNA", "a"), told("Kim Jong Un", "PRK", "b"), told(outlet="KCNA", report="c"))
    assert group.origins == ("state PRK",)


def test_a_state_that_relays_another_stays_an_origin_of_its_own():
    rows = [told("Kyiv", "UKR", "a", by=["TASS"]), told("Kremlin", "RUS", "b")]
    assert one(*rows).origins == ("state RUS", "state UKR")


def test_what_a_report_says_itself_beside_its_source_is_no_second_origin():
    group = one(told(outlet="Times", report="a"), told("NIS", "KOR", "a", "Times"))
    assert group.origins == ("state KOR",)


def test_near_identical_sentences_of_two_outlets_are_one_origin_and_other_words_are_two():
    rows = [told(outlet="Times", report="a", words=LONG), told(outlet="Post", report="b", words=COPY)]
    assert one(*rows).origins == ("outlet post",)
    other = "The first thousand men of the North are in the east of the country, as this paper saw for itself."
    assert one(rows[0], told(outlet="Post", report="b", words=other)).origins == ("outlet post", "outlet times")


def test_near_identical_reports_are_one_origin_even_where_their_sentences_differ():
    rows = [told(outlet="Times", report="a", words=LONG), told(outlet="Post", report="b", words="They are there.")]
    body = " ".join(f"word{n}" for n in range(200))
    assert len(one(*rows).origins) == 2
    assert len(one(*rows, texts={"a": body, "b": body + " and more"}).origins) == 1


def test_a_joint_statement_is_no_third_origin():
    rows = [told("Washington", "USA", "a"), told("two governments", "KOR,USA", "b")]
    assert one(*rows).origins == ("state USA",)
    assert one(rows[1]).origins == ("state KOR,USA",)


def test_unnamed_officials_described_alike_are_one_origin():
    assert one(told("officials", None, "a"), told("the officials", None, "b")).origins == ("unnamed officials",)


@pytest.mark.parametrize(
    "other",
    [
        {"figure": (1500, 1500, "killed")},
        {"figure": 12000, "status": "planned"},
        {"figure": 1500, "status": "ordered"},
        {"figure": 1500, "status": None},
        {"figure": 1500, "words": "1,500 soldiers in total have come so far"},
        {"figure": None},
    ],
)
def test_figures_that_measure_different_things_stand_apart(other):
    groups = same_claims([told("NIS", "KOR", "a", figure=1500), told("Pentagon", "USA", "b", **other)])
    assert len(groups) == 2
    assert {g.matter for g in groups} == {0}
    assert [len(g.beside) for g in groups] == [1, 1]
    assert all(len(g.figures) <= 1 for g in groups)


def test_killed_and_casualties_and_wounded_are_three_measures():
    hurt = {"event": "attack", "actors": STRUCK, "status": "completed"}
    rows = [
        told("A B", None, "a", figure=(50, 50, "killed"), words="50 dead", **hurt),
        told("C D", None, "b", figure=(90, 90, "killed"), words="90 casualties were counted", **hurt),
        told("E F", None, "c", figure=(40, 40, "wounded"), words="40 hurt", **hurt),
    ]
    assert [g.measure.unit for g in same_claims(rows)] == ["casualties", "killed", "wounded"]


@pytest.mark.parametrize(
    "other",
    [
        {"event": "troop_withdrawal"},
        {"actors": (("sender", ("PRK",)), ("host", ("BLR",)))},
        {"actors": (("sender", ("RUS",)), ("host", ("PRK",)))},
        {"actors": ()},
        {"when": ("2023-01-01", "2023-01-31")},
        {"day": "2026-10-20"},
        {"place": "Vladivostok"},
    ],
)
def test_what_tells_of_another_event_is_another_matter(other):
    groups = same_claims([told("NIS", "KOR", "a", place="Kursk"), told("Pentagon", "USA", "b", **other)])
    assert len({g.matter for g in groups}) == 2


@pytest.mark.parametrize("event", ["policy_statement", "motive_assessment", "treaty_clause", "threat"])
def test_positions_and_motives_are_one_only_where_their_words_agree(event):
    actors = (("actor", ("RUS",)),)
    first = told("A B", None, "a", event=event, actors=actors, words="Moscow wants more soldiers for the front")
    again = told(
        "C D", None, "b", event=event, actors=actors, words="For its front Moscow wants more soldiers, he said"
    )
    other = told("E F", None, "c", event=event, actors=actors, words="Moscow seeks a market for gas in the east")
    assert sorted(len(g.tellings) for g in same_claims([first, again, other])) == [1, 2]


def test_a_vague_claim_does_not_tie_two_events_together():
    vague = told("X Y", None, "c", actors=(("sender", ("PRK",)),))
    rows = [told("NIS", "KOR", "a"), told("Pentagon", "USA", "b", actors=(("sender", ("PRK",)), ("host", ("BLR",))))]
    groups = same_claims([vague, *rows])
    assert [len({c for t in g.tellings for r, c in t.claim.actors if r == "host"}) for g in groups] == [1, 1]


def test_dates_that_touch_in_a_chain_are_not_one_event():
    spans = [("2024-01-01", "2024-01-10"), ("2024-01-08", "2024-01-20"), ("2024-01-18", "2024-01-30")]
    groups = same_claims([told("X Y", None, "abc"[n], when=span) for n, span in enumerate(spans)])
    assert [sorted(t.report for t in g.tellings) for g in groups] == [["a", "b"], ["c"]]


@pytest.mark.parametrize(
    ("one", "two", "agree"),
    [
        ((("party", ("RUS", "PRK")),), (("party", ("RUS",)),), True),
        ((("party", ("RUS", "PRK")),), (("party", ("RUS", "CHN")),), False),
        ((("sender", ("PRK",)),), (("host", ("RUS",)),), False),
        ((("sender", ("PRK",)),), (), False),
        ((), (), True),
    ],
)
def test_actors_agree_where_one_names_some_of_the_other_in_the_same_role(one, two, agree):
    from foedus.news.same import compatible

    assert compatible(told(actors=one), told(actors=two)) is agree
    assert compatible(told(actors=two), told(actors=one)) is agree


def test_differences_are_shown_side_by_side_with_the_earliest_report():
    group = one(
        told("NIS", "KOR", "b", figure=1500, day="2024-10-18"),
        told("Pentagon", "USA", "c", figure=(3000, None, "troops"), day="2024-10-23"),
        told("Kyiv", "UKR", "d", figure=(None, 3000, "troops"), day="2024-10-23", modality="alleged"),
        told("Kremlin", "RUS", "a", day="2024-10-10", modality="denied"),
    )
    assert group.figures == ((None, 3000, ("Kyiv",)), (1500, 1500, ("NIS",)), (3000, None, ("Pentagon",)))
    assert group.differences == (
        "troops: up to 3,000 (Kyiv); 1,500 (NIS); at least 3,000 (Pentagon)",
        "how surely: alleged (Kyiv); asserted (NIS, Pentagon)",
        "denied by Kremlin",
    )
    assert group.earliest.report == "b"
    assert group.to_dict()["earliest"]["day"] == "2024-10-18"


def test_a_denial_without_a_figure_denies_every_measure_and_is_no_telling():
    groups = same_claims([
        told("NIS", "KOR", "a", figure=1500),
        told("NIS", "KOR", "a", figure=12000, status="planned"),
        told("Kremlin", "RUS", "b", modality="denied", status=None),
    ])  # fmt: skip
    assert [len(g.denials) for g in groups] == [1, 1]
    (alone,) = same_claims([told("Kremlin", "RUS", "b", modality="denied")])
    assert (alone.tellings, len(alone.denials), alone.origins) == ((), 1, ("state RUS",))


SOURCES = [
    *[
        ("NIS", "KOR"),
        ("National Intelligence Service", None),
        ("Pentagon", "USA"),
        ("Kremlin", "RUS"),
        ("KCNA", "PRK"),
    ],
    *[(NARRATOR, None), ("Yonhap", "media:Yonhap"), ("officials", None), ("Ann Lee", "thinktank:USA")],
    ("two governments", "KOR,USA"),
]
ACTORS = [SENT, (("sender", ("PRK",)),), (("sender", ("PRK",)), ("host", ("BLR",))), (("host", ("RUS",)),), ()]

rows = st.builds(
    lambda who, report, outlet, by, modality, status, actors, figure, unit, day, place, words: told(
        *who, report, outlet, day, by=by, modality=modality, status=status, actors=actors,
        figure=figure and (*figure, unit), place=place, words=words,
    ),
    who=st.sampled_from(SOURCES),
    report=st.sampled_from("abcdef"),
    outlet=st.sampled_from(["", "Yonhap", "Times", "KCNA"]),
    by=st.sampled_from([(), ("Yonhap",), ("Reuters", "Times")]),
    modality=st.sampled_from(["asserted", "alleged", "denied", "possible"]),
    status=st.sampled_from(["planned", "present", "completed", None]),
    actors=st.sampled_from(ACTORS),
    figure=st.sampled_from([None, (1500, 1500), (None, 3000), (10000, None)]),
    unit=st.sampled_from(["troops", "killed", "wounded"]),
    day=st.sampled_from([None, "2024-10-18", "2024-10-20", "2026-01-01"]),
    place=st.sampled_from([None, "Kursk", "the Kursk region", "Vladivostok"]),
    words=st.sampled_from(["", LONG, COPY, "50 casualties so far"]),
)  # fmt: skip


@given(st.lists(rows, max_size=12), st.randoms(use_true_random=False))
def test_grouping_does_not_depend_on_the_order(listed, rng):
    mixed = list(listed)
    rng.shuffle(mixed)
    assert same_claims(mixed) == same_claims(listed)


@given(st.lists(rows, max_size=12))
def test_merging_never_mixes_units_or_status_and_loses_nobody(listed):
    groups = same_claims(listed)
    for group in groups:
        figures = [t.claim for t in (*group.tellings, *group.denials) if t.claim.quantity]
        assert len({(c.quantity.unit, c.status) for c in figures if c.modality != "denied"}) <= 1
        assert all(t.claim.quantity for t in group.tellings) == bool(group.measure.unit) or not group.tellings
        assert len(group.origins) >= 1
    assert {t for g in groups for t in (*g.tellings, *g.denials)} == set(listed)
    said = [t for g in groups for t in g.tellings]
    assert len(said) == len(set(said))


@given(st.lists(rows, min_size=1, max_size=8), st.data())
def test_a_relay_never_raises_the_number_of_origins(listed, data):
    from dataclasses import replace

    from foedus.news.origins import origin

    first = data.draw(st.sampled_from(listed))
    if first.claim.source == NARRATOR and not first.claim.relayed_by:
        by = [first.outlet] if first.outlet else []
        source = {"source": NARRATOR, "relayed_by": tuple(by)}
    else:
        source = {"relayed_by": (*first.claim.relayed_by, "La Stampa")}
    relay = replace(first, claim=replace(first.claim, **source), outlet=first.outlet if by_none(first) else "La Stampa")
    assert origin(relay) == origin(first)
    assert len(trace([*listed, relay]).origins) <= len(trace(listed).origins)
    before = next(g for g in same_claims(listed) if first in (*g.tellings, *g.denials))
    after = next(g for g in same_claims([*listed, relay]) if relay in (*g.tellings, *g.denials))
    assert len(after.origins) <= len(before.origins)
    assert first in (*after.tellings, *after.denials)


def by_none(row):
    return row.claim.source == NARRATOR and not row.claim.relayed_by and not row.outlet


@given(
    st.lists(
        st.sampled_from([LONG, COPY, "another text that has nothing at all to do with the first of them", "short"])
    )
)
def test_kinds_of_texts_do_not_depend_on_their_order(texts):
    kinds = alike(texts)
    back = alike(texts[::-1])[::-1]
    pairs = [(a, b) for a in range(len(texts)) for b in range(a)]
    assert all((kinds[a] == kinds[b]) == (back[a] == back[b]) for a, b in pairs)


def test_minhash_finds_the_copies_that_comparing_all_pairs_finds():
    rng = random.Random(1914)  # noqa: S311 - a test's numbers
    vocabulary = [f"word{n}" for n in range(2000)]
    texts = []
    for _ in range(80):
        words = rng.choices(vocabulary, k=60)
        changed = list(words)
        changed[rng.randrange(60)] = "changed"
        texts += [" ".join(words), " ".join(changed)]
    kinds = alike(texts)
    assert all(kinds[n] == kinds[n + 1] for n in range(0, 160, 2))
    assert len(set(kinds)) == 80


def test_ten_thousand_claims_are_grouped_in_a_moment():
    import time

    rng = random.Random(1914)  # noqa: S311 - an order of claims is no secret
    states = ["PRK", "RUS", "KOR", "USA", "CHN", "JPN", "UKR", "BLR", "FRA", "DEU"]
    listed = [
        told(*rng.choice(SOURCES), str(n), "Times", f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
             actors=(("sender", (rng.choice(states),)), ("host", (rng.choice(states),))), words=f"sentence {n} " + LONG)
        for n in range(10_000)
    ]  # fmt: skip
    before = time.process_time()
    groups = same_claims(listed)
    assert sum(len(g.tellings) for g in groups) == 10_000
    assert time.process_time() - before < 30


def test_undated_claims_of_reports_two_months_apart_are_two_matters():
    first, second, near = (
        told("NIS", "KOR", report, day=day)
        for report, day in (("a", "2024-08-19"), ("b", "2024-10-18"), ("c", "2024-09-20"))
    )
    assert len({g.matter for g in same_claims([first, second])}) == 2
    assert len({g.matter for g in same_claims([first, near])}) == 1
