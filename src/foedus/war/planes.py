"""Planes: what is so in which draws, 64 draws in a word; `True` and `False` where it is the same in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Plane = bool | NDArray[np.uint64]

__all__ = ["both", "either", "every", "invert", "some"]


def both(one: Plane, two: Plane) -> Plane:
    """Where both are so."""
    if one is False or two is False:
        return False
    if one is True:
        return two
    return one if two is True else np.bitwise_and(one, two)


def either(one: Plane, two: Plane) -> Plane:
    """Where one of them is so."""
    if one is True or two is True:
        return True
    if one is False:
        return two
    return one if two is False else np.bitwise_or(one, two)


def invert(one: Plane) -> Plane:
    """Where it is not so."""
    return not one if isinstance(one, bool) else np.bitwise_not(one)


def every(parts: Iterable[Plane]) -> Plane:
    """Where all are so."""
    found: Plane = True
    for part in parts:
        found = both(found, part)
        if found is False:
            break
    return found


def some(parts: Iterable[Plane]) -> Plane:
    """Where any is so."""
    found: Plane = False
    for part in parts:
        found = either(found, part)
        if found is True:
            break
    return found
