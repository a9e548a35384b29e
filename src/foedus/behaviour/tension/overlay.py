"""Pacts since the record of ATOP ended: what the corpus of treaties has come into force or ended since, laid over it.

ATOP ends in 2018, and a question of a later year would know of no pact since. So its last year is taken, with every
promise that a binding treaty of the corpus holds at the end of the year and did not hold at the end of 2018, and
without every promise that it held then and holds no more. The corpus is a selection: a pact that it does not have is
not laid over, and one that ended and stood on two treaties of which it has one is taken out. Portfolios (S), which
count all alliances of both states, stay those of the record.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.behaviour.tension.ties import LAST_PACT
from foedus.gate.kept import Kept, digest
from foedus.law.commitments import commitments
from foedus.law.reading import treaties
from foedus.world import World

if TYPE_CHECKING:
    from foedus.behaviour.opportunities import Places
    from foedus.behaviour.tension.ties import Ties

__all__ = ["overlaid", "since_the_record"]

_KINDS = {
    "defense": "defense",
    "offense": "offense",
    "neutrality": "neutral",
    "nonaggression": "nonagg",
    "consultation": "consul",
}
"""Kind of a clause -> its name in ATOP."""

Promise = tuple[str, str, str]
"""Kind, promisor, promisee."""


@cache
def since_the_record(year: int, known_on: date | None = None) -> tuple[dict[Promise, str], dict[Promise, str]]:
    """What binding treaties of the corpus promise at the end of a year and did not at the end of ATOP, and the reverse.

    Args:
        year: after 2018.
        known_on: only what was known by this day.

    Returns:
        Promises that came and that went, each with a treaty on which it rests.
    """
    kept, key = Kept("pacts-since", _rules()), f"{year} {known_on or ''}"
    entries = kept.read()
    if key not in entries:
        came, went = _compared(year, known_on)
        entries[key] = [[[*p, treaty] for p, treaty in some.items()] for some in (came, went)]
        kept.write(dict([*entries.items()][-_YEARS:]))
    came, went = ({(kind, one, two): treaty for kind, one, two, treaty in some} for some in entries[key])
    return came, went


_YEARS = 24
"""So many years and days of knowledge are kept."""


def _rules() -> bytes:
    """The corpus, and the code that says what binds on a day."""
    here = files("foedus")
    rooms = (here / "data" / "treaties", here / "law")
    found = sorted((f.name, f.read_bytes()) for r in rooms for f in r.iterdir() if f.name.endswith((".yaml", ".py")))
    return digest(*(part for _, part in found), Path(__file__).read_bytes()).encode()


def _compared(year: int, known_on: date | None) -> tuple[dict[Promise, str], dict[Promise, str]]:
    binding = tuple(t for t in treaties() if t.binding)
    then, now = (_promised(World(binding, date(y, 12, 31), known_on)) for y in (LAST_PACT, year))
    came = {p: told[1] for p, told in now.items() if told[0] == "in force" and then.get(p, ("",))[0] not in _STOOD}
    went = {p: told[1] for p, told in then.items() if told[0] == "in force" and now.get(p, ("",))[0] not in _STOOD}
    return came, went


_STOOD = ("in force", "unknown")
"""What stood, or may have: there the record is left as it is."""


def _promised(world: World) -> dict[Promise, tuple[str, str]]:
    """Each promise with the best standing that any treaty gives it, and that treaty."""
    found: dict[Promise, tuple[str, str]] = {}
    for c in commitments(world):
        key = (c.kind, c.promisor, c.promisee)
        if key not in found or (c.standing in _STOOD and found[key][0] != "in force"):
            found[key] = (c.standing, c.treaty)
    return found


def overlaid(bound: Ties, places: Places, year: int, known_on: date | None = None) -> tuple[Ties, tuple[str, ...]]:
    """The pacts with what came and went since ATOP, as they stood at the end of a year, and the treaties that did it.

    A year that ATOP covers is left as it is.

    Args:
        bound: pacts and rivalries of the record.
        places: the positions of states.
        year: whose end counts.
        known_on: only what was known by this day.
    """
    if year <= LAST_PACT:
        return bound, ()
    came, went = since_the_record(year, known_on)
    later = {kind: bound.pact(kind, LAST_PACT).copy() for kind in bound.pacts}
    used: set[str] = set()
    for told, there in ((went, False), (came, True)):
        for (kind, one, two), treaty in told.items():
            at = places.of(one, year), places.of(two, year)
            if kind in _KINDS and None not in at and later[_KINDS[kind]][at] != there:
                later[_KINDS[kind]][at] = there
                used.add(treaty)
    return replace(bound, later=later), tuple(sorted(used))
