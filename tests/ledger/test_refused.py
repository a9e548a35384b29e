"""What is no ledger, or none that may be touched, is refused, and stays as it was."""

import os
import shutil
import sqlite3
import stat
import subprocess
import tempfile
import threading
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from made import DAY, MOMENT, claim_entry, note_entry

from foedus.errors import BadEntry, BadLedger, LedgerBusy, LedgerUnwritten
from foedus.ledger import postgres
from foedus.ledger.bounds import LONGEST_REASON, MOST_AT_ONCE
from foedus.ledger.ledger import Ledger
from foedus.ledger.verifying import verify
from foedus.ledger.where import is_address
from foedus.terms.entries import Entry, canonical


def _bytes(path):
    return {p.name: p.read_bytes() for p in path.parent.iterdir()}


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("content", "what"),
    [(b"a report, and no database\n" * 200, "no database"), (b"SQLite format 3\0" + bytes(4080), "another program")],
)
def test_a_file_that_is_no_ledger_is_refused_and_stays_as_it_was(file, content, what, read_only):
    file.write_bytes(content)
    before = _bytes(file)
    with pytest.raises(BadLedger, match=what):
        Ledger(file, author="Ann Lee", read_only=read_only)
    assert _bytes(file) == before


def test_a_database_of_another_program_is_refused_and_stays_as_it_was(file):
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("CREATE TABLE entries (number INTEGER, body TEXT)")
        raw.commit()
    before = _bytes(file)
    with pytest.raises(BadLedger, match="another program"):
        Ledger(file, author="Ann Lee")
    assert _bytes(file) == before


def test_a_folder_is_no_ledger(tmp_path):
    with pytest.raises(BadLedger):
        Ledger(tmp_path, author="Ann Lee")


def test_a_ledger_cannot_be_made_where_no_folder_is(tmp_path):
    with pytest.raises(LedgerUnwritten, match="cannot make"):
        Ledger(tmp_path / "nowhere" / "case.db", author="Ann Lee")


def _raw(where):
    """A connection that obeys no rule of Foedus."""
    if is_address(where):
        return postgres.engine_of(where, read_only=False, wait=5)
    return sa.create_engine(f"sqlite:///{where}", poolclass=sa.pool.NullPool)


def _do(where, *statements):
    engine = _raw(where)
    try:
        with engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
    finally:
        engine.dispose()


@pytest.mark.parametrize("read_only", [False, True])
def test_a_ledger_of_a_newer_version_is_refused(where, read_only):
    with Ledger(where, author="Ann Lee") as made:
        made.append([claim_entry(1)])
    _do(where, "INSERT INTO migrations VALUES (7, 'of the future', '2031-01-01')")
    with pytest.raises(BadLedger, match="of version 7"):
        Ledger(where, author="Ann Lee", read_only=read_only)
    if "://" in where:  # a file that others than Foedus have changed is damaged first of all
        with pytest.raises(BadLedger, match="use a newer Foedus"):
            verify(where)
    _do(where, "SELECT * FROM entries")


def test_a_chain_that_is_broken_at_its_end_is_refused(where):
    with Ledger(where, author="Ann Lee") as made:
        made.append([claim_entry(n) for n in range(3)])
    off = "ALTER TABLE entries DISABLE TRIGGER ALL" if "://" in where else "DROP TRIGGER entries_refuse_update"
    _do(where, off, "UPDATE entries SET reason = 'changed' WHERE number = 3")
    for read_only in (True, False):
        with pytest.raises(BadLedger, match="entry 3 is not the one"):
            Ledger(where, author="Ann Lee", read_only=read_only)


def test_a_missing_entry_before_the_last_is_refused(where):
    with Ledger(where, author="Ann Lee") as made:
        made.append([claim_entry(n) for n in range(3)])
    off = "ALTER TABLE entries DISABLE TRIGGER ALL" if "://" in where else "DROP TRIGGER entries_refuse_delete"
    _do(where, off, "DELETE FROM entries WHERE number = 2")
    with pytest.raises(BadLedger, match="entry 2 is missing"):
        Ledger(where, author="Ann Lee")


