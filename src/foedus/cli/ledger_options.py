"""Options that the verbs on a ledger share, and the ledger that they open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import date

    from foedus.ledger.ledger import Ledger

__all__ = ["AuthorOpt", "EntryArg", "KnownOpt", "LedgerOpt", "ReasonOpt", "open_ledger", "which_day"]

LedgerOpt = Annotated[
    str,
    typer.Option(
        "--ledger", envvar="FOEDUS_LEDGER", help="the ledger: a file, or postgresql://USER:PASSWORD@HOST/DATABASE"
    ),
]
AuthorOpt = Annotated[
    str | None, typer.Option("--author", help="who records it (default: FOEDUS_AUTHOR, else your login)")
]
KnownOpt = Annotated[
    str | None, typer.Option("--known", help="the day since which it is known, YYYY-MM-DD (default: today)")
]
ReasonOpt = Annotated[str, typer.Option("--reason", help="why, in words")]
EntryArg = Annotated[str, typer.Argument(help="an entry: its number, its id, or the beginning of its id")]


def open_ledger(
    ledger: str, *, author: str | None = None, read_only: bool = False, create: bool = False, wait: float = 30.0
) -> Ledger:
    """The ledger that the options name; none is made by mistake."""
    from foedus.ledger.ledger import Ledger

    return Ledger(ledger, author=author, create=create, read_only=read_only, wait=wait)


def which_day(text: str | None) -> date | None:
    """The day of an option, or none."""
    from foedus.terms.when import day

    return day(text) if text else None
