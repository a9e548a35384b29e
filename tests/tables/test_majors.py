"""Major powers, restated day by day, and the years that a reader knows."""

import datetime as dt

import pytest

import foedus as fd
from foedus.tables.read import read

pytestmark = pytest.mark.mirror


@pytest.fixture(scope="module")
def states():
    return fd.state_years(1816, 2024).add(fd.majors()).frame


def test_any_day_of_the_year_is_enough(states):
    told = set()
    for power in read("cow-majors").iter_rows(named=True):
        day = dt.date(power["styear"], power["stmonth"], power["stday"])
        end = dt.date(power["endyear"], power["endmonth"], power["endday"])
        while day <= end:
            told.add((power["ccode"], day.year))
            day += dt.timedelta(days=1)
    for code, year, major in states.select("ccode", "year", "cowmaj").iter_rows():
        assert major == (((code, year) in told) if year <= 2016 else None), (code, year)
    assert states["cowmaj"].sum() == len(told)


@pytest.mark.parametrize(
    ("code", "year", "major"),
    [
        (2, 1897, 0),
        (2, 1898, 1),  # from August, after the war with Spain
        (220, 1940, 1),  # until June
        (220, 1944, 0),
        (220, 1945, 1),
        (255, 1918, 1),
        (255, 1919, 0),
        (365, 1917, 1),
        (365, 1921, 0),
        (710, 1949, 0),
        (710, 1950, 1),
        (740, 1945, 1),
        (740, 1946, None),  # no member of the system under occupation: no row
        (740, 1952, 0),
        (200, 2016, 1),
        (200, 2017, None),
    ],
)
def test_known_years(states, code, year, major):
    assert (states.filter(ccode=code, year=year)["cowmaj"].to_list() or [None]) == [major]


def test_both_sides_of_a_dyad_are_what_their_states_are(states):
    dyads = fd.dyad_years(1935, 2020).add(fd.majors()).frame
    known = {(code, year): major for code, year, major in states.select("ccode", "year", "cowmaj").iter_rows()}
    for side in "12":
        pairs = dyads.select(f"ccode{side}", "year").iter_rows()
        assert dyads[f"cowmaj{side}"].to_list() == [known[pair] for pair in pairs]
