"""Which questions a report raises: each state that it names, attacked by each adversary that it names as well.

An adversary is a state, named in the report as well, with which the party is at war or under an armistice on that day,
or that a claim of the report has attack or threaten it. Joiners of a war are no adversaries of their own under a mere
armistice: the question that the report raises is about the principals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.briefing.age import predecessors
from foedus.briefing.sentences import halted_in_words, joined
from foedus.briefing.words import Claimed, Fought, Words, resting
from foedus.law.force import known, standing
from foedus.terms.attacks import Attack
from foedus.terms.states import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from foedus.terms.claims import Claim, Reading
    from foedus.terms.treaties import Treaty
    from foedus.world import World

__all__ = ["Question", "Touched", "questions", "touched"]

_SAID_TO_BE = ("asserted", "reported", "alleged", "likely")
"""Modalities of what is said to happen; what somebody only imagines raises no question."""

MOST = 8
"""A brief answers no more questions than a reader can hold."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A treaty that a report touches, and why: it is named, or it ties two states that the report names."""

    treaty: Treaty
    why: str
    named: bool


@dataclass(frozen=True, slots=True)
class Question:
    """An attack worth asking about, and why."""

    attack: Attack
    why: Words | str


def touched(reading: Reading, world: World) -> tuple[Touched, ...]:
    """The treaties that a report touches on the world's day: those named, then those between states that it names.

    A treaty of many parties counts only if it is named, or if all that is asked of it lies between named states: the
    report must name at least half of its parties.
    """
    named = dict.fromkeys(m.code for m in reading.treaties)
    words = {m.code: m.words for m in reading.treaties}
    states = reading.counts()
    found = [Touched(world.treaty(key), f"the report names it: “{words[key]}”", True) for key in named]
    for treaty in world.treaties:
        if treaty.id in named or not known(treaty, world):
            continue
        told = {s: standing(treaty, s, world) for s in treaty.states}
        live = {s for s, how in told.items() if how.in_force is not False or how.pending}
        live |= {p for c in treaty.clauses for p in c.promisees if live}
        ours = live & states.keys()
        if len(ours) >= 2 and 2 * len(ours) >= len(live):
            names = joined([world.atlas.name(code, world.on) for code in states if code in ours])
            found.append(Touched(treaty, f"it ties {names}, whom the report names", False))
    if reading.dateline is None:
        told_of = [world.treaty(key) for key in named]
        have = {t.treaty.id for t in found}
        why = "it bound the parties of a treaty that the report names, and may have on the report's day"
        found += [Touched(t, why, False) for t in predecessors(told_of, world) if t.id not in have]
    return tuple(sorted(found, key=lambda t: _weight(t.treaty, named)))


def _weight(treaty: Treaty, named: Mapping[str, object]) -> tuple[int, bool]:
    """Those named first, then those with a duty to help, then the rest; what binds in law before what does not."""
    helps = any(c.kind in ("defense", "offense") for c in treaty.clauses)
    return 0 if treaty.id in named else 1 if helps else 2, not treaty.binding


def questions(reading: Reading, world: World) -> tuple[Question, ...]:
    """The attacks that a report makes one ask about, the most prominent first, at most `MOST`."""
    counts = reading.counts()
    pairs: dict[tuple[str, str], tuple[Words, str | None]] = {}
    for attacker, target, why, where in _on_places(reading, world):  # a place that the report names comes first
        pairs.setdefault((attacker, target), (why, where))
        counts = {**counts, target: counts.get(target, 1)}
    for one, two, why in _adversaries(reading, world):
        for attacker, target in ((one, two), (two, one)):
            if attacker in counts and target in counts:
                pairs.setdefault((attacker, target), (why, None))
    ranked = sorted(pairs, key=lambda pair: (-min(counts[pair[0]], counts[pair[1]]), -counts[pair[1]], pair))
    return tuple(Question(Attack(a, t, pairs[a, t][1]), pairs[a, t][0]) for a, t in ranked[:MOST])


def _on_places(reading: Reading, world: World) -> Iterator[tuple[str, str, Words, str]]:
    """Attacks that the report tells of with the place where they fell: attacker, target, why, place."""
    counts = reading.counts()
    for claim, one, two, why in _told(reading, world):
        place = world.atlas.somewhere(claim.place, world.on) if claim.place and claim.event_type == "attack" else None
        if place is not None and one in counts:
            yield one, two, why, place.id


def _adversaries(reading: Reading, world: World) -> Iterator[tuple[str, str, Words]]:
    for ongoing in world.wars():
        war, moment = ongoing.war, world.horizon
        sides = []
        for side in (war.began, war.against):
            fighting = [b for b in side if war.fights(b.state, side, moment)]
            sides.append([b.state for b in fighting if ongoing.fought or b.entry is None])
        if ongoing.fought:
            why = "they are at war: the " + resting(war.name, Fought(war.id))
        else:
            assert ongoing.halt is not None  # noqa: S101 - a war that is not fought is halted
            why = "the " + resting(war.name, Fought(war.id)) + f" has no peace treaty: {halted_in_words(ongoing.halt)}"
        for one in sides[0]:
            for two in sides[1]:
                yield one, two, why
    for _, one, two, why in _told(reading, world):
        yield one, two, why


def _told(reading: Reading, world: World) -> Iterator[tuple[Claim, str, str, Words]]:
    """Attacks and threats that somebody says there are."""
    for number, claim in enumerate(reading.claims, 1):
        if claim.event_type not in ("attack", "threat") or claim.modality not in _SAID_TO_BE:
            continue
        roles = dict(claim.actors)
        for one in (*roles.get("attacker", ()), *roles.get("actor", ())):
            for two in roles.get("target", ()):
                if one != two and isinstance(world.atlas.find(two), State):
                    quoted = resting(f"“{_short(claim.sentence)}”", Claimed(number))
                    yield claim, one, two, "the report speaks of it: " + quoted


def _short(sentence: str) -> str:
    return sentence if len(sentence) < 120 else f"{sentence[:117].rsplit(' ', 1)[0]}…"
