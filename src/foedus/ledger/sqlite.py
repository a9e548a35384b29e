"""A ledger in one SQLite file: its engine, and its lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from foedus.ledger.file import connected

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

__all__ = ["engine_of"]


def engine_of(path: Path, *, read_only: bool, wait: float) -> Engine:
    """The engine of this file: one connection."""
    engine = sa.create_engine(
        "sqlite://", creator=lambda: connected(path, read_only=read_only, wait=wait), poolclass=sa.pool.StaticPool
    )
    sa.event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """A writer takes the lock when it begins, and breaks the seal; whoever comes second waits there."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
    if writes and connection.exec_driver_sql("PRAGMA user_version").scalar():
        connection.exec_driver_sql("PRAGMA user_version = 0")
