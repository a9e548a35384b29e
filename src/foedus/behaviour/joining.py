"""The model of joining as a cascade asks for it: the probabilities of one attack, with their draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.behaviour.today import odds

if TYPE_CHECKING:
    from foedus.behaviour.joiners import JoinerModel
    from foedus.behaviour.today import Odds
    from foedus.terms.attacks import Attack
    from foedus.world import World

__all__ = ["Joining"]


@dataclass(frozen=True, slots=True, eq=False)
class Joining:
    """A fitted model of joining, asked about one attack after another.

    It tells how probably a state enters, bound or not. A cascade takes that as the probability of whoever is called,
    and as the chance of a bystander of whoever cannot be.

    Args:
        model: a fitted model; left out, the one that ships.
    """

    model: JoinerModel | None = None

    def probabilities(self, world: World, attack: Attack) -> Odds:
        """The odds of the attack: `foedus odds`."""
        return odds(world, attack, self.model)
