"""Contiguity of dyads and states, restated month by month; what `slice` says is what it does."""

import polars as pl
import pytest
from parity import differing

import foedus as fd
from foedus.tables.read import read

pytestmark = pytest.mark.mirror

SLICES = ["first", "last", "closest"]
KEYS = ["ccode1", "ccode2", "year"]


@pytest.fixture(scope="module")
def months():
    """Every month of every spell; where two spells share a month, the one that began earlier first."""
    epoch = pl.date(1970, 1, 1)
    days = (pl.col(name).alias(f"{name}_day") for name in ("stdate", "enddate"))
    begin, end = (epoch + pl.duration(days=name) for name in ("stdate", "enddate"))
    spells = read("cow-contdir").with_columns(*days, month=pl.date_ranges(begin, end, interval="1mo"))
    return (
        spells.explode("month")
        .with_columns(year=pl.col("month").dt.year().cast(pl.Int32))
        .sort("ccode1", "ccode2", "month", "stdate")
    )


def restated(months, which):
    """One row a directed dyad and year: the type of the first month, of the last, or the nearest of all months."""
    if which == "closest":
        touching = months.filter(pl.col("conttype") > 0).group_by(KEYS).agg(pl.col("conttype").min())
        silent = months.join(touching, on=KEYS, how="anti").unique(KEYS).select(*KEYS, "conttype")
        return pl.concat([touching, silent])
    return months.unique(KEYS, keep=which, maintain_order=True).select(*KEYS, "conttype")


@pytest.fixture(scope="module")
def dyads():
    panel = fd.dyad_years(1816, 2018)
    types = {which: panel.add(fd.contiguity(slice=which)).frame["conttype"] for which in SLICES}
    return panel.frame.with_columns(**types)


@pytest.mark.parametrize("which", SLICES)
def test_dyads_restated_month_by_month(months, dyads, which):
    told = restated(months, which).with_columns(pl.col(name).cast(dyads[name].dtype) for name in KEYS)
    silence = pl.when(pl.col("year") <= 2016).then(pl.col("conttype").fill_null(0)).alias(which)
    expected = dyads.select(KEYS).join(told, on=KEYS, how="left", maintain_order="left").select(silence)
    assert differing(dyads.select(which), expected) == {}
    assert dyads.filter(pl.col("year") > 2016)[which].is_null().all()


def test_the_first_month_is_not_the_lowest_type_of_the_year_b12(dyads):
    """The peer's manual promises the lowest type and its code takes the first month's: here both can be had by name."""
    differ = dyads.filter(pl.col("first") != pl.col("last"))
    assert (differ.height, differ.filter(first=0).height) == (1460, 1344)
    assert dyads.filter(pl.col("closest") > 0).height > dyads.filter(pl.col("first") > 0).height
    nearer = pl.col("closest") <= pl.min_horizontal(pl.col("first", "last").replace(0, 6))
    assert dyads.filter(pl.col("closest") > 0).select(nearer.all()).item()
    assert dyads.filter(closest=0).select((pl.max_horizontal("first", "last") == 0).all()).item()


def test_a_spell_of_none_beside_a_border_hides_it_from_the_first_month_only(months, dyads):
    touching = months.filter(pl.col("conttype") > 0).unique([*KEYS, "month"])
    all_year = touching.group_by(KEYS).len().filter(len=12).select(pl.col(n).cast(dyads[n].dtype) for n in KEYS)
    hidden = dyads.join(all_year, on=KEYS, how="semi").select((pl.col(SLICES) == 0).sum())
    assert hidden.row(0) == (1236, 0, 0)


@pytest.mark.parametrize(
    ("one", "two", "year", "types"),
    [
        (710, 740, 1895, (4, 0, 4)),  # China loses Formosa to Japan within the year
        (710, 790, 1950, (0, 1, 1)),  # Nepal, after Tibet
        (820, 850, 1963, (3, 1, 1)),  # Malaysia comes to Borneo
        (345, 350, 1920, (0, 1, 1)),  # a border, and beside it a longer spell of none
        (2, 20, 1999, (1, 1, 1)),
        (2, 200, 1999, (0, 0, 0)),
        (2, 20, 2017, (None, None, None)),
    ],
)
def test_known_dyads(dyads, one, two, year, types):
    assert dyads.filter(ccode1=one, ccode2=two, year=year).select(SLICES).row(0) == types


@pytest.mark.parametrize("which", SLICES)
def test_both_directions_are_alike(dyads, which):
    lower = dyads.filter(pl.col("ccode1") < pl.col("ccode2"))
    upper = dyads.filter(pl.col("ccode1") > pl.col("ccode2")).sort("ccode2", "ccode1", "year")
    assert lower[which].equals(upper[which])


@pytest.mark.parametrize("which", SLICES)
def test_states_count_the_neighbours_of_their_months(months, which):
    counts = (
        restated(months, which)
        .group_by(ccode="ccode1", year="year")
        .agg(land=(pl.col("conttype") == 1).sum(), sea=pl.col("conttype").is_between(2, 5).sum())
    )
    told = {(code, year): (land, sea) for code, year, land, sea in counts.iter_rows()}
    frame = fd.state_years(1816, 2018).add(fd.contiguity(slice=which)).frame
    for code, year, *borders in frame.select("ccode", "year", "land", "sea").iter_rows():
        expected = told.get((code, year), (0, 0)) if year <= 2016 else (None, None)
        assert tuple(borders) == expected, (code, year)


def test_strange_slices_are_refused():
    with pytest.raises(fd.FoedusError, match=r"'nearest'.*'first', 'last' or 'closest'"):
        fd.contiguity(slice="nearest")
