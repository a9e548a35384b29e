"""The tables of a ledger, the same in SQLite and in PostgreSQL; how they came about stands in `migrations`.

`entries` is the ledger. `mentions` and `targets` are made of entries so that they are found quickly, `pages` so that
they are folded quickly; all three can be made again from the entries, and `verify` does.
"""

from __future__ import annotations

import sqlalchemy as sa

__all__ = ["entries", "mentions", "migrations", "pages", "targets"]

_all = sa.MetaData()

entries = sa.Table(
    "entries",
    _all,
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("recorded", sa.Text, nullable=False),
    sa.Column("known", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
)
"""Every entry, in the order of the chain; times are text in ISO 8601, the very text that the hash covers."""

mentions = sa.Table(
    "mentions",
    _all,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("known", sa.Text, nullable=False),
)
"""Which entries name a state or entity; kind and day of the entry stand here too, so that a filter reads nothing else.

Every entry stands here once more under `asked.EVERY`, for filters by kind and day alone.
"""

targets = sa.Table(
    "targets",
    _all,
    sa.Column("target", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
)
"""Which entries speak of an entry: judgements, grades and notes of what they judge, claims of their report."""

pages = sa.Table(
    "pages",
    _all,
    sa.Column("form", sa.Text, primary_key=True),
    sa.Column("page", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("block", sa.LargeBinary, nullable=False),
)
"""Each full run of entries as a packed block of columns, by the rules by which they were made."""

migrations = sa.Table(
    "migrations",
    _all,
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
)
"""Which changes of the schema were applied, and when."""
