"""A source as a frame: read once, kept as Arrow beside the download.

R data and CSV are slow to parse and the same bytes always give the same frame, so the parsed frame is kept in the
cache folder under the digest of the source and of the rules of reading. Whole numbers become integers, of 32 bits where
the product of any two of them fits into 32 bits too; not-a-number becomes null. Nothing else is changed here.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from foedus.gate.kept import cache_folder
from foedus.sources.fetch import local
from foedus.sources.registry import source

if TYPE_CHECKING:
    from foedus.sources.registry import Source

__all__ = ["read"]

_SAFE = 46_340  # its square is the largest that fits into 32 bits: users multiply columns, and nothing warns them


def read(name: str) -> pl.DataFrame:
    """The data set with this id in the registry, as a frame.

    Raises:
        UnknownName: no such source.
        SourceMissing: the file is not here and cannot be fetched.
    """
    which = source(name)
    path = local(which)
    kept = _kept(which)
    if kept.exists():
        try:
            return pl.read_ipc(kept)
        except (OSError, pl.exceptions.PolarsError):
            kept.unlink(missing_ok=True)
    frame = _parse(path)
    _keep(frame, kept)
    return frame


def _kept(which: Source) -> Path:
    rules = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]
    return cache_folder() / "parsed" / f"{which.id}-{which.sha256[:12]}-{rules}.arrow"


def _keep(frame: pl.DataFrame, kept: Path) -> None:
    """All or nothing, and no complaint where the folder cannot be written."""
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=kept.parent, suffix=".part")
        os.close(handle)
        frame.write_ipc(part)
        Path(part).replace(kept)
    except OSError:
        return


def _parse(path: Path) -> pl.DataFrame:
    match path.suffix.lower():
        case ".csv":
            raw = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")  # a line of old Macs ends in \r alone
            return pl.DataFrame([*map(_whole, pl.read_csv(raw, infer_schema_length=None, encoding="utf8-lossy"))])
        case ".dta":
            import pandas as pd  # noqa: PLC0415 - only for Stata's files

            return _from_pandas(pd.read_stata(path, convert_categoricals=False))
        case _:
            import rdata  # noqa: PLC0415 - slow to import, and only for R's files

            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # encodings that R did not state: the files are ASCII or UTF-8
                found = rdata.read_rds(path) if path.suffix == ".rds" else next(iter(rdata.read_rda(path).values()))
            return _from_pandas(found)


def _from_pandas(table: Any) -> pl.DataFrame:
    return pl.DataFrame([_column(str(name), table[name]) for name in table.columns])


def _column(name: str, values: Any) -> pl.Series:
    kind = str(values.dtype)
    if kind in ("string", "object", "category", "str"):
        absent = values.isna().tolist()
        told = values.tolist()
        return pl.Series(name, [None if gone else str(value) for gone, value in zip(absent, told, strict=True)])
    return _whole(pl.Series(name, values.to_numpy(dtype="float64", na_value=float("nan")), nan_to_null=True))


def _whole(column: pl.Series) -> pl.Series:
    """Whole numbers as integers, the rest as it is."""
    if not column.dtype.is_numeric():
        return column
    if column.dtype.is_float():
        if not bool((column.is_null() | (column == column.round(0)) & (column.abs() < 2**53)).all()):
            return column
        column = column.cast(pl.Int64)
    largest = column.abs().max()
    fits = largest is None or int(largest) <= _SAFE  # type: ignore[arg-type]  # of numbers the largest is a number
    return column.cast(pl.Int32) if fits else column.cast(pl.Int64)
