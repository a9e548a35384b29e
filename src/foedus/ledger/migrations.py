"""The steps of the schema applied: each inside the transaction in which it is written down."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from foedus.ledger.schema import migrations as applied
from foedus.ledger.steps import STEPS

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["migrate"]


def migrate(connection: Connection, have: int) -> None:
    """Apply the steps that are still to come, inside the transaction of this connection."""
    for step in STEPS:
        if step.number > have:
            for statement in step.statements(connection.dialect.name):
                connection.exec_driver_sql(statement)
            at = datetime.now(UTC).isoformat()
            connection.execute(sa.insert(applied).values(number=step.number, name=step.name, at=at))
