"""The world on a day as plain data: the object of `foedus world --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.law.commitments import commitments
from foedus.told.abroad import force_as_dict, umbrella_as_dict

if TYPE_CHECKING:
    from foedus.world import OngoingWar, World

__all__ = ["world_as_dict"]


def world_as_dict(world: World, state: str | None, kind: str | None = None, *, sources: bool = False) -> dict[str, Any]:
    """Wars, armistices, forces abroad, umbrellas and commitments as plain data; with a ledger its evidence too."""
    wars = world.wars_of(state) if state else world.wars()
    bound = commitments(world, (state,) if state else ())
    told: dict[str, Any] = {
        "on": world.on.isoformat(),
        "known_on": world.known_on.isoformat() if world.known_on else None,
        "state": state,
        "wars": [_war(w, world) for w in wars if w.fought],
        "armistices": [_war(w, world) for w in wars if not w.fought],
        "forces_abroad": [force_as_dict(f) for f in world.forces(state)],
        "umbrellas": [umbrella_as_dict(u) for u in world.umbrellas(state)],
        "commitments": [c.to_dict() for c in bound],
    }
    if world.evidence is not None:
        from foedus.told.evidence import evidence_as_dict  # noqa: PLC0415 - a world without a ledger needs none of it

        told["evidence"] = evidence_as_dict(world, state, kind, sources=sources)
    return told


def _war(ongoing: OngoingWar, world: World) -> dict[str, Any]:
    war, moment = ongoing.war, world.horizon
    return {
        "id": war.id,
        "name": war.name,
        "since": str(war.start),
        "begun": ongoing.begun,
        "began": [b.state for b in war.began if war.fights(b.state, war.began, moment)],
        "against": [b.state for b in war.against if war.fights(b.state, war.against, moment)],
        "joined": {
            b.state: str(b.entry) for b in (*war.began, *war.against) if b.entry and b.present(moment) is not False
        },
        "halted": {"since": str(ongoing.halt.since), "kind": ongoing.halt.kind} if ongoing.halt else None,
        "contested": war.contested,
        "who_began_is_contested": war.who_began_is_contested,
    }