_CHANGES = [
    "UPDATE {t} SET {c} = {c}",
    "DELETE FROM {t}",
]
_COLUMNS = {"entries": "reason", "mentions": "known", "targets": "number", "migrations": "name"}


@pytest.mark.parametrize("table", sorted(_COLUMNS))
@pytest.mark.parametrize("change", _CHANGES)
def test_the_database_itself_refuses_to_change_what_is_recorded(where, table, change):
    with Ledger(where, author="Ann Lee") as made:
        made.append([claim_entry(1), note_entry("seen", [claim_entry(1).id])])
    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        _do(where, change.format(t=table, c=_COLUMNS[table]))


@pytest.mark.parametrize("table", sorted([*_COLUMNS, "pages"]))
def test_a_server_refuses_to_truncate(server, numbers, table):
    where = server.address(f"case_{next(numbers)}")
    Ledger(where, author="Ann Lee").close()
    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        _do(where, f"TRUNCATE {table} CASCADE")


def test_a_file_refuses_to_replace_and_to_insert_out_of_order(file):
    with Ledger(file, author="Ann Lee") as made:
        first = made.append([claim_entry(1), claim_entry(2)])[0]
    values = "'x', 'claim', 'a', '', '2024-01-01', '', '{}', ''"
    for statement in (
        f"INSERT OR REPLACE INTO entries VALUES (1, {values})",
        f"INSERT OR REPLACE INTO entries VALUES (3, '{first.id}', {values[5:]})",
        f"INSERT INTO entries VALUES (5, {values})",
        "INSERT OR REPLACE INTO mentions SELECT * FROM mentions",
        "INSERT OR REPLACE INTO targets SELECT 1, 2 UNION SELECT target, number FROM targets",
    ):
        if "targets" in statement:
            with Ledger(file, author="Ann Lee") as made:
                made.note("seen", about=[1])
        with pytest.raises(sa.exc.DBAPIError, match="append-only"):
            _do(str(file), statement)


def test_the_file_is_for_its_owner_alone(file):
    with Ledger(file, author="Ann Lee") as made:
        made.append([claim_entry(1)])
        for beside in file.parent.iterdir():
            assert stat.S_IMODE(beside.stat().st_mode) == 0o600, beside


def test_nothing_is_left_beside_the_file(file):
    with Ledger(file, author="Ann Lee") as made:
        made.append([claim_entry(1)])
    with Ledger(file, author="Ann Lee", read_only=True) as read:
        assert len(list(read.entries())) == 1
    assert [p.name for p in file.parent.iterdir()] == [file.name]


def test_a_ledger_on_a_medium_that_cannot_be_written_is_read(file, monkeypatch):
    with Ledger(file, author="Ann Lee") as made:
        made.append([claim_entry(1)])
    before = _bytes(file)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Ledger(file, author="Ann Lee", read_only=True) as read:
        assert [s.number for s in read.entries()] == [1]
        assert _bytes(file) == before


def test_entries_beside_a_file_that_cannot_be_written_are_not_passed_over(file, monkeypatch):
    made = Ledger(file, author="Ann Lee")
    made.append([claim_entry(1)])
    copy = file.with_name("copy.db")
    shutil.copy(file, copy)
    shutil.copy(f"{file}-wal", f"{copy}-wal")
    made.close()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(BadLedger, match="holds entries that are not in"):
        Ledger(copy, author="Ann Lee", read_only=True)


def test_whoever_finds_the_ledger_locked_is_told(where):
    with Ledger(where, author="Ann Lee") as made:
        made.append([claim_entry(1)])
        engine = _raw(where)
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN EXCLUSIVE")
            else:
                connection.exec_driver_sql("LOCK TABLE entries IN EXCLUSIVE MODE")
            with Ledger(where, author="Bo Kim", create=False, wait=0.2) as other:
                assert len(other) == 1
                with pytest.raises(LedgerBusy, match="nothing was written"):
                    other.append([claim_entry(2)])
                assert len(other) == 1
            connection.rollback()
        engine.dispose()
        assert len(made) == 1
        made.append([claim_entry(2)])


