"""Distance: capitals as the peer measures them, borders as the source has them."""

import math

import numpy as np
import polars as pl
import pytest
from parity import differing, joined, reference

import foedus as fd
from foedus.tables.read import read
from foedus.tables.variables.distance import first_of_year, great_circle

CODE = {"cow": "ccode", "gw": "gwcode"}


def days(*told):
    return pl.Series(list(told)).str.to_date().to_physical()


def test_great_circle_against_distances_that_anybody_can_work_out():
    radius = 6378.137
    north = np.array([0.0, 0.0, 90.0, -90.0, 0.0, 0.0, 10.0])
    east = np.array([0.0, 90.0, 0.0, 0.0, 180.0, 1e-7, 0.0])
    apart = great_circle(north, east)
    quarter = math.pi / 2 * radius
    assert apart[0, 1] == pytest.approx(quarter)
    assert apart[0, 2] == pytest.approx(quarter)
    assert apart[2, 3] == pytest.approx(2 * quarter)
    assert apart[0, 4] == pytest.approx(2 * quarter)
    assert apart[0, 5] == pytest.approx(math.radians(1e-7) * radius)
    assert apart[0, 6] == pytest.approx(math.radians(10) * radius)
    assert np.allclose(apart, apart.T, atol=1e-9)
    assert not apart.diagonal().any()


def test_the_capital_of_a_year_is_the_one_at_its_beginning_or_the_first_in_it():
    capitals = pl.DataFrame(
        {
            "code": [1, 1, 2, 2],
            "stdate": days("1816-01-01", "1865-05-11", "1990-03-01", "1990-08-01"),
            "enddate": days("1865-05-10", "1866-12-31", "1990-07-31", "1991-12-31"),
        }
    )
    shuffled = first_of_year(capitals[[3, 1, 0, 2]])
    told = {(code, year): place for code, year, place in shuffled.select("code", "year", "place").iter_rows()}
    assert told[1, 1864] == told[1, 1865] == 2
    assert told[1, 1866] == 1
    assert told[2, 1990] == 3
    assert told[2, 1991] == 0
    assert (1, 1867) not in told


@pytest.mark.mirror
def test_capitals_are_as_far_as_the_peer_says():
    theirs = reference("dyadyears_undirected_1816_2010__capital_distance")
    ours = fd.dyad_years(1816, 2010, directed=False).add(fd.distance("capital")).frame
    assert ours.columns == theirs.columns
    assert differing(ours, theirs) == {}


def on_the_sphere(one, two):
    """The haversine, another formula for the same."""
    n1, e1, n2, e2 = (math.radians(x) for x in (*one, *two))
    half = math.sin((n1 - n2) / 2) ** 2 + math.cos(n1) * math.cos(n2) * math.sin((e1 - e2) / 2) ** 2
    return 2 * 6378.137 * math.asin(math.sqrt(half))


@pytest.mark.mirror
@pytest.mark.parametrize("system", ["cow", "gw"])
@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize(("first", "last"), [(1816, 1820), (1833, 1835), (1864, 1872), (1990, 1993), (2022, 2026)])
def test_capitals_in_other_panels(system, directed, first, last):
    code = CODE[system]
    held = {}
    for row in read(f"{system}-capitals").sort("stdate", descending=True).iter_rows(named=True):
        begin, end = (pl.Series([row[day]]).cast(pl.Date)[0] for day in ("stdate", "enddate"))
        for year in range(max(begin.year, first), min(end.year, last) + 1):
            held[row[code], year] = (row["lat"], row["lng"])
    frame = fd.dyad_years(first, last, system=system, directed=directed).add(fd.distance("capital")).frame
    some = frame.select(f"{code}1", f"{code}2", "year", "capdist").sample(min(4000, frame.height), seed=1)
    for one, two, year, apart in some.iter_rows():
        if year > 2024:
            assert apart is None
        else:
            assert apart == pytest.approx(on_the_sphere(held[one, year], held[two, year]), abs=1e-5)


@pytest.mark.mirror
@pytest.mark.parametrize("system", ["cow", "gw"])
@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize(("first", "last"), [(1816, 2026), (1950, 1995), (1886, 1886)])
def test_borders_are_those_of_the_source_in_both_directions(system, directed, first, last):
    code = CODE[system]
    panel = fd.dyad_years(first, last, system=system, directed=directed).add(fd.distance("minimum"))
    frame = panel.frame.with_columns(
        low=pl.min_horizontal(f"{code}1", f"{code}2"), high=pl.max_horizontal(f"{code}1", f"{code}2")
    )
    keys = {"low": f"{code}1", "high": f"{code}2", "year": "year"}
    by_hand = joined(frame, read(f"{system}-mindist"), keys, {"mindist": "mindist"})
    assert differing(frame, by_hand) == {}
    outside = ~pl.col("year").is_between(1886, 2019)
    assert frame.filter(outside)["mindist"].null_count() == frame.filter(outside).height
    assert frame["mindist"].null_count() < frame.height


@pytest.mark.mirror
def test_row_order_does_not_matter():
    panel = fd.dyad_years(1990, 1995)
    both = (fd.distance("capital"), fd.distance("minimum"))
    mixed = fd.dyad_years(1990, 1995)
    mixed.frame = panel.frame.sample(fraction=1, shuffle=True, seed=3)
    assert mixed.add(*both).frame.sort("ccode1", "ccode2", "year").equals(panel.add(*both).frame)


def test_another_distance_is_refused():
    with pytest.raises(fd.FoedusError, match="write 'capital' or 'minimum'"):
        fd.distance("centroid")
