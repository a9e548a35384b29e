"""Flows: arms, troops, goods and labour that pass from one state to another, as ranges with their source.

A flow is a figure that somebody registered, estimated or claimed, never a judgement. A range that is not known is
`None` on both sides; zero says that a source looked and found nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from foedus.terms.when import When

__all__ = [
    "FLOW_KINDS",
    "ClaimedFigure",
    "ClaimedMatter",
    "ClaimedSeries",
    "ClaimedStanding",
    "Claims",
    "Flow",
    "who_says",
]

FLOW_KINDS = ("arms", "troops", "trade", "labour")
"""What can flow."""


@dataclass(frozen=True, slots=True)
class Flow:
    """What one state sent to another in a stretch of time, or had there on a day.

    Attributes:
        kind: see `FLOW_KINDS`.
        sender, receiver: codes of states or entities; `None` stands for all others together (trade with the world).
        span: the year or the day that the figure is about.
        low, high: the range; both `None` where nothing is known, one where a side is open ("more than 1,000").
        unit: what is counted: "TIV million", "troops", "USD million", "workers".
        status: registered (a source of transfers counts it), present, planned, ordered, underway, claimed, or not
            covered.
        source: the id of a data set, of a record (`forces.yaml: dprk-russia`), or of a matter of the ledger.
        entries: the entries of a ledger on which it rests.
        by: whose figure it is, if not the source's.

    >>> from foedus.terms.when import When
    >>> year = When.parse("1995")
    >>> flow = Flow("arms", "CHN", "PRK", year, 49.5, 50.5, "TIV million", "registered", "sipri-transfers")
    >>> flow.middle, flow.year
    (50.0, 1995)
    """

    kind: str
    sender: str | None
    receiver: str | None
    span: When
    low: float | None
    high: float | None
    unit: str
    status: str
    source: str
    entries: tuple[str, ...] = ()
    by: str = ""

    @property
    def year(self) -> int | None:
        """The year that it is about; `None` if its span is longer or open."""
        first, last = self.span.earliest, self.span.latest
        return first.year if first and last and first.year == last.year else None

    @property
    def middle(self) -> float | None:
        """The middle of the range; `None` where a side is not known."""
        return None if self.low is None or self.high is None else (self.low + self.high) / 2

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "kind": self.kind,
            "sender": self.sender,
            "receiver": self.receiver,
            "year": self.year,
            "span": str(self.span),
            "low": self.low,
            "high": self.high,
            "unit": self.unit,
            "status": self.status,
            "source": self.source,
            "entries": list(self.entries),
            "by": self.by or None,
        }


# What a flow needs of evidence (the figures of a ledger's matters, as the fold tells them), and no more.


class ClaimedFigure(Protocol):
    """A figure in a series."""

    @property
    def as_of(self) -> date:
        """The day that it is about."""

    @property
    def low(self) -> float | None:
        """The least; `None` where that side is open."""

    @property
    def high(self) -> float | None:
        """The most."""

    @property
    def source(self) -> str:
        """Whose figure it is."""

    @property
    def entry(self) -> str:
        """The entry of the ledger."""


class ClaimedSeries(Protocol):
    """Figures of one measure over time."""

    @property
    def measure(self) -> Sequence[str]:
        """Unit, status and scope."""

    @property
    def series(self) -> Sequence[ClaimedFigure]:
        """The figures."""


class ClaimedStanding(Protocol):
    """How well a matter stands."""

    @property
    def word(self) -> str:
        """In a word: accepted, probable, claimed, denied..."""


class ClaimedMatter(Protocol):
    """One thing of which claims tell."""

    @property
    def key(self) -> str:
        """What makes it this one."""

    @property
    def kind(self) -> str:
        """Arms, force, labour, exercise..."""

    @property
    def about(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Role and codes, as pairs."""

    @property
    def last(self) -> date:
        """The latest day of which a claim tells."""

    @property
    def standing(self) -> ClaimedStanding:
        """How well it stands."""

    @property
    def origins(self) -> Sequence[str]:
        """From where the claims really come ("state KOR")."""

    @property
    def strands(self) -> Sequence[ClaimedSeries]:
        """Its figures, by measure."""


def who_says(matter: ClaimedMatter) -> str:
    """The independent origins of a matter's claims, by name ("KOR, Kyiv Post")."""
    return ", ".join(origin.partition(" ")[2] or origin for origin in matter.origins)


class Claims(Protocol):
    """Evidence of a day, as far as flows and umbrellas ask it."""

    def matters(self, state: str | None = None, kind: str | None = None) -> Sequence[ClaimedMatter]:
        """The matters of the day, of this state and kind only if given."""
