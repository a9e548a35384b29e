"""One answer in a few sentences: who is bound, perhaps bound, not yet bound; and who stands otherwise today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.briefing.sentences import article_in_words, fact_in_words, joined, long_day, several, short, the
from foedus.briefing.words import Words, grounded, listed, resting, strung
from foedus.terms.obligations import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.law.owed import Obligations
    from foedus.terms.obligations import Obligation
    from foedus.world import World

__all__ = ["HELP", "answer", "asked", "heading", "moved", "words_of"]

HELP = ("defense", "offense")
"""Kinds of duty to help; the others are to consult or to refrain."""


def asked(owed: Obligations) -> str:
    """The question: an attack by South Korea on North Korea."""
    who, target, where = _actors(owed)
    return f"an attack by {who} on {target}{where}"


def heading(owed: Obligations) -> str:
    """The question with its day, as a title."""
    text = asked(owed)
    return f"{text[0].upper()}{text[1:]}, {long_day(owed.world)}"


def _actors(owed: Obligations) -> tuple[str, str, str]:
    name, day = owed.world.atlas.name, owed.world.on
    where = f" at {owed.place.name}" if owed.attack.where else ""
    return joined([the(name(a, day)) for a in owed.attack.attackers]), the(name(owed.attack.target, day)), where


def answer(owed: Obligations, *, short: bool = False) -> list[Words]:
    """The answer in a few sentences, the surest first; what is not verified stands apart, and so do mere pledges.

    The words that bind rest on the duty that they make. A `short` answer leaves out what it turns on, and counts where
    many would be named.
    """
    world = owed.world
    target = the(world.atlas.name(owed.attack.target, world.on))
    helping = [o for o in owed.listed() if o.kind in HELP]
    lines: list[Words] = []
    seen: set[str] = set()
    for status in STATUSES:
        for sure in (True, False):
            # A promisor that is bound more surely under another treaty need not be named again.
            mine = [o for o in helping if o.status == status and o.binding and o.verified is sure]
            fresh = [o for o in mine if o.promisor not in seen]
            seen |= {o.promisor for o in fresh}
            if fresh:
                mark = "" if sure else " (not verified)" if short else _UNVERIFIED
                told = _who(fresh, world, short=short)
                lines.append(f"{_BEGINNINGS[status].format(target=target)}{mark}: " + told + ".")
    loose = [o for o in helping if not o.binding and o.promisor not in seen]
    if loose:
        lines.append("Pledged, and not bound in law: " + _who(loose, world, short=short) + ".")
    return lines or [resting(f"No treaty of the corpus obliges anybody to help {target}.", None)]


_BEGINNINGS = {
    "invoked": "Bound to help {target}",
    "arguable": "Arguably bound",
    "suspended": "Duty suspended",
    "pending": "Signed and not in force, so not bound",
    "not_invoked": "Not bound",
}
_UNVERIFIED = " (resting on points that are not verified)"


def _who(rows: Iterable[Obligation], world: World, *, short: bool = False) -> Words:
    """Promisors with the words that bind them; those of one article together, the largest group first."""
    groups: dict[tuple[object, ...], list[Obligation]] = {}
    for o in _firmest(rows):
        groups.setdefault((o.treaty, o.article, o.kind, () if short else o.turns_on), []).append(o)
    parts, seen = list[Words](), set[str]()
    for same in sorted(groups.values(), key=len, reverse=True):
        fresh = [o for o in same if o.promisor not in seen]
        seen.update(o.promisor for o in fresh)
        if fresh:
            turns = [] if short else [fact_in_words(t, world) for t in fresh[0].turns_on]
            on = f", turning on {joined(turns)}" if turns else ""
            parts.append(f"{several(_names(fresh, world))} (" + resting(words_of(fresh[0], world), fresh[0]) + f"{on})")
    if short and len(parts) > _MOST:
        return _counted(list(groups.values()), world)
    return strung(parts, "; ")


_MOST = 3
"""Treaties that a short answer cites; where there are more, it names or counts the states."""


def _counted(groups: list[list[Obligation]], world: World) -> Words:
    states = {o.promisor: o for same in groups for o in same}
    if len(states) > _NAMED:
        return grounded(
            f"{len(states)} states by {len({o.treaty for o in states.values()})} treaties", *states.values()
        )
    return listed([resting(name, o) for o in states.values() for name in _names([o], world)])


_NAMED = 6


def _firmest(rows: Iterable[Obligation]) -> list[Obligation]:
    """Of each promisor the ground that leaves the least open; among equals the first."""
    best: dict[str, Obligation] = {}
    for o in rows:
        if o.promisor not in best or len(o.turns_on) < len(best[o.promisor].turns_on):
            best[o.promisor] = o
    return list(best.values())


def words_of(o: Obligation, world: World) -> str:
    """By which words: the treaty's usual name and the article."""
    return f"{short(world.treaty(o.treaty))}, {article_in_words(o.article, o.kind)}"


def _names(rows: Iterable[Obligation], world: World) -> list[str]:
    return list(dict.fromkeys(the(world.atlas.name(o.promisor, world.on)) for o in rows))


def moved(then: Obligations, now: Obligations, *, cited: bool = True) -> list[Words]:
    """Who stands otherwise on the second day, by the strongest duty to help that each has: today also bound, Russia.

    Without `cited` the names rest on their duties and no treaty is named.
    """
    before, after = _strongest(then), _strongest(now)
    told: dict[str, list[Obligation]] = {}
    for state, new in after.items():
        old = before.get(state)
        if old is None or _weight(old)[:2] != _weight(new)[:2]:
            told.setdefault(_TODAY[new.status] if new.binding else "pledged, and not bound in law", []).append(new)
    lines = []
    for status, rows in told.items():
        lines.append(f"Today {status}: " + (_who(rows, now.world) if cited else _counted([rows], now.world)) + ".")
    gone = {
        the(then.world.atlas.name(state, then.world.on)): old for state, old in before.items() if state not in after
    }
    if gone:
        lines.append("Today no duty any more: " + listed([resting(name, old) for name, old in gone.items()]) + ".")
    return lines


_TODAY = {
    "invoked": "also bound",
    "arguable": "arguably bound",
    "suspended": "suspended from the duty",
    "pending": "signed and not in force",
    "not_invoked": "not bound",
}


def _strongest(owed: Obligations) -> dict[str, Obligation]:
    found: dict[str, Obligation] = {}
    for o in sorted((o for o in owed.listed() if o.kind in HELP), key=_weight):
        found.setdefault(o.promisor, o)
    return found


def _weight(o: Obligation) -> tuple[bool, int, bool, int]:
    return (not o.binding, STATUSES.index(o.status), not o.verified, len(o.turns_on))
