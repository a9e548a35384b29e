"""A source's values on a panel's rows: zero inside the source's coverage, null outside, in this one place.

A source that lists what happened says by its silence that nothing did, in the years and for the states that it covers,
and says nothing at all elsewhere. Columns named in `zero` are read so; every other column is null where the source is
silent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from foedus.errors import BadPanel

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from foedus.tables.rows import Rows

__all__ = ["Span", "dyadic", "either_way", "monadic"]

Span = tuple[int, int]


def monadic(
    rows: Rows, source: pl.DataFrame, columns: Sequence[str], covers: Span, zero: Collection[str] = ()
) -> list[pl.Series]:
    """Values of states, by code and year, on the rows of a panel: once for states, for dyads with 1 and 2.

    Args:
        rows: the panel's rows.
        source: one row a state and year, with `code` and `year`.
        columns: the columns to bring.
        covers: the first and the last year that the source covers.
        zero: the columns in which silence inside the coverage means zero.
    """
    code, year = _ints(source, "code"), _ints(source, "year")
    _refuse_repeats(code.astype(np.int64) * 10_000 + year)
    sides = (("", 1),) if rows.unit == "state" else (("1", 1), ("2", 2))
    found = []
    for suffix, side in sides:
        covered = rows.covered(covers, side)
        of = rows.state_match(side, code, year)
        silent = of < 0
        any_silent = bool(silent.any())
        for name in columns:
            taken = _take(source[name], of, silent if any_silent else None).alias(f"{name}{suffix}")
            found.append(_with_zero(taken, covered, silent) if name in zero else taken)
    return found


def dyadic(
    rows: Rows, source: pl.DataFrame, columns: Sequence[str], covers: Span, zero: Collection[str] = ()
) -> list[pl.Series]:
    """Values of directed dyads, by code1, code2 and year, on the rows of a panel of dyads.

    Args:
        rows: the panel's rows.
        source: one row a directed dyad and year, with `code1`, `code2` and `year`.
        columns: the columns to bring.
        covers: the first and the last year that the source covers.
        zero: the columns in which silence inside the coverage means zero.
    """
    one, two, year = _ints(source, "code1"), _ints(source, "code2"), _ints(source, "year")
    _refuse_repeats((one.astype(np.int64) * 1000 + two) * 10_000 + year)
    match = rows.match(one, two, year)
    covered = rows.covered(covers)
    at, of = pl.Series(match.at, dtype=pl.UInt32), pl.Series(match.of, dtype=pl.UInt32)
    found = []
    for name in columns:
        values = source[name].gather(of)
        if name in zero:
            zeros = pl.repeat(0, len(rows), dtype=values.dtype, eager=True)
            column = _only(zeros, covered).scatter(at, values.fill_null(0))
        else:
            column = pl.repeat(None, len(rows), dtype=values.dtype, eager=True).scatter(at, values)
        found.append(column.alias(name))
    return found


def either_way(source: pl.DataFrame, rows: Rows) -> pl.DataFrame:
    """A source without direction (`code1` is the smaller code), in both directions where these rows ask for it."""
    if not bool((rows.one > rows.two).any()):
        return source
    return pl.concat([source, source.rename({"code1": "code2", "code2": "code1"}).select(source.columns)])


def _ints(source: pl.DataFrame, name: str) -> NDArray[np.int32]:
    return source[name].cast(pl.Int32).to_numpy()


def _take(values: pl.Series, of: NDArray[np.int32], silent: NDArray[np.bool_] | None) -> pl.Series:
    """These values at these places, null where there is none or the place is -1."""
    if values.is_empty():
        return pl.repeat(None, len(of), dtype=values.dtype, eager=True)
    if not values.dtype.is_numeric():
        places = pl.Series(of).cast(pl.Int64)
        return values.gather(places if silent is None else _only(places, ~silent))
    taken = pl.Series(values.fill_null(0).to_numpy()[of])
    told = None if silent is None else ~silent
    if values.null_count():
        there = values.is_not_null().to_numpy()[of]
        told = there if told is None else told & there
    return _only(taken, told)


def _with_zero(column: pl.Series, covered: NDArray[np.bool_] | None, silent: NDArray[np.bool_]) -> pl.Series:
    return _only(column.fill_null(0), None if covered is None else covered | ~silent)


def _only(column: pl.Series, inside: NDArray[np.bool_] | None) -> pl.Series:
    """The column, null outside."""
    if inside is None:
        return column
    return pl.select(pl.when(pl.Series(inside)).then(column)).to_series().alias(column.name)


def _refuse_repeats(keys: NDArray[np.int64]) -> None:
    if (keys[1:] > keys[:-1]).all():
        return
    ordered = np.sort(keys, kind="stable")
    if (ordered[1:] == ordered[:-1]).any():
        raise BadPanel("a source has two rows for one unit and year; say which of them counts before it is joined")
