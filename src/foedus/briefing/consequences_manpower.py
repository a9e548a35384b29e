"""Manpower in the brief: what claims of a ledger, or of the report itself, let one reckon of a war's soldiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.briefing.sentences import joined, the
from foedus.ties.manpower import manpower
from foedus.ties.tallies import HOW

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from foedus.terms.evidence import Evidence
    from foedus.ties.manpower import Manpower, Part
    from foedus.ties.tallies import Tally
    from foedus.world import World

__all__ = ["told_of_manpower"]

_ITEMS = {
    "raised": "raised",
    "sent": "sent",
    "killed": "killed",
    "wounded": "wounded",
    "captured": "captured",
    "casualties": "killed and wounded together",
}


def told_of_manpower(
    world: World, war: str, evidence: Evidence, named: Collection[str]
) -> Iterator[tuple[str, str, list[str]]]:
    """Sentences on each named state of a war, then on what an ally's contingent makes: with their days and entries.

    An empty day stands with a sentence on what is not known.
    """
    told = manpower(world, war, evidence)
    for state in (s for side in told.sides for s in side if s in named):
        best = [t for item in _ITEMS if (t := told.best(state, item)) is not None]
        if best:
            name = the(world.atlas.name(state, world.on))
            each = "; ".join(map(_counted, best))
            yield f"Of {name}'s soldiers, by claims: {each}.", _days(best), _entries(best)
    yield from _shares(told, world, named)


def _counted(t: Tally) -> str:
    low, high = (None if side is None else float(f"{side:.2g}") for side in t.month)
    return f"{_ITEMS[t.item]} {_span(low, high)} a month ({_span(*t.count)}, {HOW[t.how]}; {', '.join(t.by)})"


def _shares(told: Manpower, world: World, named: Collection[str]) -> Iterator[tuple[str, str, list[str]]]:
    for ally in dict.fromkeys(p.ally for p in told.parts if p.ally in named):
        mine = [p for p in told.parts if p.ally == ally]
        name, beside = (the(world.atlas.name(code, world.on)) for code in (ally, mine[0].beside[0]))
        known = [p for p in mine if (p.low, p.high) != (None, None)]
        if known:
            each = joined([f"{_share(p)} of those {_ITEMS.get(p.item, 'in the field')}" for p in known])
            tallies = [t for p in known for t in (p.mine, *p.theirs) if t is not None]
            yield f"Of the soldiers of {beside}'s side {name}'s are {each}.", _days(tallies), _entries(tallies)
        unknown = [p for p in mine if p not in known]
        if unknown:
            each = joined([_ITEMS.get(p.item, "in the field") for p in unknown])
            silent = dict.fromkeys(s for p in unknown for s in p.silent)
            of = joined([the(world.atlas.name(code, world.on)) for code in silent])
            yield (
                f"What share {name} has in those {each} is unknown: no claim counts all of them of {of}.",
                "",
                _entries([p.mine for p in unknown if p.mine]),
            )


def _share(p: Part) -> str:
    low, high = (None if side is None else 100 * side for side in (p.low, p.high))
    if low is None:
        return f"up to {high:.1f} per cent"
    return f"at least {low:.1f} per cent" if high is None else f"{low:.1f} to {high:.1f} per cent"


def _entries(tallies: list[Tally]) -> list[str]:
    return [entry for tally in tallies for entry in tally.entries]


def _days(tallies: list[Tally]) -> str:
    first, last = min(t.until for t in tallies), max(t.until for t in tallies)
    return str(first) if first == last else f"{first} to {last}"


def _span(low: float | None, high: float | None) -> str:
    from foedus.ledger.strands import in_words  # noqa: PLC0415 - the ledger's words for a range

    return in_words(low, high)
