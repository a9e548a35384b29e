"""Whatever is wrong with a ledger is found and named, and nothing that is right is called wrong."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa
from made import DAY, MOMENT, claim_entry

from foedus.errors import BadLedger
from foedus.ledger import postgres
from foedus.ledger.audit_file import audit_file
from foedus.ledger.ledger import Ledger
from foedus.ledger.sealing import seal
from foedus.ledger.sums import check
from foedus.ledger.verifying import verify
from foedus.terms.entries import Entry, canonical


def report_entry(text="A report, whose words are many. " * 600):
    import hashlib

    said = {"name": "r", "outlet": "o", "title": "t", "dateline": None, "dateline_from": "", "reader": "plain 1"}
    body = canonical(said | {"text": text, "digest": hashlib.sha256(text.encode()).hexdigest()})
    return Entry("report", "Ann Lee", MOMENT, DAY, "", body)


def filled(where, count=300):
    """A ledger with all that there can be."""
    with Ledger(where, author="Ann Lee") as made:
        report = report_entry()
        made.append([report])
        for n in range(0, count, 50):
            made.append([claim_entry(n + k, report=report.id) for k in range(50)])
        made.judge("dispute", 5, reason="one source")
        made.grade(6, "B", 2, reasons=["right before"])
        made.note("seen", about=[5, 6])
    return where


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    return Path(filled(tmp_path_factory.mktemp("sound") / "case.db"))


@pytest.fixture
def copy(sound, tmp_path):
    return Path(shutil.copy(sound, tmp_path / "case.db"))


def test_a_sound_ledger_is_sound(where):
    filled(where)
    found = verify(where)
    assert found
    assert (found.faults, found.notes) == ((), ())
    assert found.entries == 304
    assert found.sealed is (None if "://" in where else True)
    with Ledger(where, author="Ann Lee", read_only=True) as read:
        assert read.head == found.head
        assert read.verify().faults == ()


def test_an_empty_ledger_is_sound(where):
    Ledger(where, author="Ann Lee").close()
    found = verify(where)
    assert found
    assert (found.entries, found.head) == (0, "")


def test_verify_writes_nothing(sound):
    before = {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in sound.parent.iterdir()}
    verify(sound)
    assert {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in sound.parent.iterdir()} == before


def _flipped(path, place, by):
    """Flip bits of one byte; flipped by the same again it is as before."""
    with path.open("r+b") as file:
        file.seek(place)
        (there,) = file.read(1)
        file.seek(place)
        file.write(bytes([there ^ by]))
    return by


def test_any_flipped_byte_is_found_and_its_page_named(sound, copy):
    """Every byte of the header, the last byte of every page, and others by chance."""
    whole = sound.read_bytes()
    dice = Random(1815)  # noqa: S311 - dice
    places = [*range(100), *range(4095, len(whole), 4096), *(dice.randrange(len(whole)) for _ in range(600))]
    for place in places:
        kept = _flipped(copy, place, dice.randrange(1, 256))
        found = check(copy)
        assert found.wrong or found.faults, place
        named = [n for n in found.wrong if (n - 1) * 4096 <= place < n * 4096]
        named += [first for first, last, _ in found.faults if first <= place <= last]
        paired = place in range(92, 96) and any(first == 24 for first, _, _ in found.faults)
        assert named or paired, (place, found)
        _flipped(copy, place, kept)


def test_the_whole_check_survives_every_damage_and_tells_of_it(sound, copy):
    whole = sound.read_bytes()
    dice = Random(1914)  # noqa: S311 - dice
    for place in [*range(0, 100, 7), *(dice.randrange(len(whole)) for _ in range(25))]:
        kept = _flipped(copy, place, dice.randrange(1, 256))
        assert verify(copy).faults, place
        _flipped(copy, place, kept)


def test_a_page_is_named_with_what_lies_on_it(sound, copy):
    whole = bytearray(sound.read_bytes())
    place = whole.find(b"Some 1,500 were sent", len(whole) // 2)
    whole[place] ^= 1
    copy.write_bytes(whole)
    told = " ".join(map(str, verify(copy).faults))
    assert f"page {place // 4096 + 1:,} of" in told
    assert "the table entries, entries" in told


def test_damage_is_found_without_a_seal_too(copy):
    """An open file: what the database reads is checked all the same, entry by entry."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as raw:
        raw.execute("PRAGMA user_version = 0")
    assert check(copy).state == "open"
    found = verify(copy)
    assert found
    assert "not sealed" in " ".join(found.notes)
    whole = bytearray(copy.read_bytes())
    whole[whole.find(b"Some 1,500 were sent")] ^= 1
    copy.write_bytes(whole)
    assert any("its hash is not that" in fault.what for fault in verify(copy).faults)


