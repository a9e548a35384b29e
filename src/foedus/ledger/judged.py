"""Judgements in their order: of several on one thing the latest counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.terms.entries import Entry

__all__ = ["latest"]


def latest(entries: Iterable[Entry]) -> dict[tuple[str, str], Entry]:
    """The last judgement on each thing, in the order of `known`, `recorded` and id: (of, by) -> judgement.

    `by` is empty for judgements on one entry alone, else the other entry that it names. A judgement that was retracted
    counts for nothing, unless its retraction was retracted in turn.
    """
    judgements = sorted((e for e in entries if e.kind == "judgement"), key=lambda e: (e.known, e.recorded, e.id))
    gone: set[str] = set()
    for entry in reversed(judgements):  # from the end: a later retraction undoes an earlier one
        if entry.id not in gone and entry.said["verdict"] == "retract":
            gone.add(entry.said["of"])
    found: dict[tuple[str, str], Entry] = {}
    for entry in judgements:
        if entry.id not in gone:
            said = entry.said
            found[said["of"], said.get("by") or ""] = entry
    return found
