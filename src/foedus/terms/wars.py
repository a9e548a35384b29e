"""Wars between states, as far as a duty can turn on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.terms.truth import Truth, all_of, any_of, negate

if TYPE_CHECKING:
    from datetime import date

    from foedus.terms.when import When

__all__ = ["Belligerent", "Halt", "War"]


@dataclass(frozen=True, slots=True)
class Belligerent:
    """A state or entity that fights on one side, with the days on which it entered and left, if not the war's own."""

    state: str
    entry: When | None = None
    exit: When | None = None
    note: str = ""

    def present(self, moment: date) -> Truth:
        """Was it in the war on that day? Unknown where its entry or exit is not known to the day."""
        entered = self.entry.by(moment) if self.entry else True
        return all_of((entered, negate(self.exit.by(moment) if self.exit else False)))


@dataclass(frozen=True, slots=True)
class Halt:
    """An armistice or lasting ceasefire: fighting is suspended, there is no peace treaty."""

    since: When
    kind: str
    until: When | None = None
    note: str = ""

    def held(self, moment: date) -> Truth:
        """Did it hold on that day?"""
        return all_of((self.since.by(moment), negate(self.until.by(moment) if self.until else False)))


@dataclass(frozen=True, slots=True)
class War:
    """An interstate war: who began it, who fights on which side, from when to when.

    Attributes:
        began: the side that began the war by armed attack, as generally recorded.
        against: the side that was attacked.
        start, end: days; `end` is `None` while it goes on or is only suspended.
        halts: armistices and lasting ceasefires.
        contested: what is disputed about who began it, or whether it is one war.
        sources: where its dates and sides come from.
        who_began_is_contested: then self-defence is unknown for both sides.
    """

    id: str
    name: str
    began: tuple[Belligerent, ...]
    against: tuple[Belligerent, ...]
    start: When
    end: When | None = None
    halts: tuple[Halt, ...] = ()
    contested: str = ""
    who_began_is_contested: bool = False
    note: str = ""
    sources: tuple[str, ...] = ()

    def begun(self, moment: date) -> Truth:
        """Had it begun by that day, and not ended?"""
        if self.start.by(moment) is False or (self.end is not None and self.end.by(moment) is True):
            return False
        unsure = self.start.by(moment) is None or (self.end is not None and self.end.by(moment) is None)
        return None if unsure else True

    def halt(self, moment: date) -> Halt | None:
        """The armistice or ceasefire that certainly held on that day."""
        return next((halt for halt in self.halts if halt.held(moment)), None)

    def halted(self, moment: date) -> Truth:
        """Was it suspended on that day?"""
        return any_of(halt.held(moment) for halt in self.halts)

    def fights(self, state: str, side: tuple[Belligerent, ...], moment: date) -> bool:
        """Was the state in the war on this side on that day, or may it have been?"""
        return any(b.state == state and b.present(moment) is not False for b in side)

    def takes_part(self, state: str, moment: date) -> Truth:
        """Was the state in the war on that day, on whatever side?"""
        return any_of(b.present(moment) for b in (*self.began, *self.against) if b.state == state)

    def states(self, moment: date) -> tuple[str, ...]:
        """Everyone who was in it on that day or may have been, the side that began it first."""
        return tuple(b.state for side in (self.began, self.against) for b in side if self.fights(b.state, side, moment))
