"""What a reader must keep in mind: each caveat once, the heaviest first; what is not verified, treaty by treaty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.briefing.age import oldest
from foedus.briefing.answer import HELP, asked
from foedus.briefing.sentences import day_in_words, field_in_words, joined, short
from foedus.briefing.words import Case, Fought, InTreaty, Method, Part, Words, grounded, listed, resting
from foedus.world import SURVEYED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.briefing.answered import Answered
    from foedus.briefing.words import Ground
    from foedus.terms.obligations import Obligation

__all__ = ["HONOUR", "caveats", "unverified"]

_TOLD_ELSEWHERE = (
    "No place was given",  # said once for all questions, below
    "Not verified in",  # treaty by treaty, in `unverified`
    "Not binding in law",  # said once, below
    "The corpus was surveyed",  # said once, below
)
"""Beginnings of the engine's caveats that a brief tells for all its questions together."""


def caveats(brief: Answered) -> list[Words]:
    """What bears on the whole answer first, then single questions, then the record and what this is not."""
    lines = [*_dateline(brief), *_questions(brief), *_place(brief), *_law(brief), *_survey(brief), _honour()]
    if brief.reading is not None:
        said = "Claims are as the report gives them; that somebody says so does not make it so."
        lines.append(grounded(said, Part("claims")))
    return list({str(line): line for line in lines}.values())


def _dateline(brief: Answered) -> Iterator[Words]:
    if brief.reading is None or brief.reading.dateline is not None:
        return
    yield grounded(
        "The report prints no dateline, and Foedus does not guess one: the answers are for today only. "
        "Give the day of the report with --dateline YYYY-MM-DD.",
        Part("report"),
    )
    named = [t.treaty for t in brief.touched if t.named]
    first = oldest(named)
    if first:
        latest = (InTreaty(t.id) for t in named if t.signed and t.signed.earliest == first)
        old = f"It cannot be older than {day_in_words(first)}, the signature of a treaty that it names."
        yield grounded(old, *latest)


def _questions(brief: Answered) -> Iterator[Words]:
    """What the engine says about single questions; where it does not bear on all of them, with the question."""
    found: dict[str, dict[str, None]] = {}
    rests: dict[str, dict[Ground, None]] = {}
    for number, scenario in enumerate(brief.scenarios):
        for owed in scenario.answers:
            stand = [w.war for w in owed.world.wars()]
            halted = tuple(f"The {war.name} was halted" for war in stand)  # stands with the wars
            for told in owed.caveats:
                if not told.startswith(_TOLD_ELSEWHERE + halted):
                    found.setdefault(told, {})[asked(owed)] = None
                    of = [Fought(war.id) for war in stand if war.name in told]
                    rests.setdefault(told, {}).update(dict.fromkeys([*of, Case(number)]))
    for told, about in found.items():
        start = "" if len(about) == len(brief.scenarios) else f"On {joined(list(about))}: "
        yield grounded(start + told, *rests[told])


def _place(brief: Answered) -> Iterator[Words]:
    answers = [(number, owed.attack.where) for number, s in enumerate(brief.scenarios) for owed in s.answers]
    placed = [where is not None for _, where in answers]
    rests = [Case(number) for number, where in answers if where is None][:1]
    if any(placed) and not all(placed):
        told = (
            "Where the title of a question names no place, the attack is taken to fall on the home territory of its "
            "target."
        )
        yield grounded(told, *rests)
    elif placed and not any(placed):
        subject = "The attack" if len(brief.scenarios) == 1 else "Each attack"
        told = f"{subject} is taken to fall on the home territory of its target, as no other place was given."
        yield grounded(told, *rests)


def _law(brief: Answered) -> Iterator[Words]:
    world = brief.worlds[0]
    duties = [o for s in brief.scenarios for owed in s.answers for o in owed.listed()]
    loose: dict[str, Obligation] = {}
    for o in duties:
        if not o.binding:
            loose.setdefault(o.treaty, o)
    if loose:
        names = [resting(short(world.treaty(key)), o) for key, o in loose.items()]
        yield "Political commitments, not binding in law: " + listed(names) + "."


def _survey(brief: Answered) -> Iterator[Words]:
    if any(world.on > SURVEYED for world in brief.worlds):
        surveyed = day_in_words(SURVEYED)
        told = f"The treaties were surveyed up to {surveyed}; of what came later the answer has single changes only."
        yield grounded(told, Part("record-treaties"))


HONOUR = "reference/models/honour.md"
"""The page of the model of honour: every brief says what the record tells of kept promises."""


def _honour() -> Words:
    from foedus.behaviour.shipped import shipped_honour  # noqa: PLC0415 - numpy, and where briefs are written

    fitted = shipped_honour().fitted
    assert fitted is not None  # noqa: S101 - a model that ships is fitted
    calls = fitted.trained
    return grounded(
        f"Law is not odds: this says who is bound, not who will come. Of {calls.rows} states that a duty to help "
        f"called in the wars of {calls.first} to {calls.last}, {calls.happened} ({calls.happened / calls.rows:.0%}) "
        "fought beside their ally within a year.",
        Method(HONOUR),
    )


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
