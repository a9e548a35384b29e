"""Strategic rivalries, against peacesciencer and against the list."""

import polars as pl
import pytest
from parity import differences, reference

import foedus as fd
from foedus.tables.read import read

pytestmark = pytest.mark.mirror

REFERENCE = "dyadyears_undirected_1816_2010__strategic_rivalries"
COLUMNS = ["tssr_id", "positional", "spatial", "ideological", "interventionary", "ongoingrivalry"]


def test_dyads_equal_the_peer_in_every_cell():
    expected = reference(REFERENCE)
    assert differences(fd.dyad_years(1816, 2010, directed=False).add(fd.rivalries()).frame, expected) == {}
    part = fd.dyad_years(1950, 1995, directed=False).add(fd.rivalries()).frame
    assert differences(part, expected.filter(pl.col("year").is_between(1950, 1995))) == {}


def test_both_directions_are_alike():
    both = fd.dyad_years(1900, 1990).add(fd.rivalries()).frame
    one = both.filter(pl.col("ccode1") < pl.col("ccode2"))
    other = both.filter(pl.col("ccode1") > pl.col("ccode2")).sort("ccode2", "ccode1", "year")
    assert one.select(COLUMNS).equals(other.select(COLUMNS))


def test_null_after_2020_where_the_peer_has_one_for_all_b4():
    frame = fd.dyad_years(2018, 2024, directed=False).add(fd.rivalries()).frame
    per_year = (
        frame.group_by("year").agg(pl.col("ongoingrivalry").sum(), n=pl.col("ongoingrivalry").count()).sort("year")
    )
    assert per_year["ongoingrivalry"].to_list() == [59, 56, 56, 0, 0, 0, 0]
    assert per_year["n"].to_list()[3:] == [0, 0, 0, 0]
    assert frame.filter(pl.col("year") > 2020)["positional"].is_null().all()


def test_the_last_two_years_of_austria_hungary_are_austrias():
    frame = fd.dyad_years(1917, 1921, directed=False).add(fd.rivalries()).frame.filter(pl.col("tssr_id") == 76)
    assert frame.select("ccode1", "ccode2", "year").rows() == [
        (300, 345, 1917),
        (300, 345, 1918),
        (305, 345, 1919),
        (305, 345, 1920),
    ]


def test_states_count_their_rivalries():
    frame = fd.state_years(1816, 2020).add(fd.rivalries()).frame
    told = {}
    for rivalry in read("tss-rivalries").iter_rows(named=True):
        for year in range(max(rivalry["start"], 1816), rivalry["end"] + 1):
            for code in (rivalry["ccode1"], rivalry["ccode2"]):
                lasting = 305 if code == 300 and rivalry["tssr_id"] == 76 and year > 1918 else code
                told.setdefault((lasting, year), []).append(rivalry)
    for row in frame.iter_rows(named=True):
        held = told.get((row["ccode"], row["year"]), [])
        assert row["rivalries"] == len(held)
        assert row["spatial_rivalries"] == sum(rivalry["spatial"] or 0 for rivalry in held)
