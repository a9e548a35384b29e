"""The verbs on a ledger of evidence, as one group."""

from __future__ import annotations

import typer

from foedus.cli import ledger_add, ledger_diff, ledger_files, ledger_judge, ledger_log, ledger_weigh

__all__ = ["add_to"]

ledger = typer.Typer(
    help="The ledger of evidence: reports, claims and judgements, which are never rewritten.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
for group in (ledger_add, ledger_log, ledger_judge, ledger_weigh, ledger_files, ledger_diff):
    group.add_to(ledger)


def add_to(app: typer.Typer) -> None:
    """Add the group to the app."""
    app.add_typer(ledger, name="ledger")
