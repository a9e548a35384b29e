"""Obligations as sentences that a minister can read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus.terms.truth import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foedus.law.owed import Obligations
    from foedus.terms.obligations import Obligation
    from foedus.terms.treaties import Treaty
    from foedus.world import World

__all__ = [
    "answer",
    "article_in_words",
    "asked",
    "fact_in_words",
    "groups",
    "joined",
    "long_day",
    "owes_in_words",
    "short",
    "standing_in_words",
    "together",
]

_HELP = ("defense", "offense")


def joined(words: Sequence[str]) -> str:
    """Words as a list in a sentence.

    >>> joined(["China", "Russia", "Cuba"])
    'China, Russia and Cuba'
    """
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def long_day(world: World) -> str:
    """The world's day in words: 19 October 2024."""
    return f"{world.on.day} {world.on:%B} {world.on.year}"


def asked(owed: Obligations) -> str:
    """The question: an attack by South Korea on North Korea."""
    name, day = owed.world.atlas.name, owed.world.on
    where = f" at {owed.place.name}" if owed.attack.where else ""
    who = joined([name(a, day) for a in owed.attack.attackers])
    return f"an attack by {who} on {name(owed.attack.target, day)}{where}"


def groups(rows: Iterable[Obligation]) -> list[tuple[Obligation, list[Obligation]]]:
    """Obligations that differ only in their promisor, together, with the first of each group."""
    found: dict[tuple[object, ...], list[Obligation]] = {}
    for o in rows:
        key = (o.treaty, o.article, o.kind, o.promisee, o.status, o.turns_on, o.owes, o.discretion, o.wave, o.verified)
        found.setdefault(key, []).append(o)
    return [(same[0], same) for same in found.values()]


def together(rows: Sequence[Obligation], world: World) -> str:
    """Their promisors by name: up to four in full, else a count and all names."""
    names = [world.atlas.name(o.promisor, world.on) for o in rows]
    return joined(names) if len(names) < 5 else f"{len(names)} states"


def owes_in_words(o: Obligation) -> str:
    """What is owed and how freely: assist by military and other means, at once."""
    act = {
        "fight": "fight at its side",
        "assist": "give military and other help",
        "act": "take such action as it deems necessary",
        "consult": "consult",
        "refrain": "refrain",
    }[o.owes]
    how = {"none": "", "process": ", after its constitutional or joint process", "full": ", entirely at its discretion"}
    return act + how[o.discretion]


def article_in_words(article: str, kind: str) -> str:
    """Article 5; or what stands in place of a number.

    >>> article_in_words("42(7)", "defense"), article_in_words("defense", "defense")
    ('Article 42(7)', 'clause on defense')
    """
    if _NUMBERED.match(article):
        return f"Article {article}"
    return f"clause on {kind}" if article in (kind, "unseen") else article


_NUMBERED = re.compile(r"(\d+|[IVXLC]+)([a-z]|bis|ter)?\s*(\(.*)?\Z")

_FACTS = {
    "self_defence": "whether the act is self-defence",
    "armed_attack": "whether it is an armed attack",
    "on_request": "whether the ally asks for help",
    "unprovoked": "whether the ally provoked the attack",
    "demands_unmet": "whether stated demands were refused",
    "between_members": "whether the treaty covers an attack by one of its members",
    "non_state_attack": "whether the treaty covers an attack by an armed group",
    "internal_conflict": "whether it is an internal conflict",
    "where": "where the attack falls",
    "text_unpublished": "what an unpublished text says",
    "unread_text_binds": "what a text that we could not read says",
    "text_not_seen": "what a text that we could not read says",
    "communist_aggression": "whether it is a communist aggression",
    "special_treaty_applies": "whether a special treaty applies",
}


