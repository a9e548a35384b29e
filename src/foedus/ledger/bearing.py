"""Which single source bears most of a picture, and what falls without it: the picture is made again to see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.ledger.difference import Change
from foedus.terms.evidence import WORDS

if TYPE_CHECKING:
    from foedus.ledger.picture import Picture
    from foedus.terms.evidence import Matter

__all__ = ["Bearing", "bearings"]

ASKED = 12
"""So many origins, those with most claims, are taken away in turn."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """An independent origin, its claims, and what falls without them: a standing drops, or the matter vanishes.

    Attributes:
        lost: in steps of standing, a vanished matter counting as all of them; by it origins are ranked.
    """

    origin: str
    entries: tuple[str, ...]
    falls: tuple[Change, ...]
    lost: int

    def to_dict(self) -> dict[str, object]:
        """As plain data."""
        return {
            "origin": self.origin,
            "claims": len(self.entries),
            "entries": list(self.entries),
            "lost": self.lost,
            "falls": [c.to_dict() for c in self.falls],
        }


def bearings(picture: Picture, state: str | None = None, kind: str | None = None) -> tuple[Bearing, ...]:
    """The origins of a picture, the one that bears most first.

    Args:
        picture: a world's evidence.
        state: only what concerns it.
        kind: only this kind of matter.
    """
    whole = {m.key: m for m in picture.matters(state, kind)}
    claims: dict[str, set[str]] = {}
    for matter in whole.values():
        for told in (*matter.claims, *matter.denials):
            claims.setdefault(told.origin, set()).add(told.entry)
    listed = sorted(claims, key=lambda key: (-len(claims[key]), key))[:ASKED]
    found = []
    for origin in listed:
        left = _left(picture.without(claims[origin]).matters(state, kind), whole)
        falls, lost = [], 0
        for key, matter in whole.items():
            other = left.get(key)
            steps = (
                2 * len(WORDS) - matter.standing.rank if other is None else other.standing.rank - matter.standing.rank
            )
            if steps > 0:
                falls.append(Change("matter", key, str(matter.standing), str(other.standing) if other else ""))
                lost += steps
        found.append(Bearing(origin, tuple(sorted(claims[origin])), tuple(falls), lost))
    return tuple(sorted(found, key=lambda b: (-b.lost, -len(b.entries), b.origin)))


def _left(matters: tuple[Matter, ...], whole: dict[str, Matter]) -> dict[str, Matter]:
    """What is left, under the keys of before: a matter that shares a claim with one of before is that one."""
    by_claim = {t.entry: key for key, m in whole.items() for t in (*m.claims, *m.denials)}
    found: dict[str, Matter] = {}
    for matter in matters:
        keys = [by_claim[t.entry] for t in (*matter.claims, *matter.denials) if t.entry in by_claim]
        for key in dict.fromkeys(keys):
            if key not in found or found[key].standing.rank > matter.standing.rank:
                found[key] = matter
    return found
