"""What is a report, what is none, and what the refusal says."""

from datetime import date

import pytest

from foedus.errors import BadReport
from foedus.news.reports import open_report

PROSE = "The army said that it was ready to leave the base, and the government agreed with it."


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "empty"),
        (b"  \n\n ", "empty"),
        (b"abc\x00def", "NUL"),
        (b"%PDF-1.7 stuff", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"x" * 2_000_001, "limit is 2 MB"),
        (b"12 34 56", "no words"),
        ("북한이 러시아에 병력을 보냈다고 국정원이 밝혔다. 조약은 아직 발효되지 않았다.".encode(), "English"),
        ("Le ministère a annoncé que les soldats de la mission sont arrivés dans la capitale.".encode(), "English"),
        (b"Die Regierung hat gesagt, dass das Abkommen mit dem Nachbarn nicht in Kraft ist.", "English"),
    ],
)
def test_what_is_no_report_is_refused_with_what_to_do(raw, says, tmp_path):
    path = tmp_path / "report.txt"
    path.write_bytes(raw)
    with pytest.raises(BadReport, match=says) as refusal:
        open_report(path)
    assert str(path) in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_no_file_and_a_folder_are_told_apart(tmp_path):
    with pytest.raises(BadReport, match="no file"):
        open_report(tmp_path / "none.txt")
    with pytest.raises(BadReport, match="is a folder"):
        open_report(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_usual_encodings_are_read(encoding, tmp_path):
    path = tmp_path / "report.txt"
    path.write_bytes(f"{PROSE} It was in Orléans.".encode(encoding))
    assert open_report(path).text.endswith("Orléans.")


@pytest.mark.parametrize(
    ("text", "outlet", "day"),
    [
        ("SEOUL, Oct 20, 2024 (Foedus Wire) - ", "Foedus Wire", date(2024, 10, 20)),
        ("NEW YORK, September 3, 2021 (AP) — ", "AP", date(2021, 9, 3)),
        ("PARIS, 4 May 2022 \u2013 ", "", date(2022, 5, 4)),
        ("AFP \u2013 ", "AFP", None),
        ("KYIV (Reuters) - ", "Reuters", None),
        ("", "", None),
    ],
)
def test_a_dateline_is_what_is_printed(text, outlet, day):
    report = open_report(text + PROSE)
    assert (report.outlet, report.dateline) == (outlet, day)
    assert report.text[report.body :] == PROSE


def test_a_day_that_does_not_exist_is_refused():
    with pytest.raises(BadReport, match="names no day"):
        open_report("ROME, Feb 30, 2024 (Wire) - " + PROSE)


def test_the_title_is_the_line_that_stands_apart():
    assert open_report(f"A title of the day\n\n{PROSE}").title == "A title of the day"
    assert open_report(f"# A title\n{PROSE}").title == "A title"
    assert open_report(f"{PROSE}\n\n{PROSE}").title == ""


def test_tags_scripts_and_unseen_marks_are_gone():
    head = "<html><head><title>x</title><script>if (a < b) </script></head>"
    page = f"{head}<body><p>{PROSE}</p><p>It\u200b is\u202e.</p></body>"
    report = open_report(page)
    assert report.text.strip().split("\n\n") == [PROSE, "It is."]
    assert "<" not in report.text
