"""How the world on a day looks on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.cli.output import console, date_in_words, print_table
from foedus.cli.print_abroad import print_forces, print_umbrellas, states_in_words
from foedus.terms.truth import say
from foedus.told.world import world_as_dict

if TYPE_CHECKING:
    from foedus.world import World

__all__ = ["print_world"]


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
