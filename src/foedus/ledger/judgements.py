"""What analysts have judged by a day: verdicts, grades by hand, and notes, in the order in which they count.

Judgements are read in the order of the day since which they are known, then the moment in which they were recorded,
then their id; the last that speaks on a thing counts. A judgement that was retracted counts for nothing; so does one
that retracts it, once that one is retracted itself.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from foedus.terms.entries import KINDS
from foedus.terms.grades import Grade

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.ledger.columns import Columns

__all__ = ["Graded", "Judged", "Noted", "Verdict", "judged"]

_ON_ONE = ("accept", "dispute", "retract", "supersede")
_ON_TWO = ("same-as", "different-quantity")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What counts of the judgements on one entry."""

    verdict: str
    author: str
    reason: str
    entry: str


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade by hand."""

    grade: Grade
    author: str
    entry: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A note, and the day since which it is known.

    Attributes:
        event, actors: of the proposition that somebody does not confirm and nobody claims there; else empty.
    """

    form: str
    text: str
    about: tuple[str, ...]
    source: str
    author: str
    entry: str
    known: int
    event: str = ""
    actors: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """All that was judged.

    Attributes:
        verdicts: entry -> accept, dispute, retract or supersede.
        grades: entry -> the grade by hand.
        same: pairs that have no independent origins; `different`: pairs that are never figures of one quantity.
        notes: in the order in which they count.
    """

    verdicts: dict[str, Verdict] = field(default_factory=dict)
    grades: dict[str, Graded] = field(default_factory=dict)
    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()
    notes: tuple[Noted, ...] = ()

    @property
    def dropped(self) -> frozenset[str]:
        """Entries that count for nothing: retracted, or superseded."""
        return frozenset(key for key, found in self.verdicts.items() if found.verdict in ("retract", "supersede"))


def judged(columns: Columns, rows: NDArray[Any]) -> Judged:
    """What the judgements, grades and notes in these rows come to.

    Args:
        columns: of the ledger.
        rows: those that were known, each entry once.
    """
    wanted = [KINDS.index(kind) for kind in ("judgement", "grade", "note")]
    kinds = columns["entry"]
    listed = [int(row) for row in rows if kinds[row] in wanted]
    listed.sort(key=lambda row: (columns["known"][row], columns["recorded"][row], columns.key(row)))
    read = [(row, columns.key(row), *json.loads(columns.tables["body"][columns["body"][row]])) for row in listed]
    retracted = _retracted(read)
    verdicts: dict[str, Verdict] = {}
    grades: dict[str, Graded] = {}
    pairs: dict[tuple[str, str], str] = {}
    notes = []
    for row, key, author, reason, said in read:
        if key in retracted:
            continue
        kind = KINDS[kinds[row]]
        if kind == "grade":
            grades[said["of"]] = Graded(_grade(said, author, reason), author, key)
        elif kind == "note":
            about = tuple(said.get("about") or ())
            source, form = said.get("source") or "", said.get("form") or "remark"
            event, actors = _proposition(said.get("proposition"))
            day = int(columns["known"][row])
            notes.append(Noted(form, said.get("text") or "", about, source, author, key, day, event, actors))
        elif said["verdict"] in _ON_ONE:
            verdicts[said["of"]] = Verdict(said["verdict"], author, reason, key)
        elif said["verdict"] in _ON_TWO and said.get("by"):
            one, two = sorted((said["of"], said["by"]))
            pairs[one, two] = said["verdict"]
    same = frozenset(pair for pair, verdict in pairs.items() if verdict == "same-as")
    return Judged(verdicts, grades, same, frozenset(pairs) - same, tuple(notes))


def _proposition(told: Any) -> tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Type and actors of what a note says that somebody does not confirm."""
    if not told:
        return "", ()
    return told["event_type"], tuple((role, tuple(codes)) for role, codes in sorted(told["actors"].items()))


def _retracted(read: list[tuple[Any, ...]]) -> frozenset[str]:
    """Judgements, grades and notes that were retracted; read from the end, for a retraction may be retracted."""
    found: dict[str, bool] = {}
    for _, key, _, _, said in reversed(read):
        if not found.get(key) and said.get("verdict") in _ON_ONE:
            found.setdefault(said["of"], said["verdict"] == "retract")
    return frozenset(key for key, gone in found.items() if gone)


def _grade(said: dict[str, Any], author: str, reason: str) -> Grade:
    told = tuple(r for r in said.get("reasons") or () if r.strip()) or (reason or f"graded by {author}",)
    return Grade(said["reliability"], int(said["credibility"]), told)
