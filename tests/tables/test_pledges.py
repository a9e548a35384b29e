"""The treaties that ship as obligations by year: in force, perhaps in force, and what Kleene makes of several."""

from datetime import date

import polars as pl
import pytest

import foedus as fd
from foedus.law.cases import live_bonds
from foedus.law.promises import promises
from foedus.terms.conditions import Atom
from foedus.terms.treaties import Clause, Party, Treaty
from foedus.terms.when import When


def treaty(**changed):
    clause = Clause("1", "defense", "help", Atom("attacked", ("promisee",)), "assist", "none")
    fields = {
        "id": "x",
        "name": "X",
        "instrument": "treaty",
        "parties": (Party("FRA"), Party("POL")),
        "clauses": (clause,),
        "signed": When.parse("1921-02-19"),
        "in_force": When.parse("1922-06-27"),
    }
    return Treaty(**{**fields, **changed})


def stretches(*treaties):
    return {(p.promisor, p.promisee): (p.bound, p.perhaps) for p in promises(treaties)}


def test_a_treaty_binds_from_entry_into_force_to_the_day_before_its_end():
    found = stretches(treaty(end=When.parse("1939-09-28")))
    span = (date(1922, 6, 27), date(1939, 9, 27))
    assert found == {("FRA", "POL"): (span, span), ("POL", "FRA"): (span, span)}


def test_imprecise_dates_bind_for_certain_from_the_latest_and_perhaps_from_the_earliest():
    found = stretches(treaty(in_force=When.parse("1922"), end=When.parse("1939-09")))
    assert found["FRA", "POL"] == (
        (date(1922, 12, 31), date(1939, 8, 31)),
        (date(1922, 1, 1), date(1939, 9, 29)),
    )


def test_a_party_is_bound_for_its_own_spell():
    late = (Party("FRA"), Party("POL", entry=When.parse("1925-01-01"), exit=When.parse("1930-01-01")))
    assert stretches(treaty(parties=late))["FRA", "POL"][0] == (date(1925, 1, 1), date(1929, 12, 31))


def test_drafts_and_treaties_never_in_force_promise_nothing():
    assert not list(promises([treaty(instrument="draft"), treaty(in_force=None)]))


@pytest.mark.parametrize("day", ["1914-07-28", "1938-10-01", "1955-06-01", "1991-03-01", "2024-10-19", "2025-01-01"])
def test_promises_agree_with_the_engine_on_a_day(day):
    read = fd.treaties()
    world = fd.World(read, day)
    stated = {
        (p.treaty, p.promisor, p.promisee, p.kind)
        for p in promises(read)
        if p.bound is not None and p.bound[0] <= world.on <= p.bound[1]
    }
    actors = {s for t in read for s in t.states} | {
        s for t in read for c in t.clauses for s in (*c.promisees, *c.promisors)
    }
    live = {
        (b.treaty.id, b.promisor, b.promisee, b.clause.kind)
        for actor in actors
        for b in live_bonds(actor, world)
        if b.in_force is True
    }
    assert stated == live


@pytest.mark.mirror
def test_russia_and_north_korea_by_year():
    panel = fd.dyad_years(1990, 2026).add(fd.alliances("corpus"))
    told = panel.frame.filter(ccode1=365, ccode2=731)
    defense = dict(told.select("year", "corpus_defense").iter_rows())
    assert [defense[y] for y in (1990, 1995, 1998, 2010, 2023, 2024, 2026)] == [1, 1, 0, 0, 0, 1, 1]
    assert told.filter(year=2010)["corpus_alliance"][0] == 1  # the treaty of 2000, which has no duty to defend
    assert any("selection" in note for note in panel.notes)


@pytest.mark.mirror
def test_the_corpus_and_atop_stand_side_by_side_with_their_own_coverage():
    frame = fd.dyad_years(2010, 2020, directed=False).add(fd.alliances(), fd.alliances("corpus")).frame
    late = frame.filter(pl.col("year") > 2018)
    assert late["atop_defense"].null_count() == late.height
    assert late.filter(ccode1=2, ccode2=200)["corpus_defense"].to_list() == [1, 1]


@pytest.mark.mirror
def test_states_count_their_allies():
    states = fd.state_years(2024, 2024).add(fd.alliances("corpus")).frame
    assert states.filter(ccode=731)["corpus_defense_allies"][0] >= 2  # China and, from December 2024, Russia


def test_another_source_is_refused():
    with pytest.raises(fd.FoedusError, match="atop"):
        fd.alliances("cow")
