"""What days a report has named so far: later words for days count from them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedus.news.dates import dates

if TYPE_CHECKING:
    from datetime import date

    from foedus.news.local.parsed import ParsedSentence
    from foedus.terms.claims import DateSpan

__all__ = ["DayMemory", "memories"]

_YEARS, _HEADING = 4, 4
"""So many years are remembered; so many words make a heading."""


@dataclass(frozen=True, slots=True)
class DayMemory:
    """What days a report has named so far.

    Attributes:
        years: the years that it tells of, the latest first.
        last: the last day that was named.
        claimed: when the last claim with a date happened.
        heading: the day that stands as a heading over the sentence ("Oct 18.").
    """

    years: tuple[int, ...] = ()
    last: DateSpan | None = None
    claimed: DateSpan | None = None
    heading: DateSpan | None = None

    @property
    def year(self) -> int | None:
        """The year that was told last."""
        return self.years[0] if self.years else None

    def after(self, text: str, dateline: date | None) -> DayMemory:
        """The memory behind a sentence."""
        found = self
        for told in dates(text, dateline):
            if told.span is None:
                continue
            found = replace(found, last=told.span)
            years = re.findall(r"\b(?:1[89]|20)\d\d\b", told.words)
            if years:
                year = int(years[-1])
                found = replace(found, years=(year, *(y for y in found.years if y != year))[:_YEARS])
        return found


def memories(sentences: list[ParsedSentence], dateline: date | None) -> list[DayMemory]:
    """For each sentence, what days the report has named before it."""
    found, memory, paragraph = [], DayMemory(), -1
    for parsed in sentences:
        text = parsed.sentence.text
        if parsed.sentence.paragraph != paragraph:
            memory, paragraph = replace(memory, heading=None), parsed.sentence.paragraph
        found.append(memory)
        memory = memory.after(text, dateline)
        if len(text.split()) <= _HEADING and (told := [d.span for d in dates(text, dateline) if d.span is not None]):
            memory = replace(memory, heading=told[0])
    return found
