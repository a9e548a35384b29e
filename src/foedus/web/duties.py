"""The duties of an answer as rows of the page: one clause with one verdict is one row, whoever owes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.briefing.answer import HELP
from foedus.briefing.sentences import (
    article_in_words,
    fact_in_words,
    in_prose,
    owed_in_words,
    several,
    short,
    the,
)
from foedus.terms.obligations import STATUSES, Obligation

if TYPE_CHECKING:
    from foedus.briefing.words import Ground
    from foedus.law.owed import Obligations
    from foedus.web.asking import Asked

__all__ = ["Duty", "Moved", "duties", "facts_turned_on", "proof_of"]


@dataclass(frozen=True, slots=True)
class Duty:
    """One clause, one verdict, and everyone who owes it.

    Attributes:
        who: the promisors in a few words; `everyone` holds each with its name and the address of its proofs.
        proof: the address of the proof of this duty alone, by the first of them.
        helps: it is a duty to help, not to consult or to refrain.
    """

    status: str
    who: str
    everyone: tuple[tuple[str, str], ...]
    proof: str
    to: str
    owed: str
    treaty: str
    treaty_id: str
    article: str
    article_key: str
    substance: str
    process: str
    wave: int
    turns_on: tuple[str, ...]
    verified: bool
    binding: bool
    helps: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A fact on which duties turn: in words, by name, how many it moves, and the same question with it settled."""

    words: str
    fact: str
    count: int
    if_true: str
    if_false: str


def duties(owed: Obligations, asked: Asked) -> list[Duty]:
    """Every duty, the surest first: those to help, those to consult, those to refrain."""
    groups: dict[tuple[object, ...], list[Obligation]] = {}
    for o in owed.listed():
        key = (o.treaty, o.article, o.kind, o.promisee, o.owes, o.discretion, o.status, o.turns_on, o.verified, o.wave)
        groups.setdefault(key, []).append(o)
    return sorted((_duty(same, owed, asked) for same in groups.values()), key=_weight)


def _weight(duty: Duty) -> tuple[bool, bool, int, bool, int, str]:
    status = STATUSES.index(duty.status)
    return (not duty.helps, not duty.binding, status, not duty.verified, duty.wave, duty.who)


def _duty(same: list[Obligation], owed: Obligations, asked: Asked) -> Duty:
    world, first = owed.world, same[0]
    codes = sorted(dict.fromkeys(o.promisor for o in same), key=lambda code: world.atlas.name(code, world.on))
    names = [the(world.atlas.name(code, world.on)) for code in codes]
    return Duty(
        first.status,
        several(names),
        tuple((name, f"/why?{asked.query(state=code)}") for name, code in zip(names, codes, strict=True)),
        proof_of(first, asked, codes[0]),
        the(world.atlas.name(first.promisee, world.on)),
        owed_in_words(first),
        short(world.treaty(first.treaty)),
        first.treaty,
        article_in_words(first.article, first.kind),
        first.article,
        in_prose(first.promise.substance),
        in_prose(first.promise.process),
        first.wave,
        tuple(fact_in_words(fact, world) for fact in first.turns_on),
        first.verified,
        first.binding,
        first.kind in HELP,
    )


def proof_of(ground: Ground, asked: Asked, promisor: str = "") -> str:
    """The address of the proof of a duty, by one of those who owe it; nothing for what else words rest on."""
    if not isinstance(ground, Obligation):
        return ""
    return f"/why?{asked.query(state=promisor or ground.promisor, treaty=ground.treaty, article=ground.article)}"


def facts_turned_on(owed: Obligations, asked: Asked) -> list[Moved]:
    """The facts on which duties to help turn, those that move most first, each with two questions that settle it."""
    moved: dict[str, int] = {}
    for o in owed.listed():
        if o.kind in HELP:
            for fact in o.turns_on:
                moved[fact] = moved.get(fact, 0) + 1
    ranked = sorted(moved, key=lambda fact: (-moved[fact], fact))[:_MOST]
    return [
        Moved(
            fact_in_words(fact, owed.world),
            fact,
            moved[fact],
            f"/?{asked.stating(fact, 'true').query()}",
            f"/?{asked.stating(fact, 'false').query()}",
        )
        for fact in ranked
    ]


_MOST = 8
"""Facts that a reader can hold."""
