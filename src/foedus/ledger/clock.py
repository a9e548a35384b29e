"""Since when each entry is known: the day it was recorded with, unless that was mended.

A day is mended in two ways. An analyst says since when a report, a claim or a note was public (`known-since`); the last
to say so counts. Or the same report or claim is recorded again with an earlier day, here or in a ledger that is
imported; then the earliest counts, so that it does not matter which of two ledgers is read into the other. A claim or a
note that has its day from its report goes with it.

A mended day holds whatever the day of the mending: it tells what was public then, not what was found out since.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.terms.entries import KINDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.ledger.columns import Columns

__all__ = ["known_days"]

_CLAIM, _JUDGEMENT, _NOTE = (KINDS.index(kind) for kind in ("claim", "judgement", "note"))


@dataclass(slots=True)
class _Mended:
    """What was said of the day of one entry."""

    by_hand: int | None = None
    again: list[int] = field(default_factory=list)

    def day(self, recorded: int) -> int:
        """The day that counts."""
        return self.by_hand if self.by_hand is not None else min(recorded, *self.again)


def known_days(columns: Columns) -> NDArray[Any]:
    """Since when each row is known, as a day counted from 1 January of year 1."""
    days: NDArray[Any] = columns["known"]
    mended = _mended(columns)
    if not mended:
        return days
    days = days.copy()
    numbers = np.array(sorted({int(key[1:], 16) for key in mended}), dtype="<u8")
    rows = [(columns.key(row), row) for row in np.flatnonzero(np.isin(columns["id"], numbers)).tolist()]
    rows = [(key, row) for key, row in rows if key in mended]
    recorded: dict[str, int] = {}
    for key, row in rows:
        recorded[key] = min(recorded.get(key, int(days[row])), int(days[row]))
    for key, row in rows:
        days[row] = mended[key].day(recorded[key])
    reports = {int(key[1:], 16): (day, mended[key].day(day)) for key, day in recorded.items() if key[0] == "r"}
    _with_their_reports(columns, days, reports, mended)
    return days


def _with_their_reports(
    columns: Columns, days: NDArray[Any], reports: dict[int, tuple[int, int]], mended: dict[str, _Mended]
) -> None:
    """Move the days of claims and notes that have theirs from a report whose day was mended."""
    if not reports:
        return
    wanted = np.array(sorted(reports), dtype="<u8")
    rows = np.flatnonzero((columns["entry"] == _CLAIM) & np.isin(columns["report"], wanted))
    told = [(int(row), int(columns["report"][row])) for row in rows]
    for row in np.flatnonzero(columns["entry"] == _NOTE).tolist():
        said = json.loads(columns.tables["body"][columns["body"][row]])[2]
        told.append((row, int((said.get("report") or "r0")[1:], 16)))
    for row, report in told:
        recorded, day = reports.get(report, (None, 0))
        own = mended.get(columns.key(row))
        if columns["known"][row] == recorded and (own is None or own.by_hand is None):
            days[row] = day


def _mended(columns: Columns) -> dict[str, _Mended]:
    """Entry -> what was said of its day, by judgements that were not retracted."""
    bodies = columns.tables["body"]
    spoken = {n for n, text in enumerate(bodies) if '"known-since"' in text}
    if not spoken:
        return {}
    rows = [int(row) for row in np.flatnonzero(columns["entry"] == _JUDGEMENT)]
    rows.sort(key=lambda row: (columns["known"][row], columns["recorded"][row], columns.key(row)))
    listed = [(columns.key(row), json.loads(bodies[columns["body"][row]])[2]) for row in rows]
    gone: set[str] = set()
    for key, said in reversed(listed):  # from the end: a retraction may be retracted
        if key not in gone and said["verdict"] == "retract":
            gone.add(said["of"])
    found: dict[str, _Mended] = {}
    for key, said in listed:
        if key in gone or said["verdict"] != "known-since":
            continue
        entry, day = found.setdefault(said["of"], _Mended()), date.fromisoformat(said["day"]).toordinal()
        if said.get("again"):
            entry.again.append(day)
        else:
            entry.by_hand = day
    return found
