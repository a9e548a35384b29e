"""How the wars of the record ended, for the side that attacked first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from foedus.behaviour.conflicts import conflicts
from foedus.history.wars import past_wars
from foedus.tables.read import read

if TYPE_CHECKING:
    from datetime import date

    from foedus.atlas.atlas import Atlas
    from foedus.behaviour.conflicts import Conflict

    Outcome = Literal["win", "draw", "lose"]

__all__ = ["OUTCOMES", "Ended", "ended_wars"]

OUTCOMES: tuple[Outcome, ...] = ("win", "draw", "lose")
"""For the side that attacked first, in the order in which they are told."""

_TOLD: dict[int, Outcome] = {1: "win", 2: "lose", 3: "draw", 6: "draw"}
"""As the Correlates of War project numbers them: winner, loser, compromise, stalemate. A war that became one of another
kind (4), as in Afghanistan in 2001, has no outcome of its own."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A war of the record, stage by stage, and how it ended.

    Attributes:
        id: its name with hyphens.
        stages: what was known of its sides on the first day, and whenever somebody entered.
        end: the last day on which anybody fought.
        outcome: for the attacking side; `None` if the war became one of another kind.
    """

    id: str
    stages: tuple[Conflict, ...]
    end: date
    outcome: Outcome | None

    @property
    def start(self) -> date:
        """The first day on which both sides had somebody."""
        return self.stages[0].on


def ended_wars(atlas: Atlas) -> tuple[Ended, ...]:
    """Every war between states, 1823 to 2003 (Sarkees and Wayman 2010), in the order of their beginning.

    Who attacked first is our own record where we have one; the outcome is what the project has for most states of that
    side.

    Raises:
        SourceMissing, SourceAltered: a source is not here and cannot be fetched, or is not the registered one.
    """
    outcome = {(r["WarNum"], r["ccode"], r["Side"]): r["Outcome"] for r in read("cow-wars").to_dicts()}
    stages: dict[str, list[Conflict]] = {}
    for one in conflicts("war", "sequential", atlas):
        stages.setdefault(one.id, []).append(one)
    found = []
    for war in past_wars(atlas, corrected=False):
        own = tuple(sorted(stages[war.id], key=lambda c: c.stage))
        attacking = own[0].sides[0][0]
        side = next(f.side for f in sorted(war.fighters, key=lambda f: f.entry) if f.state == attacking)
        told = Counter(code for (number, _, at), code in outcome.items() if (number, at) == (war.number, side))
        most = told.most_common(1)[0][0]
        found.append(Ended(war.id, own, war.end, _TOLD.get(most)))
    return tuple(sorted(found, key=lambda w: (w.start, w.id)))
