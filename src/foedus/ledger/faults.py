"""One thing that is wrong with a ledger: where, and what."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Fault"]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong.

    >>> str(Fault("entry 12", "its hash does not follow from the one before"))
    'entry 12: its hash does not follow from the one before'
    """

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"

    def to_dict(self) -> dict[str, str]:
        """As plain data."""
        return {"where": self.where, "what": self.what}
