"""The wars of the past, merged: participants of COW, attacks of Maoz, and our own dated acts where those fall short.

Between two states of different sides the acts that stand are, in this order: ours; else those of Maoz; else, in a war
on which we have nothing, an attack by whomever COW calls an initiator on those who are in the war by its first day.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.errors import UnknownName
from foedus.history.corrections import corrections
from foedus.history.cow import SOURCE, cow_wars
from foedus.history.maoz import maoz_acts
from foedus.terms.history import Act, Fighter, PastWar
from foedus.terms.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from foedus.atlas.atlas import Atlas
    from foedus.history.corrections import Correction
    from foedus.history.cow import CowWar

__all__ = ["find_war", "past_wars"]


def past_wars(atlas: Atlas | None = None, *, corrected: bool = True) -> tuple[PastWar, ...]:
    """Every war between states of the record, 1823 to 2003, in the order of their beginning.

    Each war has its participants (Sarkees and Wayman 2010) and the dated acts by which it began between two of them
    (Maoz and others 2019, and our own record).

    Args:
        atlas: who the states are; left out, the one that ships.
        corrected: with our own acts and participants; without, as the two data sets have it.

    Raises:
        SourceMissing, SourceAltered: a file is not here and cannot be fetched, or it is not the registered one.
        DataErrors: mistakes in our own record.

    >>> [str(war) for war in past_wars()][:1]  # doctest: +SKIP
    ['Franco-Spanish War of 1823 (COW 1)']
    """
    if atlas is None:
        from foedus.atlas.load import shipped_atlas  # noqa: PLC0415 - read when it is needed

        atlas = shipped_atlas()
    listed, dyads = cow_wars(atlas), maoz_acts(atlas)
    ours = corrections(atlas) if corrected else ()
    by_number = {row.number: row for row in ours if row.number is not None}
    wars = [_merged(war, dyads.get(number, []), by_number.get(number)) for number, war in listed.items()]
    wars += [
        PastWar(row.id, row.name, None, row.fighters, _in_order(row.acts), (), row.regions, row.aka, row.contested)
        for row in ours
        if row.number is None
    ]
    return tuple(sorted(wars, key=lambda war: (war.start, war.id)))


def find_war(wars: Sequence[PastWar], name: str) -> PastWar:
    """The war with this number, id, name or other name; case and hyphens do not matter.

    Raises:
        UnknownName: there is none; near names are suggested.
    """
    wanted = _folded(name)
    for war in wars:
        numbered = () if war.number is None else (str(war.number),)
        if wanted in {*numbered, *(_folded(n) for n in (war.id, war.name, *war.aka))}:
            return war
    known = [n for war in wars for n in (war.id, war.name, *war.aka)]
    raise UnknownName(
        "war", name, known, "give its number in the Correlates of War list (106) or its name (world-war-i)"
    )


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())


def _merged(war: CowWar, dyads: Iterable[Act], ours: Correction | None) -> PastWar:
    fighters = tuple(_fighters(war.fighters, ours.fighters if ours else ()))
    states = {f.state for f in fighters}
    acts = list(ours.acts) if ours else []
    told = {frozenset((a.by, a.against)) for a in acts}
    known = [a for a in dyads if {a.by, a.against} <= states]
    acts += [a for a in known if frozenset((a.by, a.against)) not in told]
    if ours is None:
        acts += _of_initiators(war, fighters, {frozenset((a.by, a.against)) for a in acts})
    return PastWar(
        war.id,
        ours.name if ours else war.name,
        war.number,
        fighters,
        _in_order(acts),
        _in_order(a for a in known if a not in acts),
        tuple(war.regions),
        tuple(dict.fromkeys((war.name, *(ours.aka if ours else ())))),
        ours.contested if ours else "",
    )


def _fighters(listed: Iterable[Fighter], ours: Sequence[Fighter]) -> Iterator[Fighter]:
    """The list, but ours where we have the same state on the same side."""
    replaced = {(f.state, f.side) for f in ours}
    known = {f.state for f in listed}
    yield from (f for f in listed if (f.state, f.side) not in replaced)
    yield from (replace(f, listed=f.state in known or not f.contested) for f in ours)


def _of_initiators(war: CowWar, fighters: Sequence[Fighter], told: set[frozenset[str]]) -> Iterator[Act]:
    """An initiator attacks whoever is in the war by its own first day; of later entrants COW is silent."""
    for one in fighters:
        if one.state not in war.initiators:
            continue
        for other in fighters:
            facing = other.side != one.side and other.entry <= one.entry <= other.exit
            if facing and frozenset((one.state, other.state)) not in told:
                told.add(frozenset((one.state, other.state)))
                yield Act(When.on(one.entry), "attack", one.state, other.state, f"{SOURCE} (initiator)")


def _in_order(acts: Iterable[Act]) -> tuple[Act, ...]:
    """By day; on one day, what is agreed comes before what is disputed."""
    return tuple(sorted(acts, key=lambda a: (a.day, a.disputed)))
