"""Verbs that put a question to the law: attack, why, world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.options import (
    BelieveOpt,
    FactOpt,
    JsonOpt,
    KnownOnOpt,
    LedgerOpt,
    OnOpt,
    TreatiesOpt,
    WhereOpt,
    asked,
    world_of,
)
from foedus.errors import FoedusError

if TYPE_CHECKING:
    from foedus.law.owed import Obligations

AttackersArg = Annotated[str, typer.Argument(help="who attacks: a code or name; several as RUS,BLR")]
TargetArg = Annotated[str, typer.Argument(help="who is attacked")]
AssumeOpt = Annotated[
    str | None, typer.Option("--assume", help="honoured: every invoked duty is kept, in waves, until nothing changes")
]


def add_to(app: typer.Typer) -> None:
    """Add these verbs to the app."""
    app.command()(attack)
    app.command()(why)
    app.command()(world)


def attack(
    attackers: AttackersArg,
    target: TargetArg,
    on: OnOpt = None,
    known_on: KnownOnOpt = None,
    where: WhereOpt = None,
    fact: FactOpt = None,
    assume: AssumeOpt = None,
    treaties: TreatiesOpt = "corpus",
    ledger: LedgerOpt = None,
    believe: BelieveOpt = None,
    every: Annotated[bool, typer.Option("--all", help="every clause between the states involved")] = False,
    json: JsonOpt = False,
) -> None:
    """Who owes what if this attack happens on this day.

    Example: foedus attack KOR PRK --on 2026-11-01
    """
    owed = _owed(attackers, target, on, known_on, where, fact, assume, treaties, ledger, believe)
    if json:
        from foedus.cli.output import print_json

        print_json(owed.to_dict(every=every))
    else:
        from foedus.cli.print_law import print_obligations

        print_obligations(owed, every=every)
    if not owed.listed(every=every):
        raise typer.Exit(1)


def why(
    attackers: AttackersArg,
    target: TargetArg,
    state: Annotated[str, typer.Argument(help="whose duty, or absence of duty, is to be proved")],
    on: OnOpt = None,
    known_on: KnownOnOpt = None,
    where: WhereOpt = None,
    fact: FactOpt = None,
    assume: AssumeOpt = None,
    treaties: TreatiesOpt = "corpus",
    ledger: LedgerOpt = None,
    believe: BelieveOpt = None,
    json: JsonOpt = False,
) -> None:
    """The proof of what a state owes, or the proof that it owes nothing.

    Example: foedus why KOR PRK JPN --on 2026-11-01
    """
    owed = _owed(attackers, target, on, known_on, where, fact, assume, treaties, ledger, believe)
    code = owed.world.atlas.actor(state, owed.world.on).code
    if code in (*owed.attack.attackers, owed.attack.target):
        part = "the target" if code == owed.attack.target else "an attacker"
        raise FoedusError(f"{state} is {part} here; `why` asks about a third state, `attack` lists who owes it help")
    helping = [o for o in owed.of(code) if o.kind in ("defense", "offense") and o.status != "not_invoked"]
    proofs = [o.proof for o in helping] or [owed.missing(code).proof]
    if json:
        from foedus.cli.output import print_json

        print_json({"state": code, "owes": bool(helping), "proofs": [p.to_dict() for p in proofs]})
        return
    from foedus.cli.print_law import print_proof

    for proof in proofs:
        print_proof(proof)


def world(
    on: OnOpt = None,
    known_on: KnownOnOpt = None,
    state: Annotated[str | None, typer.Option("--state", help="only what concerns this state")] = None,
    treaties: TreatiesOpt = "corpus",
    ledger: LedgerOpt = None,
    believe: BelieveOpt = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help="with --ledger: one kind of matter: force, arms...")
    ] = None,
    sources: Annotated[bool, typer.Option("--sources", help="with --ledger: what falls without each source")] = False,
    json: JsonOpt = False,
) -> None:
    """The world on a day: wars, armistices, forces abroad, umbrellas, pacts.

    Forces and umbrellas are those of the record; what was only reported by --known-on is marked so. With --ledger the
    evidence stands beside them: each matter with its claims, figures, dissent, and how well it is borne out.

    Example: foedus world --on 2024-10-19 --state PRK
    """
    from foedus.cli.print_world import print_world
    from foedus.law.asked import somebody
    from foedus.terms.evidence import MATTERS
    from foedus.told.world import world_as_dict

    if (kind or sources) and ledger is None:
        raise FoedusError("--kind and --sources are about the evidence of a ledger; name one with --ledger")
    if kind is not None and kind not in MATTERS:
        raise FoedusError(f"--kind {kind!r}: no such kind of matter; the kinds are {', '.join(MATTERS)}")
    day = world_of(on, known_on, treaties, ledger, believe)
    code = somebody(day, state) if state else None
    if json:
        from foedus.cli.output import print_json

        print_json(world_as_dict(day, code, kind, sources=sources))
    else:
        print_world(day, code)
        if ledger is not None:
            from foedus.cli.print_evidence import print_evidence

            print_evidence(day, code, kind, sources=sources)


def _owed(
    attackers: str,
    target: str,
    on: str | None,
    known_on: str | None,
    where: str | None,
    fact: list[str] | None,
    assume: str | None,
    treaties: str,
    ledger: str | None,
    believe: str | None,
) -> Obligations:
    from foedus.law.casus import obligations

    day = world_of(on, known_on, treaties, ledger, believe)
    return obligations(day, asked(attackers, target, where, fact), assume)
