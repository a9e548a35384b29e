"""What a model says of every attack on one target: each attack a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.law.cases import live_cases
from foedus.terms.attacks import Attack
from foedus.war.chances import chances_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from foedus.war.chances import Model
    from foedus.war.outcome import Entry
    from foedus.war.planes import Plane
    from foedus.world import World

__all__ = ["Questions", "Rowwise"]

_ONES, _NONE = np.uint64(0xFFFF_FFFF_FFFF_FFFF), np.uint64(0)


class Rowwise:
    """The probabilities of every attack on a target: one row for all, or one for each.

    Args:
        rows: of each, the probability of a state and side.
        default: of a state that is called and not among them.
        same: one row holds for all attacks, of whichever target.
    """

    def __init__(self, rows: Sequence[Mapping[Entry, float]], default: float, *, same: bool = False) -> None:
        self.default, self.same = default, same
        self.entries = sorted({entry for row in rows for entry in row})
        self._place = {entry: n for n, entry in enumerate(self.entries)}
        self._table = np.full((len(rows), len(self.entries)), np.nan)
        for n, row in enumerate(rows):
            self._table[n, [self._place[entry] for entry in row]] = list(row.values())

    @property
    def listed(self) -> list[Entry]:
        """The states and sides with a chance of their own in any attack, sorted."""
        return [entry for n, entry in enumerate(self.entries) if np.any(self._table[:, n] > 0)]

    def has(self, state: str, side: str) -> Plane:
        """Where this entry has a chance of its own."""
        if self.same:
            return True
        return np.where(self._table[:, self._place[state, side]] > 0, _ONES, _NONE)[:, None]

    def p(self, state: str, side: str) -> NDArray[np.float64]:
        """The probability of this entry in each attack."""
        place = self._place.get((state, side))
        if place is None:
            return np.full(len(self._table), self.default)
        told = self._table[:, place]
        return np.where(np.isnan(told), self.default, told)

    def row(self, n: int) -> dict[Entry, float]:
        """What is said of one attack."""
        told = zip(self.entries, self._table[n].tolist(), strict=True)
        return {entry: p for entry, p in told if p == p}  # noqa: PLR0124 - only what is no number differs from itself


Answers = dict[str, tuple[tuple[str, ...], Rowwise]]
"""Target -> attackers, and what is said of each attack."""


class Questions:
    """A model asked about the attacks of a day.

    Args:
        world: the day, without the treaties left out.
        model: what is asked.
        default: the probability of a state that is called and that the model does not name.
        before: the answers of the same day with one treaty more, by target.
        touched: whose attacks and whose defence the treaty may matter to.
    """

    def __init__(
        self, world: World, model: Model, default: float, before: Answers | None = None, touched: Collection[str] = ()
    ) -> None:
        self.world, self.model, self.default = world, model, default
        self._before, self._touched = before or {}, touched
        self._kept: Answers | None = None

    def keep(self) -> None:
        """Keep the answers, for the same day less a treaty."""
        if self._kept is None:
            self._kept = {}

    def less(self, treaty: str) -> Questions:
        """The same day without one treaty more; what cannot differ is not asked again."""
        from foedus.war.models import heeds_only_the_parties  # noqa: PLC0415 - loads the room of behaviour

        world = self.world.less((treaty,))
        if not self._kept or not heeds_only_the_parties(self.model):
            return Questions(world, self.model, self.default)
        return Questions(world, self.model, self.default, self._kept, touched_by(treaty, self.world))

    def about(self, attackers: tuple[str, ...], target: str) -> Rowwise:
        """The attack of each of these on the target."""
        known = self._known(target)
        rows = [
            known[a] if a in known else chances_of(self.world, Attack(a, target), self.model, self.default).mean
            for a in attackers
        ]
        found = Rowwise(rows, self.default)
        if self._kept is not None:
            self._kept[target] = attackers, found
        return found

    def _known(self, target: str) -> dict[str, dict[Entry, float]]:
        """What was said of attacks on the target before the treaty was left out, and still holds."""
        if target not in self._before or target in self._touched:
            return {}
        attackers, told = self._before[target]
        return {a: told.row(n) for n, a in enumerate(attackers) if a not in self._touched}


def touched_by(treaty: str, world: World) -> frozenset[str]:
    """Those in an attack on or by whom a case of this treaty may arise."""
    named = {s for t in world.treaties for s in t.states} | {s.code for s in world.atlas.states if s.member(world.on)}
    return frozenset(s for s in named if any(c.first.treaty.id == treaty for c in live_cases(s, world)))
