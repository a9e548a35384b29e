"""The answer first: who reports what, which law stood on the day, what an attack invokes, and what today changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.briefing.age import depends
from foedus.briefing.answer import HELP, answer, asked, moved
from foedus.briefing.coming import foremost
from foedus.briefing.differences import differences
from foedus.briefing.said import reported
from foedus.briefing.sentences import joined, long_day, short, standing_in_words, the
from foedus.briefing.words import Case, InTreaty, Part, Words, grounded, listed, resting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.briefing.answered import Answered
    from foedus.terms.treaties import Treaty
    from foedus.world import World

__all__ = ["FOREMOST", "Point", "lead"]

FOREMOST = 2
"""Questions of a report that the lead answers; the rest stand below it."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the lead: what it is about, and sentences, of which words rest on proofs, treaties and claims."""

    label: str
    lines: tuple[Words | str, ...]

    def __str__(self) -> str:
        return f"{self.label}: {' '.join(map(str, self.lines))}"


def lead(brief: Answered) -> tuple[Point, ...]:
    """What the three lines of the answer (`foedus.briefing.briefly`) leave to be said, as a few points."""
    told = 0 if brief.misfit else 1  # questions of which these lines speak
    asked_about = [_scenario(n, brief) for n in range(told, len(brief.scenarios[:FOREMOST]))]
    if brief.reading is None:
        return (*_pending(brief), *_today(brief, _waiting(brief)))
    touched = [t.treaty for t in brief.touched]
    return (
        *_misfit(brief),
        *_reported(brief),
        *_named(brief),
        *asked_about,
        *_no_question(brief),
        *_today(brief, touched),
    )


def _misfit(brief: Answered) -> Iterator[Point]:
    if brief.misfit:
        yield Point("The day", tuple(grounded(text, Part("record-treaties")) for text in brief.misfit))


def _reported(brief: Answered) -> Iterator[Point]:
    if brief.reading is not None and brief.reading.claims:
        yield Point("Who reports what", tuple(reported(brief.reading, brief.worlds[0])))


def _named(brief: Answered) -> Iterator[Point]:
    """How the treaties that a report names stood, and what else stood between the same parties."""
    world = brief.worlds[0]
    named = [t.treaty for t in brief.touched if t.named]
    same = [
        t.treaty
        for t in brief.touched
        if not t.named and any(set(t.treaty.states) == set(other.states) for other in named)
    ]
    undated = brief.reading is not None and brief.reading.dateline is None
    told = {t: (depends(t, named, world) if undated else "") or standing_in_words(t, world) for t in named}
    lines = ["The " + _named_as(t) + f", which the report names: {words}." for t, words in told.items()]
    lines += [
        "The " + _named_as(t) + f", between the same parties: {standing_in_words(t, world)}.{_asks(t)}" for t in same
    ]
    if lines:
        yield Point(f"In law on {long_day(world)}", tuple(lines))


def _pending(brief: Answered) -> Iterator[Point]:
    if len(brief.worlds) > 1:
        return  # what came of it is told of today
    lines = ["The " + _named_as(t) + f": {standing_in_words(t, brief.worlds[0])}." for t in _waiting(brief)]
    if lines:
        yield Point("Signed and not in force", tuple(lines))


def _waiting(brief: Answered) -> list[Treaty]:
    """The treaties of the first answer that were signed and not in force, those with a duty to help."""
    owed = brief.scenarios[0].answers[0]
    pending = dict.fromkeys(o.treaty for o in owed.listed() if o.status == "pending" and o.kind in HELP)
    return [owed.world.treaty(key) for key in pending]


def _named_as(treaty: Treaty) -> Words:
    return resting(short(treaty), InTreaty(treaty.id))


def _asks(treaty: Treaty) -> str:
    kinds = list(dict.fromkeys(c.kind for c in treaty.clauses))
    if not kinds:
        return " It carries no duty."
    return f" It asks for {joined(kinds)}{'' if set(kinds) & set(HELP) else ', and for no help'}."


def _scenario(number: int, brief: Answered) -> Point:
    scenario = brief.scenarios[number]
    first = scenario.answers[0]
    text = asked(first)
    lines: list[Words] = [*answer(first)]
    if len(scenario.answers) == len(brief.worlds) == 2:
        same = "The duties to help are the same today." if differences(scenario) else "The law is the same today."
        lines += moved(*scenario.answers) or [grounded(same, Case(number))]
    if not any(ground for _, ground in lines[0].pieces):
        lines[0] = grounded(lines[0], Case(number))
    likely = foremost(scenario.odds, number)
    lines += [likely] if likely else []
    return Point(f"{text[0].upper()}{text[1:]}, {long_day(first.world)}", tuple(lines))


def _no_question(brief: Answered) -> Iterator[Point]:
    if not brief.scenarios:
        yield Point(
            "No question arises",
            (
                grounded(
                    "The report names no two states that fight, have an armistice or threaten one another.",
                    Part("claims"),
                ),
            ),
        )


def _today(brief: Answered, treaties: list[Treaty]) -> Iterator[Point]:
    """Which of the treaties stand otherwise today, and how far today is known."""
    if len(brief.worlds) < 2:
        return
    then, now = brief.worlds
    changed = [
        "the " + _named_as(treaty) + f" {_verb(words)}{words}"
        for treaty in treaties
        if (words := standing_in_words(treaty, now)) != standing_in_words(treaty, then)
    ]
    lines: list[Words | str] = []
    if brief.scenarios and not any(s.now for s in brief.scenarios):
        gone = f"The question cannot be put today: {joined(_gone(brief, now))} no longer there."
        lines.append(grounded(gone, Part("record-states")))
    if changed:
        lines.append(listed([changed[0].begun, *changed[1:]]) + ".")
    elif treaties:
        same = "The treaties named above stand as they did."
        lines.append(grounded(same, *(InTreaty(t.id) for t in treaties)))
    if lines:
        yield Point(f"Today, {long_day(now)}", tuple(lines))


def _gone(brief: Answered, now: World) -> list[str]:
    """Attackers and targets that do not exist today, as a subject with its verb."""
    asked_about = [o.attack for s in brief.scenarios for o in s.answers]
    codes = dict.fromkeys(code for attack in asked_about for code in (*attack.attackers, attack.target))
    gone = [the(now.atlas.name(c)) for c in codes if (actor := now.atlas.find(c)) and not actor.exists(now.on)]
    return [*gone[:-1], f"{gone[-1]} {'is' if len(gone) == 1 else 'are'}"] if gone else ["one of its sides is"]


def _verb(standing: str) -> str:
    """What makes a sentence of a treaty and its standing."""
    if standing.startswith("in force since"):
        return "has been "
    return "" if standing.startswith("ended") else "is "
