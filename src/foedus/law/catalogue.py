"""The corpus as a list: which treaties there are, how they stand on a day, and one by its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.atlas.names import folded
from foedus.errors import AmbiguousName, UnknownName
from foedus.law.force import Standing, known, standing
from foedus.terms.treaties import KINDS, Treaty

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foedus.world import World

__all__ = ["Entry", "catalogue", "find_treaty"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One treaty in the list, with how it stands on the day."""

    treaty: Treaty
    standing: str
    parties: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """As plain data."""
        t = self.treaty
        kinds = {c.kind for c in t.clauses}
        return {
            "id": t.id,
            "name": t.name,
            "instrument": t.instrument,
            "binding": t.binding,
            "kinds": [k for k in KINDS if k in kinds],
            "signed": str(t.signed) if t.signed else None,
            "in_force": str(t.in_force) if t.in_force else None,
            "end": str(t.end) if t.end else None,
            "standing": self.standing,
            "parties": list(self.parties),
        }


def catalogue(world: World, parties: Sequence[str] = (), *, dated: bool = True) -> tuple[Entry, ...]:
    """The treaties of a world.

    Args:
        world: the day.
        parties: only treaties with all of these (as party or beneficiary).
        dated: only treaties that are in force, pending or perhaps in force on the day; else every one.
    """
    found = []
    for treaty in world.treaties:
        if not known(treaty, world):
            continue
        everyone = {*treaty.states, *(p for c in treaty.clauses for p in c.promisees)}
        if not set(parties) <= everyone:
            continue
        told = {s: standing(treaty, s, world) for s in sorted(everyone)}
        bound = tuple(s for s, how in told.items() if how.in_force is not False)
        waiting = tuple(s for s, how in told.items() if how.pending)
        if not dated:
            found.append(Entry(treaty, _says(bound, waiting, told), tuple(sorted(everyone))))
        elif set(parties) <= {*bound, *waiting} and (bound or waiting):
            found.append(Entry(treaty, _says(bound, waiting, told), bound or waiting))
    return tuple(found)


def _says(bound: tuple[str, ...], waiting: tuple[str, ...], told: Mapping[str, Standing]) -> str:
    if bound:
        certain = any(told[s].in_force for s in bound)
        return "in force" if certain else "unknown"
    return "signed, not in force" if waiting else "not in force"


_ENOUGH = 4
"""Letters from which a part of a name says enough."""


def find_treaty(treaties: Sequence[Treaty], name: str) -> Treaty:
    """The treaty with this id, name or other name.

    Raises:
        UnknownName: none; near names are suggested.
        AmbiguousName: several.
    """
    fold = folded(name)
    matches = [t for t in treaties if t.id == name.strip().lower()]
    matches = matches or [t for t in treaties if fold in {folded(n) for n in (t.name, *t.aka)}]
    if len(fold) >= _ENOUGH:
        matches = matches or [t for t in treaties if fold in folded(t.id) or fold in folded(t.name)]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise AmbiguousName("treaty", name, [(t.id, t.name) for t in matches[:8]])
    known_names = [t.id for t in treaties] + [n for t in treaties for n in (t.name, *t.aka)]
    raise UnknownName("treaty", name, known_names, "`foedus treaties` lists them")
