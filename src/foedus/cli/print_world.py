"""How the world on a day looks on a terminal and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.cli.output import console, date_in_words, print_table
from foedus.cli.print_abroad import force_as_dict, print_forces, print_umbrellas, states_in_words, umbrella_as_dict
from foedus.law.commitments import commitments
from foedus.terms.truth import say

if TYPE_CHECKING:
    from foedus.world import OngoingWar, World

__all__ = ["print_world", "world_as_dict"]


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
        from foedus.cli.print_evidence import evidence_as_dict

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


def _side(told: dict[str, Any], side: str) -> str:
    """The states of a side, those that were in it from the first day before those that joined, with their days."""
    first = [s for s in told[side] if s not in told["joined"]]
    later = [f"{s} {date_in_words(told['joined'][s])}" for s in told[side] if s in told["joined"]]
    return "; joined: ".join(filter(None, [", ".join(first), ", ".join(later)]))


def print_world(world: World, state: str | None) -> None:
    """Wars and armistices, forces abroad, umbrellas, then who is bound to whom."""
    told = world_as_dict(world, state)
    title = f"Wars on {world.on}" + (f", as known on {world.known_on}" if world.known_on else "")
    columns = ("war", "since", "side that began", "against", "state of it")
    rows = [
        (
            w["name"],
            date_in_words(w["since"]),
            _side(w, "began") + (" (contested)" if w["who_began_is_contested"] else ""),
            ", ".join(w["against"]),
            (
                f"{w['halted']['kind']} since {date_in_words(w['halted']['since'])}; no peace treaty"
                if w["halted"]
                else "fought"
            )
            + ("" if w["begun"] else f" (begun: {say(w['begun'])})"),
        )
        for w in (*told["wars"], *told["armistices"])
    ]
    if rows:
        print_table(title, columns, rows)
    else:
        console().print(f"{title}: none in the record.")
    print_forces(world, state)
    print_umbrellas(world, state)
    _print_pacts(world, state, told["commitments"])


def _print_pacts(world: World, state: str | None, bound: list[dict[str, str]]) -> None:
    pacts: dict[tuple[str, str, str], set[str]] = {}
    for c in bound:
        other = {c["promisor"], c["promisee"]} - {state} if state else {c["promisor"], c["promisee"]}
        pacts.setdefault((c["treaty"], c["kind"], c["standing"]), set()).update(other)
    rows = [(*key, states_in_words(others)) for key, others in sorted(pacts.items())]
    whose = f" of {world.atlas.name(state, world.on)}" if state else ""
    if rows:
        print_table(f"Commitments{whose}", ("treaty", "kind", "standing", "with" if state else "among"), rows)
    else:
        console().print(f"Commitments{whose}: none in the corpus.")
