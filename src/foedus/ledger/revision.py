"""What claims change in law: treaties and wars of the record, revised, and the entries on which that rests.

Known for certain is only what an analyst or the policy accepts, or what the rules of grades establish. What is only
claimed leaves a day open ("2025-07-17/..": on or after, if at all), so that verdicts that turn on it are arguable. A
fact that the corpus has stays as it is: a claim that agrees with it adds its citation, one that contradicts it is
dissent, unless an analyst or the policy accepts it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.ledger.columns import STATUSES
from foedus.ledger.kinds import PLANNED
from foedus.terms.claims import MODALITIES
from foedus.terms.when import When

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from foedus.ledger.cut import Cut
    from foedus.ledger.grading import Grader
    from foedus.ledger.ongoing import Stood
    from foedus.terms.evidence import Matter

__all__ = ["Revision", "Weighing", "opened"]

UNDATED = timedelta(days=45)
"""An undated claim tells of the time up to its report, so far back at most."""


@dataclass(slots=True)
class Revision:
    """The entries on which facts of treaties and wars rest: what, field -> places of a cut, found when asked for."""

    found: Cut
    grounds: dict[tuple[str, str], list[NDArray[Any]]] = field(default_factory=dict)
    against: dict[tuple[str, str], list[NDArray[Any]]] = field(default_factory=dict)

    def cites(self, what: str, fields: tuple[str, ...]) -> tuple[str, ...]:
        """Entries that say it; those that say otherwise after "against"."""
        said, other = (self._keys(table, what, fields) for table in (self.grounds, self.against))
        return (*said, *(("against", *other) if other else ()))

    def _keys(self, table: dict[tuple[str, str], list[NDArray[Any]]], what: str, fields: tuple[str, ...]) -> list[str]:
        listed = [places for name in fields for places in table.get((what, name), ())]
        if not listed:
            return []
        columns, places = self.found.columns, np.unique(np.concatenate(listed))
        return [columns.key(int(row)) for row in self.found.rows[places]]

    def ground(self, what: str, name: str, places: NDArray[Any]) -> None:
        """Put down that a fact rests on the claims at these places."""
        if len(places):
            self.grounds.setdefault((what, name), []).append(places)

    def oppose(self, what: str, name: str, places: NDArray[Any]) -> None:
        """Put down that the claims at these places say otherwise."""
        if len(places):
            self.against.setdefault((what, name), []).append(places)


@dataclass(frozen=True, slots=True)
class Weighing:
    """Is what some claims say sure, only claimed, or neither; the matter is only made where that can matter."""

    found: Cut
    grader: Grader

    def happened(self, places: NDArray[Any]) -> NDArray[Any]:
        """Of these places those that say that it has happened, up to the day.

        Plans and denials do not, nor does who leaves open how far it has come ("it takes effect when...").
        """
        rows = self.found.rows[places]
        plans = np.isin(self.found.columns["status"][rows], [STATUSES.index(s) for s in (*PLANNED, "unknown")])
        firm = [MODALITIES.index(m) for m in ("asserted", "reported", "alleged", "likely")]
        said: NDArray[Any] = places[
            ~plans & np.isin(self.found.columns["modality"][rows], firm) & self.found.of_day[places]
        ]
        return said

    def days(self, places: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        """The first and last days of the events that these claims tell of."""
        columns, rows = self.found.columns, self.found.rows[places]
        start, end, told = columns["start"][rows], columns["end"][rows], self.found.known[rows]
        return np.where(start > 0, start, told - UNDATED.days), np.where(start > 0, end, told)

    def weigh(self, places: NDArray[Any], matter: Callable[[], Sequence[Matter | Stood]]) -> tuple[str, When | None]:
        """How sure it is (accepted, sure, claimed, or empty), and the day; a lone unjudged claim is only claimed."""
        said = self.happened(places)
        if not len(said):
            return "", None
        if not self._could_be_sure(places):
            return "claimed", opened(self._first(said))
        told = [m for m in matter() if m.stage != "planned" and m.standing.word not in ("denied", "disputed")]
        if not told:
            return "", None
        last = told[-1]
        if not last.standing.sure:
            return "claimed", opened(self._first(said))
        early, late = self.days(said)
        day = last.since or _span(int(early.min()), int(late.min()))
        return "accepted" if last.standing.word == "accepted" else "sure", day

    def _first(self, said: NDArray[Any]) -> date:
        columns, rows = self.found.columns, self.found.rows[said]
        start = columns["start"][rows]
        return date.fromordinal(int(np.where(start > 0, start, self.found.known[rows]).min()))

    def _could_be_sure(self, places: NDArray[Any]) -> bool:
        columns, rows = self.found.columns, self.found.rows[places]
        judged = self.grader.judged
        if self.grader.believe is not None or len(np.unique(columns["source"][rows])) > 1:
            return True
        named = judged.verdicts.keys() | judged.grades.keys()
        return bool(named) and any(
            columns.key(int(row)) in named or f"r{int(columns['report'][row]):016x}" in named for row in rows
        )


def opened(first: date) -> When:
    """On or after this day, if at all.

    >>> print(opened(date(2025, 7, 17)))
    2025-07-17/..
    """
    return When(first, None, f"{first}/..")


def _span(early: int, late: int) -> When:
    first, last = date.fromordinal(early), date.fromordinal(max(early, late))
    return When.on(first) if first == last else When.parse(f"{first}/{last}")
