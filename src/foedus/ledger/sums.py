"""The pages of a ledger's file and their checksums, read from the bytes alone.

A database never reads some of its bytes: gaps inside pages, pages that are free, fields of the header. So that a
flipped byte is found wherever it is, a file that was closed in order is sealed: the table `sums`, which begins on page
2, holds a CRC-32 of every page; the pages of that table itself and page 1 have theirs in the header, in the field that
SQLite leaves to programs (bytes 60 to 63; 0: not sealed). Of page 1 the change counter, which SQLite keeps twice, is
held against its double.
"""

from __future__ import annotations

import os
import sqlite3
import struct
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.ledger.file import APPLICATION, MAGIC, PAGE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

__all__ = ["META", "PER_PART", "ROOT", "Checked", "check", "header_sum", "own_pages", "part_of", "sums_of"]

ROOT = 2
"""The page on which the table of sums begins."""

PER_PART = 1_000
"""So many pages have their sums in one row, which is then a page by itself."""

META = struct.Struct(">II")
"""What the row before the first holds: pages and change counter of the file that was sealed."""

_READ = 1 << 22
_SEAL = slice(60, 64)
_COUNTERS = (slice(24, 28), slice(92, 96))
_LIBRARY = slice(96, 100)
_CONSTANT = (
    (slice(0, 16), MAGIC, "the mark of SQLite"),
    (slice(16, 18), PAGE.to_bytes(2, "big"), "the size of a page"),
    (slice(18, 20), b"\2\2", "the format"),
    (slice(20, 24), b"\0\x40\x20\x20", "reserved space and fractions"),
    (slice(68, 72), APPLICATION.to_bytes(4, "big"), "the mark of Foedus"),
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the bytes of a file say.

    Attributes:
        state: "sealed"; "open" (a writer is at work, or was killed); "rewritten" by another program since then.
        pages: how many there are.
        wrong: pages that are not what was sealed.
        faults: what else is wrong, as (first byte, last byte, what).
    """

    state: str
    pages: int
    wrong: tuple[int, ...] = ()
    faults: tuple[tuple[int, int, str], ...] = field(default=())


def check(path: Path) -> Checked:
    """Hold a file against its seal; nothing but its bytes is read."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(PAGE)
        faults = [(at.start, at.stop - 1, what) for at, right, what in _CONSTANT if head[at] != right]
        pages = int.from_bytes(head[28:32], "big")
        if size != pages * PAGE:
            what = f"the file has {size:,} bytes, and its header tells of {pages:,} pages of {PAGE:,}"
            return Checked("open" if not any(head[_SEAL]) else "sealed", pages, (), (*faults, (28, 31, what)))
        if head[_COUNTERS[0]] != head[_COUNTERS[1]]:
            faults.append((24, 27, "the change counter, which is not its double in bytes 92 to 95"))
        try:
            own = own_pages(file.fileno(), pages)
            stored, meta = _stored(file.fileno(), own, pages)
        except ValueError as error:
            if not any(head[_SEAL]):
                return Checked("open", pages, (), tuple(faults))
            return Checked("sealed", pages, (ROOT,), (*faults, ((ROOT - 1) * PAGE, ROOT * PAGE - 1, str(error))))
        if not any(head[_SEAL]):
            return Checked("open", pages, (), tuple(faults))
        wrong = [page for page, found in sums_of(file.fileno(), pages, own) if stored.get(page) != found]
        # Whoever writes to the file with another program changes pages and counts on; decay does not do both.
        if wrong and not faults and int.from_bytes(head[24:28], "big") != meta[1]:
            return Checked("rewritten", pages)
        if header_sum(head, file.fileno(), own) != head[_SEAL]:
            wrong = [*sorted({1, *own}), *wrong]
    return Checked("sealed", pages, tuple(wrong), tuple(faults))


def own_pages(descriptor: int, pages: int) -> tuple[int, ...]:
    """The pages of the table of sums itself, in order.

    Raises:
        ValueError: it is no such table.
    """
    found: list[int] = []
    waiting = [ROOT]
    while waiting:
        page = waiting.pop()
        if not 1 < page <= pages or page in found:
            raise ValueError(f"the table of sums leads to page {page}")
        found.append(page)
        content = os.pread(descriptor, PAGE, (page - 1) * PAGE)
        kind, count = content[0], int.from_bytes(content[3:5], "big")
        if kind == 5:
            cells = [int.from_bytes(content[12 + 2 * n : 14 + 2 * n], "big") for n in range(min(count, 400))]
            waiting += [int.from_bytes(content[at : at + 4], "big") for at in cells]
            waiting.append(int.from_bytes(content[8:12], "big"))
        elif kind != 13:
            raise ValueError(f"page {page} is no page of the table of sums")
    return tuple(sorted(found))


def sums_of(descriptor: int, pages: int, own: Collection[int]) -> Iterator[tuple[int, int]]:
    """The checksum of every page but the first and those of the table of sums."""
    left_out = {1, *own}
    for start in range(0, pages * PAGE, _READ):
        content = memoryview(os.pread(descriptor, min(_READ, pages * PAGE - start), start))
        for at in range(0, len(content), PAGE):
            page = (start + at) // PAGE + 1
            if page not in left_out:
                yield page, zlib.crc32(content[at : at + PAGE])


def header_sum(head: bytes, descriptor: int, own: Iterable[int]) -> bytes:
    """The seal: a checksum of the first page as it will be written, and of the pages of the table of sums."""
    first = bytearray(head)
    for at in (*_COUNTERS, _SEAL):
        first[at] = bytes(4)
    found = zlib.crc32(first)
    for page in own:
        found = zlib.crc32(os.pread(descriptor, PAGE, (page - 1) * PAGE), found)
    if sum(byte > 0 for byte in found.to_bytes(4, "big")) < 2:  # no flip of one byte must make it 0
        found ^= 0x5A5A5A5A
    return found.to_bytes(4, "big")


def with_library(head: bytes) -> bytes:
    """The first page with the version of the library that writes it next."""
    major, minor, patch = sqlite3.sqlite_version_info
    return head[: _LIBRARY.start] + (major * 1_000_000 + minor * 1_000 + patch).to_bytes(4, "big") + head[100:]


def part_of(sums: Iterable[int]) -> bytes:
    """Sums of pages as a row keeps them, filled up with zeros."""
    listed = list(sums)
    return struct.pack(f">{PER_PART}I", *listed, *[0] * (PER_PART - len(listed)))


def _stored(descriptor: int, own: Iterable[int], pages: int) -> tuple[dict[int, int], tuple[int, int]]:
    """The sums that are kept, by page, and what is kept with them.

    Raises:
        ValueError: a row is none.
    """
    found: dict[int, int] = {}
    meta = (0, 0)
    for page in own:
        content = os.pread(descriptor, PAGE, (page - 1) * PAGE)
        if content[0] != 13:
            continue
        for n in range(int.from_bytes(content[3:5], "big")):
            part, blob = _row(content, int.from_bytes(content[8 + 2 * n : 10 + 2 * n], "big"))
            if part == 0 and len(blob) == META.size:
                meta = META.unpack(blob)
            elif len(blob) == 4 * PER_PART and part > 0:
                first = (part - 1) * PER_PART + 1
                found.update(enumerate(struct.unpack(f">{PER_PART}I", blob), first))
            else:
                raise ValueError(f"row {part} of the table of sums, on page {page}, is none")
    return {page: value for page, value in found.items() if page <= pages}, meta


def _row(content: bytes, at: int) -> tuple[int, bytes]:
    """A row of the table: its key and its bytes."""
    size, at = _varint(content, at)
    key, at = _varint(content, at)
    head, after = _varint(content, at)
    if content[after] != 0:
        raise ValueError("a row of the table of sums has another form")
    return key, content[at + head : at + size]


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = 0
    for n in range(8):
        if at + n >= len(content):
            raise ValueError("a row of the table of sums runs out of its page")
        byte = content[at + n]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + n + 1
    raise ValueError("a row of the table of sums has no end")
