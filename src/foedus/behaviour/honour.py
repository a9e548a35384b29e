"""Given that a duty to help has arisen: does the state that owes it come?"""

from __future__ import annotations

from foedus.behaviour.honour_cases import HONOUR
from foedus.behaviour.model import Model

__all__ = ["HonourModel"]


class HonourModel(Model):
    """The probability that a state whose duty to help has arisen fights beside the ally within a year.

    Fitted on `honour_cases()`. The rate at which calls are kept fell from half before 1945 to a tenth since, mostly
    because of large treaties; `rate_before` and `small` let the model learn that from the past alone.

    >>> HonourModel().outcome
    'kept'
    """

    def __init__(self) -> None:
        super().__init__("honour", "kept", HONOUR)

    @classmethod
    def from_json(cls, text: str) -> HonourModel:
        """A fitted model from JSON.

        Raises:
            FoedusError: damaged, of another version or kind.
        """
        return cls().read_json(text)
