"""Who enters a conflict, bound or not, and on which side."""

from __future__ import annotations

from foedus.behaviour.features import ALLIANCE, FEATURES, OTHERS
from foedus.behaviour.model import Model

__all__ = ["JoinerModel"]

_SETS = {"all": FEATURES, "alliances": tuple(ALLIANCE), "others": tuple(OTHERS)}


class JoinerModel(Model):
    """The probability that a state outside a conflict enters it on a side.

    Of the joiners of wars most were not bound to the side that they joined, and most who were bound stayed out; so the
    model takes what the law engine says as one group of variables beside power, distance, rivalry and the past.
    Fitted on `joining_opportunities()`; variables are explained in `foedus.behaviour.features`.

    Args:
        variables: `all`, `alliances` (what is owed alone) or `others` (everything but).

    >>> JoinerModel().columns[:2]
    ('major', 'capabilities')
    """

    def __init__(self, variables: str = "all") -> None:
        super().__init__("joiner", "joined", _SETS[variables])

    @classmethod
    def from_json(cls, text: str) -> JoinerModel:
        """A fitted model from JSON.

        Raises:
            FoedusError: damaged, of another version or kind.
        """
        return cls().read_json(text)
