"""Sources as frames: whole numbers wide enough for what users make of them."""

import polars as pl
import pytest

import foedus as fd
from foedus.tables.read import _whole


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1.0, None, 46_340.0], pl.Int32),
        ([1.0, 46_341.0], pl.Int64),
        ([-46_341, 3], pl.Int64),
        ([1.5, 2.0], pl.Float64),
        ([None, None], pl.Int32),
    ],
)
def test_whole_numbers_are_as_wide_as_their_products_need(values, kind):
    column = _whole(pl.Series("x", values, dtype=pl.Float64))
    assert column.dtype == kind
    assert column.to_list() == values


@pytest.mark.mirror
def test_products_and_keys_do_not_run_over():
    frame = fd.dyad_years(2010, 2010).add(fd.capabilities()).frame
    made = frame.select(
        product=pl.col("milex1") * pl.col("milex2"),
        square=pl.col("milex1") ** 2,
        key=pl.col("ccode1") * 10_000_000 + pl.col("ccode2") * 10_000 + pl.col("year"),
    )
    assert made.select(pl.all().min()).row(0) >= (0, 0, 20_000_000)
    assert made["key"].n_unique() == frame.height
