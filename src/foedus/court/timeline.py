"""A war day by day: who acted, who was bound by then, who entered, and who in the end did not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from foedus.court.stages import attacks

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from foedus.court.stages import Attacked
    from foedus.court.verdicts import AllianceVerdict, Breach, Duty
    from foedus.terms.history import PastWar

__all__ = ["Day", "timeline"]


@dataclass(slots=True)
class Day:
    """What happened on one day.

    Attributes:
        acts: declarations and attacks, each read as an attack or as self-defence.
        called: duties that arose on this day, by the leading account or a minor one.
        breaches: attacks on fellow members of an alliance.
        entered, left: who began and who ceased to fight.
    """

    on: date
    acts: list[Attacked] = field(default_factory=list)
    called: list[Duty] = field(default_factory=list)
    breaches: list[Breach] = field(default_factory=list)
    entered: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "on": self.on.isoformat(),
            "acts": [
                {
                    "by": a.act.by,
                    "what": a.act.what,
                    "against": a.act.against,
                    "attack": a.attack,
                    "source": a.act.source,
                }
                for a in self.acts
            ],
            "called": [
                {
                    "promisor": d.obligation.promisor,
                    "promisee": d.obligation.promisee,
                    "kind": d.obligation.kind,
                    "treaty": d.obligation.treaty,
                    "status": d.obligation.status,
                    "conduct": d.conduct,
                    "kept": d.kept,
                }
                for d in self.called
            ],
            "breaches": [{"by": b.act.by, "against": b.act.against, "treaty": b.treaty} for b in self.breaches],
            "entered": self.entered,
            "left": self.left,
        }


def timeline(war: PastWar, verdicts: Iterable[AllianceVerdict]) -> tuple[Day, ...]:
    """Every day of the war on which somebody acted, entered, left or was called, in their order."""
    days: dict[date, Day] = {}

    def day(on: date) -> Day:
        return days.setdefault(on, Day(on))

    for act in attacks(war):
        day(act.act.day).acts.append(act)
    for fighter in war.fighters:
        day(fighter.entry).entered.append(fighter.state)
        day(fighter.exit).left.append(fighter.state)
    for verdict in verdicts:
        for duty in verdict.duties:
            day(duty.since).called.append(duty)
        for breach in verdict.breaches:
            day(breach.act.day).breaches.append(breach)
    return tuple(days[on] for on in sorted(days))
