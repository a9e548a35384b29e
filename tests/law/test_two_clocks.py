"""The day in the world, and the day up to which the record is known."""

from datetime import date

import pytest
from worlds import atlas, clause, treaty

import foedus as fd
from foedus.errors import BadDate
from foedus.law.casus import obligations
from foedus.law.catalogue import catalogue
from foedus.law.commitments import commitments
from foedus.terms.attacks import Attack
from foedus.terms.conditions import All, Atom
from foedus.terms.places import Area, AreaItem, Holder, Place
from foedus.terms.treaties import Party, Suspension
from foedus.terms.wars import Belligerent, Halt, War
from foedus.terms.when import Spell, When
from foedus.world import World


def duties(it, on, known_on=None, **more):
    owed = obligations(World((it,), on, known_on, atlas(**more)), Attack("CCC", "BBB"))
    return {(o.promisor, o.promisee): o.status for o in owed}


def test_without_a_second_clock_everything_known_today_counts():
    it = treaty("1900-secret", ("AAA", "BBB"), [clause()], known=When.parse("1950-01-01"))
    assert duties(it, "1903-03-03") == {("AAA", "BBB"): "invoked"}


def test_a_secret_treaty_is_unknown_to_the_eve_of_its_publication():
    it = treaty("1900-secret", ("AAA", "BBB"), [clause()], known=When.parse("1903-03-03"))
    assert duties(it, "1903-03-03", "1903-03-02") == {}
    assert duties(it, "1903-03-03", "1903-03-03") == {("AAA", "BBB"): "invoked"}


def test_a_secret_article_is_hidden_while_the_rest_of_the_treaty_is_not():
    it = treaty("1900-pact", ("AAA", "BBB"), [clause("1"), clause("Secret", known=When.parse("1950"))])
    owed = obligations(World((it,), "1903-03-03", "1903-03-03", atlas()), Attack("CCC", "BBB"))
    assert [o.article for o in owed.of("AAA") if o.promisee == "BBB"] == ["1"]


def test_a_secret_treaty_is_no_part_of_the_proof_of_absence_nor_of_the_lists():
    it = treaty("1900-secret", ("AAA", "BBB"), [clause()], known=When.parse("1950"))
    world = World((it,), "1903-03-03", "1903-03-03", atlas())
    owed = obligations(world, Attack("CCC", "BBB"))
    assert "1900-secret" not in str(owed.missing("AAA").proof)
    assert catalogue(world) == ()
    assert commitments(world) == ()


def test_what_happened_after_the_second_clock_had_not_happened():
    ended = treaty("1900-pact", ("AAA", "BBB"), [clause()], end=When.parse("1903-01-01"))
    assert duties(ended, "1903-03-03") == {}
    assert duties(ended, "1903-03-03", "1902-12-31") == {("AAA", "BBB"): "invoked"}
    later = treaty(
        "1902-pact", ("AAA", "BBB"), [clause()], signed=When.parse("1902-02-02"), in_force=When.parse("1903-01-01")
    )
    assert duties(later, "1903-03-03", "1902-12-31") == {("AAA", "BBB"): "pending"}
    assert duties(later, "1903-03-03", "1902-01-01") == {}


def test_an_accession_and_a_freeze_after_the_second_clock_are_not_seen():
    joins = treaty("1900-pact", ("BBB", Party("AAA", entry=When.parse("1903-01-01"), how="accession")), [clause()])
    assert duties(joins, "1903-03-03", "1902-12-31") == {}
    frozen = treaty(
        "1900-pact",
        ("AAA", "BBB"),
        [clause()],
        suspensions=(Suspension(("AAA",), When.parse("1903-01-01"), None, "x"),),
    )
    assert duties(frozen, "1903-03-03") == {("AAA", "BBB"): "suspended"}
    assert duties(frozen, "1903-03-03", "1902-12-31") == {("AAA", "BBB"): "invoked"}


