"""Writing a panel: Parquet that knows where it comes from, CSV, Stata."""

from __future__ import annotations

import json
import os
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from foedus.errors import BadPanel
from foedus.sources.registry import source

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.tables.panel import Panel

__all__ = ["FORMATS", "about", "save", "writable"]

_STATA_NAME = 32  # no name of a Stata variable is longer


def save(panel: Panel, path: str | Path) -> Path:
    """Write the panel; the ending tells the form: `.parquet`, `.csv` or `.dta`.

    Parquet carries, under the key `foedus`, what `foedus cite FILE` reads: unit, system, direction, years, variables
    and the sources with their versions. All or nothing: a file that was there stays until the new one is whole.

    Raises:
        BadPanel: another ending, a folder that does not exist, or names too long for Stata.
    """
    path = writable(path)
    write = FORMATS[path.suffix.lower()]
    try:
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    except OSError as error:
        raise BadPanel(f"{path} cannot be written: {error.strerror}; name another folder") from error
    os.close(handle)
    try:
        write(panel, Path(part))
        Path(part).chmod(0o644)
        Path(part).replace(path)
    finally:
        Path(part).unlink(missing_ok=True)
    return path


def writable(path: str | Path) -> Path:
    """The path, if a panel can be written there; to be asked before long work.

    Raises:
        BadPanel: another ending, a folder that does not exist, or a folder in the file's place.
    """
    path = Path(path)
    if path.suffix.lower() not in FORMATS:
        raise BadPanel(f"{path}: a panel is written as {', '.join(FORMATS)}; give the file one of these endings")
    if not path.parent.is_dir():
        raise BadPanel(f"{path}: there is no folder {path.parent}; make it first")
    if path.is_dir():
        raise BadPanel(f"{path} is a folder; name a file")
    return path


def about(panel: Panel) -> dict[str, Any]:
    """What a panel is and where it comes from, as plain data."""
    return {
        "foedus": version("foedus"),
        "unit": f"{panel.unit}-year",
        "system": panel.system,
        "directed": panel.directed,
        "first": panel.first,
        "last": panel.last,
        "variables": [variable.name for variable in panel.variables],
        "sources": [{"id": s.id, "version": s.version, "sha256": s.sha256} for s in map(source, panel.sources())],
        "notes": list(panel.notes),
    }


def _parquet(panel: Panel, path: Path) -> None:
    panel.frame.write_parquet(path, metadata={"foedus": json.dumps(about(panel), ensure_ascii=False)})


def _csv(panel: Panel, path: Path) -> None:
    panel.frame.write_csv(path)


def _stata(panel: Panel, path: Path) -> None:
    long = [name for name in panel.frame.columns if len(name) > _STATA_NAME]
    if long:
        raise BadPanel(f"Stata takes names of at most {_STATA_NAME} letters; rename {', '.join(long)}")
    texts = [name for name, kind in panel.frame.schema.items() if kind == pl.String]
    table = panel.to_pandas()
    table[texts] = table[texts].fillna("")
    table.to_stata(path, write_index=False, version=118, data_label=repr(panel)[1:81])


FORMATS: dict[str, Callable[[Panel, Path], None]] = {".parquet": _parquet, ".csv": _csv, ".dta": _stata}
"""What a panel can be written as."""
