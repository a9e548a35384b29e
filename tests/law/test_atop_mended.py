"""ATOP mended from the texts: our reading of the instrument and overlays in place of coded conditions."""

from dataclasses import replace
from importlib.resources import files

import pytest
from worlds import atlas, clause, treaty

from foedus.atlas.load import shipped_atlas
from foedus.gate.marked import read_yaml
from foedus.law.atop import read_atop
from foedus.law.atop_mended import mended
from foedus.law.casus import obligations
from foedus.law.overlays import Overlay, read_overlays
from foedus.law.promises import promises
from foedus.terms.attacks import Attack
from foedus.terms.conditions import All, Atom, atoms
from foedus.terms.treaties import Party
from foedus.terms.when import When
from foedus.world import World

ATTACKED = Atom("attacked", ("promisee",))
SOME_ADVERSARY = Atom("uncoded", ("atop_particular_adversary",))
SOME_PARTNER = Atom("uncoded", ("atop_which_partner",))
ELSEWHERE = Atom("uncoded", ("atop_location",))
BY_DDD = Atom("by", ("DDD",))


def row(*kinds, **more):
    """An overlay on alliance 1000 that says nothing yet."""
    blank = {"number": 1000, "phase": None, "promisors": (), "promisees": (), "adversaries": (), "when": None}
    told = blank | {"drop": False, "reason": "the text says so", "source": "the treaty", "verified": True} | more
    return Overlay(kinds=kinds, **told)


def phase(*clauses, number="1000", parties=("AAA", "BBB", "CCC"), **dates):
    """A phase of an alliance as ATOP codes it: the article is the name of the variable."""
    return treaty(f"atop:{number}", parties, clauses, atop=int(number.partition(".")[0]), **dates)


DEFENSE = clause("defense", "defense", ATTACKED)
NEUTRALITY = clause("neutral", "neutrality")


@pytest.fixture
def mend(monkeypatch):
    """Phases as they come out under these overlays and these treaty files of ours."""

    def do(*phases, rows=(), texts=()):
        monkeypatch.setattr("foedus.law.atop_mended.read_overlays", lambda _: tuple(rows))
        monkeypatch.setattr("foedus.law.atop_mended.read_corpus", lambda _: tuple(texts))
        return mended(phases, atlas())

    return do


def test_an_alliance_of_which_nothing_is_known_stays_as_it_is_coded(mend):
    coded = phase(DEFENSE, NEUTRALITY)
    assert mend(coded, rows=[row("defense", number=2000, when=BY_DDD)]) == (coded,)


def test_a_row_stands_in_place_of_its_kind_and_the_others_stay(mend):
    [it] = mend(phase(DEFENSE, NEUTRALITY), rows=[row("defense", when=All((ATTACKED, BY_DDD)))])
    assert [(c.kind, c.article, str(c.when)) for c in it.clauses] == [
        ("defense", "defense, overlay", "attacked(promisee) and by(DDD)"),
        ("neutrality", "neutral", "at_war(promisee)"),
    ]
    assert "the text says so" in it.clauses[0].substance
    assert it.clauses[1] is NEUTRALITY


def test_all_rows_of_a_kind_stand_together_in_place_of_all_its_coded_clauses(mend):
    coded = phase(replace(DEFENSE, promisors=("AAA",)), replace(DEFENSE, promisors=("BBB",), when=ELSEWHERE))
    rows = [row("defense", promisors=(p,), when=All((ATTACKED, Atom("by", (a,))))) for p, a in ("AD", "BE", "CF")]
    rows = [replace(r, promisors=(r.promisors[0] * 3,)) for r in rows]
    [it] = mend(coded, rows=rows)
    assert [(c.article, c.promisors) for c in it.clauses] == [
        ("defense, overlay 1", ("AAA",)),
        ("defense, overlay 2", ("BBB",)),
        ("defense, overlay 3", ("CCC",)),
    ]


def test_a_row_on_several_kinds_mends_each(mend):
    rows = [row("defense", "neutrality", when=BY_DDD)]
    assert [str(c.when) for c in mend(phase(DEFENSE, NEUTRALITY), rows=rows)[0].clauses] == ["by(DDD)", "by(DDD)"]


def test_a_kind_that_is_not_coded_is_not_added(mend):
    assert [c.kind for c in mend(phase(DEFENSE), rows=[row("offense", when=BY_DDD)])[0].clauses] == ["defense"]


