"""A report as it is stored: its clean text, what is known about it and how, and which parts are not to be read.

Every offset that a reader gives counts characters of this stored text, whatever the file looked like.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

__all__ = ["DATELINES", "LIMIT", "LIMIT_OF_FILE", "Report", "fingerprint"]

LIMIT = 2_000_000
"""A report whose text has more bytes is refused: it is a book or a dump, and no report."""

LIMIT_OF_FILE = 50_000_000
"""A page or a PDF may be larger than its text, but no larger than this."""

DATELINES = {
    "given": "given with the report",
    "printed": "printed in the report",
    "page": "in the metadata of the page",
    "": "unknown",
}
"""How a report's day is known; where it is unknown, nobody guesses it."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report's stored text and what is known about it.

    Attributes:
        dateline: the day of the report, or `None`; `dateline_from` tells how it is known, see `DATELINES`.
        body: where the body begins, behind title and dateline.
        skipped: stretches of the text that are not read (menus, notices, links), in order, none touching another.
        where: the file it comes from, with the line in a file of JSON lines; "standard input"; or "the text".
        id: the name that its file gives it, else a fingerprint of the text: the same words, the same id.
        kind: kind of source: "text", "page", "pdf" or "row" (of JSON lines).
        encoding: the encoding of the file ("" where it came as text).
        url: the address that the page or the row gives.
        notes: what a careful user should know about how it was read.
    """

    text: str
    title: str
    outlet: str
    dateline: date | None
    body: int
    dateline_from: str = ""
    skipped: tuple[tuple[int, int], ...] = ()
    where: str = "the text"
    id: str = ""
    kind: str = "text"
    encoding: str = ""
    url: str = ""
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What its claims are called after: the id that a row gives, else the file's name, else the fingerprint."""
        stem = PurePath(self.where).stem if PurePath(self.where).suffix else ""
        return self.id if self.kind == "row" or not stem else stem

    @property
    def dated(self) -> str:
        """How the day is known, in words.

        >>> Report("It left.", "", "", None, 0).dated
        'unknown'
        """
        return DATELINES[self.dateline_from]


def fingerprint(text: str) -> str:
    """A stable id for a text.

    >>> fingerprint("The army left.") == fingerprint("The army left.") != fingerprint("The army stayed.")
    True
    """
    return hashlib.sha256(text.encode()).hexdigest()[:16]
