"""What can go wrong, in one small tree.

::

    FoedusError               everything that Foedus raises on purpose; `foedus` prints it and exits with 2
    ├── DataErrors            mistakes in files, all of them at once, each with file and line
    ├── UnknownName           a state, place, fact, area, treaty or war that nobody knows; near names suggested
    ├── AmbiguousName         a name that means several ("Korea"): which?
    ├── BadDate               a date that does not exist, that no source reaches, or that is out of order
    ├── BadQuestion           a question that cannot be put ("KOR attacks KOR")
    ├── BadReport             a report that cannot be read (empty, binary, encrypted, too large, another language)
    ├── MissingReader         a reader that needs what is not installed or not set
    ├── ReaderFailed          a reader that another machine stands behind, which gave no usable answer
    ├── BadPanel              a table that cannot be made so (unknown system, years reversed, keys that repeat)
    ├── BadEntry              what cannot be an entry of a ledger (too large, no valid text, about nothing there)
    ├── BadLedger             what is no ledger, or one that must not be touched (newer, of a broken chain, foreign)
    ├── LedgerBusy            a ledger in which others write, for longer than one waits
    ├── LedgerUnwritten       what did not reach the ledger (disk full, read-only, server gone); nothing of it is there
    ├── SourceMissing         the file of a data set that is not here and could not be fetched
    └── SourceAltered         the file of a data set whose bytes are not the registered ones

Messages are prose that teaches: what is wrong, where, what to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "AmbiguousName",
    "BadDate",
    "BadEntry",
    "BadLedger",
    "BadPanel",
    "BadQuestion",
    "BadReport",
    "DataErrors",
    "FoedusError",
    "LedgerBusy",
    "LedgerUnwritten",
    "MissingReader",
    "Mistake",
    "ReaderFailed",
    "SourceAltered",
    "SourceMissing",
    "UnknownName",
    "near",
]


class FoedusError(Exception):
    """Everything that Foedus raises on purpose; the message is meant for the user."""


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One mistake in a file: where, and what is wrong with what to do about it."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


class DataErrors(FoedusError):
    """Mistakes in data files, all of them at once.

    Attributes:
        mistakes: one `Mistake` each, in the order of file and line.
    """

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes))
        count = "1 mistake" if len(self.mistakes) == 1 else f"{len(self.mistakes)} mistakes"
        super().__init__("\n".join([*map(str, self.mistakes), f"{count}; nothing was loaded"]))


class UnknownName(FoedusError):
    """A name that nobody knows, with near ones suggested.

    >>> print(UnknownName("state", "Estonya", ["Estonia", "Eritrea"]))
    unknown state 'Estonya'. Did you mean Estonia?
    """

    def __init__(self, what: str, name: str, known: Iterable[str] = (), advice: str = "") -> None:
        self.what, self.name, self.suggestions = what, name, near(name, known)
        hint = f" Did you mean {' or '.join(self.suggestions)}?" if self.suggestions else ""
        super().__init__(f"unknown {what} {name!r}" + (f"; {advice}." if advice else ".") + hint)


class AmbiguousName(FoedusError):
    """A name that means several things.

    >>> print(AmbiguousName("state", "Korea", [("KOR", "South Korea"), ("PRK", "North Korea")]))
    'Korea' may be KOR (South Korea) or PRK (North Korea): say which state
    """

    def __init__(self, what: str, name: str, candidates: Sequence[tuple[str, str]]) -> None:
        self.what, self.name, self.candidates = what, name, tuple(candidates)
        listed = [f"{code} ({text})" for code, text in candidates]
        super().__init__(f"{name!r} may be {', '.join(listed[:-1])} or {listed[-1]}: say which {what}")


class BadDate(FoedusError):
    """A date that does not exist, that lies where no source reaches, or that comes before the one it must follow."""


class BadQuestion(FoedusError):
    """A question that cannot be put."""


class BadReport(FoedusError):
    """A report that cannot be read.

    Attributes:
        where: the file, and the line in a file of JSON lines, where many reports are read; else empty.
    """

    def __init__(self, what: str, where: str = "") -> None:
        self.where = where
        super().__init__(what)


class MissingReader(FoedusError):
    """A reader of reports that needs what is not installed, or not set."""


class ReaderFailed(FoedusError):
    """A reader that another machine stands behind, which gave no usable answer, or would cost more than allowed."""


class BadPanel(FoedusError):
    """A table that cannot be made as it was asked for."""


class BadEntry(FoedusError):
    """What cannot be an entry of a ledger."""


class BadLedger(FoedusError):
    """What is no ledger, or one that must not be touched."""


class LedgerBusy(FoedusError):
    """A ledger in which others write, for longer than one waits; nothing of what was to be written is there."""


class LedgerUnwritten(FoedusError):
    """What did not reach the ledger; nothing of it is there, and everything told before is."""


class SourceMissing(FoedusError):
    """The file of a data set that is not here and could not be fetched.

    Attributes:
        source: the id of the data set.
    """

    def __init__(self, source: str, what: str) -> None:
        self.source = source
        super().__init__(what)


class SourceAltered(FoedusError):
    """The file of a data set whose bytes are not the registered ones.

    Attributes:
        source: the id of the data set.
    """

    def __init__(self, source: str, what: str) -> None:
        self.source = source
        super().__init__(what)


def near(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known names that are spelled most like this one.

    >>> near("germny", ["Germany", "Guyana", "Ghana"])
    ['Germany']
    """
    by_fold: dict[str, str] = {}
    for candidate in known:
        by_fold.setdefault(candidate.casefold(), candidate)
    return [by_fold[fold] for fold in get_close_matches(name.casefold(), by_fold, n=most, cutoff=0.72)]
