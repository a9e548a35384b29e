"""Who is bound on a day."""

import pytest
from worlds import atlas, clause, treaty

import foedus as fd
from foedus.law.casus import obligations
from foedus.law.commitments import changes, commitments
from foedus.law.force import parties_on, standing
from foedus.terms.attacks import Attack
from foedus.terms.treaties import Party, Suspension
from foedus.terms.when import When
from foedus.world import World

KEY = "1900-pact"


def pact(parties=("AAA", "BBB"), clauses=None, **more):
    return treaty(KEY, parties, clauses or [clause()], **more)


def verdict(it, on, promisor="AAA", promisee="BBB", known_on=None):
    """Status and facts of the duty of one to help another whom CCC attacks."""
    world = World((it,), on, known_on, atlas())
    owed = obligations(world, Attack("CCC", promisee))
    return next(((o.status, o.turns_on) for o in owed.of(promisor) if o.promisee == promisee), None)


@pytest.mark.parametrize(
    ("on", "status"),
    [("1900-05-04", "not_invoked"), ("1900-05-05", "pending"), ("1901-01-31", "pending"), ("1901-02-01", "invoked")],
)
def test_a_treaty_is_nothing_then_signed_then_in_force_each_from_its_very_day(on, status):
    assert verdict(pact(), on) == (status, ())


@pytest.mark.parametrize(("on", "status"), [("1904-04-03", "invoked"), ("1904-04-04", "not_invoked")])
def test_the_day_of_the_end_is_the_first_day_without_the_treaty(on, status):
    assert verdict(pact(end=When.parse("1904-04-04")), on) == (status, ())


@pytest.mark.parametrize(("on", "status"), [("1904-04-03", "invoked"), ("1904-04-04", "not_invoked")])
def test_a_state_that_leaves_is_bound_to_the_eve_of_its_exit(on, status):
    it = pact((Party("AAA", exit=When.parse("1904-04-04"), notice=When.parse("1903-04-04")), "BBB"))
    assert verdict(it, on) == (status, ())


def test_whoever_left_is_owed_nothing_either():
    it = pact((Party("BBB", exit=When.parse("1904-04-04")), "AAA"))
    assert verdict(it, "1904-04-04") == ("not_invoked", ())


@pytest.mark.parametrize(("on", "status"), [("1903-03-02", "not_invoked"), ("1903-03-03", "invoked")])
def test_whoever_accedes_is_bound_from_that_day_and_was_not_waiting_before(on, status):
    it = pact((Party("AAA", entry=When.parse("1903-03-03"), how="accession"), "BBB"))
    assert verdict(it, on) == (status, ())


def test_whoever_signed_and_ratifies_late_waits_until_then():
    it = pact(
        (Party("AAA", signed=When.parse("1900-05-05"), entry=When.parse("1903-03-03"), how="ratification"), "BBB")
    )
    assert verdict(it, "1903-03-02") == ("pending", ())


def test_whoever_is_known_to_have_signed_waits_though_the_day_of_the_whole_signature_is_imprecise():
    rows = [Party(state, signed=When.parse("1901-02-02")) for state in ("AAA", "BBB")]
    it = pact(rows, signed=When.parse("1901-02"), in_force=When.parse("1903-03-03"))
    assert verdict(it, "1901-02-15") == ("pending", ())


def test_whoever_took_its_signature_back_waits_for_nothing():
    it = pact((Party("AAA", exit=When.parse("1900-12-12")), "BBB"))
    assert verdict(it, "1900-12-11") == ("pending", ())
    assert verdict(it, "1900-12-12") == ("not_invoked", ())


def test_an_accession_before_the_treaty_is_in_force_binds_nobody_yet():
    it = pact((Party("AAA", entry=When.parse("1900-06-06")), "BBB"))
    assert verdict(it, "1900-07-07")[0] != "invoked"
    assert verdict(it, "1901-02-01") == ("invoked", ())


def test_a_state_that_left_and_came_back_is_bound_in_both_spells_and_not_between():
    it = pact(
        (
            Party("AAA", exit=When.parse("1902-02-02")),
            Party("AAA", entry=When.parse("1904-04-04"), how="accession"),
            "BBB",
        )
    )
    assert [verdict(it, day)[0] for day in ("1902-02-01", "1903-03-03", "1904-04-04")] == [
        "invoked",
        "not_invoked",
        "invoked",
    ]


@pytest.mark.parametrize("how", ["ratification", "accession", "succession"])
def test_an_imprecise_entry_makes_the_duty_arguable_inside_its_span_only(how):
    it = pact((Party("AAA", entry=When.parse("1903"), how=how), "BBB"))
    assert verdict(it, "1903-06-06") == ("arguable", (f"in_force@{KEY}",))
    assert verdict(it, "1903-12-31") == ("invoked", ())
    assert verdict(it, "1902-12-31")[0] in ("pending", "not_invoked")


