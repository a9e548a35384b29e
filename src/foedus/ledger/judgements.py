"""What analysts have judged by a day: verdicts, grades by hand, ratings and notes, in the order in which they count.

Judgements are read in the order of the day since which they are known, then the moment in which they were recorded,
then their id; the last that speaks on a thing counts (`verdicts` has the rules).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from foedus.ledger.verdicts import Act, gone, retracted, standing_verdicts
from foedus.terms.entries import KINDS, ON_ONE, ON_TWO, RATINGS
from foedus.terms.grades import Grade

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from foedus.ledger.columns import Columns

__all__ = ["Graded", "Judged", "Noted", "Verdict", "judged"]


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
        grades: entry -> the grade by hand; that of a report holds for its claims that have none of their own.
        same: pairs that have no independent origins; `different`: pairs that are never figures of one quantity.
        ratings: claim -> hypothesis -> consistent, inconsistent or neutral.
        notes: those that count, in their order; `gone`: claims and reports that count for nothing.
    """

    verdicts: dict[str, Verdict] = field(default_factory=dict)
    grades: dict[str, Graded] = field(default_factory=dict)
    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()
    ratings: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: tuple[Noted, ...] = ()
    gone: frozenset[str] = frozenset()


class _Read(NamedTuple):
    key: str
    kind: str
    known: int
    author: str
    reason: str
    said: dict[str, Any]


def judged(columns: Columns, rows: NDArray[Any], days: NDArray[Any]) -> Judged:
    """What the judgements, grades and notes in these rows come to.

    Args:
        columns: of the ledger.
        rows: those that were known, each entry once.
        days: since when each row of the ledger is known.
    """
    read = _read(columns, rows, days)
    acts = [Act(r.key, r.said["verdict"], r.said["of"], r.said.get("by") or "") for r in read if r.kind == "judgement"]
    away = retracted([act for act in acts if act.verdict in ON_ONE])
    read = [r for r in read if r.key not in away]
    spoken = {name for r in read if r.kind != "grade" for name in _names(r)}
    reports = _reports(columns, rows, spoken)
    last = standing_verdicts([act for act in acts if act.verdict in ON_ONE and act.id not in away], reports)
    dropped = gone(last)
    by_key = {r.key: r for r in read}
    verdicts = {
        of: Verdict(act.verdict, by_key[act.id].author, by_key[act.id].reason, act.id) for of, act in last.items()
    }
    grades = {r.said["of"]: Graded(_grade(r), r.author, r.key) for r in read if r.kind == "grade"}
    pairs = {(min(a.of, a.by), max(a.of, a.by)): a.verdict for a in acts if a.verdict in ON_TWO and a.id not in away}
    ratings: dict[str, dict[str, str]] = {}
    for act in acts:
        if act.verdict in RATINGS and act.id not in away:
            ratings.setdefault(act.of, {})[act.by] = act.verdict
    return Judged(
        verdicts,
        grades,
        frozenset(pair for pair, verdict in pairs.items() if verdict == "same-as"),
        frozenset(pair for pair, verdict in pairs.items() if verdict == "different-quantity"),
        ratings,
        tuple(_noted(r) for r in read if r.kind == "note" and not _groundless(r, dropped, reports)),
        dropped,
    )


def _read(columns: Columns, rows: NDArray[Any], days: NDArray[Any]) -> list[_Read]:
    """Judgements, grades and notes in their order."""
    wanted = [KINDS.index(kind) for kind in ("judgement", "grade", "note")]
    listed = [int(row) for row in rows[np.isin(columns["entry"][rows], wanted)]]
    listed.sort(key=lambda row: (days[row], columns["recorded"][row], columns.key(row)))
    bodies = columns.tables["body"]
    return [
        _Read(columns.key(row), KINDS[columns["entry"][row]], int(days[row]), *json.loads(bodies[columns["body"][row]]))
        for row in listed
    ]


def _names(read: _Read) -> Iterable[str]:
    """The entries of which one must know whether they count."""
    if read.kind == "note":
        return read.said.get("about") or ()
    return (read.said.get("by") or "",)


def _reports(columns: Columns, rows: NDArray[Any], keys: Iterable[str]) -> dict[str, str]:
    """Of these claims and reports those that are known -> the report of each, or empty."""
    wanted = {key for key in keys if key[:1] in ("c", "r")}
    if not wanted:
        return {}
    numbers = np.array(sorted({int(key[1:], 16) for key in wanted}), dtype="<u8")
    found = {}
    for row in rows[np.isin(columns["id"][rows], numbers)]:
        key, report = columns.key(int(row)), int(columns["report"][row])
        if key in wanted:
            found[key] = f"r{report:016x}" if report else ""
    return found


def _groundless(read: _Read, dropped: frozenset[str], reports: Mapping[str, str]) -> bool:
    """Is it a note of a report that counts for nothing, or one about claims none of which counts any more?"""
    about: Sequence[str] = read.said.get("about") or ()
    return read.said.get("report") in dropped or (
        bool(about) and all(key in dropped or reports.get(key) in dropped for key in about)
    )


def _noted(read: _Read) -> Noted:
    said, told = read.said, read.said.get("proposition")
    return Noted(
        said.get("form") or "remark",
        said.get("text") or "",
        tuple(said.get("about") or ()),
        said.get("source") or "",
        read.author,
        read.key,
        read.known,
        told["event_type"] if told else "",
        tuple((role, tuple(codes)) for role, codes in sorted(told["actors"].items())) if told else (),
    )


def _grade(read: _Read) -> Grade:
    said = read.said
    told = tuple(r for r in said.get("reasons") or () if r.strip()) or (read.reason or f"graded by {read.author}",)
    return Grade(said["reliability"], int(said["credibility"]), told)
