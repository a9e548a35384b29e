"""What states had done before: wars fought, wars joined, beside whom and against whom; only what lies before a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from numpy.typing import NDArray

    from foedus.behaviour.covariates import Covariates

__all__ = ["Entry", "Past"]


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One state's entry into one conflict.

    Attributes:
        on: the day of its entry.
        state: its position in the arrays of covariates.
        beside, against: those who were in it before, on its side and on the other.
        joined: did it enter after the first day?
    """

    on: date
    state: int
    beside: tuple[int, ...]
    against: tuple[int, ...]
    joined: bool


class Past:
    """The record up to a day, moved forward day by day.

    Args:
        entries: every entry of the record; those on or after the day asked about are not looked at.
        known: for the positions of states.
    """

    def __init__(self, entries: Iterable[Entry], known: Covariates) -> None:
        self._entries = sorted(entries)
        self._next = 0
        count = len(known.codes)
        self.fought: NDArray[np.float64] = np.zeros(count)
        self.joined: NDArray[np.float64] = np.zeros(count)
        self.beside: NDArray[np.float64] = np.zeros((count, count))
        self.against: NDArray[np.float64] = np.zeros((count, count))

    def up_to(self, on: date) -> None:
        """Take in every entry before this day; days must be asked in their order."""
        while self._next < len(self._entries) and self._entries[self._next].on < on:
            entry = self._entries[self._next]
            self._next += 1
            self.fought[entry.state] += 1
            self.joined[entry.state] += entry.joined
            for other in entry.beside:
                self.beside[entry.state, other] += 1
                self.beside[other, entry.state] += 1
            for other in entry.against:
                self.against[entry.state, other] += 1
                self.against[other, entry.state] += 1
