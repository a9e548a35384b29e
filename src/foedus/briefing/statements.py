"""A measured statement of a brief, and what is said where a source is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.briefing.words import Method, Part, Words, grounded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.briefing.words import Ground
    from foedus.ties.coverage import Coverage

__all__ = ["AT_HAND", "FLOWS", "Statement", "absent", "covers", "gone"]

FLOWS = "reference/flows.md"
"""The page on flows of arms, labour and money."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One measured statement.

    Attributes:
        about: what it speaks of (standing tension, course of the war, arms...).
        says: the sentence, with number and interval; `data`: the years of what it rests on.
        page: the page of the documentation that explains the method; empty for what has no measure.
        measured: false where nothing measures it, and the sentence says so.
        because: what went into the number, in sentences; `where`: the sources of what the record says.
        grounds: what it rests on elsewhere in the brief, beside its method.
    """

    about: str
    says: str
    data: str = ""
    page: str = ""
    measured: bool = True
    because: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()

    @property
    def words(self) -> Words:
        """The sentence with all that it rests on."""
        said = f"{self.says[:1].upper()}{self.says[1:]}"
        return grounded(said, *self.grounds, *([Method(self.page)] if self.page else []))

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "about": self.about,
            "says": self.says,
            "data": self.data or None,
            "page": self.page or None,
            "measured": self.measured,
            "because": list(self.because),
            "where": list(self.where),
        }


AT_HAND: tuple[Ground, ...] = (Part("record-data"),)
"""What a sentence on something without a measure rests on: the data that are at hand."""


def gone(source: str) -> str:
    """What is said where a data set is not at hand."""
    return f"left out: the data set {source} is not at hand (foedus data fetch gets it)"


def absent(coverage: Iterable[Coverage], source: str) -> bool:
    """Is this source not at hand, so that what rests on it is left out? That is not the same as knowing of none."""
    return any(c.source == source and c.missing for c in coverage)


def covers(coverage: Iterable[Coverage]) -> tuple[str, ...]:
    """What a source tells of a matter, and what it leaves open."""
    return tuple(f"{c.source}, {c.what}: {c.years}{''.join(f'; {said}' for said in c.says)}." for c in coverage)
