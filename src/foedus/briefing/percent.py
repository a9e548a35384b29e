"""Probabilities in words, with their intervals: one way of writing them in the whole brief."""

from __future__ import annotations

__all__ = ["percent", "points", "share"]


def percent(p: float, low: float, high: float) -> str:
    """A probability with its interval, in per cent; below one a decimal or two, and never a zero that nobody knows.

    >>> percent(0.31, 0.04, 0.714), percent(0.0099, 0.001, 0.02), percent(0.0007, 0.00001, 0.004)
    ('31% [4, 71]', '1% [0.1, 2]', '0.07% [<0.01, 0.4]')
    """
    return f"{_number(p)}% [{_number(low)}, {_number(high)}]"


def share(p: float) -> str:
    """A probability alone.

    >>> share(0.31), share(0.0)
    ('31%', '<0.01%')
    """
    return f"{_number(p)}%"


def points(value: float, low: float, high: float) -> str:
    """A change of a probability, in percentage points with its interval.

    >>> points(-0.02, -0.09, 0.061)
    '-2 points [-9, +6]'
    """
    return f"{100 * value:+.0f} points [{100 * low:+.0f}, {100 * high:+.0f}]"


def _number(p: float) -> str:
    per_cent = 100 * p
    if per_cent >= 0.95:
        return f"{per_cent:.0f}"
    if per_cent >= 0.095:
        return f"{per_cent:.1f}"
    return f"{per_cent:.2f}" if per_cent >= 0.01 else "<0.01"
