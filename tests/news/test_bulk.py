"""Folders of many reports: the same bytes whoever works and however often it was stopped."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from foedus.errors import BadQuestion, BadReport, FoedusError
from foedus.news import bulk
from foedus.news.bulk import read_bulk

SAID = "Russia sent {n} troops to Mali on October 1, 2024, the Kremlin said on Friday, and France condemned it."


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """450 reports: files, some of them bad, and a file of rows, some of them bad."""
    place = tmp_path_factory.mktemp("reports")
    (place / "deep").mkdir()
    for n in range(150):
        (place / "deep" / f"{n:03}.txt").write_text(SAID.format(n=100 + n))
    (place / "deep" / "010.txt").write_bytes(b"\x00")
    (place / "deep" / "149.txt").write_text("Le ministère a annoncé que les soldats de la mission sont arrivés.")
    rows = [json.dumps({"id": f"r{n}", "text": SAID.format(n=n + 1000), "date": "2024-10-04"}) for n in range(300)]
    rows[7] = "{broken"
    rows[250] = json.dumps({"id": "r250", "text": "It rained, and the cat slept."})
    (place / "rows.jsonl").write_text("\n".join(rows) + "\n")
    return place


@pytest.fixture(scope="module")
def expected(folder, tmp_path_factory):
    output = tmp_path_factory.mktemp("out") / "claims.jsonl"
    done = read_bulk([folder], output, reader="plain")
    return done, output.read_bytes(), done.errors_file.read_bytes()


def test_every_claim_and_every_error_is_written_once(expected, folder):
    done, claims, errors = expected
    rows = [json.loads(line) for line in claims.splitlines()]
    assert done.counts.reports == 447
    assert (done.counts.claims, done.counts.errors, done.counts.skipped) == (len(rows), 3, 1)
    names = [row["claim_id"] for row in rows]
    assert len(set(names)) == len(names)
    assert len({row["where"] for row in rows}) == 446
    assert {row["quantity"]["low"] for row in rows if row["quantity"]} >= {100, 248, 1000, 1299}
    told = [json.loads(line) for line in errors.splitlines()]
    assert [row["where"].removeprefix(f"{folder}/") for row in told] == ["deep/010.txt", "deep/149.txt", "rows.jsonl:8"]
    assert sorted(p.name for p in done.output.parent.iterdir()) == ["claims.jsonl", "claims.jsonl.errors"]


@pytest.fixture
def repeating(tmp_path):
    """Reports that share a name: one file name in several folders, two endings, and ids that come again."""
    place = tmp_path / "in"
    for inner in ("2023", "2024"):
        (place / inner).mkdir(parents=True)
        (place / inner / "wire.txt").write_text(SAID.format(n=100))
        (place / inner / "wire.html").write_text(f"<html><body><p>{SAID.format(n=100)}</p></body></html>")
        rows = [json.dumps({"id": name, "text": SAID.format(n=300)}) for name in ("a1", "a2", "a1")]
        (place / inner / "rows.jsonl").write_text("\n".join([*rows, json.dumps({"text": SAID.format(n=5)})]) + "\n")
    return place


NAMES = [
    *("a1", "a2", "2023/rows.jsonl:3", "9ef3ed21acf79071", "2023/wire", "2023/wire.txt"),
    *("2024/rows.jsonl:1", "2024/rows.jsonl:2", "2024/rows.jsonl:3", "2024/rows.jsonl:4", "2024/wire", "2024/wire.txt"),
]


def test_the_id_of_a_claim_is_a_key_and_does_not_depend_on_where_the_folder_lies(repeating, tmp_path, monkeypatch):
    read_bulk([repeating], tmp_path / "claims.jsonl", reader="plain")
    whole = (tmp_path / "claims.jsonl").read_text()
    rows = [json.loads(line) for line in whole.splitlines()]
    keys = [row["claim_id"] for row in rows]
    assert len(set(keys)) == len(keys) == len(NAMES)
    assert [row["doc_id"] for row in rows] == NAMES
    assert keys == [f"{name}-01" for name in NAMES]
    assert rows[0]["where"].startswith(str(repeating))
    moved = repeating.rename(tmp_path / "moved")
    monkeypatch.chdir(moved)
    read_bulk(["."], tmp_path / "again.jsonl", reader="plain")
    assert [json.loads(line)["claim_id"] for line in (tmp_path / "again.jsonl").read_text().splitlines()] == keys


def test_names_that_are_taken_are_remembered_over_a_stop(repeating, tmp_path, monkeypatch):
    monkeypatch.setattr(bulk, "_PIECES", 1)
    read_bulk([repeating], tmp_path / "whole.jsonl", reader="plain")
    for stop in (1, 2, 4, 5):
        output, told = tmp_path / f"{stop}.jsonl", []

        def progress(*_, told=told, stop=stop):
            told.append(1)
            if len(told) == stop:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            read_bulk([repeating], output, reader="plain", progress=progress)
        read_bulk([repeating], output, reader="plain")
        assert output.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_the_sieve_changes_no_byte(expected, folder, tmp_path):
    done = read_bulk([folder], tmp_path / "claims.jsonl", reader="plain", sieve=False)
    assert done.output.read_bytes() == expected[1]
    assert done.counts.skipped == 0


def test_two_processes_write_the_same_bytes(expected, folder, tmp_path):
    done = read_bulk([folder], tmp_path / "claims.jsonl", reader="plain", processes=2)
    assert (done.output.read_bytes(), done.errors_file.read_bytes()) == expected[1:]
    assert done.counts == expected[0].counts


@pytest.mark.parametrize("stop", [1, 2, 3])
@pytest.mark.parametrize("cut", [0, 17])
def test_a_reading_that_was_stopped_goes_on_to_the_same_bytes(expected, folder, tmp_path, monkeypatch, stop, cut):
    output, worked = tmp_path / "claims.jsonl", []

    def work(order, part):
        worked.append(part)
        if len(worked) > stop:
            raise KeyboardInterrupt
        return real(order, part)

    real = bulk.work
    monkeypatch.setattr(bulk, "work", work)
    with pytest.raises(KeyboardInterrupt):
        read_bulk([folder], output, reader="plain")
    assert not output.exists()
    with (tmp_path / "claims.jsonl.partial").open("ab") as file:
        file.write(b'{"half": "a li'[:cut])  # written, and the journal does not know it
    with (tmp_path / "claims.jsonl.journal").open("ab") as file:
        file.write(b'{"part": "half'[:cut])
    monkeypatch.setattr(bulk, "work", lambda order, part: worked.append(part) or real(order, part))
    first = len(worked) - 1
    done = read_bulk([folder], output, reader="plain")
    assert (output.read_bytes(), done.errors_file.read_bytes()) == expected[1:]
    assert done.counts == expected[0].counts
    assert len(worked) - 1 - first == 4 - stop  # nothing that was finished is read again


def test_a_reading_that_is_killed_goes_on(expected, folder, tmp_path):
    output = tmp_path / "claims.jsonl"
    code = (
        "import sys, time\nfrom foedus.news.bulk import read_bulk\n"
        "read_bulk([sys.argv[1]], sys.argv[2], reader='plain', progress=lambda c, s: time.sleep(0.5))"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(folder), str(output)])
    journal = tmp_path / "claims.jsonl.journal"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (journal.exists() and journal.read_bytes().count(b"\n") > 2):
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert journal.exists()
    done = read_bulk([folder], output, reader="plain")
    assert (output.read_bytes(), done.errors_file.read_bytes()) == expected[1:]


def test_a_report_that_breaks_the_reader_stops_nothing(folder, tmp_path, monkeypatch):
    from foedus.news import reading

    real = reading.read_report

    def broken(report, **rest):
        if report.id == "r3":
            raise RuntimeError("oh")
        return real(report, **rest)

    monkeypatch.setattr(reading, "read_report", broken)
    done = read_bulk([folder / "rows.jsonl"], tmp_path / "claims.jsonl", reader="plain")
    told = [json.loads(line) for line in done.errors_file.read_text().splitlines()]
    assert [(row["where"][-2:], "oh" in row["error"]) for row in told] == [(":4", True), (":8", False)]
    assert done.counts.reports == 299


def test_a_changed_folder_or_question_is_not_mixed_with_what_was_finished(tmp_path):
    place, output = tmp_path / "in", tmp_path / "claims.jsonl"
    place.mkdir()
    for n in range(250):
        (place / f"{n:03}.txt").write_text(SAID.format(n=n))

    def stop(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_bulk([place], output, reader="plain", progress=stop)
    with pytest.raises(BadQuestion, match="another sieve"):
        read_bulk([place], output, reader="plain", sieve=False)
    (place / "000.txt").write_text("Another text that says of 7 soldiers that they left.")
    with pytest.raises(BadQuestion, match="added, removed or changed"):
        read_bulk([place], output, reader="plain")


def test_wrong_use_is_told(folder, tmp_path):
    output = tmp_path / "claims.jsonl"
    with pytest.raises(BadQuestion, match="standard input"):
        read_bulk(["-"], output, reader="plain")
    with pytest.raises(BadQuestion, match="at least 1"):
        read_bulk([folder], output, reader="plain", processes=0)
    with pytest.raises(BadQuestion, match="no reader is called"):
        read_bulk([folder], output, reader="plane")
    (tmp_path / "file").write_text("x")
    with pytest.raises(FoedusError, match="cannot be written"):
        read_bulk([folder], tmp_path / "file" / "claims.jsonl", reader="plain")
    assert not output.exists()


def test_no_more_is_held_than_what_is_under_way(tmp_path, monkeypatch):
    """The parts are asked for one by one, so memory does not grow with the folder."""
    place = tmp_path / "in"
    place.mkdir()
    rows = "\n".join(json.dumps({"text": SAID.format(n=n)}) for n in range(2000))
    (place / "rows.jsonl").write_text(rows)
    held = most = 0
    real_pieces, real_keep = bulk.pieces, bulk.Journal.keep

    def counted(paths):
        nonlocal held, most
        for piece in real_pieces(paths):
            held += 1
            most = max(most, held)
            yield piece

    def kept(self, name, *rest):
        nonlocal held
        held -= 1
        real_keep(self, name, *rest)

    monkeypatch.setattr(bulk, "pieces", counted)
    monkeypatch.setattr(bulk, "_PIECES", 1)
    monkeypatch.setattr(bulk.Journal, "keep", kept)
    read_bulk([place], tmp_path / "claims.jsonl", reader="plain")
    assert most <= 2


def test_a_bad_report_keeps_its_place_between_processes():
    import pickle

    error = pickle.loads(pickle.dumps(BadReport("what", "where")))  # noqa: S301 - our own
    assert (str(error), error.where) == ("what", "where")


def test_dask_workers_write_the_same_bytes_without_seeing_the_folder(expected, folder, tmp_path):
    distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")
    cluster = distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    )
    with cluster:
        output = tmp_path / "claims.jsonl"
        done = read_bulk([folder], output, reader="plain", scheduler=cluster.scheduler_address)
    assert (output.read_bytes(), done.errors_file.read_bytes()) == expected[1:]
    with pytest.raises(FoedusError, match="no Dask scheduler answers"):
        read_bulk([folder], tmp_path / "other.jsonl", reader="plain", scheduler="tcp://127.0.0.1:9")
