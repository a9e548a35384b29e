"""Entries and matters of a ledger in words, for the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.briefing.evidence import dissents, figure_in_words, speakers, thing
from foedus.briefing.sentences import in_words as when_in_words
from foedus.briefing.sentences import joined, the
from foedus.briefing.standing import LASTING
from foedus.ledger.strands import in_words
from foedus.terms.evidence import MATTERS

if TYPE_CHECKING:
    from foedus.ledger.stored import Stored
    from foedus.terms.evidence import Matter
    from foedus.world import World

__all__ = ["claim_in_words", "matter_in_words", "named_in", "speaker"]

NARRATOR = "NARRATOR"
"""Who speaks in a claim that nobody else is said to make."""


def named_in(world: World, codes: list[str] | tuple[str, ...]) -> str:
    """States by their names on the day."""
    return joined([the(world.atlas.name(code, world.on)) for code in codes])


def claim_in_words(entry: Stored, world: World) -> dict[str, Any]:
    """What one claim says."""
    said = entry.entry.said
    quantity = said.get("quantity") or {}
    many = f"{in_words(quantity.get('low'), quantity.get('high'))} {quantity.get('unit') or ''}" if quantity else ""
    actors = "; ".join(f"{role} {named_in(world, codes)}" for role, codes in (said.get("actors") or {}).items())
    return {
        "id": entry.id,
        "number": entry.number,
        "who": speaker(said["source"], said.get("outlet") or ""),
        "of": world.atlas.name(said["source_affiliation"], world.on) if _is_code(said["source_affiliation"]) else "",
        "through": ", ".join(said.get("relayed_by") or ()),
        "how": said["modality"],
        "what": said["event_type"].replace("_", " "),
        "actors": actors,
        "many": many.strip(),
        "status": said.get("status") or "",
        "place": said.get("place") or "",
        "words": " ".join(said["sentence"].split()),
        "known": entry.entry.known.isoformat(),
        "report": said.get("report") or "",
        "start": said["char_start"],
        "end": said["char_end"],
    }


def speaker(source: str, outlet: str = "") -> str:
    """Who says it; where nobody is named it is the report itself."""
    return source if source != NARRATOR else outlet or "the report itself"


def _is_code(affiliation: str | None) -> bool:
    return bool(affiliation) and affiliation != NARRATOR


def _when(matter: Matter) -> str:
    """Since when it lasts, or when it happened."""
    if matter.since is None:
        return ""
    told = when_in_words(matter.since)
    return f"since {told.removeprefix('on ')}" if matter.kind in LASTING else told


def matter_in_words(matter: Matter, world: World) -> dict[str, Any]:
    """What claims tell of one thing, and how well it stands."""
    return {
        "kind": MATTERS[matter.kind],
        "about": thing(matter, world),
        "stage": matter.stage.replace("_", " "),
        "since": _when(matter),
        "word": matter.standing.word,
        "standing": str(matter.standing),
        "reasons": matter.standing.reasons,
        "figures": [f"{figure_in_words(s)}: {s.standing}" for s in matter.strands],
        "grade": str(matter.grade) if matter.grade else "",
        "origins": speakers(matter, world),
        "claims": [
            (t.entry, speaker(t.telling.claim.source, t.telling.outlet), t.verdict, t.by)
            for t in (*matter.claims, *matter.denials)
        ],
        "dissent": dissents(matter, quoted=True),
        "record": matter.record,
    }
