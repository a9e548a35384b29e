"""Whole pipelines, every column of every row, against what peacesciencer gave for the same calls."""

import pytest
from parity import differences, reference

import foedus as fd

pytestmark = pytest.mark.mirror

SIX = (
    fd.alliances(),
    fd.majors(),
    fd.contiguity(),
    fd.capabilities(),
    fd.disputes("cow"),
    fd.peace_years("cowmidongoing", count="rows"),
)
STATES = (fd.majors(), fd.contiguity(), fd.capabilities(), fd.wars("intra"), fd.igos(), fd.democracy())


@pytest.mark.parametrize("direction", ["undirected", "directed"])
def test_the_long_pipeline_in_all_48_columns(direction):
    name = f"dyadyears_{direction}_1816_2010__atop__majors__contiguity__nmc__cow_mids__peace_years"
    expected = reference(name)
    assert expected.width == 48
    assert differences(fd.dyad_years(1816, 2010, directed=direction == "directed").add(*SIX).frame, expected) == {}


def test_undirected_dyads_with_the_promise_of_the_first_state():
    panel = fd.dyad_years(1816, 2010, directed=False).add(fd.alliances(symmetric=False))
    assert differences(panel.frame, reference("dyadyears_undirected_1816_2010__atop_ndirFALSE")) == {}


def test_directed_dyads_to_the_last_year_of_the_state_system():
    panel = fd.dyad_years(1816, 2016).add(fd.alliances(), fd.majors(), fd.contiguity())
    name = "dyadyears_directed_mryFALSE__atop__majors_mryFALSE__contiguity"
    assert differences(panel.frame, reference(name)) == {}


def test_states_in_all_31_columns():
    expected = reference("stateyears_mryFALSE__majors__contiguity__nmc__cow_wars_intra__igos__democracy")
    assert expected.width == 31
    assert differences(fd.state_years(1816, 2016).add(*STATES).frame, expected) == {}


def test_borders_of_states_by_the_last_month():
    panel = fd.state_years(1816, 2016).add(fd.contiguity(slice="last"))
    assert differences(panel.frame, reference("stateyears_mryFALSE__contiguity_slice_last")) == {}
