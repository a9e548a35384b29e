"""How the tables came about: numbered steps, in the words of each database.

A step that was released is never changed; another comes after it. The database itself refuses to update, delete or
truncate what is recorded, and to insert out of order or over what is there.
"""

from __future__ import annotations

from dataclasses import dataclass

from foedus.errors import BadLedger

__all__ = ["NEWEST", "STEPS", "Step", "newer"]

_KEYS = {
    "mentions": ("code", "number"),
    "targets": ("target", "number"),
    "pages": ("form", "page"),
    "migrations": ("number",),
}
"""Tables beside the entries, each with its key; like the entries they only ever grow."""

_TABLES = """
CREATE TABLE entries (
  number {big} PRIMARY KEY,
  id {text} NOT NULL UNIQUE,
  kind {text} NOT NULL,
  author {text} NOT NULL,
  recorded {text} NOT NULL,
  known {text} NOT NULL,
  reason {text} NOT NULL,
  body {text} NOT NULL,
  hash {text} NOT NULL);
CREATE TABLE mentions (
  code {text} NOT NULL,
  number {big} NOT NULL,
  kind {text} NOT NULL,
  known {text} NOT NULL,
  PRIMARY KEY (code, number)){key};
CREATE TABLE targets (
  target {big} NOT NULL,
  number {big} NOT NULL,
  PRIMARY KEY (target, number)){key};
CREATE TABLE pages (
  form {text} NOT NULL,
  page {big} NOT NULL,
  block {blob} NOT NULL,
  PRIMARY KEY (form, page));
CREATE TABLE migrations (
  number {big} PRIMARY KEY,
  name {text} NOT NULL,
  at {text} NOT NULL)
"""

_SEAL = "CREATE TABLE sums (part INTEGER PRIMARY KEY, sums BLOB NOT NULL)"
"""First of all, so that it begins on the second page of the file: the seal is read without the database."""

_REFUSED_BY_SQLITE = """
CREATE TRIGGER {table}_refuse_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: {table} refuse {verb}'); END
"""

_ORDER_IN_SQLITE = """
CREATE TRIGGER entries_in_order BEFORE INSERT ON entries
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entries)
  OR EXISTS (SELECT 1 FROM entries WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: entries follow one another'); END
"""

_ONCE_IN_SQLITE = """
CREATE TRIGGER {table}_once BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: {table} refuse another'); END
"""
"""`INSERT OR REPLACE` would take a row away without asking the trigger that refuses to delete."""

_FUNCTIONS = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION USING MESSAGE = 'the ledger is append-only: ' || TG_TABLE_NAME || ' refuse ' || lower(TG_OP); END $$
"""

_ORDER = """
CREATE FUNCTION in_order() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN
  IF NEW.number IS DISTINCT FROM (SELECT coalesce(max(e.number), 0) + 1 FROM entries e) THEN
    RAISE EXCEPTION USING MESSAGE = 'the ledger is append-only: entries follow one another'; END IF;
  RETURN NEW; END $$
"""

_ORDER_ASKED = "CREATE TRIGGER entries_in_order BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION in_order()"

_REFUSED = """
CREATE TRIGGER {table}_refuse_{verb} BEFORE {verb} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse()
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the schema, in the words of each database."""

    number: int
    name: str
    sqlite: tuple[str, ...]
    postgresql: tuple[str, ...]

    def statements(self, dialect: str) -> tuple[str, ...]:
        """Its statements for this database."""
        return self.sqlite if dialect == "sqlite" else self.postgresql


def _tables(**words: str) -> tuple[str, ...]:
    return tuple(statement.strip() for statement in _TABLES.format(**words).split(";"))


def _first_in_sqlite() -> tuple[str, ...]:
    kept = ("entries", *_KEYS)
    refused = [_REFUSED_BY_SQLITE.format(table=t, verb=v).strip() for t in kept for v in ("update", "delete")]
    same = {table: " AND ".join(f"{c} = NEW.{c}" for c in key) for table, key in _KEYS.items()}
    once = [_ONCE_IN_SQLITE.format(table=table, same=same[table]).strip() for table in _KEYS]
    tables = _tables(big="INTEGER", text="TEXT", blob="BLOB", key=" WITHOUT ROWID")
    return (_SEAL, *tables, *refused, _ORDER_IN_SQLITE.strip(), *once)


def _first_in_postgresql() -> tuple[str, ...]:
    kept = ("entries", *_KEYS)
    refused = [_REFUSED.format(table=t, verb=v).strip() for t in kept for v in ("update", "delete", "truncate")]
    tables = _tables(big="BIGINT", text='TEXT COLLATE "C"', blob="BYTEA", key="")
    return (*tables, _FUNCTIONS.strip(), _ORDER.strip(), _ORDER_ASKED, *refused)


STEPS = (Step(1, "entries and what is made of them", _first_in_sqlite(), _first_in_postgresql()),)
"""Every step, in order."""

NEWEST = STEPS[-1].number
"""The version of the schema that this code writes; a ledger of a newer one is refused."""


def newer(name: str, have: int) -> BadLedger:
    """The refusal of a ledger of a newer version."""
    return BadLedger(
        f"{name} is a ledger of version {have}, and this Foedus knows versions up to {NEWEST}; use a newer Foedus, "
        "nothing was touched"
    )
