"""Bodies of claims as claims again, with Foedus' own codes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from foedus.terms.claims import Claim, DateSpan, Quantity
from foedus.terms.scheme import from_scheme
from foedus.terms.tellings import Telling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedus.terms.entries import Entry

__all__ = ["actors_of", "claim_of", "telling_of"]


def claim_of(said: Mapping[str, Any]) -> Claim:
    """The claim that a body tells.

    >>> claim_of({"source": "NIS", "event_type": "attack", "actors": {"target": ["SUN"]}}).actors
    (('target', ('RUS',)),)
    """
    quantity, span = said.get("quantity"), said.get("date")
    return Claim(
        source=said["source"],
        affiliation=said.get("source_affiliation"),
        relayed_by=tuple(said.get("relayed_by") or ()),
        speech_verb=said.get("speech_verb"),
        modality=said.get("modality") or "asserted",
        cue=said.get("cue") or "",
        event_type=said["event_type"],
        status=said.get("status"),
        actors=actors_of(said),
        quantity=Quantity(quantity["low"], quantity["high"], quantity["unit"]) if quantity else None,
        date=DateSpan(date.fromisoformat(span["start"]), date.fromisoformat(span["end"])) if span else None,
        place=said.get("place"),
        sentence=said.get("sentence") or "",
        start=said.get("char_start") or 0,
        end=said.get("char_end") or 0,
        reader=said.get("reader") or "",
    )


def actors_of(said: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Role and codes, sorted by role; a role without codes is none."""
    roles = sorted((said.get("actors") or {}).items())
    return tuple((role, tuple(from_scheme(code) for code in codes)) for role, codes in roles if codes)


def telling_of(entry: Entry, key: str, known: date) -> Telling:
    """A claim in its report; a claim without one is a report of its own."""
    said = entry.said
    return Telling(claim_of(said), said.get("report") or key, said.get("outlet") or "", known)
