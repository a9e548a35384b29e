"""Laws of the fold, for any entries: order does not matter, what is retracted is gone, later entries change nothing."""

from datetime import UTC, date, datetime, timedelta

from gold import claim, judge
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.ledger.columns import Columns, columns_of, join
from foedus.ledger.fold import fold
from foedus.terms.entries import Entry

K = date(2024, 11, 1)
STATES = ("PRK", "RUS", "UKR", "KOR", "USA")
SOURCES = (("NIS", "KOR"), ("Peskov", "RUS"), ("Ryder", "USA"), ("Budanov", "UKR"), ("a paper", None))


@st.composite
def claims(draw):
    source, affiliation = draw(st.sampled_from(SOURCES))
    event = draw(st.sampled_from(("troop_deployment", "attack", "arms_transfer", "treaty_termination", "visit_summit")))
    one, two = draw(st.permutations(STATES))[:2]
    roles = {
        "troop_deployment": ("sender", "host"),
        "attack": ("attacker", "target"),
        "arms_transfer": ("supplier", "recipient"),
    }
    actors = dict(zip(roles[event], ([one], [two]), strict=True)) if event in roles else {"party": ["PRK", "RUS"]}
    known = date(2024, 10, 1) + timedelta(days=draw(st.integers(0, 60)))
    figure = draw(st.sampled_from((None, 100, 1_500, 12_000)))
    dated = draw(st.sampled_from((None, known - timedelta(days=3), known + timedelta(days=9))))
    return claim(
        known.isoformat(),
        source,
        affiliation,
        event,
        draw(st.sampled_from(("So many were told of.", "It was suspended.", "In all they were told of."))),
        status=draw(st.sampled_from((None, "planned", "present", "completed", "ended"))),
        modality=draw(st.sampled_from(("asserted", "asserted", "denied", "possible"))),
        actors=actors,
        figure=figure,
        when=None if dated is None else dated.isoformat(),
    )


@st.composite
def ledgers(draw):
    said = draw(st.lists(claims(), min_size=1, max_size=14, unique_by=lambda e: e.id))
    verdicts = []
    for _ in range(draw(st.integers(0, 4))):
        of, by = draw(st.sampled_from(said)).id, draw(st.sampled_from(said)).id
        verdict = draw(st.sampled_from(("accept", "dispute", "retract", "supersede", "same-as", "different-quantity")))
        day = (date(2024, 10, 5) + timedelta(days=draw(st.integers(0, 50)))).isoformat()
        verdicts.append(judge(day, verdict, of, by, hour=draw(st.integers(1, 22))))
    return [*said, *verdicts]


def told(world):
    """Everything that a fold says, as plain data."""
    return (
        [m.to_dict() for m in world.evidence.matters()],
        world.evidence.counts(),
        world.treaties,
        world.atlas.wars,
        [world.cited("2024-russia-dprk", name) for name in ("signed", "in_force", "end", "suspensions")],
    )


def of(entries, record, known_on=K, on="2024-11-20", **more):
    return told(fold(entries, on, known_on, base=record, **more))


@settings(max_examples=40)
@given(ledgers(), st.randoms(use_true_random=False))
def test_the_order_of_recording_does_not_matter(record, entries, random):
    shuffled = list(entries)
    random.shuffle(shuffled)
    assert of(shuffled, record) == of(entries, record)


@settings(max_examples=25)
@given(ledgers(), st.integers(0, 14))
def test_a_union_is_all_of_it_and_what_is_recorded_twice_is_once(record, entries, at):
    assert of([*entries[:at], *entries, *entries[at:]], record) == of(entries, record)


@settings(max_examples=25)
@given(ledgers())
def test_what_became_known_later_changes_nothing(record, entries):
    before = [e for e in entries if e.known <= K]
    assert of(entries, record) == of(before, record)


@settings(max_examples=25)
@given(ledgers())
def test_a_claim_about_a_later_day_changes_nothing(record, entries):
    later = claim(
        "2024-10-02",
        "NIS",
        "KOR",
        "troop_deployment",
        "They came later.",
        status="present",
        figure=77,
        when="2025-03-01",
    )
    assert of([*entries, later], record, known_on=None) == of(entries, record, known_on=None)


@settings(max_examples=25)
@given(ledgers(), st.data())
def test_what_is_retracted_is_as_if_it_had_never_been_said(record, entries, data):
    gone = data.draw(st.sampled_from([e for e in entries if e.kind == "claim"]))
    others = [e for e in entries if e.id != gone.id and gone.id not in e.body]
    retracted = [*others, gone, judge("2024-10-30", "retract", gone.id)]
    assert of(retracted, record) == of(others, record)


@settings(max_examples=25)
@given(ledgers(), st.integers(0, 50))
def test_claims_that_nobody_judged_only_become_more(record, entries, days):
    said = [e for e in entries if e.kind == "claim"]
    counted = []
    for known in (K - timedelta(days=days), K):
        world = fold(said, "2024-12-31", known, base=record)
        counted.append({t.entry for m in world.evidence.matters() for t in (*m.claims, *m.denials)})
    assert counted[0] <= counted[1]


@settings(max_examples=25)
@given(ledgers(), st.integers(0, 18))
def test_columns_in_blocks_are_the_entries(record, entries, at):
    by_id = {e.id: e for e in entries}
    blocks = [Columns.unpack(columns_of(part).pack()) for part in (entries[:at], entries[at:])]
    world = fold(join(blocks), "2024-11-20", K, base=record, bodies=lambda keys: [by_id[k] for k in keys])
    assert told(world) == of(entries, record)
    assert join(blocks).pack() == columns_of(entries).pack()


@settings(max_examples=25)
@given(ledgers())
def test_no_figure_of_another_measure_or_of_a_denial_is_in_a_strand(record, entries):
    for matter in fold(entries, "2024-11-20", K, base=record).evidence.matters():
        for strand in matter.strands:
            rows = [t for t in matter.claims if t.entry in {p.entry for p in strand.series}]
            assert rows
            assert {t.telling.claim.status or "unknown" for t in rows} == {strand.measure.status}
            assert all(t.telling.claim.modality != "denied" for t in rows)
            assert set(strand.entries) <= {t.entry for t in rows if t.verdict != "dispute"}


def test_the_same_claim_is_known_since_its_earlier_day():
    first = claim("2024-10-10", "NIS", "KOR", "troop_deployment", "They came.", status="present")
    again = Entry("claim", "Bo", datetime(2025, 1, 1, tzinfo=UTC), date(2025, 1, 1), "", first.body)
    for order in ([first, again], [again, first]):
        (matter,) = fold(order, "2024-10-11", "2024-10-11").evidence.matters("PRK", "force")
        assert [t.telling.day for t in matter.claims] == [date(2024, 10, 10)]
