"""Options that several verbs share, and the world and the attack that they make."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.errors import FoedusError

if TYPE_CHECKING:
    from foedus.terms.attacks import Attack
    from foedus.terms.treaties import Treaty
    from foedus.terms.truth import Truth
    from foedus.world import World

__all__ = [
    "BelieveOpt",
    "FactOpt",
    "JsonOpt",
    "KnownOnOpt",
    "LedgerOpt",
    "OnOpt",
    "TreatiesOpt",
    "WhereOpt",
    "asked",
    "today",
    "world_of",
]

OnOpt = Annotated[str | None, typer.Option("--on", help="the day in the world, YYYY-MM-DD (default: today)")]
KnownOnOpt = Annotated[
    str | None,
    typer.Option("--known-on", help="only what was public by this day; later than --on: then, as known later"),
]
WhereOpt = Annotated[
    str | None, typer.Option("--where", help="the place of the attack (default: the target's home territory)")
]
FactOpt = Annotated[
    list[str] | None, typer.Option("--fact", help="a stated fact, NAME=true, false or unknown; may be repeated")
]
TreatiesOpt = Annotated[str, typer.Option("--treaties", help="corpus (default), atop, or a folder of treaty files")]
LedgerOpt = Annotated[
    str | None, typer.Option("--ledger", help="an evidence ledger: a file, or postgresql://... (see `foedus ledger`)")
]
BelieveOpt = Annotated[
    str | None, typer.Option("--believe", help="with --ledger: claims graded so well or better count as accepted: C3")
]
JsonOpt = Annotated[bool, typer.Option("--json", help="one JSON object instead of text")]

_TRUTHS: dict[str, Truth] = {"true": True, "false": False, "unknown": None}


def today() -> str:
    """Today's date."""
    return datetime.now(UTC).date().isoformat()


def world_of(
    on: str | None, known_on: str | None, treaties: str, ledger: str | None = None, believe: str | None = None
) -> World:
    """The world that the options ask for, with what a ledger tells of the day if one is named.

    Raises:
        FoedusError: `--believe` without a ledger, or no such grade.
    """
    from foedus.world import World

    world = World(_treaties(treaties), on or today(), known_on)
    if ledger is None:
        if believe is not None:
            raise FoedusError("--believe is about claims of a ledger; name one with --ledger")
        return world
    from foedus.ledger.ledger import Ledger

    return Ledger(ledger, create=False, read_only=True).revise(world, believe)


def _treaties(name: str) -> tuple[Treaty, ...]:
    from foedus.law.reading import treaties

    return treaties(None if name == "corpus" else name)


def asked(attackers: str, target: str, where: str | None, facts: list[str] | None) -> Attack:
    """The attack that the arguments ask about.

    Raises:
        FoedusError: a fact that is not written as NAME=true, NAME=false or NAME=unknown.
    """
    from foedus.terms.attacks import Attack

    stated: dict[str, Truth] = {}
    for text in facts or []:
        name, equals, value = text.partition("=")
        if not equals or value.strip().lower() not in _TRUTHS:
            raise FoedusError(
                f"--fact {text!r}: write NAME=true, NAME=false or NAME=unknown, for example self_defence=true"
            )
        if stated.get(name.strip(), _TRUTHS[value.strip().lower()]) is not _TRUTHS[value.strip().lower()]:
            raise FoedusError(f"--fact {name.strip()} is stated twice, and not alike; state it once")
        stated[name.strip()] = _TRUTHS[value.strip().lower()]
    several = [a.strip() for a in attackers.split(",") if a.strip()]
    return Attack(several, target, where, stated)
