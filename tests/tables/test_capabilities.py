"""National material capabilities, against the source joined another way."""

import polars as pl
import pytest
from parity import differing, joined, sides

import foedus as fd
from foedus.tables.read import read

pytestmark = pytest.mark.mirror

COLUMNS = ["milex", "milper", "irst", "pec", "tpop", "upop", "cinc"]


@pytest.fixture(scope="module")
def states():
    return fd.state_years(1816, 2024).add(fd.capabilities()).frame


def test_states_have_the_figures_of_the_source(states):
    told = joined(states, read("cow-nmc"), {"ccode": "ccode", "year": "year"}, {c: c for c in COLUMNS})
    assert differing(states.select(COLUMNS), told) == {}
    assert states.columns[3:] == COLUMNS


def test_dyads_have_the_figures_of_both_states():
    frame = fd.dyad_years(1910, 1920).add(fd.capabilities()).frame
    assert frame.columns[3:] == sides(COLUMNS)
    for side in "12":
        keys, columns = {f"ccode{side}": "ccode", "year": "year"}, {f"{c}{side}": c for c in COLUMNS}
        told = joined(frame, read("cow-nmc"), keys, columns)
        assert differing(frame.select(told.columns), told) == {}


def test_what_is_not_recorded_is_null_and_never_minus_nine(states):
    assert not states.select(pl.any_horizontal((pl.col(COLUMNS) < 0).any())).item()
    assert states.filter(pl.col("year") > 2022).select(pl.all_horizontal(pl.col(COLUMNS).is_null().all())).item()
    assert states.filter(pl.col("year") <= 2022)["milex"].null_count() > 1000
    assert states.filter(pl.col("year") <= 2022)["irst"].eq(0).sum() > 1000  # no steel is a figure


@pytest.mark.parametrize(
    ("code", "year", "milex", "milper"),
    [
        (2, 1816, 3823, 17),
        (2, 1914, 253205, 166),
        (2, 1945, 90000000, 12123),
        (2, 2012, 655388000, 1569),
        (2, 2022, 838814000, 1360),
        (2, 2023, None, None),
    ],
)
def test_known_figures(states, code, year, milex, milper):
    assert states.filter(ccode=code, year=year).select("milex", "milper").row(0) == (milex, milper)


def test_shares_of_the_world_are_shares(states):
    assert states["cinc"].drop_nulls().is_between(0, 1).all()
    world = states.filter(pl.col("year").is_between(1990, 2012)).group_by("year").agg(pl.col("cinc").sum())
    assert world["cinc"].is_between(0.98, 1.02).all()