def test_only_members_promise(mend):
    rows = [row("defense", promisors=("AAA", "DDD"), promisees=("BBB",), when=ATTACKED)]
    [only] = mend(phase(DEFENSE), rows=rows)[0].clauses
    assert (only.promisors, only.promisees) == (("AAA",), ("BBB",))


def test_a_row_of_which_no_promisor_is_a_member_of_the_phase_says_nothing_there(mend):
    rows = [row("defense", promisors=("DDD",), when=ATTACKED), row("defense", promisors=("BBB",), when=ATTACKED)]
    [only] = mend(phase(DEFENSE), rows=rows)[0].clauses
    assert only.promisors == ("BBB",)


def test_where_a_row_names_no_promisor_those_promise_who_are_coded_to(mend):
    coded = phase(replace(DEFENSE, promisors=("AAA",)), replace(DEFENSE, promisors=("BBB",), when=ELSEWHERE))
    [only] = mend(coded, rows=[row("defense", when=All((ATTACKED, BY_DDD)))])[0].clauses
    assert only.promisors == ("AAA", "BBB")
    [everybody] = mend(phase(DEFENSE), rows=[row("defense", when=ATTACKED)])[0].clauses
    assert everybody.promisors == ()


def test_who_promises_to_a_state_that_is_no_member_may_do_so(mend):
    [only] = mend(phase(DEFENSE), rows=[row("defense", promisees=("EEE",), when=ATTACKED)])[0].clauses
    assert only.promisees == ("EEE",)


def test_adversaries_take_the_place_of_the_open_one_and_the_other_conditions_stay(mend):
    coded = All((ATTACKED, SOME_ADVERSARY, ELSEWHERE, SOME_PARTNER))
    rows = [row("defense", adversaries=("DDD", "EEE"))]
    [only] = mend(phase(replace(DEFENSE, when=coded)), rows=rows)[0].clauses
    assert only.when == All((ATTACKED, ELSEWHERE, SOME_PARTNER, Atom("by", ("DDD", "EEE"))))


def test_adversaries_take_the_place_of_the_coded_ones(mend):
    rows = [row("defense", adversaries=("EEE",))]
    [only] = mend(phase(replace(DEFENSE, when=All((ATTACKED, BY_DDD)))), rows=rows)[0].clauses
    assert only.when == All((ATTACKED, Atom("by", ("EEE",))))
    [bare] = mend(phase(DEFENSE), rows=rows)[0].clauses
    assert bare.when == All((ATTACKED, Atom("by", ("EEE",))))


def test_adversaries_are_put_into_every_coded_clause_of_the_kind(mend):
    coded = phase(
        replace(DEFENSE, promisors=("AAA",), when=All((ATTACKED, ELSEWHERE))), replace(DEFENSE, promisors=("BBB",))
    )
    found = mend(coded, rows=[row("defense", adversaries=("DDD",))])[0].clauses
    assert [(c.promisors, str(c.when)) for c in found] == [
        (("AAA",), "attacked(promisee) and uncoded(atop_location) and by(DDD)"),
        (("BBB",), "attacked(promisee) and by(DDD)"),
    ]


def test_naming_who_owes_whom_settles_which_partner_is_meant_and_leaves_the_rest(mend):
    coded = phase(replace(DEFENSE, when=All((ATTACKED, SOME_PARTNER, ELSEWHERE))))
    [only] = mend(coded, rows=[row("defense", promisors=("AAA",), promisees=("BBB",))])[0].clauses
    assert only.when == All((ATTACKED, ELSEWHERE))
    coded = phase(replace(DEFENSE, when=All((ATTACKED, SOME_PARTNER))))
    [alone] = mend(coded, rows=[row("defense", promisors=("AAA",))])[0].clauses
    assert alone.when == ATTACKED


def test_what_the_text_does_not_have_is_dropped_and_nothing_else(mend):
    [it] = mend(phase(DEFENSE, NEUTRALITY), rows=[row("neutrality", drop=True)])
    assert [c.kind for c in it.clauses] == ["defense"]


def test_a_row_for_one_phase_leaves_the_others(mend):
    phases = [phase(DEFENSE, number=f"1000.{n}") for n in (1, 2)]
    rows = [row("defense", phase=2, when=All((ATTACKED, BY_DDD)))]
    assert [str(t.clauses[0].when) for t in mend(*phases, rows=rows)] == [
        "attacked(promisee)",
        "attacked(promisee) and by(DDD)",
    ]


