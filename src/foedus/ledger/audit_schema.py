"""The tables, triggers and functions of a ledger held against the steps that made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from foedus.ledger.faults import Fault
from foedus.ledger.schema import migrations
from foedus.ledger.steps import STEPS

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["audit_schema"]

_TRIGGERS = """
SELECT t.tgname, t.tgenabled::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND NOT t.tgisinternal
"""


def audit_schema(connection: Connection, notes: list[str]) -> list[Fault]:
    """What is missing or other than it was made; what is there besides is noted."""
    faults = _steps(connection)
    if connection.dialect.name == "sqlite":
        return faults + _of_sqlite(connection, notes)
    return faults + _of_postgresql(connection)


def _steps(connection: Connection) -> list[Fault]:
    applied = dict(connection.execute(sa.select(migrations.c.number, migrations.c.name)).all())
    expected = {step.number: step.name for step in STEPS}
    return [
        Fault(f"migration {number}", "was not applied, or is recorded otherwise")
        for number, name in expected.items()
        if applied.get(number) != name and number <= max(applied, default=0)
    ]


def newest_step(connection: Connection) -> int:
    """The last step by which the tables were made; one beyond ours is of a newer Foedus, which alone can check it."""
    return connection.scalar(sa.select(sa.func.max(migrations.c.number))) or 0


def _of_sqlite(connection: Connection, notes: list[str]) -> list[Fault]:
    expected = {statement.split()[2].strip("("): statement for step in STEPS for statement in step.sqlite}
    asked = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    there = {name: (kind, text) for kind, name, text in connection.exec_driver_sql(asked)}
    faults = []
    for name, statement in expected.items():
        if name not in there:
            faults.append(Fault(f"schema: {name}", "is missing"))
        elif " ".join(there[name][1].split()) != " ".join(statement.split()):
            faults.append(Fault(f"schema: {name}", "is not what it was made as"))
    for name, (kind, _) in there.items():
        if name not in expected:
            if kind == "trigger":
                faults.append(Fault(f"schema: trigger {name}", "is not of the ledger; remove it"))
            else:
                notes.append(f"the {kind} {name} is not of the ledger; it was left out")
    faults += [
        Fault("structure of the file", str(text))
        for (text,) in connection.exec_driver_sql("PRAGMA integrity_check(50)")
        if text != "ok"
    ]
    return faults


def _of_postgresql(connection: Connection) -> list[Fault]:
    expected = {
        statement.split()[2]
        for step in STEPS
        for statement in step.postgresql
        if statement.startswith("CREATE TRIGGER")
    }
    there: dict[str, str] = dict(connection.exec_driver_sql(_TRIGGERS).all())
    faults = [Fault(f"schema: trigger {name}", "is missing") for name in sorted(expected - there.keys())]
    faults += [
        Fault(f"schema: trigger {name}", "is switched off")
        for name in sorted(expected & there.keys())
        if there[name] == "D"
    ]
    return faults + [
        Fault(f"schema: trigger {name}", "is not of the ledger; remove it") for name in sorted(there.keys() - expected)
    ]
