"""The ground that is attacked: a place of the gazetteer as the object of an attack, and whose it is on the day.

"Argentina attacked the Falkland Islands" names no state but the attacker; the target is whoever governs the islands.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from foedus.terms.states import Entity

if TYPE_CHECKING:
    from foedus.news.document import Document
    from foedus.terms.places import Place

__all__ = ["Roles", "held_by", "struck"]

Roles = tuple[tuple[str, tuple[str, ...]], ...]

_LONGEST = 5
"""Words that the name of a place has at most."""


def struck(document: Document, span: tuple[int, int], trigger: int, frames: list[tuple[int, int]]) -> Place | None:
    """The place of the gazetteer in this stretch that stands next to the trigger, one behind it first."""
    words = [w for w in document.words_in(*span) if not any(a <= w.start < b for a, b in frames)]
    taken = [(n.start, n.end) for n in document.named_in(*span) if any(_acts(c, document) for c in n.codes)]
    found: list[tuple[bool, int, Place]] = []
    at = 0
    while at < len(words):
        hit = 0
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            start, end = words[at].start, words[at + length - 1].end
            text = document.text[start:end]
            if not text[0].isupper() or any(a <= start and end <= b for a, b in taken):
                continue
            place = document.atlas.somewhere(" ".join(text.split()), document.dateline)
            if place is not None and (at == 0 or words[at - 1].low != "from"):
                found.append((start < trigger, abs(start - trigger), place))
                hit = length
                break
        at += hit or 1
    return min(found, key=lambda row: row[:2])[2] if found else None


def _acts(code: str, document: Document) -> bool:
    """Is it somebody, and not a territory that stands for its ground?"""
    found = document.atlas.find(code)
    return not (isinstance(found, Entity) and found.kind == "territory")


def held_by(roles: Roles, place: Place, document: Document) -> Roles:
    """The roles of an attack on this place: where no target is named, whoever governs it is the target."""
    if document.dateline is None:
        return roles
    told = {role: tuple(c for c in codes if _acts(c, document)) for role, codes in roles}
    eve = document.dateline - timedelta(days=1)  # what was taken that very day was still held the day before
    holders = place.administrators(eve) or place.sovereigns(eve)
    if not told.get("attacker") and told.get("target") and not {*told["target"]} & {*holders}:
        told["attacker"] = told.pop("target")  # the one state named attacks land that is not its own
    attackers = told.get("attacker", ())
    if not set(told.get("target", ())) - set(attackers):
        told["target"] = tuple(h for h in holders if h not in attackers)
    return tuple((role, told[role]) for role in ("attacker", "target") if told.get(role))