def test_a_file_that_is_cut_or_grown_is_named(sound, copy):
    whole = sound.read_bytes()
    for changed in (whole[:-4096], whole[:-1], whole + b"\0", whole + bytes(4096), whole[:5000]):
        copy.write_bytes(changed)
        assert any("the file has" in fault.what for fault in verify(copy).faults)


def test_a_file_of_many_pages_is_sealed_as_well(tmp_path):
    path = tmp_path / "case.db"
    with Ledger(path, author="Ann Lee") as made:
        made.append([report_entry("x" * 1_900_000), report_entry("y" * 1_900_000), report_entry("z" * 1_900_000)])
    found = check(path)
    assert (found.state, found.pages > 1_000, found.wrong) == ("sealed", True, ())
    dice = Random(1939)  # noqa: S311 - dice
    for place in [*range(100), *range(100, 8_192, 97), *(dice.randrange(path.stat().st_size) for _ in range(100))]:
        kept = _flipped(path, place, dice.randrange(1, 256))
        found = check(path)
        assert found.wrong or found.faults, place
        _flipped(path, place, kept)
    with Ledger(path, author="Ann Lee") as again:
        again.append([claim_entry(1)])
    assert verify(path).sealed


def test_whoever_is_killed_while_sealing_leaves_a_file_that_is_sound(copy, monkeypatch):
    from foedus.ledger import sealing

    with Ledger(copy, author="Ann Lee") as made:
        made.append([claim_entry(9_000)])
        monkeypatch.setattr(sealing, "header_sum", lambda *_: 1 / 0)  # between the sums and the sum of the sums
        with pytest.raises(ZeroDivisionError):
            made.close()
    monkeypatch.undo()
    found = verify(copy)
    assert (found.faults, found.sealed) == ((), False)
    assert seal(copy)
    assert verify(copy).sealed


def test_opening_by_others_is_no_fault(sound, copy):
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("SELECT count(*) FROM entries").fetchone() == (304,)
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert copy.read_bytes() == sound.read_bytes()
    assert verify(copy).sealed


@pytest.mark.parametrize("statement", ["VACUUM", "ANALYZE", "CREATE TABLE mine (a)", "REINDEX", "PRAGMA optimize"])
def test_what_another_program_rewrote_is_no_fault_and_is_said(copy, statement):
    with closing(sqlite3.connect(copy, isolation_level=None)) as raw:
        raw.execute(statement)
    found = verify(copy)
    assert found.faults == ()
    if found.sealed is False:
        assert any("rewritten the file" in note for note in found.notes)
        assert seal(copy)
        assert verify(copy).sealed


def test_a_killed_writer_leaves_a_file_that_is_sound_and_not_sealed(copy):
    writer = Ledger(copy, author="Ann Lee")
    writer.append([claim_entry(9_000)])
    other = copy.with_name("other.db")
    shutil.copy(copy, other)
    shutil.copy(f"{copy}-wal", f"{other}-wal")
    writer.close()
    found = verify(other)
    assert found
    assert (found.entries, found.sealed) == (305, False)
    with Ledger(other, author="Ann Lee") as again:
        again.append([claim_entry(9_001)])
    assert verify(other).sealed


def test_whoever_is_not_alone_does_not_seal(copy):
    with Ledger(copy, author="Ann Lee") as one:
        one.append([claim_entry(9_000)])
        with Ledger(copy, author="Bo Kim") as two:
            two.append([claim_entry(9_001)])
            held = iter(one._engine.raw_connection().cursor().execute("SELECT number FROM entries"))
            next(held)
        del held
    assert verify(copy)


