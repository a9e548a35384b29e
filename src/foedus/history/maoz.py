"""Who attacked whom in interstate wars: the directed dyadic data of Maoz, Johnson, Kaplan, Ogunkoya and Shreve (2019).

A dyad of a war is directed from the state that initiated force in it to its target, and dated by the first battle. A
declaration that came before does not show: Germany's on Russia of 1 August 1914 is Russia's first battle of 17 August.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from foedus.history.cow import code_of
from foedus.sources.fetch import local
from foedus.terms.history import Act
from foedus.terms.when import When

if TYPE_CHECKING:
    from foedus.atlas.atlas import Atlas

__all__ = ["maoz_acts"]

SOURCE = "Maoz directed dyadic war data"
_INITIATOR = "1"


def maoz_acts(atlas: Atlas) -> dict[int, list[Act]]:
    """The first attack of each directed dyad, by number of the war.

    Raises:
        SourceMissing, SourceAltered: the file is not here and cannot be fetched, or it is not the registered one.
    """
    acts: dict[int, dict[tuple[str, str], Act]] = {}
    with local("maoz-dyadic-wars").open(newline="", encoding="latin-1") as source:
        for row in csv.DictReader(source):
            if row["wardyadrolea"] != _INITIATOR:
                continue
            by, against = code_of(row["statea"], atlas), code_of(row["stateb"], atlas)
            act = Act(_day(row), "attack", by, against, SOURCE)
            dyads = acts.setdefault(int(row["warnum"]), {})
            if (by, against) not in dyads or act.day < dyads[by, against].day:
                dyads[by, against] = act
    return {number: list(dyads.values()) for number, dyads in acts.items()}


def _day(row: dict[str, str]) -> When:
    """The day of the first battle; one row has its month and day changed places, and that is mended."""
    year, month, dom = (int(row[f"warstrt{part}"]) for part in ("yr", "mnth", "day"))
    if month > 12:
        month, dom = dom, month
    return When.parse(f"{year:04}-{month:02}-{dom:02}" if dom > 0 else f"{year:04}-{month:02}")
