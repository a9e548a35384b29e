"""A ledger in a PostgreSQL database: its address, its schema, its lock."""

from __future__ import annotations

import re
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from foedus.errors import BadLedger

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

__all__ = ["engine_of", "told", "url_of"]

_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}\Z")


def url_of(where: str) -> tuple[URL, str]:
    """The address, and the schema in it: that of `?schema=`, else `foedus`.

    Raises:
        BadLedger: it is no address.
    """
    try:
        url = sa.make_url(where)
    except (sa.exc.ArgumentError, ValueError):
        raise BadLedger(
            "this is no address of a PostgreSQL database; write postgresql://USER:PASSWORD@HOST:PORT/DATABASE"
        ) from None
    schema = url.query.get("schema", "foedus")
    if not isinstance(schema, str) or not _NAME.match(schema) or schema.startswith("pg_"):
        raise BadLedger(f"schema={schema!r} is no name of a schema: small letters, digits and _, and not pg_...")
    return url.difference_update_query(["schema"]).set(drivername="postgresql+pg8000"), schema


def told(where: str) -> str:
    """The address without its password, for people to read.

    >>> told("postgresql://lee:secret@db/cases")
    'postgresql://lee:***@db/cases'
    """
    url, schema = url_of(where)
    text = url.set(drivername="postgresql").render_as_string(hide_password=True)
    return text if schema == "foedus" else f"{text}?schema={schema}"


def engine_of(where: str, *, read_only: bool, wait: float) -> Engine:
    """The engine of this database: one connection, whose tables are those of the schema.

    Raises:
        BadLedger: the driver is not installed, or this is no address.
    """
    if find_spec("pg8000") is None:
        raise BadLedger("a ledger in PostgreSQL needs its driver: install foedus[postgres]")
    url, schema = url_of(where)
    socket = url.query.get("host")
    given: dict[str, Any] = {}
    if isinstance(socket, str) and socket.startswith("/"):  # as libpq has it: the folder of a socket
        given["unix_sock"] = f"{socket}/.s.PGSQL.{url.query.get('port') or url.port or 5432}"
        url = url.difference_update_query(["host", "port"])
    engine = sa.create_engine(url, poolclass=sa.pool.StaticPool, connect_args=given, hide_parameters=True)

    @sa.event.listens_for(engine, "connect")
    def prepare(raw: Any, _record: object) -> None:
        """What holds for the whole connection."""
        cursor = raw.cursor()
        for setting in (
            f"search_path TO {schema}",
            "client_encoding TO 'UTF8'",
            "standard_conforming_strings TO on",
            f"lock_timeout TO {int(wait * 1000)}",
            "synchronous_commit TO on",
            f"default_transaction_read_only TO {'on' if read_only else 'off'}",
        ):
            cursor.execute(f"SET {setting}")
        cursor.close()
        raw.commit()

    sa.event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """One writer at a time, from the first statement on; whoever reads is not held up."""
    if connection.get_execution_options().get("writes"):
        connection.exec_driver_sql("LOCK TABLE entries IN SHARE ROW EXCLUSIVE MODE")
