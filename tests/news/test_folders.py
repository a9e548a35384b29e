"""Many reports: folders, JSON lines and standard input; what is bad stops nothing."""

import io
import json
from datetime import date
from types import SimpleNamespace

import pytest

from foedus.errors import BadReport
from foedus.news.inputs.folders import open_reports, pieces
from foedus.news.inputs.opening import open_report
from foedus.news.inputs.report import Report

PROSE = "The army said that it was ready to leave the base, and the government agreed with it."


def row(**fields):
    return json.dumps({"text": PROSE} | fields)


def test_a_folder_is_read_sorted_at_any_depth_and_a_bad_file_stops_nothing(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "a.txt").write_text(PROSE)
    (tmp_path / "b" / "page.html").write_text(f"<html><body><p>{PROSE}</p></body></html>")
    (tmp_path / "b" / "bad.txt").write_bytes(b"a\x00b")
    (tmp_path / "b" / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text(PROSE)
    (tmp_path / "c.md").write_text(f"# A title\n\n{PROSE}")
    (tmp_path / "d.jsonl").write_text(f"{row()}\n\n{row(id='x')}\n")
    found = list(open_reports([tmp_path]))
    assert [str(f.where).removeprefix(f"{tmp_path}/") for f in found] == [
        "a.txt",
        "b/bad.txt",
        "b/page.html",
        "c.md",
        "d.jsonl:1",
        "d.jsonl:3",
    ]
    assert [type(f) for f in found] == [Report, BadReport, Report, Report, Report, Report]
    assert [f.kind for f in found if isinstance(f, Report)] == ["text", "page", "text", "row", "row"]
    assert found[-1].id == "x"


def test_what_is_not_there_is_yielded_and_the_rest_goes_on(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text(PROSE)
    none, empty, good = open_reports([tmp_path / "none.txt", tmp_path / "empty", tmp_path / "a.txt"])
    assert "no file" in str(none)
    assert "holds no report (txt, md, html, htm, pdf, jsonl)" in str(empty)
    assert good.text == PROSE


def test_the_fields_of_a_row_are_taken(tmp_path):
    path = tmp_path / "reports.jsonl"
    fields = {"doc_id": "w7", "title": "A title", "outlet": "The Wire", "url": "https://wire.example/7"}
    path.write_text(row(**fields, dateline_date="2024-10-20") + "\n")
    (report,) = open_reports([path])
    assert (report.id, report.title, report.outlet, report.url) == tuple(fields.values())
    assert (report.dateline, report.dateline_from, report.where) == (date(2024, 10, 20), "given", f"{path}:1")
    assert open_report(path) == report


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{broken", "is no JSON"),
        ("[1]", "no field `text`"),
        ('{"text": 3}', "no field `text`"),
        ('{"text": " "}', "is empty"),
        (row(date="20 somewhen"), "`date` of .* is no day"),
        (row(dateline_date="2024-02-30"), "is no day"),
        ('{"text": "' + "x" * 2_000_001 + '"}', "limit is 2 MB"),
        ("[" * 100_000, "is no JSON|no field"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_the_next_is_read(line, says, tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_text(f"\n{line}\n{row(id='after')}\n")
    bad, good = open_reports([path])
    assert bad.where == f"{path}:2"
    with pytest.raises(BadReport, match=says):
        raise bad
    assert (good.id, good.where) == ("after", f"{path}:3")


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({"date": "2024-10-20T23:00:00Z"}, date(2024, 10, 20)),
        ({"dateline": "SEOUL, Oct 20, 2024"}, date(2024, 10, 20)),
        ({"dateline": "SEOUL"}, None),
        ({"date": None}, None),
    ],
)
def test_days_of_rows(fields, day, tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_text(row(**fields))
    (report,) = open_reports([path])
    assert report.dateline == day


def test_a_long_file_of_rows_is_cut_into_pieces_that_lose_no_line(tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(row(id=n) if n % 7 else "" for n in range(1, 1001)))
    assert len(list(pieces([path]))) == 10
    assert [r.id for r in open_reports([path])] == [str(n) for n in range(1, 1001) if n % 7]
    assert all(r.where.endswith(f":{r.id}") for r in open_reports([path]))


@pytest.mark.parametrize(
    ("raw", "ids"),
    [
        (PROSE.encode(), 1),
        (f"{row(id='a')}\n{row(id='b')}\n".encode(), 2),
        (f"<html><p>{PROSE}\n</p></html>".encode(), 1),
    ],
)
def test_standard_input_holds_a_report_or_rows(raw, ids, monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    found = list(open_reports(["-"]))
    assert len(found) == ids
    assert all(f.where.startswith("standard input") and PROSE in f.text for f in found)


def test_an_empty_standard_input_is_told(monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"")))
    (error,) = open_reports(["-"])
    assert "standard input is empty" in str(error)


def test_a_file_of_several_rows_is_no_single_report(tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_text(f"{row()}\n{row()}\n")
    with pytest.raises(BadReport, match="several reports"):
        open_report(path)
