"""How forces abroad and umbrellas on a day look on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.cli.output import console, date_in_words, print_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foedus.terms.forces import Account, Basis, Figure, ForceAbroad
    from foedus.terms.umbrellas import UmbrellaOpen
    from foedus.world import World

__all__ = ["print_forces", "print_umbrellas", "states_in_words"]


def print_forces(world: World, state: str | None) -> None:
    """Who stands on whose land; in full for one state, in short for the world."""
    rows = [
        (
            _with(abroad.force.sender, abroad.force.beside),
            _place(world, abroad),
            _strengths(abroad, full=state is not None),
            date_in_words(str(abroad.force.since or "")),
            abroad.stage + ("" if abroad.present is not None or abroad.stage == "reported" else " (perhaps)"),
            _on(abroad.basis, full=state is not None),
            _remark(abroad.force.contested, abroad.force.unverified, abroad.accounts, full=state is not None),
        )
        for abroad in world.forces(state)
    ]
    columns = ("sender", "host", "strength", "since", "status", "basis", "remark")
    _print(_title("Forces abroad", world, state), columns, rows)


def print_umbrellas(world: World, state: str | None) -> None:
    """Who deters attack on whom."""
    rows = [
        (
            open_.umbrella.guarantor,
            _over(open_),
            open_.umbrella.kind + ("" if open_.stands else " (perhaps)"),
            open_.explicit,
            date_in_words(str(open_.umbrella.since)),
            _on(open_.basis, full=state is not None),
            _remark(open_.umbrella.contested, open_.umbrella.unverified, (), full=state is not None),
        )
        for open_ in world.umbrellas(state)
    ]
    columns = ("guarantor", "over", "kind", "how explicit", "since", "basis", "remark")
    _print(_title("Umbrellas", world, state), columns, rows)


def _title(what: str, world: World, state: str | None) -> str:
    return what + (f" that concern {world.atlas.name(state, world.on)}" if state else "")


def _print(title: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    if rows:
        print_table(title, columns, rows)
    else:
        console().print(f"{title}: none in the record.")


def states_in_words(states: Iterable[str]) -> str:
    """A list of codes; a long one begins with its length."""
    told = sorted(states)
    return ", ".join(told) if len(told) < 12 else f"{len(told)} states: {', '.join(told)}"


def _with(sender: str, beside: tuple[str, ...]) -> str:
    return f"{sender} with {', '.join(beside)}" if beside else sender


def _place(world: World, abroad: ForceAbroad) -> str:
    force = abroad.force
    return f"{force.host} ({world.atlas.place(force.where).name})" if force.where else force.host


def _strengths(abroad: ForceAbroad, *, full: bool) -> str:
    """The strength to quote; in full also what was planned or ordered, which is another thing."""
    others = [f for f in abroad.figures if f is not abroad.figure and f.stage != "present"]
    if abroad.later is not None:
        return f"no figure before {abroad.later.as_of.text[:4]}"
    return "\n".join(map(_strength, (abroad.figure, *(others if full else ()))))


def _strength(figure: Figure | None) -> str:
    if figure is None:
        return "no figure"
    count = f"{figure.low:,}" if figure.low == figure.high else f"{figure.low:,} to {figure.high:,}"
    stage = "" if figure.stage == "present" else f" {figure.stage}"
    return f"{count}{stage} ({figure.as_of})"


def _on(basis: tuple[Basis, ...], *, full: bool) -> str:
    """Every ground, each on its line; in short the treaties of the corpus, else the first ground."""
    treaties = [b.treaty for b in basis if b.treaty]
    told = list(map(str, basis)) if full else treaties or [str(b) for b in basis[:1]]
    return "\n".join(told) or "none claimed"


def _remark(
    contested: str, unverified: tuple[tuple[str, str], ...], accounts: tuple[Account, ...], *, full: bool
) -> str:
    """What is contested, who said what, which fields are not verified; in short only that there is such a thing."""
    told = [contested if full else "contested"] if contested else []
    if full:
        told += [f"{a.known} {a.by}: {a.says}" for a in accounts]
    if unverified:
        told.append(f"not verified: {', '.join(field for field, _ in unverified)}" if full else "unverified")
    return "\n".join(told)


def _over(open_: UmbrellaOpen) -> str:
    told = [states_in_words(open_.over)] if open_.over else []
    if open_.perhaps:
        told.append(f"perhaps {states_in_words(open_.perhaps)}")
    if open_.open_membership:
        told.append(f"the parties of {open_.umbrella.members_of}, which this corpus does not hold")
    return "; ".join(told)
