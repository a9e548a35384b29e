"""What tests of tables share: the stored output of the peer, comparison cell by cell, and joins told another way."""

from pathlib import Path

import polars as pl
import pytest

REFERENCES = Path(__file__).parents[2].parent / "shared" / "reference"


def reference(name):
    """What peacesciencer gave for a call, stored."""
    path = REFERENCES / f"{name}.parquet"
    if not path.exists():
        pytest.skip(f"the stored output of peacesciencer is not here ({path.name})")
    return pl.read_parquet(path)


def differing(ours, theirs):
    """The columns that differ, each with the number of cells: floats to 1e-9, everything else exactly."""
    assert ours.height == theirs.height
    found = {}
    for name in theirs.columns:
        one, two = ours[name], theirs[name]
        if two.dtype.is_float() or one.dtype.is_float():
            one, two = one.cast(pl.Float64), two.cast(pl.Float64)
            apart = ((one - two).abs() > 1e-9).fill_null(value=False) | (one.is_null() != two.is_null())
        else:
            apart = one.cast(two.dtype).ne_missing(two)
        if apart.any():
            found[name] = apart.sum()
    return found


def joined(frame, source, keys, columns):
    """The same values by a plain left join, which the code under test does not use.

    Args:
        frame: the panel's frame.
        source: the data set.
        keys: the panel's column for each of the source's keys.
        columns: the panel's column for each of the source's columns.
    """
    told = source.select(pl.col(old).cast(frame[new].dtype).alias(new) for new, old in keys.items()).with_columns(
        source[old].alias(new) for new, old in columns.items()
    )
    return frame.select(list(keys)).join(told, on=list(keys), how="left", maintain_order="left").select(list(columns))


def sides(columns):
    """The columns of both states of a dyad."""
    return [f"{name}{side}" for side in "12" for name in columns]


def differences(ours, theirs):
    """As `differing`, and the columns must be the same ones in the same order."""
    return differing(ours, theirs) if ours.columns == theirs.columns else {"columns": (ours.columns, theirs.columns)}
