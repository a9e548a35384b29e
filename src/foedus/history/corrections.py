"""Our own record of who attacked whom when, where the data sets are silent, rough or at odds: `data/war-acts.yaml`.

Each row has its source. For a pair of states for which it has an act in a war, what the data sets have between these
two is set aside; it also has wars that the Correlates of War project does not list.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from foedus.gate.kept import Kept, digest
from foedus.terms.history import Act, Fighter
from foedus.terms.when import When, day

if TYPE_CHECKING:
    from foedus.atlas.atlas import Atlas

__all__ = ["Correction", "corrections"]

_RULES = (("history", "corrections_file.py"), ("gate", "shapes.py"), ("gate", "marked.py"))


@dataclass(frozen=True, slots=True)
class Correction:
    """What our record has on one war.

    Attributes:
        number: of the war in the Correlates of War project; `None` if it does not list it.
        id: left empty for a war that it lists.
        fighters: of a listed war, only those whom the list lacks or dates otherwise.
    """

    number: int | None
    id: str
    name: str
    aka: tuple[str, ...]
    acts: tuple[Act, ...]
    fighters: tuple[Fighter, ...]
    regions: tuple[str, ...]
    contested: str


def corrections(atlas: Atlas) -> tuple[Correction, ...]:
    """Our own record, checked once and kept until it changes.

    Raises:
        DataErrors: every mistake in the file, with its line.
    """
    raw = (files("foedus") / "data" / "war-acts.yaml").read_bytes()
    kept = Kept("war-acts", b"".join((files("foedus") / room / file).read_bytes() for room, file in _RULES))
    words = "\n".join(
        [*(s.code for s in atlas.states), *(e.code for e in atlas.entities), *(p.id for p in atlas.places)]
    )
    key = digest(raw, words.encode())
    entries = kept.read()
    if key not in entries:
        from foedus.history.corrections_file import check_corrections  # noqa: PLC0415 - only when the file changed

        entries = {key: check_corrections(raw, atlas)}
        kept.write(entries)
    return tuple(_correction(row) for row in entries[key])


def _correction(row: dict[str, Any]) -> Correction:
    return Correction(
        number=row["war"],
        id=row["id"],
        name=row["name"],
        aka=tuple(row["aka"]),
        acts=tuple(act for told in row["acts"] for act in _acts(told)),
        fighters=(*_of_sides(row), *(_fighter(told) for told in row["fighters"])),
        regions=tuple(row["regions"]),
        contested=row["contested"],
    )


def _acts(row: dict[str, Any]) -> list[Act]:
    when = When.parse(row["on"])
    return [
        Act(when, row["what"], by, against, row["source"], row["certainty"] == "disputed", row["where"], row["note"])
        for by in row["by"]
        for against in row["against"]
    ]


def _of_sides(row: dict[str, Any]) -> list[Fighter]:
    """Those who fought from the first day of an unlisted war to its last, unless they have a row of their own."""
    source = row["acts"][0]["source"]
    own = {told["state"] for told in row["fighters"]}
    return [
        Fighter(state, int(side), day(row["start"]), day(row["end"]), source)
        for side, states in row["sides"].items()
        for state in states
        if state not in own
    ]


def _fighter(row: dict[str, Any]) -> Fighter:
    return Fighter(row["state"], row["side"], day(row["entry"]), day(row["exit"]), row["source"], row["contested"])