def _changed(where, off, *statements):
    if "://" in str(where):
        engine = postgres.engine_of(str(where), read_only=False, wait=5)
        off = [f"ALTER TABLE {table} DISABLE TRIGGER ALL" for table in ("entries", "mentions", "targets", "pages")]
    else:
        engine = sa.create_engine(f"sqlite:///{where}", poolclass=sa.pool.NullPool)
        off = [f"DROP TRIGGER {name}" for name in off]
    with engine.begin() as connection:
        for statement in (*off, *statements):
            connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.mark.parametrize(
    ("off", "statement", "where_wrong", "what"),
    [
        ("entries_refuse_update", "UPDATE entries SET reason = 'x' WHERE number = 17", "entry 17", "its hash"),
        ("entries_refuse_update", "UPDATE entries SET id = 'c0' WHERE number = 17", "entry 17", "its id is c0"),
        ("entries_refuse_update", "UPDATE entries SET known = '2024-1-1' WHERE number = 17", "entry 17", "cannot be"),
        ("entries_refuse_delete", "DELETE FROM entries WHERE number = 17", "entry 18", "missing"),
        ("mentions_refuse_delete", "DELETE FROM mentions WHERE number = 9 AND code = 'PRK'", "mentions of entry 9", ""),
        (
            "mentions_refuse_update",
            "UPDATE mentions SET code = 'FRA' WHERE number = 9 AND code = 'PRK'",
            "mentions",
            "",
        ),
        ("mentions_once", "INSERT INTO mentions VALUES ('PRK', 999, 'claim', '')", "mentions of entry 999", "no entry"),
        ("targets_refuse_delete", "DELETE FROM targets WHERE number = 9", "targets of entry 9", ""),
        ("pages_once", "INSERT INTO pages VALUES ('x', 0, 'y')", "block 0", "not there"),
    ],
)
def test_each_change_behind_the_rules_is_named(where, off, statement, where_wrong, what):
    filled(where)
    _changed(where, [off], statement.replace("'y'", "'y'::bytea") if "://" in where else statement)
    found = verify(where)
    named = [fault for fault in found.faults if where_wrong in fault.where]
    assert named
    assert what in named[0].what
    switched = [fault for fault in found.faults if fault.where.startswith("schema")]
    assert switched  # that the rule was taken away is a fault as well


def test_a_foreign_trigger_is_a_fault(where):
    filled(where)
    if "://" in where:
        text = "CREATE TRIGGER zz BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION in_order()"
    else:
        text = "CREATE TRIGGER zz AFTER INSERT ON entries BEGIN SELECT 1; END"
    _changed_only(where, text)
    assert [fault.where for fault in verify(where).faults] == ["schema: trigger zz"]


def _changed_only(where, statement):
    if "://" in where:
        engine = postgres.engine_of(where, read_only=False, wait=5)
    else:
        engine = sa.create_engine(f"sqlite:///{where}", poolclass=sa.pool.NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def test_a_report_whose_text_was_changed_with_its_hashes_is_named(where):
    """Whoever can recompute hashes can change the last entry; the digest of its text still tells."""
    text = report_entry("The old words.")
    forged = Entry("report", "Ann Lee", MOMENT, DAY, "", text.body.replace("The old words.", "The new words."))
    with Ledger(where, author="Ann Lee") as made:
        made.append([forged])
    found = verify(where)
    assert [fault.what for fault in found.faults] == ["its text is not the one that its digest was taken of"]


def test_full_runs_have_blocks_and_a_wrong_one_is_named(where, monkeypatch):
    from foedus.ledger import blocks, writing

    for room in (blocks, writing, __import__("foedus.ledger.audit_rows", fromlist=["RUN"])):
        monkeypatch.setattr(room, "RUN", 64)
    filled(where, 200)
    assert "3 blocks" in verify(where).checked
    block = "'\\x00'::bytea" if "://" in where else "x'00'"
    _changed(where, ["pages_refuse_update"], f"UPDATE pages SET block = {block} WHERE page = 1")
    assert "block 1, of entries 65 to 128" in [fault.where for fault in verify(where).faults]


def test_what_is_no_ledger_is_refused(tmp_path):
    text = tmp_path / "text.db"
    text.write_text("words")
    with pytest.raises(BadLedger, match="no database"):
        verify(text)
    with pytest.raises(BadLedger, match="there is no ledger"):
        verify(tmp_path / "nothing.db")


def test_the_seal_is_of_every_page(sound):
    found = audit_file(sound)
    assert found.sealed
    assert found.pages * 4096 == sound.stat().st_size
