"""The universe of states and dyads: the peer's, and the dates' own."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from parity import differing, reference

import foedus as fd
from foedus.tables.read import read
from foedus.tables.systems import state_system

CODE = {"cow": "ccode", "gw": "gwcode"}


def by_date(system, first, last):
    """Every directed dyad-year from the dates: two spells make a dyad in the years of the days that they share."""
    code = CODE[system]
    told = read("cw-system" if system == "cow" else "gw-system")
    spells = told.select(
        code, begin="start", end=pl.when(pl.col("end") == told["end"].max()).then(100_000).otherwise("end")
    )
    pairs = spells.join(spells, how="cross", suffix="2").filter(pl.col(code) != pl.col(f"{code}2"))
    shared = pairs.select(
        pl.col(code).alias(f"{code}1"),
        f"{code}2",
        a=pl.max_horizontal("begin", "begin2"),
        b=pl.min_horizontal("end", "end2"),
    ).filter(pl.col("a") <= pl.col("b"))
    years = pl.int_ranges(pl.col("a").cast(pl.Date).dt.year(), pl.col("b").cast(pl.Date).dt.year() + 1, dtype=pl.Int32)
    yearly = shared.select(f"{code}1", f"{code}2", years.alias("year")).explode("year").unique()
    return yearly.filter(pl.col("year").is_between(first, last)).sort(yearly.columns)


@pytest.mark.mirror
def test_directed_dyads_are_those_of_the_peer():
    theirs = reference("create_dyadyears__cow_directed_mryFALSE")
    ours = fd.dyad_years().frame
    assert ours.columns == theirs.columns
    assert differing(ours, theirs) == {}


@pytest.mark.mirror
@pytest.mark.parametrize("system", ["cow", "gw"])
def test_states_are_those_of_the_peer(system):
    theirs = reference(f"create_stateyears__{system}_mryFALSE")
    ours = fd.state_years(system=system).frame
    assert ours.columns == theirs.columns
    assert differing(ours, theirs) == {}


@pytest.mark.mirror
def test_a_state_is_called_as_in_its_spell():
    named = fd.state_years(system="gw").frame.filter(gwcode=580)
    assert set(named.filter(pl.col("year") < 1900)["gw_name"]) == {"Madagascar (Malagasy)"}
    assert set(named.filter(pl.col("year") > 1900)["gw_name"]) == {"Madagascar"}


@pytest.mark.mirror
@pytest.mark.parametrize("system", ["cow", "gw"])
def test_dyads_share_a_day(system):
    last = state_system(system).end.year + 4
    ours = fd.dyad_years(1816, last, system=system).frame
    assert ours.select(by_date(system, 1816, last).columns).equals(by_date(system, 1816, last))


@pytest.mark.mirror
@pytest.mark.parametrize(("system", "count"), [("cow", 60), ("gw", 40)])
def test_dyads_that_share_a_year_and_no_day_are_those_of_the_peers_list(system, count):
    code = CODE[system]
    keys = [f"{code}1", f"{code}2", "year"]
    states = fd.state_years(system=system).frame.select(code, "year")
    same_year = states.join(states, on="year", suffix="2").filter(pl.col(code) != pl.col(f"{code}2"))
    pairs = same_year.select(pl.col(code).alias(keys[0]), keys[1], "year")
    apart = pairs.join(fd.dyad_years(system=system).frame, on=keys, how="anti")
    listed = read(f"false-{system}-dyads").select(keys)
    assert apart.height == count
    assert apart.sort(keys).equals(listed.sort(keys))


@pytest.mark.mirror
@pytest.mark.parametrize("system", ["cow", "gw"])
@pytest.mark.parametrize(("first", "last"), [(1816, 1816), (1950, 1995), (1990, 1990), (1914, 1945), (2014, 2016)])
def test_a_span_is_a_part_of_the_whole(system, first, last):
    for make in (fd.dyad_years, fd.state_years):
        part = make(first, last, system=system)
        whole = make(system=system).frame.filter(pl.col("year").is_between(first, last))
        assert part.frame.equals(whole)
        assert (part.first, part.last, part.notes) == (first, last, ())


@pytest.mark.mirror
@pytest.mark.parametrize("system", ["cow", "gw"])
def test_undirected_dyads_stand_once_with_the_smaller_code_first(system):
    code = CODE[system]
    both = fd.dyad_years(1900, 1950, system=system).frame
    once = fd.dyad_years(1900, 1950, system=system, directed=False).frame
    assert once.equals(both.filter(pl.col(f"{code}1") < pl.col(f"{code}2")))
    assert 2 * once.height == both.height


@pytest.mark.mirror
@pytest.mark.parametrize(("system", "ends"), [("cow", 2016), ("gw", 2020)])
def test_states_alive_when_the_file_ends_are_carried_forward(system, ends):
    at_end = fd.dyad_years(ends, ends, system=system).frame
    late = fd.dyad_years(ends, 2026, system=system)
    for year in range(ends, 2027):
        assert late.frame.filter(year=year).drop("year").equals(at_end.drop("year"))
    assert f"{ends}-12-31" in late.notes[0]
    assert fd.state_years(system=system).frame["year"].max() == ends
    assert (
        fd.state_years(2026, 2026, system=system).frame.height == fd.state_years(ends, ends, system=system).frame.height
    )


@pytest.mark.mirror
def test_gleditsch_and_wards_dyads_have_both_microstates_in_canonical_order():
    panel = fd.dyad_years(2000, 2001, system="gw")
    assert panel.frame.columns == ["gwcode1", "gwcode2", "year", "microstate1", "microstate2"]
    assert panel.frame.equals(panel.frame.sort("gwcode1", "gwcode2", "year"))
    marked = {row["gwcode"]: row["microstate"] for row in read("gw-system").iter_rows(named=True)}
    for side in "12":
        assert panel.frame[f"microstate{side}"].equals(
            panel.frame[f"gwcode{side}"].replace_strict(marked), null_equal=True
        )


@pytest.mark.mirror
def test_membership_on_one_day_counts_for_the_year():
    first_days = {row["ccode"]: row["start"] for row in read("cw-system").iter_rows(named=True)}
    new_year = (date(1817, 1, 1) - date(1970, 1, 1)).days
    late = next(
        code for code, day in first_days.items() if day > new_year and date.fromordinal(719163 + day).month == 12
    )
    year = date.fromordinal(719163 + first_days[late]).year
    assert fd.state_years(year, year).frame.filter(ccode=late).height == 1


@pytest.mark.parametrize("make", [fd.dyad_years, fd.state_years])
@pytest.mark.parametrize(
    ("first", "last", "system", "told"),
    [
        (1816, 2010, "COW", "unknown state system 'COW'; write 'cow'"),
        (2010, 1816, "cow", "the years are reversed: 2010 comes after 1816"),
        (1492, 1500, "gw", "1492 to 1500: no source reaches outside 1816 to 2026"),
        (1816, 2027, "cow", "1816 to 2027: no source reaches"),
        (2030, None, "cow", "2030: no source reaches"),
    ],
)
def test_what_cannot_be_is_refused_before_any_file_is_read(make, first, last, system, told, monkeypatch):
    monkeypatch.setenv("FOEDUS_MIRROR", "http://127.0.0.1:9")
    with pytest.raises(fd.FoedusError, match=told):
        make(first, last, system=system)


@pytest.mark.mirror
def test_a_first_year_after_the_files_end_asks_for_the_last():
    with pytest.raises(fd.FoedusError, match="ends in 2016, before 2020; name the last year too"):
        fd.dyad_years(2020)


@pytest.mark.parametrize("make", [fd.dyad_years, fd.state_years])
@pytest.mark.parametrize(
    ("years", "told"),
    [
        (("1990", 1992), "'1990' is no year; write the first and the last year as whole numbers"),
        ((1990.5,), "1990.5 is no year"),
        ((range(1990, 1993),), r"range\(1990, 1993\) is no year"),
        ((1990, True), "True is no year"),
        ((None, "1992"), "'1992' is no year"),
        ((None,), "None is no year"),
    ],
)
def test_years_are_whole_numbers(make, years, told):
    with pytest.raises(fd.FoedusError, match=told):
        make(*years)


@pytest.mark.mirror
def test_whole_numbers_of_numpy_are_years():
    assert fd.state_years(np.int64(1990), np.int32(1991)).frame.equals(fd.state_years(1990, 1991).frame)
    assert fd.dyad_years(np.int64(1990), np.int32(1991)).frame.equals(fd.dyad_years(1990, 1991).frame)


def test_direction_and_system_are_checked():
    with pytest.raises(fd.FoedusError, match="directed='no': write True"):
        fd.dyad_years(1990, 1992, directed="no")
    with pytest.raises(fd.FoedusError, match="unknown state system"):
        fd.dyad_years(1990, 1992, system=["cow"])