def test_a_text_that_was_not_seen_makes_what_is_owed_by_it_unverified(mend):
    rows = [row("defense", when=ATTACKED, verified=False, source="a handbook"), row("neutrality", when=ATTACKED)]
    [it] = mend(phase(DEFENSE, NEUTRALITY), rows=rows)
    assert it.unverified == (("articles.defense, overlay", "the text was not seen: a handbook"),)
    said = {c.kind: it.reason_unverified(f"articles.{c.article}") for c in it.clauses}
    assert [kind for kind, reason in said.items() if reason] == ["defense"]
    owed = obligations(World((it,), "1903-03-03", atlas=atlas()), Attack("DDD", "BBB"))
    assert {o.kind: o.verified for o in owed if o.promisor == "AAA"} == {"defense": False, "neutrality": True}


# Our own files of the same instrument.


def ours(*clauses, parties=("AAA", "BBB"), key="1900-text", **dates):
    return treaty(key, parties, clauses, atop=1000, **dates)


def test_our_own_reading_of_the_instrument_stands_in_place_of_the_coding_kind_by_kind(mend):
    text = ours(clause("3", "defense", All((ATTACKED, BY_DDD))), clause("4", "consultation", Atom("on_request")))
    [it] = mend(phase(DEFENSE, NEUTRALITY), texts=[text])
    assert [(c.article, c.kind, str(c.when)) for c in it.clauses] == [
        ("defense, article 3 of 1900-text", "defense", "attacked(promisee) and by(DDD)"),
        ("neutral", "neutrality", "at_war(promisee)"),
    ]
    assert it.parties == phase(DEFENSE).parties


def test_an_overlay_comes_before_our_own_reading(mend):
    text = ours(clause("3", "defense", All((ATTACKED, BY_DDD))))
    [it] = mend(phase(DEFENSE), rows=[row("defense", when=Atom("by", ("EEE",)))], texts=[text])
    assert [str(c.when) for c in it.clauses] == ["by(EEE)"]


def test_a_file_of_another_time_or_of_another_alliance_says_nothing(mend):
    coded = phase(DEFENSE, parties=[Party(s, When.parse("1910-01-01"), exit=When.parse("1920-01-01")) for s in "AB"])
    over = ours(clause("3", "defense", BY_DDD), end=When.parse("1909-12-31"))
    later = ours(clause("3", "defense", BY_DDD), signed=When.parse("1920-01-02"))
    other = replace(ours(clause("3", "defense", BY_DDD)), atop=2000)
    assert mend(coded, texts=[over, later, other]) == (coded,)
    [it] = mend(coded, texts=[ours(clause("3", "defense", BY_DDD))])
    assert str(it.clauses[0].when) == "by(DDD)"


def test_where_our_file_has_no_clause_of_a_kind_the_coding_stands(mend):
    [it] = mend(phase(DEFENSE), texts=[ours(clause("4", "consultation", Atom("on_request")))])
    assert it.clauses == (DEFENSE,)


def test_of_our_promisors_only_members_of_the_phase_count(mend):
    text = ours(
        clause("3", "defense", ATTACKED, promisors=("AAA", "DDD")), clause("4", "defense", ATTACKED, promisors=("DDD",))
    )
    [only] = mend(phase(DEFENSE), texts=[text])[0].clauses
    assert (only.article, only.promisors) == ("defense, article 3 of 1900-text", ("AAA",))


def test_what_is_unverified_in_our_file_stays_so(mend):
    text = ours(clause("3(1)", "defense", ATTACKED), unverified=(("articles.3", "the copy is torn"),))
    [it] = mend(phase(DEFENSE), texts=[text])
    assert it.reason_unverified(f"articles.{it.clauses[0].article}").endswith("the copy is torn")


def test_several_texts_of_one_alliance_hold_each_in_its_own_time(mend):
    texts = [
        ours(clause("1", "defense", ATTACKED), end=When.parse("1905-05-05")),
        ours(clause("1", "defense", BY_DDD), key="1905-text", signed=When.parse("1905-05-05")),
    ]
    [it] = mend(phase(DEFENSE), texts=texts)
    assert [(str(c.start), str(c.end)) for c in it.clauses] == [("1900-05-05", "1905-05-05"), ("1905-05-05", "None")]


# The overlays that ship, and the data that they mend.


@pytest.fixture(scope="module")
def overlays():
    return read_overlays(shipped_atlas())


@pytest.fixture(scope="module")
def coded():
    return read_atop(shipped_atlas())


