"""Correlates of War numbers of a state, and whose number it was in a year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from foedus.errors import UnknownName
from foedus.terms.states import State

if TYPE_CHECKING:
    from foedus.atlas.atlas import Atlas

__all__ = ["numbers_of", "whose"]


def numbers_of(atlas: Atlas, code: str) -> tuple[int, ...]:
    """Every number that the state has borne; none for what is no state of the system.

    >>> from foedus.atlas.load import shipped_atlas
    >>> numbers_of(shipped_atlas(), "DEU")
    (255, 260)
    """
    actor = atlas.find(code)
    return tuple(sorted({c.number for c in actor.cow})) if isinstance(actor, State) else ()


def whose(atlas: Atlas, number: int, year: int) -> str:
    """The code of the state with this number in this year; the number itself if the atlas knows none.

    >>> from foedus.atlas.load import shipped_atlas
    >>> whose(shipped_atlas(), 260, 1970), whose(shipped_atlas(), 255, 1995), whose(shipped_atlas(), 999, 1995)
    ('DEU', 'DEU', 'cow:999')
    """
    try:
        return atlas.actor(str(number), date(year, 7, 1)).code
    except UnknownName:
        return f"cow:{number}"
