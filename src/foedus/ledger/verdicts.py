"""Of several verdicts on one entry, which counts; and which entries count for nothing.

The last verdict on an entry counts. A judgement that was retracted counts for nothing, unless its retraction was
retracted in turn. An entry is superseded only while what stands in its place stands itself: is known, and neither
retracted nor of a retracted report. Whoever says that two entries supersede each other has taken back what was said
first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Act", "gone", "retracted", "standing_verdicts"]


class Act(NamedTuple):
    """A verdict on one entry; acts come in the order in which they count."""

    id: str
    verdict: str
    of: str
    by: str = ""


def retracted(acts: Sequence[Act]) -> frozenset[str]:
    """What was retracted among judgements, grades and notes; read from the end, for a retraction may be retracted."""
    found: dict[str, bool] = {}
    for act in reversed(acts):
        if not found.get(act.id):
            found.setdefault(act.of, act.verdict == "retract")
    return frozenset(key for key, is_gone in found.items() if is_gone)


def standing_verdicts(acts: Iterable[Act], reports: Mapping[str, str]) -> dict[str, Act]:
    """Entry -> the verdict that counts.

    Args:
        acts: those that were not retracted, in their order.
        reports: of the entries that are known, at least those that acts name as `by` -> the report of each, or empty.
    """
    told: dict[str, list[Act]] = {}
    place: dict[str, int] = {}
    for n, act in enumerate(acts):
        told.setdefault(act.of, []).append(act)
        place[act.id] = n
    while True:
        last = {of: listed[-1] for of, listed in told.items() if listed}
        idle = _in_circles(last, place) or [of for of, act in last.items() if _idle(act, last, reports)]
        if not idle:
            return last
        for of in idle:
            told[of].pop()


def gone(last: Mapping[str, Act]) -> frozenset[str]:
    """The entries that count for nothing, given the verdicts that count; claims of a report among them go with it."""
    return frozenset(of for of, act in last.items() if act.verdict in ("retract", "supersede"))


def _in_circles(last: Mapping[str, Act], place: Mapping[str, int]) -> list[str]:
    """The earliest of the verdicts by which entries supersede each other in a circle."""
    for start in sorted(last):
        seen: list[str] = []
        at = start
        while at in last and last[at].verdict == "supersede" and at not in seen:
            seen.append(at)
            at = last[at].by
        if at in seen:
            return [min(seen[seen.index(at) :], key=lambda of: place[last[of].id])]
    return []


def _idle(act: Act, last: Mapping[str, Act], reports: Mapping[str, str]) -> bool:
    """Is it a supersession that puts nothing which stands in the place of its entry?"""
    if act.verdict != "supersede":
        return False
    further = last.get(act.by)
    if further is not None and further.verdict == "supersede":
        return _idle(further, last, reports) and not _fit(act.by, last, reports)
    return not _fit(act.by, last, reports)


def _fit(key: str, last: Mapping[str, Act], reports: Mapping[str, str]) -> bool:
    """Is it known, not retracted, and of no report that counts for nothing?"""
    if key not in reports or (key in last and last[key].verdict == "retract"):
        return False
    report = last.get(reports[key])
    return report is None or report.verdict not in ("retract", "supersede") or _idle(report, last, reports)
