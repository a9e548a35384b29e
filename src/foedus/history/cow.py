"""Participants of interstate wars: the Correlates of War project, version 4.0 (Sarkees and Wayman 2010).

One row for each state on each side of a war, with up to two stretches of fighting, whether it initiated the war, and in
which part of the world the war was fought. Version 4.0 covers 1823 to 2003.
"""

from __future__ import annotations

import calendar
import csv
import io
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from foedus.sources.fetch import local
from foedus.terms.history import Fighter

if TYPE_CHECKING:
    from foedus.atlas.atlas import Atlas

__all__ = ["CowWar", "code_of", "cow_wars"]

SOURCE = "COW Inter-State War Data 4.0"

_AMERICAS = ("north-america", "south-america", "central-america", "caribbean")
_EUROPE = ("europe",)
_AFRICA = ("africa", "sub-saharan-africa", "north-africa")
_MIDDLE_EAST = ("middle-east", "north-africa")
_ASIA = ("asia", "east-asia", "southeast-asia", "south-asia", "central-asia")
_OCEANIA = ("oceania",)
_REGIONS = {
    "1": _AMERICAS,
    "2": _EUROPE,
    "4": _AFRICA,
    "6": _MIDDLE_EAST,
    "7": _ASIA,
    "9": _OCEANIA,
    "11": _EUROPE + _MIDDLE_EAST,
    "12": _EUROPE + _ASIA,
    "13": _AMERICAS + _ASIA,
    "14": _EUROPE + _AFRICA + _MIDDLE_EAST,
    "15": _EUROPE + _AFRICA + _MIDDLE_EAST + _ASIA,
    "16": _AFRICA + _MIDDLE_EAST + _ASIA + _OCEANIA,
    "17": _ASIA + _OCEANIA,
    "18": _AFRICA + _MIDDLE_EAST,
    "19": _EUROPE + _AFRICA + _MIDDLE_EAST + _ASIA + _OCEANIA,
}


@dataclass(slots=True)
class CowWar:
    """One war of the list.

    Attributes:
        initiators: codes of the states that the project calls initiators.
        regions: where it was fought, as words of the gazetteer.
    """

    number: int
    name: str
    fighters: list[Fighter]
    initiators: list[str]
    regions: dict[str, None]

    @property
    def id(self) -> str:
        """The name in lower case with hyphens."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")


def cow_wars(atlas: Atlas) -> dict[int, CowWar]:
    """Every war of the list, by number.

    Raises:
        SourceMissing, SourceAltered: the file is not here and cannot be fetched, or it is not the registered one.
    """
    wars: dict[int, CowWar] = {}
    text = local("cow-wars").read_bytes().decode("latin-1")
    for row in csv.DictReader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"))):
        number, code = int(row["WarNum"]), code_of(row["ccode"], atlas)
        war = wars.setdefault(number, CowWar(number, row["WarName"], [], [], {}))
        war.regions.update(dict.fromkeys(_REGIONS.get(row["WhereFought"], ())))
        if row["Initiator"] == "1" and code not in war.initiators:
            war.initiators.append(code)
        for phase in "12":
            entry, exit_ = _day(row, "Start", phase), _day(row, "End", phase, last=True)
            if entry and exit_:
                war.fighters.append(Fighter(code, int(row["Side"]), entry, exit_, SOURCE))
    return wars


def code_of(number: str, atlas: Atlas) -> str:
    """The code of the state that has this number in the Correlates of War project."""
    found = atlas.find(number)
    return found.code if found else f"cow:{number}"


def _day(row: dict[str, str], end: str, phase: str, *, last: bool = False) -> date | None:
    """A day; where month or day are unknown (-9), the first that it can have been, or the last."""
    year, month, dom = (int(row[f"{end}{part}{phase}"]) for part in ("Year", "Month", "Day"))
    if year < 1:
        return None
    if month < 1:
        month = 12 if last else 1
    if dom < 1:
        dom = calendar.monthrange(year, month)[1] if last else 1
    return date(year, month, dom)
