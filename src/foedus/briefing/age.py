"""How old a report can be: no older than the signature of a treaty that it names as signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.briefing.sentences import day_in_words, joined, short, standing_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from foedus.terms.claims import Mention, Reading
    from foedus.terms.treaties import Treaty
    from foedus.world import World

__all__ = ["depends", "misfit", "oldest", "predecessors"]


def oldest(named: Iterable[Treaty]) -> date | None:
    """The first day on which a report that names these treaties can have been written; `None` if they tell nothing."""
    return max((t.signed.earliest for t in named if t.signed and t.signed.exact and t.signed.earliest), default=None)


def predecessors(named: Sequence[Treaty], world: World) -> tuple[Treaty, ...]:
    """Treaties between the same parties that bound on the oldest day possible, and have ended since."""
    first = oldest(named)
    if first is None:
        return ()
    past = world.at(first)
    parties = [set(t.states) for t in named]
    return tuple(
        t
        for t in world.treaties
        if t not in named
        and set(t.states) in parties
        and t.in_force is not None
        and t.in_force.by(past.horizon) is not False
        and t.end is not None
        and t.end.by(past.horizon) is False
        and t.end.by(world.horizon) is not False
    )


def depends(treaty: Treaty, named: Sequence[Treaty], world: World) -> str:
    """How a treaty stood, where that turns on the day of a report that tells none; else nothing.

    A report can be of any day from the last signature that it names to today. Where the treaty entered into force in
    between, one sentence for today would hide that it may not have bound.
    """
    first = oldest(named)
    if first is None or treaty.in_force is None or treaty.in_force.by(first) is True:
        return ""
    if treaty.signed is None or treaty.in_force.by(world.horizon) is not True or treaty.in_force.earliest is None:
        return ""
    before = [
        f"{short(t)} bound ({joined(list(dict.fromkeys(c.kind for c in t.clauses))) or 'no duty'})"
        for t in predecessors(named, world)
        if set(t.states) == set(treaty.states)
    ]
    told = standing_in_words(treaty, world).removeprefix("in force since ")
    signed = day_in_words(treaty.signed.earliest) if treaty.signed.earliest else str(treaty.signed)
    words = (
        f"signed {signed}, in force only from {told}; whether it bound on the report's day depends on that day, "
        "which the report does not tell"
    )
    return words + (f"; until then the {joined(before)}" if before else "")


def misfit(reading: Reading, later: Iterable[Mention], world: World) -> tuple[str, ...]:
    """Where a report names what was signed only after its dateline: one of the two must be wrong.

    Args:
        reading: the report as read on its dateline.
        later: the treaties that it would name if it were written today.
        world: today's record.

    That words mean this treaty is read from parties and month, so it is told and the report is not refused: a treaty
    can be discussed before it is signed, and an older one of the same month may be missing from the corpus.
    """
    if reading.dateline is None:
        return ()
    heard = {(m.start, m.end) for m in reading.treaties}
    found: dict[str, tuple[Mention, date]] = {}
    for mention in later:
        day = world.treaty(mention.code).signed
        if day is None or day.earliest is None or day.earliest <= reading.dateline:
            continue
        if not any(start < mention.end and mention.start < end for start, end in heard):
            found.setdefault(mention.code, (mention, day.earliest))
    return tuple(
        f"{day_in_words(reading.dateline)} does not fit the report: its words “{mention.words}” fit the "
        f"{short(world.treaty(code))}, signed on {day_in_words(day)}. If they mean it, the report cannot be older than "
        "that, and all that follows is for the wrong day."
        for code, (mention, day) in found.items()
    )
