"""What counts of a ledger on a day, as known on a day: the two clocks, and what was retracted.

An entry counts once, from the day since which it was known (`clock` has the rules). A claim
tells of its own first day; undated, or a plan, of the day on which it was told. A claim that tells of a day after `on`
does not count. An undated claim that was told after `on` gives no figure and no stage to the day, but it still bears
out or denies what others tell of it: whoever admits in April that soldiers were sent does not speak of April.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.ledger.clock import known_days
from foedus.ledger.columns import STATUSES
from foedus.ledger.judgements import Judged, judged
from foedus.ledger.kinds import PLANNED
from foedus.terms.entries import KINDS

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from foedus.ledger.columns import Columns

__all__ = ["Cut", "cut"]

_CLAIM = KINDS.index("claim")


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """Rows of a ledger that count.

    Attributes:
        rows: of claims, by the day of which they tell, then by id; `as_of`: that day, for each of them.
        of_day: do they tell of a day up to `on`? The others only bear out and deny.
        judged: what analysts have judged.
        known: since when each row of the ledger is known, as a day counted from 1 January of year 1.
    """

    columns: Columns
    rows: NDArray[Any]
    as_of: NDArray[Any]
    of_day: NDArray[Any]
    judged: Judged
    known: NDArray[Any]


def cut(columns: Columns, on: date, known_on: date | None) -> Cut:
    """What counts on this day, as known on that."""
    days = known_days(columns)
    rows = _once(columns, days, known_on)
    found = judged(columns, rows, days)
    claims = rows[columns["entry"][rows] == _CLAIM]
    for letter, name in (("c", "id"), ("r", "report")):
        gone = np.array(sorted(int(key[1:], 16) for key in found.gone if key[0] == letter), dtype="<u8")
        claims = claims[~np.isin(columns[name][claims], gone)] if len(gone) else claims
    plans = np.isin(columns["status"][claims], [STATUSES.index(status) for status in PLANNED])
    start, told = columns["start"][claims], days[claims]
    as_of = np.where((start > 0) & ~plans, start, told)
    of_day = as_of <= on.toordinal()
    counts = of_day | ((start == 0) & ~plans)
    claims, as_of, of_day = claims[counts], as_of[counts], of_day[counts]
    order = np.lexsort((columns["id"][claims], as_of))
    return Cut(columns, claims[order], as_of[order], of_day[order], found, days)


def _once(columns: Columns, days: NDArray[Any], known_on: date | None) -> NDArray[Any]:
    """Every entry that was known, once: the row in which it was known first."""
    rows = np.arange(len(columns))
    if known_on is not None:
        rows = rows[days <= known_on.toordinal()]
    keys, kinds = columns["id"][rows], columns["entry"][rows]
    order = np.argsort(keys, kind="stable")
    twins = np.flatnonzero(keys[order][1:] == keys[order][:-1])
    if not len(twins):
        return rows[order]
    told = (columns["recorded"][rows], days[rows], kinds, keys)
    order = np.lexsort(told)
    keys, kinds = keys[order], kinds[order]
    first = np.ones(len(rows), dtype=bool)
    first[1:] = (keys[1:] != keys[:-1]) | (kinds[1:] != kinds[:-1])
    return rows[order][first]
