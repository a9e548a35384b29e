"""The record that a brief rests on, and where it ends: what it cannot know is told against this."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.briefing.sentences import day_in_words
from foedus.world import SURVEYED

if TYPE_CHECKING:
    from foedus.briefing.answered import Answered

__all__ = ["record"]


def record(brief: Answered) -> list[tuple[str, str]]:
    """Each part of the record by its anchor, with what it holds and up to when.

    >>> import foedus as fd
    >>> told = dict(record(fd.brief(attack=fd.Attack("KOR", "PRK"), on="2024-10-19", today="2024-10-19")))
    >>> "surveyed up to 31 July 2026" in told["record-treaties"], "record-reader" in told
    (True, False)
    """
    world = brief.worlds[0]
    clauses = sum(len(t.clauses) for t in world.treaties)
    treaties = (
        f"Treaties: {len(world.treaties)} with {clauses:,} clauses, each with its sources and what of it is not "
        f"verified, surveyed up to {day_in_words(SURVEYED)}. A treaty that is not among them binds nobody here "
        "(foedus treaties lists them, foedus show ID tells one)."
    )
    states = (
        "States: members of the state system by the lists of the field, with the days on which each began and "
        "ended. Whoever stood on no day asked about owes nothing and is owed nothing."
    )
    data = (
        "Data of others: what was read is cited below; foedus data list tells every data set that Foedus knows, "
        "its last year and whether it is at hand. What none of them counts is not measured."
    )
    told = [("record-treaties", treaties), ("record-states", states), ("record-data", data)]
    if brief.reading is not None:
        read = f"The report: {len(brief.reading.text.split()):,} words, read by {brief.reading.reader}"
        told.append(("record-reader", f"{read}; {len(brief.reading.claims)} claims were found in it."))
    return told
