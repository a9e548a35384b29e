"""Claims of a cut, read from their bodies: who says what of one matter, and which of them are one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from foedus.errors import BadLedger
from foedus.ledger.claims import telling_of
from foedus.ledger.kinds import PLANNED, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from foedus.ledger.cut import Cut
    from foedus.terms.claims import Claim
    from foedus.terms.tellings import Telling

__all__ = ["SAYS", "SILENCE", "Heard", "completed", "heads", "hear", "spells"]

SAYS = ("asserted", "alleged", "reported")
"""Modalities in which a thing is said to be so, and not only held possible, or denied."""

SILENCE = 731
"""So many days without a claim end a matter; a claim after them begins another one."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A claim of the ledger: its entry, the telling, the day that it tells of, and whether that is a day up to `on`."""

    entry: str
    telling: Telling
    as_of: date
    of_day: bool
    treaty: str = ""
    report: str = ""

    @property
    def claim(self) -> Claim:
        """The claim itself."""
        return self.telling.claim

    @property
    def denies(self) -> bool:
        """Is it a denial of the thing? Who denies that forces have left does not deny that they are there."""
        return self.claim.modality == "denied" and not self.leaves

    @property
    def leaves(self) -> bool:
        """Does it tell that forces leave?"""
        return self.claim.event_type == "troop_withdrawal"

    @property
    def plans(self) -> bool:
        """Does it tell of a plan?"""
        return self.claim.status in PLANNED

    @property
    def order(self) -> tuple[Any, ...]:
        """By the day it tells of, the day it was told, and its id."""
        return (self.as_of, self.telling.day, self.entry)


def hear(found: Cut, places: NDArray[Any], bodies: Any) -> list[Heard]:
    """The claims at these places of a cut, in its order.

    Raises:
        BadLedger: an entry is no longer there as it was sealed.
    """
    columns = found.columns
    rows = [int(row) for row in found.rows[places]]
    keys = [columns.key(row) for row in rows]
    entries = {entry.id: entry for entry in bodies(keys)}
    for key in keys:
        if key not in entries:
            raise BadLedger(
                f"the ledger is damaged: the claim {key} is not there as it was sealed; `foedus ledger verify` tells "
                "where"
            )
    heard = []
    for place, row, key in zip(places.tolist(), rows, keys, strict=True):
        known = date.fromordinal(int(found.known[row]))
        telling = telling_of(entries[key], key, known)
        treaty = columns.tables["treaty"][columns["treaty"][row]]
        as_of, of_day = date.fromordinal(int(found.as_of[place])), bool(found.of_day[place])
        report = entries[key].said.get("report") or ""
        heard.append(Heard(key, telling, as_of, of_day, treaty, report))
    return heard


def completed(heard: Heard, kind: str, second: tuple[str, ...]) -> Heard:
    """A claim with the second side that it does not name and with which it is counted: who is that side has a stake."""
    role = ROLES[kind][1]
    if not role or not second or role in dict(heard.claim.actors):
        return heard
    actors = tuple(sorted((*heard.claim.actors, (role, second))))
    return replace(heard, telling=replace(heard.telling, claim=replace(heard.claim, actors=actors)))


def heads(heard: Iterable[Heard], same: frozenset[tuple[str, str]]) -> dict[str, str]:
    """Claim -> the first of those that an analyst holds to be the same; itself where nobody does."""
    head = {h.entry: h.entry for h in sorted(heard, key=lambda h: h.order)}
    first = {key: n for n, key in enumerate(head)}

    def root(key: str) -> str:
        while head[key] != key:
            key = head[key]
        return key

    for one, two in sorted(same):
        if one in head and two in head:
            early, late = sorted((root(one), root(two)), key=first.__getitem__)
            head[late] = early
    return {key: root(key) for key in head}


def spells(heard: Iterable[Heard]) -> list[list[Heard]]:
    """The same in stretches without a long silence; one with no claim that tells of a day up to the day is none."""
    found: list[list[Heard]] = []
    for h in sorted(heard, key=lambda h: h.order):
        if not found or (h.as_of - found[-1][-1].as_of).days > SILENCE:
            found.append([])
        found[-1].append(h)
    return [spell for spell in found if any(h.of_day for h in spell)]
