"""The lines below the verdicts: wars and armistices, what would change the answer, sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.briefing.answer import HELP
from foedus.briefing.sentences import fact_in_words, halted_in_words, in_words, joined, short
from foedus.briefing.standing import SHOWN
from foedus.briefing.words import Claimed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.briefing.answered import Answered
    from foedus.terms.obligations import Obligation
    from foedus.world import World

__all__ = ["Sourced", "Turning", "claims_on", "sources", "turns", "wars"]


@dataclass(frozen=True, slots=True)
class Sourced:
    """A sentence of the record, with where it comes from; `id` is that of its war.

    What a ledger alone tells has claims in place of sources (`grounds`).
    """

    says: str
    where: tuple[str, ...]
    id: str = ""
    grounds: tuple[Claimed, ...] = ()

    def __str__(self) -> str:
        return self.says


@dataclass(frozen=True, slots=True)
class Turning:
    """A fact on which verdicts turn: in words, by name, and the duties that it moves, each once."""

    words: str
    fact: str
    duties: tuple[Obligation, ...]


def wars(brief: Answered) -> list[Sourced]:
    """Wars and armistices between states that the question is about."""
    lines: dict[Sourced, None] = {}
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
            state = f"{halted_in_words(ongoing.halt)}; there is no peace treaty"
        else:
            state = f"fought; it began {in_words(war.start)}"
        told = () if war.sources else claims_on("war", [s for side in sides for s in side & named], world)
        lines[Sourced(f"{war.name}: {who}; {state}.", war.sources, war.id, told)] = None
    return list(lines)


def claims_on(kind: str, states: Iterable[str], world: World) -> tuple[Claimed, ...]:
    """The claims of the ledger on a matter of this kind between these states."""
    wanted = frozenset(states)
    if world.evidence is None or not wanted:
        return ()
    about = (m for m in world.evidence.matters(min(wanted), kind) if wanted <= m.states)
    return tuple(dict.fromkeys(Claimed(t.entry[:SHOWN]) for m in about for t in m.claims))[:_MOST]


def turns(brief: Answered) -> list[Turning]:
    """The facts that verdicts turn on, those that move most first."""
    moved: dict[str, dict[tuple[str, ...], Obligation]] = {}
    for scenario in brief.scenarios:
        for owed in scenario.answers:
            for o in owed.listed():
                if o.kind in HELP:
                    duty = (*owed.attack.attackers, owed.attack.target, o.promisor, o.treaty, o.article)
                    for fact in o.turns_on:
                        moved.setdefault(fact, {}).setdefault(duty, o)
    ranked = sorted(moved, key=lambda fact: (-len(moved[fact]), fact))
    last = brief.worlds[-1]
    return [Turning(fact_in_words(fact, last), fact, tuple(moved[fact].values())) for fact in ranked[:_MOST]]


_MOST = 8
"""Facts that a reader can hold."""


def sources(brief: Answered) -> list[dict[str, Any]]:
    """The sources of every treaty on which a verdict rests, and of those that the report touches.

    `heavy` tells those that the report names and those that may oblige to help; the rest only consult or refrain.
    """
    world = brief.worlds[0]
    heavy = {t.treaty.id: t.named for t in brief.touched}
    for scenario in brief.scenarios:
        for owed in scenario.answers:
            for o in owed.listed():
                heavy[o.treaty] = heavy.get(o.treaty, False) or o.kind in HELP
            for c in owed.conflicts:
                heavy.setdefault(c.duty_treaty, False)
                heavy.setdefault(c.against_treaty, False)
    return [
        {
            "treaty": treaty.id,
            "name": treaty.name,
            "short": short(treaty),
            "where": [s.where for s in treaty.sources],
            "heavy": weight,
        }
        for treaty, weight in ((world.treaty(key), weight) for key, weight in heavy.items())
    ]
