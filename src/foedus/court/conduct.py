"""What a promisor did once its duty had arisen, and whether that kept the promise.

Help is kept by fighting on the ally's side, in the same war, while the promise binds, within a year of the call: who
enters a war in its third year for ends of its own does not answer the first year's call. Neutrality is kept by whoever
never fights the ally while the promise binds, or fights it only because the ally attacked; who attacks the ally fights
it, on whichever side the list of fighters has it later. A duty not to attack that has arisen is broken: the attack is
its case.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from foedus.court.stages import Attacked
    from foedus.law.bonds import Bond
    from foedus.terms.history import PastWar

__all__ = ["IN_TIME", "conduct"]

IN_TIME = timedelta(days=366)
"""Help that comes later than this after the call comes late."""


def conduct(bond: Bond, since: date, last: date, war: PastWar, acts: Iterable[Attacked]) -> tuple[str, bool]:
    """What the promisor did, and whether it kept the promise.

    Args:
        bond: who promised what to whom.
        since: the day on which the duty arose.
        last: the last day on which the promisor was bound.
        war: who fought on which side when.
        acts: its acts, each read as an attack or as self-defence.
    """
    kind = bond.clause.kind
    if kind == "nonaggression":
        return "attacked", False
    side = war.side(bond.promisee, since)
    bound = max(last, since)
    mine = [f for f in war.fighters if f.state == bond.promisor and f.exit >= since and f.entry <= bound]
    beside = [f.entry for f in mine if f.side == side]
    between = [a for a in acts if {a.act.by, a.act.against} == {bond.promisor, bond.promisee}]
    struck = any(a.act.by == bond.promisor and since <= a.act.day <= bound and not a.minor for a in between)
    against = struck or any(f.side != side for f in mine)
    if kind == "neutrality":
        attacked = bool(between) and between[0].act.by == bond.promisee
        return ("fought against", False) if against and not attacked else ("stayed out", True)
    if beside and min(beside) <= since + IN_TIME:
        return "fought beside", True
    if against:
        return "fought against", False
    return ("came late", False) if beside else ("abstained", False)
