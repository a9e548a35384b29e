"""A ledger opened: the right database, of a version that is known, with a chain that holds at its end."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from foedus.errors import BadLedger
from foedus.ledger import postgres, sqlite
from foedus.ledger.chain import broken_at
from foedus.ledger.file import APPLICATION, PAGE, made_beside, refuse_others
from foedus.ledger.migrations import migrate
from foedus.ledger.reading import last_of
from foedus.ledger.refusals import translated
from foedus.ledger.schema import migrations
from foedus.ledger.sealing import seal
from foedus.ledger.steps import NEWEST, newer
from foedus.ledger.where import is_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Engine

__all__ = ["name_of", "opened", "refuse_broken"]


def name_of(where: str | os.PathLike[str]) -> str:
    """What a ledger is called in messages: its path, or its address without the password."""
    return postgres.told(str(where)) if is_address(str(where)) else str(where)


def opened(where: str | os.PathLike[str], *, create: bool, read_only: bool, wait: float) -> Engine:
    """The engine of a ledger of this version; `create` makes it where none is.

    Raises:
        BadLedger: there is none, or none that this version reads; nothing was touched.
        LedgerBusy, LedgerUnwritten: it cannot be opened now.
    """
    name = name_of(where)
    create = create and not read_only
    if is_address(str(where)):
        engine = postgres.engine_of(str(where), read_only=read_only, wait=wait)
        schema = postgres.url_of(str(where))[1]
        return _prepared(engine, name, lambda: _prepare_server(engine, name, schema, create=create))
    path = Path(where)
    if create and (not path.exists() or not path.stat().st_size):
        with translated(name):
            _make(path, wait)
    refuse_others(path)
    engine = sqlite.engine_of(path, read_only=read_only, wait=wait)
    return _prepared(engine, name, lambda: _bring_up(engine, name, read_only=read_only))


def _prepared(engine: Engine, name: str, prepare: Callable[[], None]) -> Engine:
    try:
        with translated(name):
            prepare()
    except BaseException:
        engine.dispose()
        raise
    return engine


def refuse_broken(connection: Connection, name: str) -> None:
    """Refuse a ledger whose last entries do not follow from one another.

    Raises:
        BadLedger: with the entry.
    """
    what = broken_at(last_of(connection, 2))
    if what:
        raise BadLedger(
            f"the chain of {name} is broken: {what}; nothing was touched, `foedus ledger verify` tells more"
        )


def _version(connection: Connection) -> int:
    """The newest step that was applied; 0 where the tables are not there."""
    if not sa.inspect(connection).has_table("migrations"):
        return 0
    return connection.scalar(sa.select(sa.func.max(migrations.c.number))) or 0


def _bring_up(engine: Engine, name: str, *, read_only: bool) -> None:
    """Refuse a newer version; bring an older one up, where it may be written."""
    with engine.begin() as connection:
        have = _version(connection)
        if have > NEWEST:
            raise newer(name, have)
    if not have:
        raise BadLedger(f"{name} has no entries, so it is no ledger; nothing was touched")
    if have < NEWEST and not read_only:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            migrate(connection, _version(connection))


def _make(path: Path, wait: float) -> None:
    """Make a ledger beside, and give it its name when it is whole: whoever is killed meanwhile leaves none."""
    part = made_beside(path)
    try:
        raw = sqlite3.connect(part, isolation_level=None)
        raw.execute(f"PRAGMA page_size = {PAGE}")
        raw.execute(f"PRAGMA application_id = {APPLICATION}")
        raw.execute("PRAGMA journal_mode = WAL")
        raw.close()
        engine = sqlite.engine_of(part, read_only=False, wait=wait)
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            migrate(connection, 0)
        engine.dispose()
        seal(part)
        if path.exists() and not path.stat().st_size:
            part.replace(path)
        else:
            with contextlib.suppress(FileExistsError):  # somebody was quicker, and theirs is as good
                os.link(part, path)
    finally:
        for leftover in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
            leftover.unlink(missing_ok=True)


def _prepare_server(engine: Engine, name: str, schema: str, *, create: bool) -> None:
    with engine.begin() as connection:
        have = _version(connection)
        if have > NEWEST:
            raise newer(name, have)
        if have == NEWEST:
            return
        if not create and not have:
            raise BadLedger(f"there is no ledger in {name}; `foedus ledger init --ledger {name}` makes one")
        lock = sa.func.pg_advisory_xact_lock(sa.func.hashtext("foedus"), sa.func.hashtext(schema))
        connection.execute(sa.select(lock))
        have = _version(connection)
        if not have:
            connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {schema}")
        migrate(connection, have)
