"""Arrays that follow from sources and from nothing else, kept beside the parsed sources.

A question needs the same arrays each time, and making them joins tables of millions of rows. They are kept in the cache
folder under the digest of the sources and of the code that makes them. Where a source is missing or altered nothing
kept is used: then they are made, and whoever makes them says what is wrong.
"""

from __future__ import annotations

import os
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np

from foedus.gate.kept import cache_folder, digest
from foedus.sources.files import standing
from foedus.sources.registry import source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from numpy.typing import NDArray

    from foedus.tables.variable import Variable

__all__ = ["kept_arrays", "sources_of"]

_CODE = (("tables", ""), ("tables", "variables"), ("behaviour", ""), ("behaviour", "tension"))
"""Rooms whose code decides what the arrays hold."""


def sources_of(variables: Iterable[Variable], system: str = "cow") -> tuple[str, ...]:
    """The data sets on which these variables rest in a state system."""
    return tuple(dict.fromkeys(name for v in variables for name in v.sources[system]))


def kept_arrays(
    name: str, sources: Iterable[str], make: Callable[[], Mapping[str, NDArray[Any]]], *, also: bytes = b""
) -> dict[str, NDArray[Any]]:
    """The arrays of this name: kept ones if there are any, else made and kept. They are not to be written to.

    Args:
        name: what they are; one name, one result.
        sources: the data sets that they follow from, and nothing else does.
        make: makes them.
        also: what else they follow from, such as a fitted model.
    """
    registered = [source(key) for key in sources]
    if any(standing(each).state != "ok" for each in registered):
        return dict(make())
    key = digest(name.encode(), _rules(), also, *(each.sha256.encode() for each in registered))
    file = cache_folder() / "arrays" / f"{name}-{key}.npz"
    found = _read(file)
    if found is None:
        found = dict(make())
        _write(file, found, name)
    for array in found.values():
        array.flags.writeable = False
    return found


@cache
def _rules() -> bytes:
    """The code that makes them, and the states that it knows."""
    here = files("foedus")
    rooms = [here / room / inner if inner else here / room for room, inner in _CODE]
    code = sorted((f.name, f.read_bytes()) for room in rooms for f in room.iterdir() if f.name.endswith(".py"))
    data = [(here / "data" / f"{name}.yaml").read_bytes() for name in ("sources", "states")]
    return digest(*(text for _, text in code), *data).encode()


def _read(file: Path) -> dict[str, NDArray[Any]] | None:
    """What is kept; `None` if there is nothing or it cannot be read."""
    try:
        with file.open("rb") as raw, np.load(raw, allow_pickle=False) as kept:
            told = {name: kept[name] for name in kept.files}
            return {name.partition(".")[0]: _whole(name, told) for name in told if not name.endswith(".shape")}
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return None


def _whole(name: str, told: Mapping[str, NDArray[Any]]) -> NDArray[Any]:
    """An array as it was: of truths only the places of those that hold are kept, for they are few."""
    if not name.endswith(".true"):
        return told[name]
    found = np.zeros(tuple(told[f"{name.removesuffix('.true')}.shape"]), bool)
    found.reshape(-1)[told[name]] = True
    return found


def _write(file: Path, arrays: Mapping[str, NDArray[Any]], name: str) -> None:
    """All or nothing, and no complaint where the folder cannot be written; what is out of date goes."""
    told: dict[str, NDArray[Any]] = {}
    for key, array in arrays.items():
        if array.dtype == bool:
            told[f"{key}.true"], told[f"{key}.shape"] = np.flatnonzero(array), np.array(array.shape)
        else:
            told[key] = array
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=file.parent, suffix=".part")
        with os.fdopen(handle, "wb") as out:
            np.savez(out, **told)  # type: ignore[arg-type]  # its stubs take the arrays for its one option
        Path(part).replace(file)
        for old in file.parent.glob(f"{name}-*.npz"):
            if old != file:
                old.unlink(missing_ok=True)
    except OSError:
        return
