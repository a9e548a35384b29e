"""What a source covers, and what was left out for which reason: said beside every figure, never in place of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.errors import SourceAltered, SourceMissing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from foedus.terms.flows import Flow

__all__ = ["Coverage", "read_or_say"]


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
        return (), Coverage(what, source, None, None, (f"left out: {error}",))
