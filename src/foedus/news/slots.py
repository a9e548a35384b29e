"""Which of several hits, voices, numbers and days in a sentence belong to a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.terms.claims import EVENT_TYPES

if TYPE_CHECKING:
    from foedus.news.attribution import Attribution
    from foedus.news.dates import Dated
    from foedus.news.patterns import Hit
    from foedus.news.quantities import Counted
    from foedus.news.words import Word
    from foedus.terms.claims import Claim, DateSpan, Quantity

__all__ = ["UNITS", "day_of", "highest", "number_of", "one_voice", "unranked", "voice"]

UNITS = {
    "troop_deployment": ("troops", "police", "fighters", "ships", "aircraft", "tanks"),
    "troop_withdrawal": ("troops", "police", "fighters", "ships", "aircraft"),
    "arms_transfer": ("tanks", "drones", "aircraft", "ships", "weapons", "USD", "EUR"),
    "labour_transfer": ("workers",),
    "attack": ("killed", "wounded", "drones", "aircraft", "weapons", "ships", "troops", "fighters"),
    "exercise": ("troops", "ships", "aircraft"),
    "assistance_request": ("troops", "weapons", "aircraft", "USD"),
}
"""Units that can be the number of an event, the likeliest first."""


def highest(groups: list[list[Hit]]) -> list[list[Hit]]:
    """Where the same words tell of two events, the one that stands higher in the scheme counts."""
    ranked = sorted(groups, key=lambda g: EVENT_TYPES.index(g[0].type))
    kept: list[tuple[set[int], list[Hit]]] = []
    for group in ranked:
        places = {place for hit in group for place in hit.at}
        if not any(places <= taken for taken, _ in kept):
            kept.append((places, group))
    return [group for _, group in kept]


def unranked(claims: list[Claim]) -> list[Claim]:
    """Claims without positions and relations in a stretch that already tells of something higher in the scheme."""
    told: dict[tuple[int, int], int] = {}
    for claim in claims:
        span, rank = (claim.start, claim.end), EVENT_TYPES.index(claim.event_type)
        told[span] = min(rank, told.get(span, rank))
    return [
        c
        for c in claims
        if c.event_type not in ("policy_statement", "relation_state")
        or told[c.start, c.end] == EVENT_TYPES.index(c.event_type)
    ]


def one_voice(hits: list[Hit], words: list[Word], frames: list[Attribution]) -> list[Hit]:
    """Hits in what one source says: the source with the most, an attributed one first."""
    if not frames:
        return hits
    voices: dict[int, list[Hit]] = {}
    for hit in hits:
        said = voice(frames, words[hit.at[-1]].start)
        voices.setdefault(frames.index(said) if said else -1, []).append(hit)
    return max(voices.items(), key=lambda pair: (len(pair[1]), pair[0] >= 0))[1]


def voice(frames: list[Attribution], place: int) -> Attribution | None:
    """The innermost frame whose content holds this place."""
    holding = [f for f in frames if f.covers(place)]
    return min(holding, key=lambda f: sum(b - a for a, b in f.content)) if holding else None


def number_of(numbers: list[Counted], base: int, span: tuple[int, int], kind: str) -> Quantity | None:
    """The number in the clause that fits the event."""
    fitting = [n for n in numbers if n.quantity.unit in UNITS.get(kind, ()) and span[0] <= n.start + base < span[1]]
    return min(fitting, key=lambda n: UNITS[kind].index(n.quantity.unit)).quantity if fitting else None


def day_of(
    days: list[Dated], base: int, span: tuple[int, int], trigger: tuple[int, int], frames: list[Attribution], kind: str
) -> DateSpan | None:
    """The day nearest to the trigger in its clause; the day of speaking only where speaking is the event.

    What an event means, or what a treaty says, has no day of its own.
    """
    if kind in ("motive_assessment", "treaty_clause"):
        return None
    speaking = kind in ("policy_statement", "threat", "assistance_request")
    fitting = []
    for day in days:
        place = day.start + base
        framed = any(f.frame[0] <= place < f.frame[1] + 14 and not span[0] <= place < f.frame[0] for f in frames)
        inside = span[0] <= place < span[1]
        if day.span and ((inside and not framed) or (framed and speaking)):
            fitting.append((min(abs(place - trigger[0]), abs(place - trigger[1])), day.span))
    return min(fitting, key=lambda pair: pair[0])[1] if fitting else None
