"""How coverage by guarantees looks on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.cli.output import console, print_table
from foedus.cli.print_abroad import states_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.ties.exposure import Exposure
    from foedus.ties.umbrella import Cover, Umbrella

__all__ = ["print_umbrella"]


def print_umbrella(told: Umbrella) -> None:
    """Guarantors by protected state, or both sides of one state; then gaps, overlaps, forces, and what is not known."""
    title = f"Guarantees on {told.on}" + (f", as known on {told.known_on}" if told.known_on else "")
    if told.state:
        _print_one(told, title)
    else:
        _print_all(told, title)
    for e in told.exercised:
        console().print(f"Exercise, as claimed by {e.by} ({e.standing}, {e.last}): {' with '.join(e.participants)}.")
    for said in told.says:
        console().print(f"Note: {said}")


def _print_one(told: Umbrella, title: str) -> None:
    rows = [
        (g.guarantor, g.protected, g.kind, g.how, g.standing, g.owes, g.by or f"{g.source} {g.article}".strip())
        for g in told.guarantees
    ]
    columns = ("guarantor", "over", "kind", "how", "standing", "owes", "by")
    if rows:
        print_table(f"{title}: {told.state}", columns, rows)
    else:
        console().print(f"{title}: {told.state} gives and has none in the record.")
    for cover in told.covers:
        if cover.exposures:
            exposed = "; ".join(map(_exposure, cover.exposures))
            console().print(f"Exposed: {exposed}.")
        console().print(_roofs(cover))
        if cover.hosts:
            console().print(f"Forces on its land: {', '.join(cover.hosts)}.")


def _exposure(each: Exposure) -> str:
    against = f" against {states_in_words(each.against)}" if each.against else ""
    return f"{each.why}{against}{'' if each.sure else ' (perhaps)'} [{each.source}]"


def _roofs(cover: Cover) -> str:
    told = {
        True: "Gap: exposed, and under no guarantee in force.",
        None: "Gap: unknown; a guarantee may stand, or what exposes it is not certain.",
    }
    if cover.gap is not False:
        return told[cover.gap]
    if not cover.roofs:
        return "No gap: nothing on the record exposes it, and it is under no guarantee."
    apart = f"Under {len(cover.roofs)} roofs: {_in_words(cover.roofs)}." if len(cover.roofs) > 1 else "Under one roof."
    return apart + (f" Rival guarantors: {_in_words(cover.rival)}." if cover.rival else "")


def _in_words(groups: Iterable[tuple[str, ...]]) -> str:
    """Groups of states: a large one by its length, a small one by its members."""
    return "; ".join(f"{len(g)} states together" if len(g) > 4 else " and ".join(g) for g in groups)


def _print_all(told: Umbrella, title: str) -> None:
    nuclear: dict[tuple[str, str, str], list[str]] = {}
    for g in told.guarantees:
        if g.kind == "nuclear":
            nuclear.setdefault((g.guarantor, g.how, g.source), []).append(
                g.protected if g.holds else f"perhaps {g.protected}"
            )
    rows = [(*key, states_in_words(over)) for key, over in sorted(nuclear.items())]
    if rows:
        print_table(f"{title}: nuclear", ("guarantor", "how explicit", "umbrella", "over"), rows)
    else:
        console().print(f"{title}: no nuclear umbrella in the record.")
    for g in told.guarantees:
        if g.how == "claimed":
            console().print(f"Claimed by {g.by}, and no cover: {g.guarantor} over {g.protected} [{g.source}].")
    held = [c for c in told.covers if c.conventional]
    console().print(f"Under a conventional guarantee: {states_in_words(c.state for c in held) or 'none'}.")
    gaps = [(c.state, _why(c), "exposed" if c.gap else "unknown") for c in told.covers if c.gap is not False]
    if gaps:
        print_table("Gaps: exposed, and under no guarantee", ("state", "why", "gap"), gaps)
    overlaps = [(c.state, _in_words(c.roofs), _in_words(c.rival)) for c in told.overlaps]
    if overlaps:
        columns = ("state", "roofs (guarantors bound to one another)", "rival guarantors")
        print_table("Overlaps: several roofs, or rival guarantors", columns, overlaps)
    based: dict[str, set[str]] = {}
    for f in told.forces:
        if f.present is True:
            based.setdefault(f.force.sender, set()).add(f.force.host)
    for sender, hosts in sorted(based.items()):
        console().print(f"Forces of {sender}: {states_in_words(hosts)}.")


def _why(cover: Cover) -> str:
    told: dict[str, set[str]] = {}
    for each in cover.exposures:
        told.setdefault(each.why if each.sure else f"{each.why} (perhaps)", set()).update(each.against)
    return "; ".join(f"{why}: {states_in_words(against)}" for why, against in told.items())
