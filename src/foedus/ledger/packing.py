"""Columns as bytes: a short head in JSON, then the arrays, then the tables; data alone, nothing that runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.errors import FoedusError
from foedus.terms.entries import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

__all__ = ["pack", "unpack"]

_MARK = b"foedus columns\n"
_AGAIN = "make the columns from the entries again"


def pack(arrays: Mapping[str, NDArray[Any]], tables: Mapping[str, Sequence[str]], stamp: str) -> bytes:
    """Arrays and tables as bytes; `stamp` tells the rules by which they were made."""
    packed = {name: [text.encode() for text in table] for name, table in tables.items()}
    rows = len(next(iter(arrays.values())))
    head = canonical({"stamp": stamp, "rows": rows, "tables": {name: len(table) for name, table in packed.items()}})
    parts = [_MARK, len(head).to_bytes(4, "little"), head.encode()]
    parts += [np.ascontiguousarray(column).tobytes() for column in arrays.values()]
    for table in packed.values():
        parts += [np.array([len(text) for text in table], dtype="<u4").tobytes(), *table]
    return b"".join(parts)


def unpack(
    packed: bytes, kinds: Mapping[str, str], names: Sequence[str], stamp: str
) -> tuple[dict[str, NDArray[Any]], dict[str, tuple[str, ...]]]:
    """What was packed.

    Args:
        packed: the bytes.
        kinds: name of each array -> its type.
        names: of the tables.
        stamp: the rules that hold now.

    Raises:
        FoedusError: the bytes are cut short, are no columns, or were packed by other rules.
    """
    if not packed.startswith(_MARK):
        raise FoedusError(f"these bytes are no columns of a ledger; {_AGAIN}")
    reader = _Reader(packed, len(_MARK))
    try:
        head = json.loads(reader.take(int.from_bytes(reader.take(4), "little")))
        if head["stamp"] != stamp:
            raise FoedusError(f"these columns were made by other rules ({head['stamp']}, now {stamp}); {_AGAIN}")
        arrays = {name: reader.array(head["rows"], kind) for name, kind in kinds.items()}
        tables = {name: reader.table(head["tables"][name]) for name in names}
    except (ValueError, KeyError, TypeError) as error:
        raise FoedusError(f"these columns of a ledger are damaged: {error}; {_AGAIN}") from error
    if reader.at != len(packed):
        raise FoedusError(f"these columns of a ledger have {len(packed) - reader.at} bytes too many; {_AGAIN}")
    return arrays, tables


class _Reader:
    def __init__(self, packed: bytes, at: int) -> None:
        self._packed, self.at = packed, at

    def take(self, size: int) -> bytes:
        part = self._packed[self.at : self.at + size]
        if len(part) != size:
            raise ValueError("the end is missing")
        self.at += size
        return part

    def array(self, rows: int, kind: str) -> NDArray[Any]:
        return np.frombuffer(self.take(rows * np.dtype(kind).itemsize), dtype=kind)

    def table(self, count: int) -> tuple[str, ...]:
        sizes = self.array(count, "<u4")
        ends = np.cumsum(sizes, dtype=np.int64).tolist()
        text = self.take(ends[-1] if ends else 0)
        return tuple(text[a:b].decode() for a, b in zip([0, *ends], ends, strict=False))
