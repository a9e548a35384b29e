"""Why nothing arose: the proof that an alliance was not invoked in a war."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.court.duties import alliances_in
from foedus.court.stages import stages
from foedus.law.cases import dead_cases, live_cases
from foedus.law.verdict import judge
from foedus.world import World

if TYPE_CHECKING:
    from foedus.court.rungs import Trial
    from foedus.terms.history import PastWar
    from foedus.terms.obligations import Obligation

__all__ = ["why_not"]


def why_not(trial: Trial, war: PastWar, alliance: int) -> tuple[Obligation, ...]:
    """The clauses of the alliance between its members and those who fought, on the last day on which it stood.

    Each is `not_invoked`, with the proof. Empty if none of its members was attacked or at war while it was in force.
    """
    phases = tuple(t for t in alliances_in(war, trial.treaties) if t.atop == alliance)
    found: dict[tuple[str, ...], Obligation] = {}
    for stage in stages(war, trial.atlas):
        world = World(phases, stage.on, None, trial.atlas)
        it = stage.replay(world)
        for state in it.involved:
            for case in (*live_cases(state, world), *dead_cases(state, world)):
                for bond in case.bonds:
                    verdict = judge(bond, it)
                    key = (verdict.treaty, verdict.article, verdict.promisor, verdict.promisee)
                    if verdict.status == "not_invoked" and (bond.lives or key not in found):
                        found[key] = verdict
    return tuple(found.values())
