"""The lines around the verdicts: the answer first, wars, what would change it, caveats, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.briefing.differences import differences
from foedus.briefing.sentences import answer, asked, fact_in_words, joined, long_day, short, standing_in_words

if TYPE_CHECKING:
    from foedus.briefing.answered import Answered, Scenario
    from foedus.law.owed import Obligations

__all__ = ["caveats", "distinct", "lead", "question_title", "same_again", "sources", "turns", "wars"]


def question_title(brief: Answered) -> str:
    """The question as a title."""
    owed = brief.scenarios[0].answers[0]
    text = asked(owed)
    return f"{text[0].upper()}{text[1:]}, {long_day(owed.world)}"


def lead(brief: Answered) -> list[str]:
    """The answer first: what changed in law, then the foremost question on each day."""
    lines = []
    if len(brief.worlds) == 2:
        for t in brief.touched:
            then, now = (standing_in_words(t.treaty, w) for w in brief.worlds)
            if t.named and then != now:
                lines.append(f"On {long_day(brief.worlds[0])} the {short(t.treaty)} was {then}; today it is {now}.")
    for scenario in brief.scenarios[:2]:
        for owed in distinct(scenario):
            start = f"{asked(owed)}, {long_day(owed.world)}"
            again = " Today the law is the same." if same_again(scenario) else ""
            lines.append(f"{start[0].upper()}{start[1:]}: {' '.join(answer(owed))}{again}")
    if brief.reading is not None and not brief.scenarios:
        lines.append(
            "The report names no two states that fight, have an armistice or threaten one another: no question arises."
        )
    return lines


def same_again(scenario: Scenario) -> bool:
    """Is there a second answer, and does it say what the first says?"""
    return len(scenario.answers) == 2 and not differences(scenario)


def distinct(scenario: Scenario) -> tuple[Obligations, ...]:
    """The answers that differ: one if both days have the same."""
    return scenario.answers[:1] if same_again(scenario) else scenario.answers


def wars(brief: Answered) -> list[str]:
    """Wars and armistices between states that the question is about."""
    lines: dict[str, None] = {}
    world = brief.worlds[0]
    named = set(brief.reading.counts()) if brief.reading else set()
    for scenario in brief.scenarios:
        named |= {*scenario.answers[0].attack.attackers, scenario.answers[0].attack.target}
    for ongoing in world.wars():
        war = ongoing.war
        sides = [
            {b.state for b in side if war.fights(b.state, side, world.horizon)} for side in (war.began, war.against)
        ]
        if not all(side & named for side in sides):
            continue
        who = " against ".join(joined([world.atlas.name(s, world.on) for s in sorted(side & named)]) for side in sides)
        if ongoing.halt:
            state = f"halted since {ongoing.halt.since} ({ongoing.halt.kind}), without a peace treaty"
        else:
            state = f"fought since {war.start}"
        lines[f"{war.name}: {who}; {state}"] = None
    return list(lines)


def turns(brief: Answered) -> list[str]:
    """The facts that verdicts turn on, those that move most first."""
    counts: dict[str, int] = {}
    for scenario in brief.scenarios:
        for o in scenario.answers[-1].listed():
            if o.kind in ("defense", "offense"):
                for fact in o.turns_on:
                    counts[fact] = counts.get(fact, 0) + 1
    ranked = sorted(counts, key=lambda fact: (-counts[fact], fact))
    return [
        f"{fact_in_words(fact)} ({fact}): {counts[fact]} verdict{'s' if counts[fact] > 1 else ''}"
        for fact in ranked[:8]
    ]


def caveats(brief: Answered) -> list[str]:
    """What a reader must keep in mind, each caveat once."""
    found: dict[str, None] = {}
    reading = brief.reading
    if reading is not None and reading.dateline is None:
        found[
            "The report prints no dateline, and Foedus does not guess one: the answers are for today only. "
            "Give the day of the report with --dateline YYYY-MM-DD."
        ] = None
        signed = [t.treaty.signed.text for t in brief.touched if t.named and t.treaty.signed and t.treaty.signed.exact]
        if signed:
            found[f"It cannot be older than {max(signed)}, the signature of a treaty that it names."] = None
    for scenario in brief.scenarios:
        for owed in scenario.answers:
            found.update(dict.fromkeys(owed.caveats))
    found[
        "Law is not odds: this says who is bound, not who will come. Most allies bound by an invoked pact stay home."
    ] = None
    found["Claims are as the report gives them; that somebody says so does not make it so."] = None
    if reading is None:
        found.popitem()
    return list(found)


def sources(brief: Answered) -> list[dict[str, object]]:
    """The sources of every treaty on which a verdict rests, and of those that the report touches."""
    world = brief.worlds[0]
    keys = dict.fromkeys(t.treaty.id for t in brief.touched)
    for scenario in brief.scenarios:
        for owed in scenario.answers:
            keys.update(dict.fromkeys(o.treaty for o in owed.listed()))
    return [
        {"treaty": key, "name": treaty.name, "where": [s.where for s in treaty.sources]}
        for key in keys
        if (treaty := world.treaty(key))
    ]