def test_a_writer_waits_for_another(where):
    with Ledger(where, author="Ann Lee") as made:
        made.append([claim_entry(1)])
        engine = _raw(where)
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.exec_driver_sql("LOCK TABLE entries IN EXCLUSIVE MODE")
            done = []

            def write():
                with Ledger(where, author="Bo Kim", create=False, wait=20) as other:
                    done.append(other.append([claim_entry(2)])[0].number)

            thread = threading.Thread(target=write)
            thread.start()
            thread.join(0.4)
            assert not done
            connection.rollback()
            thread.join(20)
        engine.dispose()
        assert done == [2]


@contextmanager
def _small_disk():
    """A file system of two megabytes, where this user may mount one."""
    folder = Path(tempfile.mkdtemp(prefix="foedus-small-"))
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    try:
        yield folder if done.returncode == 0 else None
    finally:
        if done.returncode == 0:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
        folder.rmdir()


def _fill(made):
    """Record until it is refused; how many were told as recorded."""
    told = 0
    while True:
        try:
            told += len(made.append([claim_entry(told + n) for n in range(100)]))
        except LedgerUnwritten:
            return told


@pytest.mark.skipif(shutil.which("mount") is None, reason="no file system can be mounted here")
def test_a_full_disk_loses_nothing_that_was_told_and_keeps_nothing_that_was_not():
    with _small_disk() as folder:
        if folder is None:
            pytest.skip("this user may mount no file system; the test of the limit of pages stands for it")
        path = folder / "case.db"
        with Ledger(path, author="Ann Lee") as made:
            told = _fill(made)
            assert len(made) == told > 0
        with Ledger(path, author="Ann Lee", read_only=True) as again:
            assert len(again) == told
            assert again.verify().faults == ()


def test_a_file_that_may_grow_no_further_keeps_what_was_told(file):
    with Ledger(file, author="Ann Lee") as made:
        with made._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 200")
        told = _fill(made)
        assert len(made) == told > 0
        assert made.verify().faults == ()


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"kind": "rumour"}, "no kind"),
        ({"author": ""}, "has an author"),
        ({"author": "  "}, "has an author"),
        ({"author": "Ann\x1b[31m"}, r"U\+001B"),
        ({"author": "Ann\nLee"}, r"U\+000A"),
        ({"author": "x" * 201}, "at most 200"),
        ({"reason": "y" * (LONGEST_REASON + 1)}, "at most 10,000"),
        ({"reason": "a\x00b"}, r"U\+0000"),
        ({"reason": "half \ud800"}, r"U\+D800"),
        ({"recorded": datetime(2026, 1, 1)}, "no zone"),  # noqa: DTZ001 - that is what is refused
        ({"known": date(1500, 1, 1)}, "cannot be the day"),
        ({"body": "{}"}, "lacks"),
        ({"body": "[]"}, "lacks"),
        ({"body": '{"a": 1}'}, "canonical"),
        ({"body": "no json"}, "no JSON"),
        ({"body": "[" * 100_000}, "no JSON"),
        ({"body": '{"x":"\ud800"}'}, "half a character"),
        ({"body": '{"x":NaN}'}, "no JSON"),
    ],
)
def test_what_cannot_be_an_entry_is_refused(ledger, change, what):
    entry = claim_entry(1)
    given = {name: getattr(entry, name) for name in ("kind", "author", "recorded", "known", "reason", "body")} | change
    with pytest.raises(BadEntry, match=what):
        ledger.append([Entry(**given)])
    assert len(ledger) == 0


def test_too_much_at_once_or_too_long_is_refused(ledger):
    with pytest.raises(BadEntry, match="at most 10,000"):
        ledger.append([claim_entry(0)] * (MOST_AT_ONCE + 1))
    with pytest.raises(BadEntry, match="bytes; at most"):
        ledger.note("x" * 1_100_000)
    assert len(ledger) == 0


