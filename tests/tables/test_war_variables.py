"""Wars between states and within them, against peacesciencer and against the sources row by row."""

import polars as pl
import pytest
from parity import differences, reference

import foedus as fd
from foedus.tables.read import read

pytestmark = pytest.mark.mirror

INTER = "dyadyears_directed_1816_2007__cow_wars_inter__spells"
INTRA = "stateyears_1816_2007__cow_wars_intra__spells"
STATES = "stateyears_mryFALSE__majors__contiguity__nmc__cow_wars_intra__igos__democracy"


@pytest.fixture(scope="module")
def inter():
    return reference(INTER).drop("cowinterspell")


def test_wars_between_states_equal_the_peer_in_every_cell(inter):
    assert differences(fd.dyad_years(1816, 2007).add(fd.wars("inter")).frame, inter) == {}


@pytest.mark.parametrize(("first", "last"), [(1950, 1995), (1914, 1914), (2003, 2007)])
@pytest.mark.parametrize("directed", [True, False])
def test_other_spans_and_undirected_dyads_are_a_part_of_the_whole(inter, first, last, directed):
    part = fd.dyad_years(first, last, directed=directed).add(fd.wars("inter")).frame
    expected = inter.filter(pl.col("year").is_between(first, last) & (directed | (pl.col("ccode1") < pl.col("ccode2"))))
    assert differences(part, expected) == {}


def test_civil_wars_equal_the_peer_in_every_cell():
    expected = reference(INTRA).drop("cowintraspell")
    assert differences(fd.state_years(1816, 2007).add(fd.wars("intra")).frame, expected) == {}
    part = fd.state_years(1950, 1995).add(fd.wars("intra")).frame
    assert differences(part, expected.filter(pl.col("year").is_between(1950, 1995))) == {}


def test_civil_wars_to_the_end_of_the_system_file_with_the_one_state_year_that_the_source_adds():
    frame = fd.state_years().add(fd.wars("intra")).frame
    assert differences(frame, reference(STATES).select(frame.columns)) == {}
    after = frame.filter(pl.col("year") > 2007)
    assert after.filter(pl.col("cowintraongoing").is_not_null()).select("ccode", "year").rows() == [(520, 2008)]


@pytest.mark.parametrize("intratype", ["all", "central control", "local issues"])
def test_civil_wars_of_a_kind_restated_war_by_war(intratype):
    told = {}
    for war in read("cow-war-intra").iter_rows(named=True):
        if war["primary_state"] == 1 and intratype in ("all", war["wartype"]):
            told.setdefault((war["ccodea"], war["year"]), []).append(war)
    frame = fd.state_years(1816, 2007).add(fd.wars("intra", intratype=intratype)).frame
    for row in frame.iter_rows(named=True):
        wars = told.get((row["ccode"], row["year"]), [])
        assert row["cowintraongoing"] == bool(wars)
        assert row["cowintraonset"] == max([war["cowintraonset"] for war in wars], default=0)
        if not wars:
            assert row["warnum"] is row["intrawarnums"] is None
            continue
        assert sorted(map(int, row["intrawarnums"].split("; "))) == sorted(war["warnum"] for war in wars)
        deaths = [
            max(war["sideadeaths"], 0) + max(war["sidebdeaths"], 0)
            for war in wars
            if war["cowintraonset"] == row["cowintraonset"]
        ]
        assert max(row["sideadeaths"], 0) + max(row["sidebdeaths"], 0) == max(deaths)
        assert intratype in ("all", row["wartype"])


def test_states_at_war_with_states_from_the_participants():
    told = {}
    for part in read("cow-wars").iter_rows(named=True):
        for phase in "12":
            for year in (
                range(part[f"StartYear{phase}"], part[f"EndYear{phase}"] + 1) if part[f"StartYear{phase}"] > 0 else ()
            ):
                began = year == part[f"StartYear{phase}"]
                told[part["ccode"], year] = max(told.get((part["ccode"], year), 0), began)
    frame = fd.state_years(1816, 2007).add(fd.wars("inter")).frame
    assert frame.columns[3:] == ["cowinterongoing", "cowinteronset"]
    for code, _, year, ongoing, onset in frame.iter_rows():
        assert (ongoing, onset) == ((code, year) in told, told.get((code, year), 0)), (code, year)


def test_a_new_enemy_in_a_war_that_goes_on_is_no_onset_for_a_state():
    states = fd.state_years(1939, 1945).add(fd.wars("inter")).frame.filter(ccode=200)
    assert states["cowinteronset"].to_list() == [1, 0, 0, 0, 0, 0, 0]
    dyads = fd.dyad_years(1939, 1945).add(fd.wars("inter")).frame.filter(pl.col("ccode1") == 200)
    assert dyads.group_by("year").agg(pl.col("cowinteronset").max()).sort("year")["cowinteronset"].to_list()[:3] == [
        1,
        1,
        1,
    ]


def test_deaths_that_nobody_knows_are_null_between_states():
    vietnam = fd.dyad_years(1970, 1970).add(fd.wars("inter")).frame.filter(ccode1=800, ccode2=816)
    assert vietnam.select("cowinterongoing", "batdeath1", "batdeath2").row(0) == (1, None, 2250)


def test_null_outside_and_sources_of_the_unit():
    frame = fd.dyad_years(2007, 2009).add(fd.wars("inter")).frame
    assert frame.filter(pl.col("year") > 2007)["cowinterongoing"].is_null().all()
    assert frame.filter(pl.col("year") == 2007)["cowinterongoing"].to_list() == [0] * frame.filter(year=2007).height
    assert fd.state_years(1990, 1990).add(fd.wars("inter")).sources() == ("cw-system", "cow-wars")
    assert fd.dyad_years(1990, 1990).add(fd.wars("inter")).sources() == ("cw-system", "cow-war-inter")


def test_strange_words_are_refused():
    with pytest.raises(fd.FoedusError, match="'inter'"):
        fd.wars("extra")
    with pytest.raises(fd.FoedusError, match="central control"):
        fd.wars("intra", intratype="coup")
    with pytest.raises(fd.FoedusError, match="civil wars"):
        fd.wars("inter", intratype="local issues")
    with pytest.raises(fd.FoedusError, match=r"fd\.state_years"):
        fd.dyad_years(1990, 1990).add(fd.wars("intra"))
