"""The disputes of every pair of states, and what they leave behind: peace years, counts, and counts that fade.

What a dispute leaves behind fades. A pair that quarrelled last year is far likelier to do so again than one whose last
dispute lies a century back, and most pairs have never had one (Beck, Katz and Tucker 1998; Carter and Signorino 2010).
Here it is carried forward year by year, for all pairs at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from foedus.behaviour.covariates import FIRST, covariates
from foedus.tables.variables.disputes import DISPUTE_YEARS, dispute_dyads

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.behaviour.covariates import Covariates

    Bools = NDArray[np.bool_]
    Rows = NDArray[np.float64]

__all__ = ["LAST_DISPUTE", "Disputes", "History", "disputes_of_pairs"]

LAST_DISPUTE = DISPUTE_YEARS["cow"][1]
"""The last year of the record of disputes."""

_SHORT, _LONG = 0.5 ** (1 / 3), 0.5 ** (1 / 15)
_WAR = 5


@dataclass(frozen=True, slots=True, eq=False)
class Disputes:
    """Disputes between states by year: year x state x state, the same in both directions.

    Attributes:
        onset: a dispute between the two began in the year; `ongoing`: one went on; `war`: one that went on was a war.
    """

    onset: Bools
    ongoing: Bools
    war: Bools

    def began(self, year: int) -> Bools:
        """Between whom a dispute began in the year."""
        return np.asarray(self.onset[year - FIRST])


@cache
def disputes_of_pairs() -> Disputes:
    """The disputes between states from 1816 to 2014 (MID 5.0, Palmer and others 2022), read once.

    Raises:
        SourceMissing, SourceAltered: the source is not here and cannot be fetched, or is not the registered one.
    """
    known = covariates()
    told = dispute_dyads("cow").filter(pl.col("code1").is_in(known.codes) & pl.col("code2").is_in(known.codes))
    at = np.searchsorted(known.codes, told["code1"].to_numpy()), np.searchsorted(known.codes, told["code2"].to_numpy())
    year = told["year"].to_numpy() - FIRST
    arrays = []
    for column, least in (("cowmidonset", 1), ("cowmidongoing", 1), ("hostlev", _WAR)):
        found = np.zeros((LAST_DISPUTE - FIRST + 1, len(known.codes), len(known.codes)), bool)
        yes = (told[column] >= least).fill_null(value=False).to_numpy()
        found[year[yes], at[0][yes], at[1][yes]] = True
        found |= found.transpose(0, 2, 1)
        found.flags.writeable = False
        arrays.append(found)
    return Disputes(*arrays)


class History:
    """What the disputes up to the end of a year have left behind, moved forward year by year.

    Attributes:
        year: the last year that is taken in; `FIRST - 1` at the beginning.
        peace: years of peace of each pair up to the end of that year, 0 if a dispute went on in it; since both were
            first in the system together if there was none.
        age: years that both have been in the system together.
        onsets, wars: how many disputes began between them, and in how many years one was a war.
        recent, remembered: onsets that fade by half in three years, and in fifteen.
        ongoing: a dispute went on in the year.
        busy: for each state, its onsets with anybody that fade by half in three years; `record`: in fifteen.
        rate: onsets for each pair of the system, over the last ten years.
    """

    def __init__(self, known: Covariates, record: Disputes) -> None:
        count = len(known.codes)
        self._known, self._record = known, record
        self.year = FIRST - 1
        self.ongoing: Bools = np.zeros((count, count), bool)
        self.peace, self.age, self.onsets, self.wars, self.recent, self.remembered = (
            np.zeros((count, count)) for _ in range(6)
        )
        self.busy, self.record = np.zeros(count), np.zeros(count)
        self._shares: list[tuple[int, int]] = []

    @property
    def rate(self) -> float:
        """Onsets for each pair and year of the last ten years."""
        began, pairs = np.sum(self._shares[-10:], axis=0) if self._shares else (0, 1)
        return float((began + 1) / (pairs + 1000))

    def up_to(self, year: int) -> None:
        """Take in every year up to this one, as far as the record goes; years must be asked in their order."""
        while self.year < min(year, LAST_DISPUTE):
            self.year += 1
            self._take(self.year - FIRST)

    def _take(self, at: int) -> None:
        onset, ongoing = self._record.onset[at], self._record.ongoing[at]
        member = self._known.members[at]
        both = member[:, None] & member[None, :]
        self.ongoing = ongoing
        self.peace = np.where(ongoing, 0, np.where(both | (self.age > 0), self.peace + 1, 0))
        self.age += both
        self.onsets += onset
        self.wars += self._record.war[at]
        self.recent = self.recent * _SHORT + onset
        self.remembered = self.remembered * _LONG + onset
        began = onset.sum(1)
        self.busy, self.record = self.busy * _SHORT + began, self.record * _LONG + began
        count = int(member.sum())
        self._shares.append((int(np.triu(onset & both).sum()), count * (count - 1) // 2))
