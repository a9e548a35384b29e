"""Trade: what states buy and sell."""

import polars as pl
import pytest
from parity import differing, joined

import foedus as fd
from foedus.tables.read import read

pytestmark = pytest.mark.mirror

COLUMNS = ["imports", "exports"]
FILES = {"cow": ("cow-trade-sy", "ccode")}
SPANS = [(1816, 2026), (1950, 1995), (2014, 2014), (2015, 2026)]


@pytest.mark.parametrize("system", ["cow"])
@pytest.mark.parametrize(("first", "last"), SPANS)
def test_states_have_the_sources_values(system, first, last):
    file, code = FILES[system]
    panel = fd.state_years(first, last, system=system)
    frame = panel.add(fd.trade()).frame
    assert frame.columns == [*panel.frame.columns, *COLUMNS]
    assert frame.select(panel.frame.columns).equals(panel.frame)
    by_hand = joined(frame, read(file), {code: code, "year": "year"}, dict(zip(COLUMNS, COLUMNS, strict=True)))
    assert differing(frame, by_hand) == {}
    late = frame.filter(pl.col("year") > 2014)
    assert all(late[name].null_count() == late.height for name in COLUMNS)


def test_no_figure_is_negative_and_a_dyad_has_none():
    frame = fd.state_years(1870, 2014).add(fd.trade()).frame
    assert frame["imports"].min() >= 0
    assert frame["exports"].min() >= 0
    with pytest.raises(fd.FoedusError, match="trade\\(\\) is a variable of states"):
        fd.dyad_years(2000, 2000).add(fd.trade())


def test_minus_nine_is_null(monkeypatch):
    from foedus.tables.variables import trade

    raw = pl.DataFrame({"ccode": [2, 2], "year": [2000, 2001], "imports": [-9.0, 5.0], "exports": [1.5, -9.0]})
    monkeypatch.setattr(trade, "read", lambda _: raw)
    frame = fd.state_years(2000, 2001).add(fd.trade()).frame.filter(ccode=2)
    assert frame.select("imports", "exports").rows() == [(None, 1.5), (5.0, None)]
