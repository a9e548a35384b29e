"""Who covers whom on a day: against the record itself, and on days that changed it."""

import pytest

import foedus as fd
from foedus.ties.exposure import rivals_on
from foedus.ties.guarantees import guarantees
from foedus.ties.umbrella import _roofs

TREATIES = fd.treaties()


def cover(state, on, known_on=None):
    return fd.umbrella(fd.World(TREATIES, on, known_on), state).covers[0]


def test_a_treaty_that_waits_is_no_cover():
    before, after = cover("PRK", "2024-10-19"), cover("PRK", "2024-12-05")
    assert "RUS" not in before.conventional
    assert "RUS" in before.perhaps
    assert "RUS" in after.conventional
    assert ("RUS",) in after.roofs


def test_accession_brings_the_umbrella_on_its_day():
    def nuclear(on):
        told = guarantees(fd.World(TREATIES, on), state="FIN")
        return [g.guarantor for g in told if g.kind == "nuclear" and g.protected == "FIN"]

    assert nuclear("2023-04-03") == []
    assert nuclear("2023-04-04") == ["GBR", "USA"]


def test_a_treaty_is_no_nuclear_umbrella_by_itself():
    assert cover("PRK", "2026-11-01").nuclear == ()
    assert cover("PHL", "2026-11-01").nuclear == ()
    assert "USA" in cover("PHL", "2026-11-01").conventional


def test_a_suspended_bond_is_no_cover():
    assert "USA" in cover("NZL", "1985-01-01").conventional
    assert "USA" not in cover("NZL", "1990-01-01").conventional


def test_whoever_is_at_war_without_a_guarantee_is_a_gap():
    told = fd.umbrella(fd.World(TREATIES, "2024-10-19"))
    assert "UKR" in {c.state for c in told.gaps}
    worst = cover("UKR", "2024-10-19").exposures[0]
    assert (worst.why, worst.source) == ("at war", "war: ukraine-2014")
    assert all(c.exposures and not (c.nuclear or c.conventional or c.perhaps) for c in told.gaps)
    assert all(c.gap is False for c in told.covers if c.nuclear or c.conventional)


def test_every_umbrella_of_the_world_is_there_and_no_other_nuclear_one():
    world = fd.World(TREATIES, "1985-06-01")
    told = fd.umbrella(world)
    nuclear = {(g.guarantor, g.protected) for g in told.guarantees if g.kind == "nuclear" and g.holds}
    assert nuclear == {
        (u.umbrella.guarantor, s)
        for u in world.umbrellas()
        if u.stands and u.umbrella.kind == "nuclear"
        for s in u.over
    }


def test_every_clause_that_owes_help_is_there_and_no_other():
    from foedus.law.commitments import commitments

    world = fd.World(TREATIES, "1914-07-28")
    told = {
        (g.guarantor, g.protected, g.source) for g in fd.umbrella(world).guarantees if g.how == "clause" and g.holds
    }
    helping = ("fight", "assist", "act")
    assert told == {
        (c.promisor, c.promisee, c.treaty)
        for c in commitments(world)
        if c.kind == "defense" and c.standing == "in force" and c.owes in helping
    }
    assert ("DEU", "cow:AUH", "1879-dual-alliance") in told


def test_known_on_hides_what_was_secret():
    told = fd.umbrella(fd.World(TREATIES, "1914-07-28", "1914-07-28"), "ROU")
    later = fd.umbrella(fd.World(TREATIES, "1914-07-28"), "ROU")
    assert len(told.guarantees) < len(later.guarantees)


@pytest.fixture(scope="module")
def everybody():
    return fd.umbrella(fd.World(TREATIES, "2026-11-01"))


@pytest.mark.parametrize("state", ["PRK", "COM", "SAU", "UKR"])
def test_one_state_alone_is_told_as_among_all(state, everybody):
    alone = fd.umbrella(fd.World(TREATIES, "2026-11-01"), state)
    assert alone.covers[0] == next(c for c in everybody.covers if c.state == state)
    assert alone.guarantees == tuple(g for g in everybody.guarantees if state in (g.protected, g.guarantor))


def test_roofs_are_the_parts_that_hang_together():
    bound = {frozenset(pair) for pair in ("AB", "BC", "DE")}
    assert _roofs(list("ABCDEF"), bound) == (("A", "B", "C"), ("D", "E"), ("F",))
    assert _roofs([], bound) == ()


def test_bases_are_the_forces_of_the_world(everybody):
    hosts = {(f.force.sender, f.force.host) for f in everybody.forces if f.present is True}
    assert ("USA", "KOR") in hosts
    by_state = {c.state: c.hosts for c in everybody.covers}
    assert "USA" in by_state["KOR"]


@pytest.mark.mirror
def test_rivalries_are_those_of_the_year_and_of_the_last_year_after():
    then, coverage = rivals_on(fd.World(TREATIES, "1980-06-01"))
    assert frozenset(("RUS", "USA")) in then
    assert coverage.says == ()
    now, coverage = rivals_on(fd.World(TREATIES, "2026-06-01"))
    assert frozenset(("KOR", "PRK")) in now
    assert (coverage.first, coverage.says) == (2020, ("those of 2020 stand for 2026",))


@pytest.mark.mirror
def test_rival_guarantors_are_named(everybody):
    told = next(c for c in everybody.overlaps if c.state == "COM")
    assert ("ETH", "SDN") in told.rival


@pytest.mark.mirror
def test_the_plain_data_and_the_frame_hold_every_guarantee():
    told = fd.umbrella(fd.World(TREATIES, "2024-10-19"), "KOR")
    assert told.frame.height == len(told.guarantees) == len(told.to_dict()["guarantees"])
    assert told.to_dict()["gaps"] == [c.state for c in told.gaps]
