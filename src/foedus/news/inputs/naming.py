"""What reports are called: one name each, so that a claim's id, the name with a number behind it, is a key.

A report is called by the id that its row gives, else by its path below the folder that holds all that was asked for,
without the ending. Who comes second with a name is called by its whole path, with the line of a row. So names depend
neither on the machine nor on where the folder lies, and the same folder gives the same names.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.news.inputs.report import Report

__all__ = ["Named", "Names", "common_folder", "named", "once"]


class Named(NamedTuple):
    """The name that a report asks for, and its place, which it shares with no other."""

    name: str
    place: str


def once(paths: Iterable[str | Path]) -> list[str]:
    """What is named twice is read once."""
    kept: dict[str, str] = {}
    for path in map(str, paths):
        kept.setdefault(path if path == "-" else _full(path), path)
    return [*kept.values()]


def common_folder(paths: Iterable[str | Path]) -> str:
    """The deepest folder that holds everything that is named; a folder that is named alone holds itself."""
    full = [_full(str(path)) for path in paths if str(path) != "-"]
    try:
        return os.path.commonpath([p if Path(p).is_dir() else str(Path(p).parent) for p in full]) if full else ""
    except ValueError:  # on several drives
        return ""


def named(report: Report, folder: str) -> Named:
    """What a report is called below a folder.

    >>> from foedus.news.inputs.opening import open_raw, open_row
    >>> named(open_raw(b"The army left the base.", "/in/2024/wire.txt"), "/in")
    Named(name='2024/wire', place='2024/wire.txt')
    >>> named(open_row(b'{"id": "a1", "text": "The army left the base."}', "/in/rows.jsonl:3"), "/in")
    Named(name='a1', place='rows.jsonl:3')
    """
    file, _, line = report.where.rpartition(":") if report.kind == "row" else (report.where, "", "")
    if not folder or not PurePath(file).suffix:
        return Named(report.name, f"{report.name}:{line}" if line else report.name)
    path = PurePath(os.path.relpath(_full(file), folder))
    place = path.as_posix() + (f":{line}" if line else "")
    return Named(report.id if report.kind == "row" else path.with_suffix("").as_posix(), place)


def _full(path: str) -> str:
    return os.path.normpath(Path(path).absolute())


class Names:
    """The names that are taken."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def take(self, asked: Named) -> str:
        """The name that a report gets: the one that it asks for, or its place where that one is taken.

        >>> names = Names()
        >>> [names.take(Named("wire", place)) for place in ("wire.html", "wire.txt", "wire.txt")]
        ['wire', 'wire.txt', 'wire.txt+']
        """
        name = asked.name if asked.name not in self._taken else asked.place
        while name in self._taken:
            name += "+"
        self._taken.add(name)
        return name
