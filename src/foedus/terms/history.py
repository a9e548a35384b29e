"""Wars of the past as dated, sourced acts: declarations and attacks, with those on which the sources disagree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from foedus.terms.when import When

__all__ = ["ACTS", "Act", "Fighter", "PastWar"]

ACTS = ("declaration", "attack", "invasion", "bombardment", "blockade", "occupation", "annexation")
"""Acts by which a war begins between two states: a declaration of war, or force without one."""


@dataclass(frozen=True, slots=True)
class Act:
    """One state declares war on another or attacks it.

    Attributes:
        on: the day, as precisely as the source tells it.
        what: see `ACTS`.
        by, against: codes of states or entities.
        source: who says so.
        disputed: serious sources, or the data sets, disagree that this side attacked.
        where: id of a place, where it was not the home territory of the state attacked.
    """

    on: When
    what: str
    by: str
    against: str
    source: str
    disputed: bool = False
    where: str | None = None
    note: str = ""

    @property
    def day(self) -> date:
        """The first day on which it can have happened."""
        assert self.on.earliest is not None  # noqa: S101 - the gate and the readers see to it
        return self.on.earliest

    def __str__(self) -> str:
        verb = {"declaration": "declares war on", "invasion": "invades", "blockade": "blockades"}.get(self.what)
        told = verb or {"bombardment": "bombards", "occupation": "occupies", "annexation": "annexes"}.get(self.what)
        return f"{self.by} {told or 'attacks'} {self.against}" + (" (disputed)" if self.disputed else "")


@dataclass(frozen=True, slots=True)
class Fighter:
    """A state that fought, for one stretch of days on one side; who changed sides has a stretch on each.

    Attributes:
        side: 1 or 2, as the Correlates of War project numbers them; it does not tell who began.
        entry, exit: first and last day of its fighting.
        contested: what is disputed about its taking part.
        listed: is it a participant by the list of the Correlates of War project, or beyond dispute?
    """

    state: str
    side: int
    entry: date
    exit: date
    source: str
    contested: str = ""
    listed: bool = True

    def fights(self, moment: date) -> bool:
        """Did it fight on that day?"""
        return self.entry <= moment <= self.exit


@dataclass(frozen=True, slots=True)
class PastWar:
    """A war between states that is over: who fought, and by which acts it began between whom.

    Attributes:
        id: a name in lower case with hyphens ("world-war-i").
        number: of the Correlates of War project; `None` for a war that its list lacks.
        acts: in the order of their days.
        set_aside: acts that the data sets have between two states where another account stands.
        regions: words of the gazetteer for where it was fought.
        contested: what is disputed about who began it.
    """

    id: str
    name: str
    number: int | None
    fighters: tuple[Fighter, ...]
    acts: tuple[Act, ...]
    set_aside: tuple[Act, ...] = ()
    regions: tuple[str, ...] = ()
    aka: tuple[str, ...] = ()
    contested: str = ""

    @property
    def start(self) -> date:
        """Its first day: of fighting, or of the first act."""
        return min([f.entry for f in self.fighters] + [a.day for a in self.acts])

    @property
    def end(self) -> date:
        """The last day on which anybody fought."""
        return max(f.exit for f in self.fighters)

    @property
    def states(self) -> tuple[str, ...]:
        """Everyone who fought, once each."""
        return tuple(dict.fromkeys(f.state for f in self.fighters))

    def side(self, state: str, moment: date) -> int | None:
        """The side on which it fought on that day; else the next that it took, else its last; `None` if none."""
        mine = [f for f in self.fighters if f.state == state]
        if not mine:
            return None
        now = [f for f in mine if f.fights(moment)]
        later = [f for f in mine if f.entry > moment]
        return (now or later or mine[-1:])[0].side

    def __str__(self) -> str:
        return f"{self.name}" + (f" (COW {self.number})" if self.number else "")
