"""ATOP's obligations on dyads and states, against its directed dyad-years joined another way."""

from collections import Counter
from dataclasses import replace

import polars as pl
import pytest
from parity import differing, joined

import foedus as fd
from foedus.tables.read import read

pytestmark = pytest.mark.mirror

KINDS = ["atop_defense", "atop_offense", "atop_neutral", "atop_nonagg", "atop_consul"]
COLUMNS = ["atop_alliance", *KINDS]
KEYS = ["ccode1", "ccode2", "year"]


@pytest.fixture(scope="module")
def atop():
    return read("atop-alliance").with_columns(atop_alliance=pl.lit(1, pl.Int32))


@pytest.fixture(scope="module")
def directed():
    return fd.dyad_years(1900, 2024).add(fd.alliances()).frame


def test_directed_dyads_are_atops_rows_zero_elsewhere_and_null_after_2018(atop, directed):
    told = joined(directed, atop, {k: k for k in KEYS}, {c: c for c in COLUMNS})
    covered = directed["year"] <= 2018
    expected = told.with_columns(pl.when(covered).then(pl.col(c).fill_null(0)).alias(c) for c in COLUMNS)
    assert differing(directed.select(COLUMNS), expected) == {}
    assert directed.filter(~covered).select(COLUMNS).null_count().row(0) == ((~covered).sum(),) * 6


def test_undirected_dyads_take_the_larger_of_both_directions(directed):
    turned = directed.rename({"ccode1": "ccode2", "ccode2": "ccode1"}).sort(KEYS)
    larger = directed.with_columns(pl.select(pl.max_horizontal(directed[c], turned[c]).alias(c))[c] for c in COLUMNS)
    one = larger.filter(pl.col("ccode1") < pl.col("ccode2"))
    assert differing(fd.dyad_years(1900, 2024, directed=False).add(fd.alliances()).frame, one) == {}
    assert differing(fd.dyad_years(1900, 2024).add(fd.alliances(symmetric=True)).frame, larger) == {}


@pytest.mark.parametrize(("symmetric", "differ"), [(False, 0), (True, 64)])
def test_dyads_kept_in_one_direction_are_not_taken_for_undirected_b9(symmetric, differ):
    panel = fd.dyad_years(1816, 2010)
    one = pl.col("ccode1") < pl.col("ccode2")
    kept = replace(panel, frame=panel.frame.filter(one)).add(fd.alliances()).frame
    undirected = fd.dyad_years(1816, 2010, directed=False).add(fd.alliances(symmetric=symmetric)).frame
    assert kept.select(KEYS).equals(undirected.select(KEYS))
    assert (kept["atop_defense"] != undirected["atop_defense"]).sum() == differ


@pytest.mark.parametrize(
    ("debtor", "creditor", "year", "defense"),
    [
        (2, 740, 1952, 1),  # the United States protect Japan, which owes nothing in turn
        (740, 2, 1952, 0),
        (200, 352, 1960, 1),  # the guarantors of Cyprus
        (352, 200, 1960, 0),
        (2, 732, 1952, 0),
        (2, 732, 1953, 1),
        (255, 365, 1914, 0),
        (255, 300, 1914, 1),
        (2, 200, 1948, 0),
        (2, 200, 1949, 1),
    ],
)
def test_known_promises(directed, debtor, creditor, year, defense):
    row = directed.filter(ccode1=debtor, ccode2=creditor, year=year)
    assert row["atop_defense"].item() == defense


def test_an_alliance_may_promise_nothing_in_one_direction_or_in_both(atop):
    told = fd.dyad_years(1816, 2018).add(fd.alliances()).frame.filter(atop_alliance=1)
    silent = told.filter(pl.sum_horizontal(KINDS) == 0)
    assert silent.height == 159
    assert atop.filter(pl.sum_horizontal(KINDS) == 0).height == 170  # with members outside the system
    turned = silent.rename({"ccode1": "ccode2", "ccode2": "ccode1"}).select(KEYS)
    other = told.join(turned, on=KEYS, how="semi")
    assert other.height == 159
    assert other.filter(pl.sum_horizontal(KINDS) > 0).height == 113


def test_states_count_their_allies_row_by_row(atop):
    frame = fd.state_years(1900, 2024).add(fd.alliances()).frame
    counts = [f"{name.replace('_alliance', '')}_allies" for name in COLUMNS]
    told = Counter()
    for one, year, *values in atop.select("ccode1", "year", *COLUMNS).iter_rows():
        told.update({(one, year, name): value for name, value in zip(counts, values, strict=True)})
    for code, year, *values in frame.select("ccode", "year", *counts).iter_rows():
        assert values == [told[code, year, name] if year <= 2018 else None for name in counts], (code, year)


def test_codes_of_gleditsch_and_ward_are_asked_to_cross_first():
    with pytest.raises(fd.FoedusError, match="crosswalk"):
        fd.dyad_years(1990, 1990, system="gw").add(fd.alliances())
