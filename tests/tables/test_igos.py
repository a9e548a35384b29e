"""Organizations: the memberships of states, and those that two of them share."""

import polars as pl
import pytest
from parity import differing, joined, reference

import foedus as fd
from foedus.tables.read import read

pytestmark = pytest.mark.mirror

COLUMNS = ["sum_igo_full", "sum_igo_associate", "sum_igo_observer", "sum_igo_anytype"]
FILES = {"cow": ("cow-igo-sy", "ccode")}
SPANS = [(1816, 2026), (1950, 1995), (2014, 2014), (2015, 2026)]


@pytest.mark.parametrize("system", ["cow"])
@pytest.mark.parametrize(("first", "last"), SPANS)
def test_states_have_the_sources_values(system, first, last):
    file, code = FILES[system]
    panel = fd.state_years(first, last, system=system)
    frame = panel.add(fd.igos()).frame
    assert frame.columns == [*panel.frame.columns, *COLUMNS]
    assert frame.select(panel.frame.columns).equals(panel.frame)
    by_hand = joined(frame, read(file), {code: code, "year": "year"}, dict(zip(COLUMNS, COLUMNS, strict=True)))
    assert differing(frame, by_hand) == {}
    late = frame.filter(pl.col("year") > 2014)
    assert all(late[name].null_count() == late.height for name in COLUMNS)


def test_states_equal_the_peer():
    theirs = reference("stateyears_mryFALSE__majors__contiguity__nmc__cow_wars_intra__igos__democracy")
    ours = fd.state_years().add(fd.igos()).frame
    assert differing(ours, theirs.select("ccode", "year", *COLUMNS)) == {}


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize(("first", "last"), SPANS)
def test_dyads_share_what_the_source_says_in_both_directions(directed, first, last):
    panel = fd.dyad_years(first, last, directed=directed)
    frame = panel.add(fd.igos()).frame
    assert frame.columns == [*panel.frame.columns, "dyadigos"]
    ordered = frame.with_columns(low=pl.min_horizontal("ccode1", "ccode2"), high=pl.max_horizontal("ccode1", "ccode2"))
    keys = {"low": "ccode1", "high": "ccode2", "year": "year"}
    assert differing(ordered, joined(ordered, read("cow-igo-ndy"), keys, {"dyadigos": "dyadigos"})) == {}
    late = frame.filter(pl.col("year") > 2014)
    assert late["dyadigos"].null_count() == late.height


def test_no_row_in_the_source_is_unknown_and_a_zero_is_its_own():
    frame = fd.dyad_years(1816, 2014, directed=False).add(fd.igos()).frame
    unknown = frame.filter(pl.col("dyadigos").is_null())
    states = pl.concat([unknown["ccode1"], unknown["ccode2"]])
    assert set(unknown["year"]) == {1990}
    assert all({260, 265, 678, 680} & {one, two} for one, two in unknown.select("ccode1", "ccode2").iter_rows())
    assert {260, 265, 678, 680} <= set(states)
    assert (frame["dyadigos"] == 0).sum() > 40_000


def test_each_unit_names_its_own_file():
    assert fd.state_years(2000, 2000).add(fd.igos()).sources() == ("cw-system", "cow-igo-sy")
    assert fd.dyad_years(2000, 2000).add(fd.igos()).sources() == ("cw-system", "cow-igo-ndy")