@pytest.mark.parametrize(
    "text",
    [
        "'); DROP TABLE entries; --",
        '"; SELECT pg_sleep(10); --',
        "$(rm -rf /) `reboot` | tee",
        "<script>alert(1)</script>&amp;",
        "\x1b]0;title\x07\x1b[2J \x9b31m",
        "=HYPERLINK(1)",
        "NUL \x00 and \x01 and DEL \x7f",
        "\u202eright to left\u202c \u2028 line \ufeff \U0010ffff",
        "%s %(x)s {0} :name ?",
        "\\x00 \\u0000 \\",
        "",
        " \t\r\n ",
        "日本語 한국어 Ελληνικά",
    ],
)
def test_text_is_data_and_comes_out_as_it_went_in(ledger, text):
    said = {"form": "remark", "text": text, "about": [], "source": text}
    ledger.append([Entry("note", "Ann Lee", MOMENT, DAY, "", canonical(said)), claim_entry(1, sentence=text)])
    found = list(ledger.entries())
    assert found[0].entry.said["text"] == found[0].entry.said["source"] == text
    assert found[1].entry.said["sentence"] == text
    assert ledger.verify().faults == ()


def test_a_password_is_never_told():
    where = "postgresql://lee:s3cret@127.0.0.1:1/cases"
    with pytest.raises(LedgerUnwritten) as error:
        Ledger(where, author="Ann Lee")
    assert "s3cret" not in str(error.value)
    assert "lee:***@127.0.0.1" in str(error.value)


@pytest.mark.parametrize(
    "where", ["postgresql://h/d?schema=pg_catalog", "postgresql://h/d?schema=a;b", "postgresql://:x:y:/d"]
)
def test_an_address_that_is_none_is_refused_without_its_password(where):
    with pytest.raises(BadLedger) as error:
        Ledger(where, author="Ann Lee")
    assert ":x" not in str(error.value)


def test_a_database_that_is_not_there_is_said(server):
    with pytest.raises(BadLedger, match="no such database"):
        Ledger(server.address(database="nowhere"), author="Ann Lee")


def test_two_ledgers_in_one_database_know_nothing_of_each_other(server, numbers):
    first, second = (server.address(f"case_{next(numbers)}") for _ in range(2))
    with Ledger(first, author="Ann Lee") as one, Ledger(second, author="Ann Lee") as two:
        one.append([claim_entry(1)])
        assert (len(one), len(two)) == (1, 0)


def test_a_ledger_made_by_two_at_once_is_one(where):
    made, threads = [], []

    def make(n):
        with Ledger(where, author="Ann Lee") as ledger:
            made.append(ledger.append([claim_entry(n)])[0].id)

    threads = [threading.Thread(target=make, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Ledger(where, author="Ann Lee") as ledger:
        assert {s.id for s in ledger.entries()} == set(made)
        assert len(made) == 4
        assert ledger.verify().faults == ()


@pytest.mark.parametrize("verdict", ["accept", "dispute"])
def test_a_verdict_that_would_change_nothing_is_refused_with_what_to_do(tmp_path, verdict):
    import foedus as fd
    from foedus.errors import BadQuestion

    text = b"SEOUL, Oct 20, 2024 (Wire) - About 1,500 North Korean soldiers are in Russia, Seoul's army said."
    with fd.Ledger(tmp_path / "case.db", author="Ann Lee", create=True) as ledger:
        report, claim = ledger.add_report("report", fd.read(text, reader="plain"))[:2]
        with pytest.raises(BadQuestion, match=r"judge its claims .* or retract it"):
            ledger.judge(verdict, report.number, reason="it errs")
        assert ledger.judge(verdict, claim.number, reason="it errs").entry.said["of"] == claim.id
        assert ledger.judge("retract", report.number, reason="withdrawn").entry.said["of"] == report.id
