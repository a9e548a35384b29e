"""What the encoder learns from a report: the decisions of the reader by their places in the text, without features."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Lesson", "Lessons"]


@dataclass(slots=True)
class Lesson:
    """One claim: where its words stand, and what is right. A place is where a word begins in the report; -1 is none.

    Attributes:
        head, event: where its head begins, and its type.
        modality: how surely it is told.
        stage: how far it has come; `None` where that is not told.
        frames, said: the word of each frame of speech with its speaker, and whether it tells the claim; the last of
            `said` is the narrator.
        numbers, counted: the numbers of the sentence, and whether each is the claim's; the first of `counted`: it has
            none.
        days, dated: the same of dates.
        names, sorts: the names of those who may have a role, and which sort each has.
    """

    head: int
    event: str
    modality: str
    stage: str | None = None
    frames: list[tuple[int, int]] = field(default_factory=list)
    said: list[bool] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    counted: list[bool] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    dated: list[bool] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    sorts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Lessons:
    """One report.

    Attributes:
        sentences: where each begins, and its text.
        clauses: where each word begins that can head a claim, and the type of the claim, or `none`.
        claims: every claim with a head.
    """

    sentences: list[tuple[int, str]] = field(default_factory=list)
    clauses: list[tuple[int, str]] = field(default_factory=list)
    claims: list[Lesson] = field(default_factory=list)
