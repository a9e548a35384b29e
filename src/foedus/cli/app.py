"""The app: every verb, and how an error reaches the user."""

from __future__ import annotations

import sys

import typer

from foedus.cli import (
    corpus,
    data,
    ledger,
    manpower,
    odds,
    outlook,
    questions,
    read,
    reports,
    serve,
    table,
    tension,
    ties,
    trial,
    war,
)
from foedus.errors import FoedusError

__all__ = ["app", "run"]

app = typer.Typer(
    name="foedus",
    help="Military alliances made computable: who is bound to do what, by which words, and how do we know?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
groups = (
    *(reports, read, ledger, questions, corpus, data, table, trial),
    *(odds, tension, outlook, manpower, war, ties, serve),
)
for group in groups:
    group.add_to(app)


def run() -> None:
    """Run the app: exit 0 answered, 1 nothing found, 2 wrong use or bad input, with one clear message."""
    try:
        app()
    except FoedusError as error:
        sys.stderr.write(f"foedus: {error}\n")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
