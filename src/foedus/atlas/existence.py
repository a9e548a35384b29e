"""Who existed on a day: what to write for a state or entity that was not there, and for a name that was not borne."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from foedus.terms.places import Holder
from foedus.terms.states import State
from foedus.terms.when import Spell

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from foedus.terms.states import Actor, Entity

__all__ = ["called_once", "not_then", "sovereigns_of_home"]

_DAY = timedelta(days=1)


def not_then(actor: Actor, states: tuple[State, ...], moment: date) -> str:
    """Why nobody can ask about this actor on this day, and whom to write in its place."""
    return _no_state(actor, states, moment) if isinstance(actor, State) else _no_entity(actor, states, moment)


def called_once(bearers: Iterable[tuple[State, Spell]], states: tuple[State, ...], moment: date) -> str:
    """Whose name it once was, and what to write on this day."""
    told = []
    for state, spell in bearers:
        days = (
            f"to {spell.end}"
            if spell.start is None
            else f"from {spell.start}" + (f" to {spell.end}" if spell.end else "")
        )
        then = f"on {moment} write {state.code}" if state.exists(moment) else not_then(state, states, moment)
        told.append(f"{state.name} ({state.code}) was called so {days}; {then}")
    return "; ".join(dict.fromkeys(told))


def sovereigns_of_home(state: State, listed: dict[str, State]) -> tuple[Holder, ...]:
    """Who was sovereign over the home territory of a state, and when: those before it while they were there, then it.

    A predecessor without an end held the land to the day before the state's first; one with dates of its own may hold
    it again later, as the Soviet Union held Estonia. Where no predecessor is named the state stands alone, and of the
    days before its first nothing is known.
    """
    first = state.first_day
    others: list[Holder] = []
    for holder in state.formerly:
        there = listed.get(holder.state)
        ends = [holder.spell.end or (first - _DAY if first else None), there.last_day if there else None]
        starts = [holder.spell.start, there.first_day if there else None]
        start, end = max((s for s in starts if s), default=None), min((e for e in ends if e), default=None)
        if start is None or end is None or start <= end:
            others.append(Holder(holder.state, Spell(start, end)))
    since, own = first if any(_before(h, first) for h in others) else None, list[Holder]()
    for later in (h for h in others if not _before(h, first)):
        if later.spell.start and later.spell.end:
            own.append(Holder(state.code, Spell(since, later.spell.start - _DAY)))
            since = later.spell.end + _DAY
    return (*others, *own, Holder(state.code, Spell(since)))


def _before(holder: Holder, first: date | None) -> bool:
    """Did it hold the land before the state's first day only?"""
    return first is not None and holder.spell.end is not None and holder.spell.end < first


def _no_state(state: State, states: tuple[State, ...], moment: date) -> str:
    first, last = state.first_day, state.last_day
    if first is not None and moment < first:
        what = f"{state.called(first)} ({state.code}) became a state on {first}"
        others = [h.state for h in state.formerly if moment in h.spell]
    else:
        assert last is not None  # noqa: S101 - else it would exist
        what = f"{state.called(last)} ({state.code}) was a state to {last}"
        others = [*state.became, *(s.code for s in states if any(h.state == state.code for h in s.formerly))]
    there = [s for s in states if s.code in others and s.exists(moment)]
    return f"{what}; {_instead(there, moment)}"


def _no_entity(entity: Entity, states: tuple[State, ...], moment: date) -> str:
    spell = entity.spell
    what = f"{entity.name} ({entity.code}) was there " + (
        f"from {spell.start}" if spell.start and moment < spell.start else f"to {spell.end}"
    )
    home = [s for s in states if spell.end and moment > spell.end and s.code == entity.home and s.exists(moment)]
    return f"{what}; {_instead(home, moment) if home else f'on {moment} it was not: ask about another day'}"


def _instead(there: list[State], moment: date) -> str:
    if not there:
        return f"on {moment} it was none: ask about whoever held the land, or about another day"
    *rest, last = [s.called(moment) for s in there]
    names, codes = f"{', '.join(rest)} and {last}" if rest else last, " or ".join(s.code for s in there)
    return f"on {moment} the state{'s were' if rest else ' was'} {names}: write {codes}"
