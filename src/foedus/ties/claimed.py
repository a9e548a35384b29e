"""Flows that are only claimed: the figures of a ledger's matters of arms, forces and labour, each with its entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.terms.flows import Flow, who_says
from foedus.terms.when import When
from foedus.ties.coverage import Coverage

if TYPE_CHECKING:
    from foedus.terms.flows import ClaimedMatter, Claims

__all__ = ["claimed_flows"]

_KINDS = {"arms": "arms", "force": "troops", "labour": "labour"}
_SENDERS, _RECEIVERS = ("sender", "supplier"), ("host", "recipient")


def claimed_flows(evidence: Claims | None, code: str) -> tuple[list[Flow], Coverage]:
    """What the evidence tells of flows to and from this state; nothing, and the reason, without evidence.

    Every figure stays itself: who gave it, as of which day, planned or present. Several senders of one figure are no
    flow between two, and are named together ("PRK+RUS").
    """
    what = f"claims on arms, troops and labour to and from {code}"
    if evidence is None:
        return [], Coverage(what, "ledger", None, None, ("no evidence was given; labour is known from evidence only",))
    found = [
        flow
        for matter_kind, kind in _KINDS.items()
        for matter in evidence.matters(code, matter_kind)
        for flow in _flows(matter, kind)
        if code in (*(flow.sender or "").split("+"), *(flow.receiver or "").split("+"))
    ]
    if not found:
        return [], Coverage(what, "ledger", None, None, ("the evidence tells of none",))
    days = [f.span.earliest.year for f in found if f.span.earliest]
    says = ("what reports claim, graded in the ledger; that nothing is claimed of a year says nothing of the year",)
    return found, Coverage(what, "ledger", min(days), max(days), says)


def _flows(matter: ClaimedMatter, kind: str) -> list[Flow]:
    sides = dict(matter.about)
    sender, receiver = (
        "+".join(code for role in roles for code in sides.get(role, ())) or None for roles in (_SENDERS, _RECEIVERS)
    )
    found = []
    for strand in matter.strands:
        unit, status = strand.measure[0], strand.measure[1]
        found += [
            Flow(
                kind,
                sender,
                receiver,
                When.on(point.as_of),
                point.low,
                point.high,
                unit or "not told",
                f"{status or 'claimed'} ({matter.standing.word})",
                matter.key,
                (point.entry,),
                point.source,
            )
            for point in strand.series
            if point.low is not None or point.high is not None
        ]
    if not found:  # told without a number
        told = f"claimed ({matter.standing.word})"
        found = [
            Flow(
                kind,
                sender,
                receiver,
                When.on(matter.last),
                None,
                None,
                "not told",
                told,
                matter.key,
                by=who_says(matter),
            )
        ]
    return found
