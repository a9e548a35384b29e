"""Obligations as sentences that a minister can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.terms.truth import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foedus.law.owed import Obligations
    from foedus.terms.obligations import Obligation
    from foedus.terms.treaties import Treaty
    from foedus.world import World

__all__ = ["answer", "asked", "groups", "joined", "long_day", "owes_in_words", "standing_in_words", "together"]

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
    return f"an attack by {joined([name(a, day) for a in owed.attack.attackers])} on {name(owed.attack.target, day)}{where}"


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
        turns = f", turning on {joined([t.replace('_', ' ') for t in first.turns_on])}" if first.turns_on else ""
        parts.append(f"{together(fresh, world)} ({short(world.treaty(first.treaty))}, Article {first.article}{turns})")
    return "; ".join(parts)


def short(treaty: Treaty) -> str:
    """A treaty's shortest name, with the year of signature."""
    names = [n for n in (*treaty.aka, treaty.name) if len(n) > 6]
    name = min(names, key=len) if names else treaty.name
    year = str(treaty.signed)[:4] if treaty.signed else ""
    return name if year in name else f"{name}, {year}"


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
