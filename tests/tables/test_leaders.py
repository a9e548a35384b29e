"""Leaders: tenures turned into years."""

import polars as pl
import pytest
from parity import differing, joined, sides

import foedus as fd
from foedus.tables.read import read
from foedus.tables.variables.leaders import leader_years

COLUMNS = ["leadertransition", "irregular", "n_leaders", "jan1obsid", "dec31obsid"]


def tenures(*told):
    """Tenures of state 2: id, person, first and last day, exit."""
    frame = pl.DataFrame(told, schema=["obsid", "leadid", "startdate", "enddate", "exit"], orient="row")
    days = (pl.col(name).str.to_date().to_physical() for name in ("startdate", "enddate"))
    return frame.with_columns(pl.lit(2).alias("gwcode"), *days)


def told(years, year):
    return years.filter(year=year).select(COLUMNS).row(0)


def test_a_change_within_the_year():
    years = leader_years(
        tenures(("A", "a", "1950-03-01", "1952-06-30", "Regular"), ("B", "b", "1952-06-30", "1955-12-31", "Regular"))
    )
    assert told(years, 1950) == (0, 0, 1, "A", "A")
    assert told(years, 1952) == (1, 0, 2, "A", "B")
    assert told(years, 1955) == (0, 0, 1, "B", "B")
    assert years["year"].to_list() == list(range(1950, 1956))


def test_on_the_day_of_a_change_the_earlier_leader_comes_first():
    first_of_january = leader_years(
        tenures(("A", "a", "1950-01-01", "1952-01-01", "Regular"), ("B", "b", "1952-01-01", "1952-12-31", "Regular"))
    )
    assert told(first_of_january, 1952) == (1, 0, 2, "A", "B")
    last_of_december = leader_years(
        tenures(("A", "a", "1950-01-01", "1951-12-31", "Regular"), ("B", "b", "1951-12-31", "1952-12-31", "Regular"))
    )
    assert told(last_of_december, 1951) == (1, 0, 2, "A", "B")
    assert told(last_of_december, 1952) == (0, 0, 1, "B", "B")


def test_three_leaders_two_persons_and_one_that_returns():
    years = leader_years(
        tenures(
            ("A-1", "a", "1950-01-01", "1950-03-01", "Regular"),
            ("B", "b", "1950-03-01", "1950-09-01", "Irregular"),
            ("A-2", "a", "1950-09-01", "1951-12-31", "Regular"),
        )
    )
    assert told(years, 1950) == (1, 1, 2, "A-1", "A-2")


def test_an_irregular_loss_counts_in_its_year_or_in_every_year_of_the_tenure():
    rows = tenures(
        ("A", "a", "1950-01-01", "1952-06-30", "Regular"),
        ("B", "b", "1952-06-30", "1955-05-05", "Irregular"),
        ("C", "c", "1955-05-05", "1956-12-31", "Regular"),
    )
    marked = leader_years(rows)
    assert marked.filter(irregular=1)["year"].to_list() == [1952, 1955]
    assert leader_years(rows, "year").filter(irregular=1)["year"].to_list() == [1955]


def test_nothing_before_1870_and_no_dependence_on_row_order():
    rows = tenures(
        ("A", "a", "1860-01-01", "1872-06-30", "Regular"),
        ("B", "b", "1872-06-30", "1872-07-05", "Irregular"),
        ("C", "c", "1872-07-05", "1873-12-31", "Regular"),
    )
    assert leader_years(rows)["year"].to_list() == [1870, 1871, 1872, 1873]
    assert leader_years(rows[[2, 0, 1]]).equals(leader_years(rows))


def test_another_rule_is_refused():
    with pytest.raises(fd.FoedusError, match="write 'tenure' or 'year'"):
        fd.leaders(irregular="never")


def day_by_day():
    """The same from every day of the source, the slow way."""
    spells = read("archigos").with_row_index("place")
    day = pl.int_ranges("startdate", pl.col("enddate") + 1).alias("day")
    daily = spells.select("place", "gwcode", "obsid", "leadid", "exit", day).explode("day")
    daily = daily.with_columns(year=pl.col("day").cast(pl.Int32).cast(pl.Date).dt.year()).filter(pl.col("year") >= 1870)
    ends = daily.sort("gwcode", "day", "place").group_by("gwcode", "year", maintain_order=True)
    yearly = ends.agg(
        jan1obsid=pl.col("obsid").first(),
        dec31obsid=pl.col("obsid").last(),
        n_leaders=pl.col("leadid").n_unique(),
        lost=(pl.col("exit") == "Irregular").any(),
    )
    change = pl.col("jan1obsid") != pl.col("dec31obsid")
    return yearly.with_columns(
        leadertransition=change.cast(pl.Int32), irregular=(change & pl.col("lost")).cast(pl.Int32)
    )


@pytest.mark.mirror
@pytest.mark.parametrize(("first", "last"), [(1816, 2026), (1950, 1995), (2015, 2015)])
def test_state_years_of_the_source(first, last):
    panel = fd.state_years(first, last, system="gw")
    frame = panel.add(fd.leaders()).frame
    assert frame.columns == [*panel.frame.columns, *COLUMNS]
    keys = {"gwcode": "gwcode", "year": "year"}
    assert differing(frame, joined(frame, day_by_day(), keys, {name: name for name in COLUMNS})) == {}


@pytest.mark.mirror
def test_what_the_source_says_of_chile_in_1970_and_1973():
    frame = fd.state_years(1955, 1975, system="gw").add(fd.leaders()).frame
    assert frame.filter(gwcode=155, year=1973).select("leadertransition", "irregular").row(0) == (1, 1)
    assert frame.filter(gwcode=155, year=1970).select("leadertransition", "irregular").row(0) == (
        1,
        1,
    )  # Allende enters
    by_year = fd.state_years(1955, 1975, system="gw").add(fd.leaders(irregular="year")).frame
    assert by_year.filter(gwcode=155, year=1973)["irregular"][0] == 1
    assert by_year.filter(gwcode=155, year=1970)["irregular"][0] == 0
    assert by_year["leadertransition"].equals(frame["leadertransition"])


@pytest.mark.mirror
def test_dyads_and_panels_in_other_codes():
    panel = fd.dyad_years(1990, 1992, system="gw", directed=False)
    frame = panel.add(fd.leaders()).frame
    assert frame.columns == [*panel.frame.columns, *sides(COLUMNS)]
    with pytest.raises(fd.FoedusError, match="leaders\\(\\) comes in gw codes and this panel has cow codes"):
        fd.state_years(1990, 1992).add(fd.leaders())
    crossed = fd.state_years(1990, 1992).add(fd.crosswalk(), fd.leaders()).frame
    own = fd.state_years(1990, 1992, system="gw").add(fd.leaders()).frame
    germany = crossed.filter(ccode=255, year=1992).select(COLUMNS)
    assert germany.equals(own.filter(gwcode=260, year=1992).select(COLUMNS))
