"""What a source covers, and what was left out for which reason: said beside every figure, never in place of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from foedus.errors import SourceAltered, SourceMissing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from foedus.terms.flows import Flow

__all__ = ["Coverage", "read_or_say"]

_LEFT_OUT = "left out: "


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is known of one matter, from when to when.

    Attributes:
        what: the matter ("arms to PRK").
        source: the id of a data set or the name of a file.
        first, last: the years covered; `None` where nothing is.
        says: what the source leaves open, or why nothing stands here, in sentences.
    """

    what: str
    source: str
    first: int | None
    last: int | None
    says: tuple[str, ...] = ()

    @property
    def missing(self) -> bool:
        """Is the source not at hand? That is another thing than a source that knows of nothing."""
        return any(said.startswith(_LEFT_OUT) for said in self.says)

    def by(self, known_on: date | None) -> Coverage:
        """The same as far as it was known by a day: data of a year are known when the year is over."""
        if known_on is None or self.last is None or self.last < known_on.year:
            return self
        says = (*self.says, f"years from {known_on.year} on are left out: they were not known by {known_on}")
        last = known_on.year - 1
        first = None if self.first is None or self.first > last else self.first
        return replace(self, first=first, last=None if first is None else last, says=says)

    @property
    def years(self) -> str:
        """The years for a reader.

        >>> Coverage("arms to ARE", "sipri-transfers", None, None).years
        'nothing'
        """
        if self.first is None:
            return "nothing"
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "what": self.what,
            "source": self.source,
            "first": self.first,
            "last": self.last,
            "says": list(self.says),
        }


def read_or_say(
    what: str, source: str, read: Callable[[], tuple[Iterable[Flow], Coverage]]
) -> tuple[tuple[Flow, ...], Coverage]:
    """What a source tells; where its file is not at hand, nothing, and the reason.

    A file with other bytes than the registered ones is left out in the same way: a figure from it would have no name.
    """
    try:
        found, coverage = read()
        return tuple(found), coverage
    except (SourceMissing, SourceAltered) as error:
        return (), Coverage(what, source, None, None, (f"{_LEFT_OUT}{error}",))
