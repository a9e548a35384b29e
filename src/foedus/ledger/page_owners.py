"""To which table each page of a file belongs, and which entries lie on it: so that a damaged page can be named."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from foedus.ledger.file import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["owners"]

_LEAST = (PAGE - 12) * 32 // 255 - 23
_MOST_OF_TABLE = PAGE - 35
_MOST_OF_INDEX = (PAGE - 12) * 64 // 255 - 23


def owners(path: Path) -> dict[int, str]:
    """What lies on each page, as far as the pages lead to one another; a damaged file has pages that nobody knows."""
    found = {1: "the header and the schema"}
    with path.open("rb") as file:
        for name, root in _roots(path):
            for page, first, last in _walk(file.fileno(), root, path.stat().st_size // PAGE):
                entries = f", entries {first} to {last}" if name == "entries" and first else ""
                found.setdefault(page, f"the table {name}{entries}")
    return found


def _roots(path: Path) -> list[tuple[str, int]]:
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as raw:
        asked = "SELECT tbl_name, rootpage FROM sqlite_schema WHERE rootpage > 0"
        return [(str(name), int(root)) for name, root in raw.execute(asked)]
    return []


def _walk(descriptor: int, root: int, pages: int) -> Iterator[tuple[int, int, int]]:
    """Each page of a tree, with the first and the last key on it where it is a leaf of a table."""
    waiting, seen = [root], set()
    while waiting:
        page = waiting.pop()
        if not 1 <= page <= pages or page in seen:
            continue
        seen.add(page)
        content = os.pread(descriptor, PAGE, (page - 1) * PAGE)
        with suppress(ValueError, IndexError):
            kind, cells = _cells(content, 100 if page == 1 else 0)
            if kind in {2, 5}:
                start = 108 if page == 1 else 8
                waiting.append(int.from_bytes(content[start : start + 4], "big"))
                waiting += [int.from_bytes(content[at : at + 4], "big") for at in cells]
            keys = []
            for at in cells:
                key, overflow = _cell(content, kind, at)
                keys.append(key)
                for further in _chain(descriptor, overflow, pages):
                    yield further, key, key
            yield page, *((keys[0], keys[-1]) if kind == 13 and keys else (0, 0))


def _cells(content: bytes, start: int) -> tuple[int, list[int]]:
    kind, count = content[start], int.from_bytes(content[start + 3 : start + 5], "big")
    first = start + (12 if kind in {2, 5} else 8)
    if kind not in {2, 5, 10, 13}:
        raise ValueError("no page of a tree")
    return kind, [int.from_bytes(content[first + 2 * n : first + 2 * n + 2], "big") for n in range(min(count, 2000))]


def _cell(content: bytes, kind: int, at: int) -> tuple[int, int]:
    """The key of a cell, and the first page on which the rest of it lies."""
    if kind == 5:
        return 0, 0
    at += 4 if kind == 2 else 0
    size, at = _varint(content, at)
    key, at = _varint(content, at) if kind == 13 else (0, at)
    most = _MOST_OF_TABLE if kind == 13 else _MOST_OF_INDEX
    if size <= most:
        return key, 0
    here = _LEAST + (size - _LEAST) % (PAGE - 4)
    end = at + (here if here <= most else _LEAST)
    return key, int.from_bytes(content[end : end + 4], "big")


def _chain(descriptor: int, page: int, pages: int) -> Iterator[int]:
    seen: set[int] = set()
    while 1 < page <= pages and page not in seen:
        seen.add(page)
        yield page
        page = int.from_bytes(os.pread(descriptor, 4, (page - 1) * PAGE), "big")


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = 0
    for n in range(8):
        byte = content[at + n]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + n + 1
    return value << 8 | content[at + 8], at + 9