def fact_in_words(fact: str) -> str:
    """A fact that a verdict turns on, in words.

    >>> fact_in_words("on_request"), fact_in_words("in_force@2025-kensington")
    ('whether the ally asks for help', 'whether 2025-kensington is in force')
    """
    name, _, treaty = fact.partition("@")
    if treaty and name in ("in_force", "suspended"):
        return f"whether {treaty} is {name.replace('_', ' ')}"
    if name in _FACTS:
        return _FACTS[name]
    if ":" in name:
        kind, _, what = name.partition(":")
        return f"whether the place lies {kind} {what}" if kind == "within" else f"whether {what} is {kind}"
    return f"a condition that the record does not settle ({name.replace('_', ' ')})"


def answer(owed: Obligations) -> list[str]:
    """The answer in a few sentences: who is bound, perhaps bound, not yet bound, suspended."""
    world = owed.world
    target = world.atlas.name(owed.attack.target, world.on)
    helping = [o for o in owed.listed() if o.kind in _HELP]
    lines = []
    for status, verb in _VERBS:
        mine = [o for o in helping if o.status == status]
        # A promisor that is bound under another treaty need not be named again for a lesser verdict.
        stronger = {o.promisor for o in helping if _RANK[o.status] < _RANK[status]}
        mine = [o for o in mine if o.promisor not in stronger]
        if mine:
            lines.append(verb.format(who=_who(mine, world), target=target, many="are" if _many(mine) else "is"))
    if not helping:
        lines.append(f"No treaty of the corpus obliges anybody to help {target}.")
    return lines


_VERBS = (
    ("invoked", "Bound to help {target}: {who}."),
    ("arguable", "Arguably bound: {who}."),
    ("suspended", "Duty suspended: {who}."),
    ("pending", "Signed and not in force, so not bound: {who}."),
)
_RANK = {"invoked": 0, "arguable": 1, "suspended": 2, "pending": 3, "not_invoked": 4}


def _many(rows: list[Obligation]) -> bool:
    return len({o.promisor for o in rows}) > 1


def _who(rows: list[Obligation], world: World) -> str:
    parts = []
    seen: set[str] = set()
    for first, same in sorted(groups(rows), key=lambda g: -len(g[1])):
        fresh = [o for o in same if o.promisor not in seen]
        if not fresh:
            continue
        seen.update(o.promisor for o in fresh)
        turns = f", turning on {joined([fact_in_words(t) for t in first.turns_on])}" if first.turns_on else ""
        words = f"{short(world.treaty(first.treaty))}, {article_in_words(first.article, first.kind)}"
        parts.append(f"{together(fresh, world)} ({words}{turns})")
    return "; ".join(parts)


def short(treaty: Treaty) -> str:
    """A treaty's usual name: its own if that is short, else the first other one that is, with the year of signature."""
    names = [n for n in (treaty.name, *treaty.aka) if 6 < len(n) <= _SHORT]
    name = names[0] if names else treaty.name
    year = str(treaty.signed)[:4] if treaty.signed else ""
    return name if year in name else f"{name}, {year}"


_SHORT = 44
"""Letters that a name may have in a sentence."""


def standing_in_words(treaty: Treaty, world: World) -> str:
    """How a treaty stands on the world's day: in force since, signed and not in force, ended."""
    moment = world.horizon
    if treaty.in_force is None:
        return "a draft, signed by nobody"
    over = treaty.end.by(moment) if treaty.end else False
    begun = treaty.in_force.by(moment)
    if over:
        return f"ended {treaty.end} ({treaty.end_how})"
    if begun and over is None:
        return f"in force since {treaty.in_force}; whether it had ended is {say(over)}"
    if begun:
        return f"in force since {treaty.in_force}"
    if treaty.signed is not None and treaty.signed.by(moment) is False:
        return f"not yet signed (signed {treaty.signed})"
    if begun is None:
        return f"signed {treaty.signed}; whether it was in force is not known ({treaty.in_force})"
    return f"signed {treaty.signed} and not in force (entry into force {treaty.in_force})"
