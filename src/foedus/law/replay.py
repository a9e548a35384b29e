"""A war as it really went, on one of its days: the same facts as of an attack that is asked about, from the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.law.situation import Situation
from foedus.terms.attacks import Attack
from foedus.terms.conditions import atoms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedus.law.cases import Case
    from foedus.terms.places import Place
    from foedus.world import World

__all__ = ["Replay"]


class Replay(Situation):
    """Who had attacked whom by this day, and who was at war with whom.

    Many attack and many are attacked, so a case that asks for an attack looks at the attackers of its promisee alone,
    and a case that asks for war at everyone with whom the promisee is at war.

    Args:
        world: the day.
        attackers_of: state attacked -> its attackers; there must be one.
        enemies: state at war -> everyone with whom it is at war.
        scenes: where those attacked are attacked, as far as that is known.
        disputed: of those attacked, those whom nobody attacked beyond dispute.
        sources: state attacked -> who says so.
    """

    event = "this war"

    def __init__(
        self,
        world: World,
        attackers_of: Mapping[str, tuple[str, ...]],
        enemies: Mapping[str, tuple[str, ...]],
        scenes: Mapping[str, tuple[Place, ...]],
        disputed: frozenset[str],
        sources: Mapping[str, str],
    ) -> None:
        target, attackers = next(iter(attackers_of.items()))
        super().__init__(world, Attack(attackers, target), world.atlas.home(target))
        self.war = None  # who had attacked first is in the acts themselves
        self.attackers_of = dict(attackers_of)
        self.enemies = dict(enemies)
        self.scenes = dict(scenes)
        self.disputed = disputed
        self.sources = sources
        self.attacking = dict.fromkeys((a for some in attackers_of.values() for a in some), 0)
        self.defending = dict.fromkeys((s for s in (*attackers_of, *enemies) if s not in self.attacking), 0)

    def source_of_attack(self, state: str) -> str:
        """Who says that this state is attacked."""
        return self.sources.get(state, "")

    def adversaries(self, state: str) -> tuple[str, ...]:
        """Whoever attacks this state; else those with whom it is at war."""
        return self.attackers_of.get(state) or self.enemies.get(state, ())

    def against(self, case: Case) -> tuple[str, ...]:
        """The adversaries that a case is about."""
        attacked = any(atom.name == "attacked" for atom in atoms(case.first.clause.when))
        whose = self.attackers_of if attacked else self.enemies
        return tuple(dict.fromkeys(a for state in self.watched(case) for a in whose.get(state, ())))
