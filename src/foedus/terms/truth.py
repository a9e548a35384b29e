"""Truth in three values: Kleene's strong logic of true, false and unknown.

A fact of law is often simply not known on its day. `True`, `False` and `None` (unknown) combine so that an unknown
part leaves the whole unknown only where settling it could change the whole (Kleene 1952, section 64).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Truth", "all_of", "any_of", "negate", "say"]

Truth = bool | None
"""`True`, `False`, or `None` for unknown. Unknown is not false: never test a `Truth` with a bare `if not`."""


def all_of(parts: Iterable[Truth]) -> Truth:
    """Conjunction: false if one part is false, else unknown if one is unknown.

    >>> all_of([True, None]), all_of([False, None]), all_of([])
    (None, False, True)
    """
    result: Truth = True
    for part in parts:
        if part is False:
            return False
        if part is None:
            result = None
    return result


def any_of(parts: Iterable[Truth]) -> Truth:
    """Disjunction: true if one part is true, else unknown if one is unknown.

    >>> any_of([False, None]), any_of([True, None]), any_of([])
    (None, True, False)
    """
    result: Truth = False
    for part in parts:
        if part is True:
            return True
        if part is None:
            result = None
    return result


def negate(part: Truth) -> Truth:
    """Negation; unknown stays unknown."""
    return None if part is None else not part


def say(part: Truth) -> str:
    """The word for it: true, false or unknown."""
    return "unknown" if part is None else str(part).lower()
