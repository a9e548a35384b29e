"""What a reader must keep in mind: each caveat once, the heaviest first; what is not verified, treaty by treaty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.briefing.age import oldest
from foedus.briefing.answer import HELP, asked
from foedus.briefing.sentences import day_in_words, field_in_words, joined, short
from foedus.world import SURVEYED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.briefing.answered import Answered

__all__ = ["caveats", "unverified"]

_TOLD_ELSEWHERE = (
    "No place was given",  # said once for all questions, below
    "Not verified in",  # treaty by treaty, in `unverified`
    "Not binding in law",  # said once, below
    "The corpus was surveyed",  # said once, below
)
"""Beginnings of the engine's caveats that a brief tells for all its questions together."""


def caveats(brief: Answered) -> list[str]:
    """What bears on the whole answer first, then single questions, then the record and what this is not."""
    lines = [*_dateline(brief), *_questions(brief), *_place(brief), *_law(brief), *_survey(brief)]
    lines.append(
        "Law is not odds: this says who is bound, not who will come. Of the allies whose defence pact a war of 1816 to "
        "2007 invoked, 5.5 per cent joined it, as measured for Foedus on the data of COW and ATOP."
    )
    if brief.reading is not None:
        lines.append("Claims are as the report gives them; that somebody says so does not make it so.")
    return list(dict.fromkeys(lines))


def _dateline(brief: Answered) -> Iterator[str]:
    if brief.reading is None or brief.reading.dateline is not None:
        return
    yield (
        "The report prints no dateline, and Foedus does not guess one: the answers are for today only. "
        "Give the day of the report with --dateline YYYY-MM-DD."
    )
    first = oldest(t.treaty for t in brief.touched if t.named)
    if first:
        yield f"It cannot be older than {day_in_words(first)}, the signature of a treaty that it names."


def _questions(brief: Answered) -> Iterator[str]:
    """What the engine says about single questions; where it does not bear on all of them, with the question."""
    found: dict[str, dict[str, None]] = {}
    for scenario in brief.scenarios:
        for owed in scenario.answers:
            halted = tuple(f"The {w.war.name} was halted" for w in owed.world.wars())  # stands with the wars
            for told in owed.caveats:
                if not told.startswith(_TOLD_ELSEWHERE + halted):
                    found.setdefault(told, {})[asked(owed)] = None
    for told, about in found.items():
        start = "" if len(about) == len(brief.scenarios) else f"On {joined(list(about))}: "
        yield start + told


def _place(brief: Answered) -> Iterator[str]:
    named = [owed.attack.where is not None for s in brief.scenarios for owed in s.answers]
    if any(named) and not all(named):
        yield (
            "Where the title of a question names no place, the attack is taken to fall on the home territory of its "
            "target."
        )
    elif named and not any(named):
        subject = "The attack" if len(brief.scenarios) == 1 else "Each attack"
        yield f"{subject} is taken to fall on the home territory of its target, as no other place was given."


def _law(brief: Answered) -> Iterator[str]:
    world = brief.worlds[0]
    duties = [o for s in brief.scenarios for owed in s.answers for o in owed.listed()]
    loose = list(dict.fromkeys(short(world.treaty(o.treaty)) for o in duties if not o.binding))
    if loose:
        yield f"Political commitments, not binding in law: {joined(loose)}."


def _survey(brief: Answered) -> Iterator[str]:
    if any(world.on > SURVEYED for world in brief.worlds):
        surveyed = day_in_words(SURVEYED)
        yield f"The treaties were surveyed up to {surveyed}; of what came later the answer has single changes only."


def unverified(brief: Answered) -> list[dict[str, Any]]:
    """The treaties with points that are not verified, of those on which a duty rests; duties to help first."""
    world = brief.worlds[0]
    duties = [o for s in brief.scenarios for owed in s.answers for o in owed.listed()]
    doubtful = dict.fromkeys(o.treaty for o in sorted(duties, key=lambda o: o.kind not in HELP) if not o.verified)
    helping = {o.treaty for o in duties if not o.verified and o.kind in HELP}
    return [
        {
            "name": short(treaty),
            "id": treaty.id,
            "help": treaty.id in helping,
            "points": [{"field": field_in_words(field), "reason": reason} for field, reason in treaty.unverified],
        }
        for treaty in map(world.treaty, doubtful)
    ]
