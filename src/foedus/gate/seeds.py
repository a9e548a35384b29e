"""Seeds of random numbers, checked once for whoever throws dice."""

from __future__ import annotations

from foedus.errors import BadQuestion

__all__ = ["checked_seed"]


def checked_seed(seed: int) -> None:
    """Refuse what is no seed.

    Raises:
        BadQuestion: with what to do.
    """
    if not isinstance(seed, int) or isinstance(seed, bool) or not 0 <= seed < 2**63:
        raise BadQuestion(f"{seed!r} is no seed: a seed is a whole number from 0 to {2**63 - 1}")
