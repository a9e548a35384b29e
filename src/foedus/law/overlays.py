"""Overlays on ATOP's coding: who owes whom, against whom and in which place, where ATOP leaves that to the text.

`data/atop-overlays.yaml` is written by hand from the texts of the treaties, each row with its reason and source. The
rows for one alliance and one kind of duty stand in place of ATOP's clauses of that kind; the rest stays as ATOP has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from foedus.gate.kept import Kept, digest
from foedus.law.corpus import build_condition, words_digest

if TYPE_CHECKING:
    from foedus.atlas.atlas import Atlas
    from foedus.terms.conditions import Condition

__all__ = ["Overlay", "read_overlays"]

_RULES = (("law", "overlay_file.py"), ("law", "treaty_sense.py"), ("gate", "shapes.py"), ("gate", "marked.py"))


@dataclass(frozen=True, slots=True)
class Overlay:
    """What one row mends.

    Attributes:
        number, phase: the alliance in ATOP; phase `None` means every phase.
        kinds: which kinds of duty.
        promisors, promisees, adversaries: codes; empty where ATOP's coding stands.
        when: the whole casus foederis; `None` where ATOP's conditions stand.
        drop: the text has no duty of these kinds.
        verified: the text, or two independent descriptions of it, was seen.
    """

    number: int
    phase: int | None
    kinds: tuple[str, ...]
    promisors: tuple[str, ...]
    promisees: tuple[str, ...]
    adversaries: tuple[str, ...]
    when: Condition | None
    drop: bool
    reason: str
    source: str
    verified: bool


def read_overlays(atlas: Atlas) -> tuple[Overlay, ...]:
    """The overlays that ship.

    Raises:
        DataErrors: every mistake in the file, with its line.
    """
    raw = (files("foedus") / "data" / "atop-overlays.yaml").read_bytes()
    kept = Kept("atop-overlays", b"".join((files("foedus") / room / file).read_bytes() for room, file in _RULES))
    key = digest(raw, words_digest(atlas))
    entries = kept.read()
    if key not in entries:
        from foedus.law.overlay_file import check_overlays  # noqa: PLC0415 - only when the file changed

        entries = {key: check_overlays(raw, atlas)}
        kept.write(entries)
    return tuple(_overlay(row) for row in entries[key])


def _overlay(row: dict[str, Any]) -> Overlay:
    number, _, phase = row["treaty"].removeprefix("atop:").partition(".")
    return Overlay(
        number=int(number),
        phase=int(phase) if phase else None,
        kinds=tuple(row["kinds"]),
        promisors=tuple(row["promisors"]),
        promisees=tuple(row["promisees"]),
        adversaries=tuple(row["adversaries"]),
        when=None if row["when"] is None else build_condition(row["when"]),
        drop=row["drop"],
        reason=row["reason"],
        source=row["source"],
        verified=row["verified"],
    )
