"""Where a ledger is: in a file, or in a database of a server."""

from __future__ import annotations

__all__ = ["is_address"]

_SCHEMES = ("postgresql", "postgres")


def is_address(where: str) -> bool:
    """Is this the address of a PostgreSQL database, and no path?"""
    return where.partition("://")[0].partition("+")[0].lower() in _SCHEMES and "://" in where