def test_at_least_forty_alliances_are_mended_each_with_source_and_reason(overlays):
    assert len({o.number for o in overlays}) >= 40
    assert all(len(o.reason) > 20 and o.source.strip() for o in overlays)


def test_every_row_in_the_file_is_read(overlays):
    rows = read_yaml((files("foedus") / "data" / "atop-overlays.yaml").read_bytes(), "atop-overlays.yaml").data
    assert [f"atop:{o.number}" + (f".{o.phase}" if o.phase else "") for o in overlays] == [r["treaty"] for r in rows]


@pytest.mark.mirror
def test_every_overlay_names_an_alliance_and_a_kind_that_are_coded(overlays, coded):
    kinds = {}
    for it in coded:
        kinds.setdefault((it.atop, None), set()).update(c.kind for c in it.clauses)
        kinds.setdefault((it.atop, int(it.id.partition(".")[2] or 0)), set()).update(c.kind for c in it.clauses)
    for overlay in overlays:
        assert set(overlay.kinds) <= kinds[overlay.number, overlay.phase], overlay


@pytest.mark.mirror
def test_every_promisor_of_an_overlay_is_a_member(overlays, coded):
    members = {}
    for it in coded:
        members.setdefault((it.atop, None), set()).update(it.states)
        members.setdefault((it.atop, int(it.id.partition(".")[2] or 0)), set()).update(it.states)
    for overlay in overlays:
        assert set(overlay.promisors) <= members[overlay.number, overlay.phase], overlay


@pytest.mark.mirror
def test_mending_changes_what_is_promised_and_neither_members_nor_days_nor_kinds_but_dropped_ones(overlays, coded):
    dropped = {(o.number, kind) for o in overlays if o.drop for kind in o.kinds}
    for before, after in zip(coded, mended(coded, shipped_atlas()), strict=True):
        assert (after.id, after.parties, after.in_force, after.end) == (
            before.id,
            before.parties,
            before.in_force,
            before.end,
        )
        gone = {c.kind for c in before.clauses} - {c.kind for c in after.clauses}
        assert {(before.atop, kind) for kind in gone} <= dropped
        assert {c.kind for c in after.clauses} <= {c.kind for c in before.clauses}


@pytest.mark.mirror
def test_atop_as_it_is_coded_knows_nothing_of_overlays(coded):
    """What tables are made from: the German-Austrian alliance has the condition that its text has, unnamed."""
    assert not any("overlay" in c.article for t in coded for c in t.clauses)
    assert not any(t.unverified for t in coded)
    assert {c.article for t in coded for c in t.clauses} == {"defense", "offense", "neutral", "nonagg", "consul"}
    assert sum(1 for _ in promises(coded)) > 10_000


@pytest.mark.mirror
def test_without_conditions_only_the_event_stands():
    plain = read_atop(shipped_atlas(), conditions=False)
    event = {
        "defense": "attacked(promisee)",
        "offense": "at_war(promisee)",
        "neutrality": "at_war(promisee)",
        "nonaggression": "attacked(promisee)",
        "consultation": "threatened(promisee)",
    }
    assert all(str(c.when) == event[c.kind] for t in plain for c in t.clauses)


@pytest.mark.mirror
def test_with_conditions_the_events_are_the_same_but_for_neutrality_that_asks_for_an_attack(coded):
    plain = {t.id: t for t in read_atop(shipped_atlas(), conditions=False)}
    assert [t.id for t in coded] == list(plain)
    for it in coded:
        assert it.parties == plain[it.id].parties
        for c in it.clauses:
            first = atoms(c.when)[0].name
            assert first in {atoms(p.when)[0].name for p in plain[it.id].clauses if p.kind == c.kind} or (
                c.kind == "neutrality" and first == "attacked"
            )


@pytest.mark.mirror
@pytest.mark.parametrize(
    ("alliance", "adversary"),
    [
        (1335, "RUS"),  # the Dual Alliance of 1879, article 1
        (1385, "DEU"),  # the Franco-Russian convention of 1892
        (2070, "RUS"),  # Poland and Romania in 1921: the eastern border
        (2440, "DEU"),  # Britain and Poland in 1939, by the secret protocol
    ],
)
def test_an_adversary_that_the_text_names_is_named(coded, alliance, adversary):
    phases = mended([t for t in coded if t.atop == alliance], shipped_atlas())
    named = {a.args for t in phases for c in t.clauses if c.kind == "defense" for a in atoms(c.when) if a.name == "by"}
    assert any(adversary in args for args in named)