def test_an_imprecise_end_makes_the_duty_of_every_party_arguable_those_that_acceded_too():
    late = Party("AAA", entry=When.parse("1902-02-02"), how="accession")
    it = pact((late, "BBB", "DDD"), end=When.parse("1903"))
    assert verdict(it, "1903-06-06") == ("arguable", (f"in_force@{KEY}",))
    assert verdict(it, "1903-06-06", promisor="DDD") == ("arguable", (f"in_force@{KEY}",))


def test_an_imprecise_entry_into_force_cannot_lie_before_the_signature():
    it = pact(signed=When.parse("1903-07-07"), in_force=When.parse("1903"))
    assert verdict(it, "1903-06-06") == ("not_invoked", ())
    assert verdict(it, "1903-07-07") == ("arguable", (f"in_force@{KEY}",))


def test_a_draft_binds_nobody():
    assert verdict(pact(instrument="draft", signed=None, in_force=None), "1910-01-01") == ("not_invoked", ())


def test_a_political_declaration_is_answered_and_marked_as_not_binding():
    owed = obligations(
        World((pact(instrument="political_declaration"),), "1903-03-03", None, atlas()), Attack("CCC", "BBB")
    )
    assert (owed["AAA"].status, owed["AAA"].binding) == ("invoked", False)
    assert any("Not binding in law" in caveat for caveat in owed.caveats)


def test_a_clause_binds_only_inside_its_own_days():
    old = clause("1", end=When.parse("1903-03-03"))
    new = clause("2", start=When.parse("1903-03-03"))
    for on, bound in (("1903-03-02", "1"), ("1903-03-03", "2")):
        owed = obligations(World((pact(clauses=[old, new]),), on, None, atlas()), Attack("CCC", "BBB"))
        assert [o.article for o in owed] == [bound]


def test_two_treaties_that_share_a_clause_word_for_word_are_still_two():
    same = clause()
    world = World(
        (treaty("1900-one", ("AAA", "BBB"), [same]), treaty("1900-two", ("DDD", "BBB", "CCC"), [same])),
        "1903-03-03",
        atlas=atlas(),
    )
    owed = obligations(world, Attack("CCC", "BBB"))
    assert {(o.treaty, o.promisor): o.status for o in owed} == {
        ("1900-one", "AAA"): "invoked",
        ("1900-two", "DDD"): "arguable",  # an attack among members, on which it is silent
    }


# --- Suspension ---


def freeze(states, start="1903-03-03", end=None, *, between=False):
    return Suspension(states, When.parse(start), When.parse(end) if end else None, "a freeze", between)


@pytest.mark.parametrize(
    ("on", "status"),
    [("1903-03-02", "invoked"), ("1903-03-03", "suspended"), ("1904-04-03", "suspended"), ("1904-04-04", "invoked")],
)
def test_a_freeze_suspends_from_its_first_day_to_the_eve_of_its_last(on, status):
    assert verdict(pact(suspensions=(freeze(("AAA",), end="1904-04-04"),)), on) == (status, ())


def test_a_freeze_of_a_state_stops_what_it_owes_and_what_it_is_owed():
    it = pact(("AAA", "BBB", "DDD"), suspensions=(freeze(("AAA",)),))
    assert verdict(it, "1904-01-01", "AAA", "BBB")[0] == "suspended"
    assert verdict(it, "1904-01-01", "BBB", "AAA")[0] == "suspended"
    assert verdict(it, "1904-01-01", "DDD", "BBB")[0] == "invoked"


def test_a_freeze_between_two_leaves_their_duties_to_others():
    it = pact(("AAA", "BBB", "DDD"), suspensions=(freeze(("AAA", "BBB"), between=True),))
    assert verdict(it, "1904-01-01", "AAA", "BBB")[0] == "suspended"
    assert verdict(it, "1904-01-01", "AAA", "DDD")[0] == "invoked"
    assert verdict(it, "1904-01-01", "DDD", "BBB")[0] == "invoked"


def test_a_freeze_with_an_imprecise_start_makes_the_duty_arguable():
    assert verdict(pact(suspensions=(freeze(("AAA",), "1903"),)), "1903-06-06") == ("arguable", (f"suspended@{KEY}",))


def test_a_certain_freeze_outweighs_an_uncertain_one_written_before_it():
    it = pact(suspensions=(freeze(("AAA",), "1903"), freeze(("BBB",), "1903-03-03")))
    assert verdict(it, "1903-06-06") == ("suspended", ())


