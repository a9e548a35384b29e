"""The ledger behind the page: opened for each request, and written to only by a judgement or a new report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.ledger.fold import fold
from foedus.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foedus.ledger.stored import Stored
    from foedus.terms.claims import Reading
    from foedus.terms.entries import Entry
    from foedus.terms.treaties import Treaty
    from foedus.world import World

__all__ = ["Casebook"]

READER = "the page"
"""Who opens the ledger to read; nothing is recorded under this name."""


class Casebook:
    """One ledger.

    Args:
        where: a file, or the address of a database.

    Raises:
        BadLedger: there is no ledger there, or it cannot be read.
    """

    def __init__(self, where: str) -> None:
        self.where = where
        with self.read():
            pass

    def read(self) -> Ledger:
        """The ledger, to be read and closed."""
        return Ledger(self.where, author=READER, create=False, read_only=True)

    @property
    def head(self) -> str:
        """What stands for all its entries."""
        with self.read() as ledger:
            return ledger.head

    def world(self, treaties: tuple[Treaty, ...], on: str, known_on: str | None) -> World:
        """The record as the ledger revises it on a day."""
        with self.read() as ledger:
            columns = ledger.columns()
        return fold(columns, on, known_on, base=treaties, bodies=self._bodies)

    def judge(self, verdict: str, of: str, *, reason: str, author: str) -> Stored:
        """Record an analyst's verdict.

        Raises:
            FoedusError: no such entry, no reason, or the ledger cannot be written.
        """
        with Ledger(self.where, author=author, create=False) as ledger:
            return ledger.judge(verdict, of, reason=reason)

    def add(self, name: str, reading: Reading, *, author: str) -> Stored:
        """Record a report with its claims."""
        with Ledger(self.where, author=author, create=False) as ledger:
            return ledger.add_report(name, reading, reason="added on the page")[0]

    def _bodies(self, keys: Sequence[str]) -> Iterable[Entry]:
        with self.read() as ledger:
            return ledger.bodies(keys)
