"""Forces abroad from claims: matched with the record, or put beside it as a force of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.news.measures import PACES
from foedus.terms.forces import Account, Figure, Force
from foedus.terms.when import When

if TYPE_CHECKING:
    from foedus.terms.evidence import Matter, Strand
    from foedus.world import World

__all__ = ["force_of", "recorded_force"]


def recorded_force(matter: Matter, base: World) -> str:
    """The force of the record that is the same: sender and host, and days that touch; empty if there is none."""
    about = dict(matter.about)
    first = min((t.as_of for t in (*matter.claims, *matter.denials)), default=matter.last)
    for force in base.atlas.forces:
        same = force.sender in about.get("sender", ()) and force.host in about.get("host", ())
        begun = next((when for _, when in reversed(force.steps)), None)
        early = begun is not None and begun.by(matter.last) is False
        over = force.until is not None and force.until.by(first) is True
        if same and not early and not over:
            return force.id
    return ""


def force_of(matter: Matter) -> Force:
    """A force as the claims have it: certain only if it is established or accepted, else reported."""
    about = dict(matter.about)
    sender, *beside = about.get("sender", ("",))
    host = about.get("host", ("",))[0]
    first = When.on(min(t.telling.day for t in (*matter.claims, *matter.denials) if t.telling.day))
    begun = matter.since or When(None, first.latest, f"../{first}")
    open_ = When(begun.earliest or first.earliest, None, f"{begun.earliest or first}/..")
    sure = matter.standing.sure
    days = {
        step: (begun if sure else open_) if matter.stage == stage else None
        for step, stage in (
            ("planned", "planned"),
            ("ordered", "ordered"),
            ("underway", "underway"),
            ("since", "present"),
        )
    }
    if not any(days.values()):
        days["since"] = begun if sure else open_
    return Force(
        id=f"ledger-{matter.key.removeprefix('force:').replace('>', '-').replace(':', '-').lower()}",
        sender=sender,
        host=host,
        since=days["since"],
        planned=days["planned"],
        ordered=days["ordered"],
        underway=days["underway"],
        until=_ended(matter),
        beside=tuple(beside),
        figures=tuple(f for s in matter.strands if (f := _figure(s)) is not None),
        contested=f"{matter.standing}"
        + (f": denied by {', '.join(matter.standing.denied)}" if matter.standing.denied else ""),
        known=first,
        established=None if sure else When(first.earliest, None, f"{first}/.."),
        accounts=tuple(
            Account(When.on(t.telling.day), t.telling.claim.source, f"{t.telling.claim.sentence} [ledger {t.entry}]")
            for t in (*matter.claims, *matter.denials)
            if t.telling.day
        ),
        note="from the evidence ledger",
    )


def _ended(matter: Matter) -> When | None:
    """When it ended: for certain only if an analyst or the policy accepts a claim that they have left."""
    if matter.stage != "ended":
        return None
    sure = any(t.believed and t.telling.claim.event_type == "troop_withdrawal" for t in matter.claims)
    return When.on(matter.last) if sure else When(matter.last, None, f"{matter.last}/..")


def _figure(strand: Strand) -> Figure | None:
    measure = strand.measure
    elsewhere = measure.status in ("withdrawn", "to be withdrawn", "raised", "to be raised") or measure.scope in PACES
    if elsewhere or measure.unit != "troops" or (strand.low is None and strand.high is None):
        return None
    low, high = strand.low if strand.low is not None else 0.0, strand.high if strand.high is not None else strand.low
    stage = {"completed": "present", "unknown": "present"}.get(measure.status, measure.status)
    by = ", ".join(sorted({p.source for p in strand.series if p.entry in strand.entries}))
    if strand.high is None:  # a figure of the record has both sides; the strand itself keeps the open one
        by = f"at least so many: {by}"
    return Figure(int(low), int(high or low), When.on(strand.as_of), stage, None, by)
