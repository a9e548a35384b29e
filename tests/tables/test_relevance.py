"""Politically relevant dyads, against peacesciencer and beyond its years."""

import polars as pl
import pytest
from parity import differences, reference

import foedus as fd

pytestmark = pytest.mark.mirror

REFERENCE = "dyadyears_undirected_1816_2010__filter_prd"


def test_relevant_dyads_equal_the_peer_in_every_cell():
    expected = reference(REFERENCE)
    panel = fd.dyad_years(1816, 2010, directed=False).politically_relevant()
    assert differences(panel.frame, expected) == {}
    assert panel.sources() == ("cw-system", "cow-contdir", "cow-majors")
    part = fd.dyad_years(1950, 1995, directed=False).politically_relevant().frame
    assert differences(part, expected.filter(pl.col("year").is_between(1950, 1995))) == {}
    both = fd.dyad_years(1914, 1914).politically_relevant().frame
    year = expected.filter(year=1914)
    assert differences(both.filter(pl.col("ccode1") < pl.col("ccode2")), year) == {}
    assert both.height == 2 * year.height


def test_years_after_the_sources_stay_with_null_where_the_peer_drops_them_b5():
    whole = fd.dyad_years(2014, 2020, directed=False)
    panel = whole.politically_relevant()
    per_year = panel.frame.group_by("year").agg(pl.len(), pl.col("prd").null_count()).sort("year")
    assert per_year["len"].to_list()[:3] == [1811, 1811, 1811]
    assert per_year["prd"].to_list()[:3] == [0, 0, 0]
    assert per_year["prd"].sum() == whole.frame.filter(pl.col("year") > 2016).height
    assert "prd null" in panel.notes[-1]


def test_what_the_panel_holds_is_used_and_columns_stand_once():
    panel = fd.dyad_years(1950, 1960, directed=False)
    held = panel.add(fd.majors(), fd.contiguity(), fd.disputes("cow", columns="minimal")).politically_relevant()
    fresh = panel.politically_relevant()
    assert held.frame.select("ccode1", "ccode2", "year", "prd").equals(
        fresh.frame.select("ccode1", "ccode2", "year", "prd")
    )
    assert sorted(held.frame.columns) == sorted([*fresh.frame.columns, "cowmidongoing", "cowmidonset"])
    last = panel.add(fd.contiguity(slice="last")).politically_relevant()
    assert last.frame.height != fresh.frame.height


def test_later_variables_see_the_rows_that_are_left():
    panel = fd.dyad_years(1816, 2010, directed=False).politically_relevant().add(fd.disputes("cow"), fd.peace_years())
    whole = fd.dyad_years(1816, 2010, directed=False).add(fd.disputes("cow"), fd.peace_years()).politically_relevant()
    assert panel.frame.select(sorted(panel.frame.columns)).equals(whole.frame.select(sorted(whole.frame.columns)))


def test_order_of_rows_does_not_matter():
    panel = fd.dyad_years(1900, 1910, directed=False)
    sorted_ones = panel.politically_relevant().frame
    panel.frame = panel.frame.sample(fraction=1, shuffle=True, seed=7)
    assert panel.politically_relevant().frame.sort("ccode1", "ccode2", "year").equals(sorted_ones)


def test_refusals():
    with pytest.raises(fd.FoedusError, match=r"fd\.dyad_years"):
        fd.state_years(1990, 1990).politically_relevant()
    with pytest.raises(fd.FoedusError, match="prd already"):
        fd.dyad_years(1990, 1990).politically_relevant().politically_relevant()
    with pytest.raises(fd.FoedusError, match="crosswalk"):
        fd.dyad_years(1990, 1990, system="gw").politically_relevant()
    panel = fd.dyad_years(1990, 1990).add(fd.majors())
    panel.frame = panel.frame.drop("cowmaj1")
    with pytest.raises(fd.FoedusError, match="cowmaj1"):
        panel.politically_relevant()
