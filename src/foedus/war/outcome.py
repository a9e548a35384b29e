"""What a cascade counted, by whichever method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.war.kernel import Start

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from foedus.terms.attacks import Attack
    from foedus.war.pairs import Pairs

__all__ = ["Entry", "Outcome", "start_of"]

Entry = tuple[str, str]
"""A state and the side on which it enters."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was counted.

    Attributes:
        called: state and side -> the frequency of being called to it alone, for each draw of the parameters.
        draws: so many draws for each draw of the parameters; none of them if everything was enumerated.
        since: state and side -> the first wave in which it was called to it.
        torn: state -> how often it was called to both sides in one wave.
        sizes: side -> the probability that so many enter, from none upwards.
        pairs: who enters together.
        coalitions: who enters, and with which probability, if everything was enumerated.
    """

    called: Mapping[Entry, NDArray[np.float64]]
    draws: NDArray[np.int64]
    since: Mapping[Entry, int]
    torn: Mapping[str, float]
    sizes: Mapping[str, NDArray[np.float64]]
    pairs: Pairs
    coalitions: tuple[tuple[tuple[Entry, ...], float], ...] = ()

    @property
    def enumerated(self) -> bool:
        """Was everything enumerated, so that nothing is left to chance?"""
        return not self.draws.any()


def start_of(attack: Attack, bit: Mapping[str, int], bystanders: tuple[Entry, ...], *, contested: bool) -> Start:
    """How one attack begins: the same in all draws."""
    begin = 0
    for attacker in attack.attackers:
        begin |= bit[attacker]
    return Start(
        dict.fromkeys(attack.attackers, True),
        {attack.target: True},
        lambda among: bool(among & begin),
        contested,
        dict.fromkeys(bystanders, True),
    )