def test_to_know_more_than_the_day_changes_nothing_but_secrets():
    it = treaty("1900-pact", ("AAA", "BBB"), [clause()], end=When.parse("1905-01-01"))
    assert duties(it, "1903-03-03", "1920-01-01") == duties(it, "1903-03-03")


def test_a_war_that_broke_out_after_the_second_clock_gives_no_self_defence():
    feud = War("feud", "Feud", (Belligerent("BBB"),), (Belligerent("CCC"),), When.parse("1903-01-01"))
    it = treaty("1900-pact", ("AAA", "BBB"), [clause()])
    assert duties(it, "1903-03-03", wars=[feud]) == {("AAA", "BBB"): "arguable"}
    assert duties(it, "1903-03-03", "1902-12-31", wars=[feud]) == {("AAA", "BBB"): "invoked"}


def test_an_armistice_after_the_second_clock_is_not_seen():
    halts = (Halt(When.parse("1903-01-01"), "armistice"),)
    feud = War("feud", "Feud", (Belligerent("BBB"),), (Belligerent("CCC"),), When.parse("1902-01-01"), halts=halts)
    it = treaty("1900-pact", ("AAA", "BBB"), [clause()])
    assert duties(it, "1903-03-03", wars=[feud]) == {("AAA", "BBB"): "invoked"}
    assert duties(it, "1903-03-03", "1902-12-31", wars=[feud]) == {("AAA", "BBB"): "arguable"}


def test_a_territory_that_changed_hands_after_the_second_clock_had_not_changed_hands():
    isle = Place(
        "isle",
        "Isle",
        "island",
        sovereign=(Holder("BBB", Spell(end=date(1902, 12, 31))), Holder("CCC", Spell(start=date(1903, 1, 1)))),
    )
    home = Area("home", "Home", (AreaItem(sovereign=("promisee",)),))
    when = All((Atom("attacked", ("promisee",)), Atom("within", ("home",))))
    it = treaty("1900-pact", ("AAA", "BBB"), [clause(when=when)])

    def status(known_on):
        world = World((it,), "1903-03-03", known_on, atlas(places=(isle,), areas=(home,)))
        return [
            o.status for o in obligations(world, Attack("CCC", "BBB", where="isle")).of("AAA") if o.promisee == "BBB"
        ]

    assert status(None) == ["not_invoked"]
    assert status("1902-12-31") == ["invoked"]


@pytest.mark.parametrize("on", ["1814-12-31", "2031-01-01", "1700-01-01", "1903-02-29", "1903", "yesterday"])
def test_a_day_that_no_source_reaches_or_that_is_no_day_is_refused(on):
    with pytest.raises(BadDate):
        World((), on, atlas=atlas())
    with pytest.raises(BadDate):
        World((), "1903-03-03", on, atlas())


def test_every_secret_treaty_and_article_of_the_corpus_is_hidden_until_it_was_published():
    corpus = fd.treaties()
    checked = 0
    for it in corpus:
        for what, known, begun in (
            (None, it.known, it.in_force),
            *((c.article, c.known, it.in_force) for c in it.clauses),
        ):
            if known is None or known.earliest is None or begun is None or begun.latest >= known.earliest:
                continue
            eve = date.fromordinal(known.earliest.toordinal() - 1)
            seen = commitments(fd.World(corpus, on=begun.latest, known_on=max(eve, begun.latest)))
            told = {c.article for c in seen if c.treaty == it.id}
            told -= {c.article for c in it.clauses if c.known_until}  # there the public words stand in its place
            assert (what is None and not told) or (what is not None and what not in told), (it.id, what)
            checked += 1
    assert checked > 0


def test_the_caveats_say_that_the_record_was_read_as_of_an_earlier_day():
    owed = fd.obligations(fd.World(fd.treaties(), on="2024-12-10", known_on="2024-10-19"), fd.Attack("KOR", "PRK"))
    assert owed["RUS"].status == "pending"
    assert any("2024-10-19" in caveat for caveat in owed.caveats)
