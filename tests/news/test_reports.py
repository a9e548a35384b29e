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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_is_read_with_and_without_its_mark(encoding, tmp_path):
    path = tmp_path / "report.txt"
    path.write_bytes(f"{PROSE} It was in Orléans.".encode(encoding))
    report = open_report(path)
    assert report.text == f"{PROSE} It was in Orléans."
    assert report.body == 0


@pytest.mark.parametrize(
    ("raw", "at"),
    [
        (f"{PROSE}\nIt was in Orléans.".encode("cp1252"), rf"0xe9 at offset {len(PROSE) + 14} \(line 2\)"),
        (b"\xef\xbb\xbf" + f"{PROSE} Orléans.".encode("latin-1"), rf"0xe9 at offset {len(PROSE) + 7} \(line 1\)"),
        (PROSE.encode("utf-16"), r"is UTF-16.*iconv -f UTF-16 -t UTF-8"),
        (PROSE.encode("utf-16-le"), "NUL bytes, the first at byte 1;"),
        (PROSE.encode() + b"\xe2\x82", f"0xe2 at offset {len(PROSE)}"),
    ],
    ids=["Windows", "Latin-1 behind a mark", "UTF-16", "UTF-16 without a mark", "cut off"],
)
def test_other_encodings_are_refused_and_none_is_guessed(raw, at, tmp_path):
    path = tmp_path / "a report.txt"
    path.write_bytes(raw)
    with pytest.raises(BadReport, match=at) as refusal:
        open_report(path)
    assert str(path) in str(refusal.value)
    assert "UTF-8" in str(refusal.value)
    assert "iconv" not in str(refusal.value) or f"'{path}' >" in str(refusal.value)


def test_20_mb_are_refused_unread(tmp_path):
    path = tmp_path / "report.txt"
    with path.open("wb") as file:
        file.truncate(20_000_000)
    with pytest.raises(BadReport, match=r"has 20\.0 MB; the limit is 2 MB"):
        open_report(path)


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
