"""Forces abroad: armed forces of one state on the land of another, how many, since when, and who admits it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.terms.truth import Truth, all_of, negate

if TYPE_CHECKING:
    from datetime import date

    from foedus.terms.treaties import Source
    from foedus.terms.when import When

__all__ = ["STAGES", "Account", "Basis", "Figure", "Force", "ForceAbroad"]

STAGES = ("planned", "ordered", "underway", "present", "ended")
"""How far a deployment has come; a figure has its stage too: 1,500 present and 12,000 decided are no contradiction."""


@dataclass(frozen=True, slots=True)
class Basis:
    """On what something rests: a treaty of the corpus and its article, or another instrument in words, with its day.

    Attributes:
        known: when it became public that this is the ground, if later than the thing itself.
    """

    treaty: str = ""
    article: str = ""
    words: str = ""
    day: When | None = None
    known: When | None = None

    def __str__(self) -> str:
        article = f", article {self.article}" if self.article else ""
        dated = f" ({self.day})" if self.day else ""
        return f"{self.treaty}{article}{': ' if self.treaty and self.words else ''}{self.words}{dated}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A strength as somebody gave it: between `low` and `high` men and women, as of a day.

    Attributes:
        stage: of what it is the number, see `STAGES`: of those present, or of those planned.
        known: when the figure became public, if later than the day that it is about.
        by: who gave it, if it is not generally accepted.
    """

    low: int
    high: int
    as_of: When
    stage: str = "present"
    known: When | None = None
    by: str = ""

    @property
    def public(self) -> When:
        """When it became public."""
        return self.known or self.as_of


@dataclass(frozen=True, slots=True)
class Account:
    """What somebody said about a deployment, and when: a report, a denial, an admission."""

    known: When
    by: str
    says: str


@dataclass(frozen=True, slots=True)
class Force:
    """Armed forces of a sender in a host state, from when to when.

    Attributes:
        sender, host: codes of states or entities; `beside`: who takes part in the same force.
        where: a place of the gazetteer, where it helps.
        since, until: the days of arrival and of departure; `planned`, `ordered`, `underway` the days of earlier steps.
        figures: strengths as they were given, the earliest first.
        purpose: what it is there for; `basis`: by what right, as the sender or the host has it.
        contested: what is disputed about it, its legality included.
        known: when it became public, if not at once.
        established: when it was beyond serious doubt, if later than `known`: admitted by sender or host, or found by
            the United Nations. In between it is reported and unknown.
    """

    id: str
    sender: str
    host: str
    since: When | None = None
    until: When | None = None
    planned: When | None = None
    ordered: When | None = None
    underway: When | None = None
    where: str = ""
    beside: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    basis: tuple[Basis, ...] = ()
    purpose: str = ""
    contested: str = ""
    known: When | None = None
    established: When | None = None
    accounts: tuple[Account, ...] = ()
    note: str = ""
    sources: tuple[Source, ...] = ()
    unverified: tuple[tuple[str, str], ...] = ()

    @property
    def steps(self) -> tuple[tuple[str, When], ...]:
        """The steps that are dated, the last first."""
        dated = zip(STAGES, (self.planned, self.ordered, self.underway, self.since, self.until), strict=True)
        return tuple((stage, when) for stage, when in reversed(list(dated)) if when is not None)

    def stage(self, moment: date) -> str:
        """The furthest stage that it had certainly reached on that day; empty if none."""
        return next((stage for stage, when in self.steps if when.by(moment) is True), "")

    def present(self, moment: date) -> Truth:
        """Was it there on that day?"""
        arrived = self.since.by(moment) if self.since else False
        return all_of((arrived, negate(self.until.by(moment) if self.until else False)))

    def public(self, known_on: date | None) -> Truth:
        """Had it become public by that day?"""
        return True if known_on is None or self.known is None else self.known.by(known_on)

    def beyond_doubt(self, known_on: date | None) -> bool:
        """Was it more than reported on that day?"""
        return known_on is None or self.established is None or self.established.by(known_on) is True

    def told(self, known_on: date | None) -> tuple[Figure, ...]:
        """The strengths that were public by that day."""
        return tuple(f for f in self.figures if known_on is None or f.public.by(known_on) is not False)

    def figure(self, moment: date, known_on: date | None) -> Figure | None:
        """The latest strength of this day or before, of those that were public; a later one does not stand for it."""
        told = self.told(known_on)
        before = [f for f in told if f.as_of.by(moment) is not False]
        present = [f for f in before if f.stage == "present"]
        return present[-1] if present else before[-1] if before else None


@dataclass(frozen=True, slots=True)
class ForceAbroad:
    """A force on a day, as known on a day.

    Attributes:
        stage: planned, ordered, underway or present; "reported" while only one side says that it is there.
        present: is it there? Unknown where its days are not known to the day, or where it was not beyond doubt.
        figure: the strength to quote for the day, with the day that it is about; `figures`: every one that was public.
        basis: by what right, as far as it was public and of its time.
        accounts: what had been said about it by then.
    """

    force: Force
    stage: str
    present: Truth
    figure: Figure | None
    figures: tuple[Figure, ...] = ()
    basis: tuple[Basis, ...] = ()
    accounts: tuple[Account, ...] = ()

    @property
    def later(self) -> Figure | None:
        """Where no strength of the day or before is known: the first one after it."""
        return self.figures[0] if self.figure is None and self.figures else None
