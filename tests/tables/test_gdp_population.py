"""Product and population: the source's estimates on every kind of panel."""

import polars as pl
import pytest
from parity import differing, joined, sides

import foedus as fd
from foedus.tables.read import read

pytestmark = pytest.mark.mirror

COLUMNS = ["mrgdppc", "sd_mrgdppc", "pwtrgdp", "sd_pwtrgdp", "pwtpop", "sd_pwtpop"]
FILES = {"cow": ("cw-gdppop", "ccode"), "gw": ("gw-gdppop", "gwcode")}
SPANS = [(1816, 2026), (1950, 1995), (2019, 2019), (2020, 2026)]


@pytest.mark.parametrize("system", ["cow", "gw"])
@pytest.mark.parametrize(("first", "last"), SPANS)
def test_states_have_the_sources_values(system, first, last):
    file, code = FILES[system]
    panel = fd.state_years(first, last, system=system)
    frame = panel.add(fd.gdp_population()).frame
    assert frame.columns == [*panel.frame.columns, *COLUMNS]
    assert frame.select(panel.frame.columns).equals(panel.frame)
    by_hand = joined(frame, read(file), {code: code, "year": "year"}, dict(zip(COLUMNS, COLUMNS, strict=True)))
    assert differing(frame, by_hand) == {}
    late = frame.filter(pl.col("year") > 2019)
    assert all(late[name].null_count() == late.height for name in COLUMNS)


@pytest.mark.parametrize("system", ["cow", "gw"])
@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize(("first", "last"), SPANS[1:])
def test_dyads_have_both_states_values(system, directed, first, last):
    file, code = FILES[system]
    panel = fd.dyad_years(first, last, system=system, directed=directed)
    frame = panel.add(fd.gdp_population()).frame
    assert frame.columns == [*panel.frame.columns, *sides(COLUMNS)]
    for side in "12":
        columns = {f"{name}{side}": name for name in COLUMNS}
        by_hand = joined(frame, read(file), {f"{code}{side}": code, "year": "year"}, columns)
        assert differing(frame, by_hand) == {}
