"""Who existed on a day: what to write for a state or entity that was not there, and for a name that was not borne."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.terms.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from foedus.terms.states import Actor, Entity
    from foedus.terms.when import Spell

__all__ = ["called_once", "not_then"]


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
