"""What a brief holds: the attacks asked about, each answered for its day and for today."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedus.briefing.coming import Coming
    from foedus.briefing.questions import Question, Touched
    from foedus.law.owed import Obligations
    from foedus.terms.claims import Reading
    from foedus.world import World

__all__ = ["Answered", "Scenario"]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One attack, answered for the day and for today.

    Attributes:
        then: the answer for the report's or the question's day; `None` where a report has no dateline.
        now: the answer for today; `None` where that is the same day.
        odds: of the same days, in the same order.
    """

    question: Question
    then: Obligations | None
    now: Obligations | None
    odds: tuple[Coming, ...] = ()

    @property
    def answers(self) -> tuple[Obligations, ...]:
        """The answers that there are, the earlier first."""
        return tuple(o for o in (self.then, self.now) if o is not None)


@dataclass(frozen=True, slots=True)
class Answered:
    """One question answered.

    Attributes:
        reading: the report as read, or `None` for a question.
        then, now: the world on the report's or question's day, and today.
        touched: treaties that the report touches.
        scenarios: the attacks asked about.
        misfit: where the report names what is younger than its dateline.
        kept: what has been worked out for it: a brief has several ways out, and asks once.
    """

    reading: Reading | None
    then: World | None
    now: World | None
    touched: tuple[Touched, ...]
    scenarios: tuple[Scenario, ...]
    misfit: tuple[str, ...] = ()
    kept: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def worlds(self) -> tuple[World, ...]:
        """The days that are answered, the earlier first."""
        return tuple(w for w in (self.then, self.now) if w is not None)

    @property
    def empty(self) -> bool:
        """Is there nothing to answer: a report without a claim, without a treaty and without a question?"""
        return self.reading is not None and not (self.reading.claims or self.touched or self.scenarios)
