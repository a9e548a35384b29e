"""How obligations and proofs look on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.briefing.duties import spared
from foedus.cli.output import console, print_table
from foedus.terms.obligations import STATUSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.tree import Tree

    from foedus.law.owed import Obligations
    from foedus.terms.obligations import Obligation
    from foedus.terms.proofs import Proof

__all__ = ["grouped", "print_obligations", "print_proof"]


def print_obligations(owed: Obligations, *, every: bool = False) -> None:
    """The duties in a table, one row for all promisors of one article; then conflicts, entries and caveats."""
    name = owed.world.atlas.name
    out = console()
    day = owed.world.on
    where = f" at {owed.place.name}" if owed.attack.where else ""
    who = ", ".join(name(a, day) for a in owed.attack.attackers)
    verb = "attacks" if len(owed.attack.attackers) == 1 else "attack"
    out.print(f"If {who} {verb} {name(owed.attack.target, day)}{where} on {day}:")
    listed: Sequence[Obligation] = owed.listed(every=every)
    listed = sorted(listed, key=lambda o: (STATUSES.index(o.status), not o.verified))  # what is surest first
    help_rows = [o for o in listed if o.kind in ("defense", "offense")]
    other_rows = [o for o in listed if o.kind not in ("defense", "offense")]
    if help_rows:
        print_table("Duties to help", _COLUMNS, map(_row, grouped(help_rows)))
    else:
        out.print(f"\nNo treaty of the corpus obliges anybody to help {name(owed.attack.target, day)}.\n")
    if other_rows:
        print_table("Duties to consult or to refrain", _COLUMNS, map(_row, grouped(other_rows)))
    if owed.joined or owed.joined_attackers:
        for side, joined in (("defending", owed.joined), ("attacking", owed.joined_attackers)):
            for wave in sorted({w for _, w in joined}):
                states = ", ".join(s for s, w in joined if w == wave)
                out.print(f"Wave {wave}, {side}: {states}")
    for conflict in owed.conflicts:
        out.print(
            f"Conflict: {conflict.state} owes {conflict.duty_promisee} {conflict.duty} ({conflict.duty_treaty}) and "
            f"{conflict.against_promisee} {conflict.against_duty} ({conflict.against_treaty})."
            f"{spared(conflict, owed.world)}"
        )
    if owed.torn:
        out.print(f"Torn between both sides, so out: {', '.join(owed.torn)}.")
    for caveat in owed.caveats:
        out.print(f"Note: {caveat}")


_COLUMNS = ("who", "to", "owes", "by which words", "status", "turns on")


def grouped(rows: list[Obligation]) -> list[tuple[Obligation, list[str]]]:
    """Obligations that differ only in their promisor, together."""
    groups: dict[tuple[object, ...], tuple[Obligation, list[str]]] = {}
    for o in rows:
        key = (o.treaty, o.article, o.kind, o.promisee, o.status, o.turns_on, o.owes, o.discretion, o.wave, o.verified)
        groups.setdefault(key, (o, []))[1].append(o.promisor)
    return list(groups.values())


def _row(group: tuple[Obligation, list[str]]) -> tuple[str, ...]:
    o, promisors = group
    who = ", ".join(promisors) if len(promisors) < 4 else f"{', '.join(promisors)} ({len(promisors)})"
    marks = ("" if o.binding else " [not binding in law]") + ("" if o.verified else " [unverified]")
    discretion = {"none": "", "process": ", after its process", "full": ", at its discretion"}[o.discretion]
    return (
        who,
        o.promisee,
        f"{o.kind}: {o.owes}{discretion}",
        f"{o.treaty}, {o.article}{marks}",
        o.status.replace("_", " "),
        ", ".join(o.turns_on),
    )


def print_proof(proof: Proof) -> None:
    """A proof as a tree."""
    console().print(_tree(proof))


def _tree(proof: Proof, parent: Tree | None = None) -> Tree:
    from rich.text import Text
    from rich.tree import Tree

    mark = {True: "✓", False: "✗", None: "?"}[proof.truth]
    style = {True: "green", False: "red", None: "yellow"}[proof.truth]
    label = Text.assemble((f"{mark} ", style), proof.says, (f"  [{proof.source}]" if proof.source else "", "dim"))
    node = Tree(label) if parent is None else parent.add(label)
    for premise in proof.premises:
        _tree(premise, node)
    return node