def test_a_frozen_duty_whose_case_does_not_arise_is_not_invoked():
    it = pact(clauses=[clause("1", "neutrality")], suspensions=(freeze(("AAA",)),))
    owed = obligations(World((it,), "1904-01-01", None, atlas()), Attack("CCC", "BBB", facts={"at_war": False}))
    assert {o.status for o in owed.of("AAA") if o.promisee == "BBB"} == {"not_invoked"}


# --- Standing and commitments ---


def test_the_standing_of_a_state_tells_its_reasons_with_dates():
    world = World((pact(),), "1900-06-06", None, atlas())
    how = standing(world.treaties[0], "AAA", world)
    assert (how.in_force, how.pending) == (False, True)
    assert any("1901-02-01" in step.says and step.truth is False for _, step in how.proof.lines())


def test_a_party_is_certain_or_possible_by_its_own_days():
    it = pact(("AAA", "BBB", Party("CCC", entry=When.parse("1903")), Party("DDD", entry=When.parse("1905-01-01"))))
    found = parties_on(it, World((it,), "1903-06-06", None, atlas()))
    assert (found.certain, found.possible) == ({"AAA", "BBB"}, {"AAA", "BBB", "CCC"})


def test_whoever_signed_what_is_not_in_force_yet_is_a_party_as_conditions_see_it():
    late = Party("CCC", signed=When.parse("1900-05-05"), entry=When.parse("1903-03-03"), how="ratification")
    it = pact(("AAA", late, Party("DDD", entry=When.parse("1903-03-03"), how="accession")))
    for on, members in (("1900-06-06", {"AAA", "CCC"}), ("1902-02-02", {"AAA"}), ("1903-03-03", {"AAA", "CCC", "DDD"})):
        assert parties_on(it, World((it,), on, None, atlas())).certain == members


def test_commitments_are_directed_and_tell_how_they_stand():
    world = World((pact(suspensions=(freeze(("AAA",), "1904-01-01"),)),), "1903-03-03", None, atlas())
    told = [(c.promisor, c.promisee, c.standing) for c in commitments(world)]
    assert told == [("AAA", "BBB", "in force"), ("BBB", "AAA", "in force")]
    assert {c.standing for c in commitments(world.at("1904-01-01"))} == {"suspended"}
    assert {c.standing for c in commitments(world.at("1900-06-06"))} == {"pending"}
    assert commitments(world, ("CCC",)) == ()


def test_changes_between_two_days_say_what_was_gained_and_lost():
    world = World((pact(end=When.parse("1904-04-04")),), "1900-01-01", None, atlas())
    gained = changes(world, world.at("1901-02-01"))
    lost = changes(world.at("1904-04-03"), world.at("1904-04-04"))
    assert {c.what for c in gained} == {"gained"}
    assert {c.what for c in lost} == {"lost"}
    assert changes(world.at("1902-01-01"), world.at("1903-01-01")) == ()


# --- The corpus ---


@pytest.fixture(scope="module")
def corpus():
    return fd.treaties()


def test_the_treaty_of_june_2024_is_signed_and_not_in_force_until_december(corpus):
    status = {
        on: fd.obligations(fd.World(corpus, on=on), fd.Attack("KOR", "PRK"))["RUS"].status
        for on in ("2024-10-19", "2024-12-03", "2024-12-04")
    }
    assert status == {"2024-10-19": "pending", "2024-12-03": "pending", "2024-12-04": "invoked"}


@pytest.mark.parametrize(
    ("state", "eve", "day"), [("FIN", "2023-04-03", "2023-04-04"), ("SWE", "2024-03-06", "2024-03-07")]
)
def test_an_accession_to_the_north_atlantic_treaty_counts_from_its_day(corpus, state, eve, day):
    def allies(on):
        owed = fd.obligations(fd.World(corpus, on=on), fd.Attack("RUS", state))
        return {o.promisor for o in owed if o.treaty == "1949-north-atlantic" and o.kind == "defense"}

    assert "USA" not in allies(eve)
    assert "USA" in allies(day)


def test_every_dated_bond_of_the_corpus_has_a_day_before_it(corpus):
    """For every party from the first: not bound on the eve, bound on the day unless the treaty ended."""
    world = fd.World(corpus, on="2026-11-01")
    checked = 0
    for it in corpus:
        if it.in_force is None or not it.in_force.exact or it.in_force.earliest.year < 1816:
            continue
        first, eve = it.in_force.earliest, it.in_force.earliest.fromordinal(it.in_force.earliest.toordinal() - 1)
        for party in it.parties:
            if party.entry is None and not sum(p.state == party.state for p in it.parties) > 1:
                assert standing(it, party.state, world.at(eve)).in_force is False, (it.id, party.state)
                over = it.end is not None and it.end.by(first) is not False
                assert over or standing(it, party.state, world.at(first)).in_force is not False, (it.id, party.state)
                checked += 1
    assert checked > 200
