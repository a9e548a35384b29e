"""foedus read: reports in, claims out."""

import json
import sys
from io import BytesIO, TextIOWrapper

import pytest

REPORT = (
    "SEOUL, Oct 20, 2024 (Foedus Wire) - About 1,500 North Korean soldiers have arrived in Russia, South Korea's spy "
    "agency said on Friday.\n\nMoscow denied that any soldiers had come.\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty folder to work in."""
    inside = tmp_path / "inside"
    inside.mkdir()
    monkeypatch.chdir(inside)
    return inside


@pytest.fixture
def report(folder):
    path = folder / "wire.txt"
    path.write_text(REPORT)
    return path


def test_a_table_says_who_how_surely_what_how_many_and_when(foedus, report):
    code, out, err = foedus("read", report)
    assert (code, err) == (0, "")
    for words in ("spy agency", "asserted", "troop deployment", "1,500 troops", "denied", "2024-10-20", "printed"):
        assert words in out, words


def test_json_lines_have_the_fields_of_the_scheme_and_exact_places(foedus, report):
    code, out, _ = foedus("read", report, "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [r["claim_id"] for r in rows] == ["wire-01", "wire-02"]
    for row in rows:
        assert REPORT[row["char_start"] : row["char_end"]] in row["sentence"]
        assert row["reader"].startswith("local ")
    assert rows[0]["actors"] == {"sender": ["PRK"], "host": ["RUS"]}
    assert [r["modality"] for r in rows] == ["asserted", "denied"]


HEDGED = (
    "SEOUL, Oct 20, 2024 (Foedus Wire) - North Korean troops are very likely to arrive in Russia, the National "
    "Intelligence Service said on Friday.\n\nThe army may leave the base, it said.\n"
)


def test_the_band_of_probability_and_the_grade_stand_beside_the_claim(foedus, folder):
    (folder / "wire.txt").write_text(HEDGED)
    _, out, _ = foedus("read", folder / "wire.txt", "--json")
    first = json.loads(out.splitlines()[0])
    assert first["band"] == {"term": "very likely", "also": "highly probable", "low": 0.8, "high": 0.95}
    assert "likely" in first["cue"]
    assert first["grade"]["grade"] == "C6"
    assert len(first["grade"]["reasons"]) == 2
    _, out, _ = foedus("read", folder / "wire.txt")
    for words in ("very", "(80-95%)", "C6", "1 (confirmed)"):
        assert words in out, words
    _, _, _ = foedus("read", folder / "wire.txt", "--html", folder / "page.html")
    page = (folder / "page.html").read_text()
    assert "very likely (80-95%)" in page
    assert "<summary>Graded <strong>C6</strong>: fairly reliable; truth cannot be judged</summary>" in page
    assert all(reason.replace("'", "&#39;") in page for reason in first["grade"]["reasons"])


def test_words_that_tell_no_probability_have_no_band(foedus, report):
    _, out, _ = foedus("read", report, "--json")
    assert [(row["modality"], row["band"]) for row in map(json.loads, out.splitlines())] == [
        ("asserted", None),
        ("denied", None),
    ]


def test_in_one_report_a_denial_and_a_second_origin_move_the_grade(foedus, folder):
    said = "About 1,500 North Korean soldiers have arrived in Russia, {} said on Friday."
    (folder / "one.txt").write_text(
        f"SEOUL, Oct 20, 2024 (Foedus Wire) - {said.format('the Pentagon')}\n\n{said.format('South Korea')}\n"
    )
    _, out, _ = foedus("read", folder / "one.txt", "--json")
    grades = [json.loads(line)["grade"] for line in out.splitlines()]
    assert {g["credibility"] for g in grades} == {2}
    assert "2 independent origins" in grades[0]["reasons"][1]


@pytest.mark.parametrize(("width", "columns"), [(80, 3), (99, 3), (100, 4), (120, 4), (140, 7)])
def test_a_table_fits_its_terminal_and_breaks_no_code(foedus, report, monkeypatch, width, columns):
    from rich.console import Console

    from foedus.cli import output, print_read

    for room in (output, print_read):
        monkeypatch.setattr(room, "console", lambda: Console(width=width, highlight=False, markup=False))
    _, out, _ = foedus("read", report)
    lines = out.splitlines()
    assert max(map(len, lines)) <= width
    (head,) = [line for line in lines if "in which words" in line]
    assert len([part for part in head.split("   ") if part.strip()]) == columns
    for whole in ("asserted", "denied", "sender", "PRK;", "1,500"):
        assert any(whole in line for line in lines), whole


def test_two_reports_of_one_name_are_told_apart(foedus, folder, report):
    (folder / "other").mkdir()
    (folder / "other" / "wire.txt").write_text(REPORT)
    _, out, _ = foedus("read", report, folder / "other" / "wire.txt", "--json")
    assert [json.loads(line)["claim_id"] for line in out.splitlines()] == [
        "wire-01",
        "wire-02",
        "other/wire-01",
        "other/wire-02",
    ]


def test_the_same_file_named_twice_is_read_once(foedus, folder, report):
    _, out, _ = foedus("read", report, folder / "." / "wire.txt", "--json")
    assert len(out.splitlines()) == 2


def test_the_plain_reader_announces_itself(foedus, report):
    _, out, _ = foedus("read", report, "--reader", "plain", "--json")
    assert {json.loads(line)["reader"] for line in out.splitlines()} == {"plain 1"}


def test_a_report_from_standard_input_without_a_day_leaves_days_open(foedus, monkeypatch):
    words = b"About 300 French soldiers arrived in Chad on Friday."
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(words)))
    code, out, _ = foedus("read", "-", "--json")
    (row,) = [json.loads(line) for line in out.splitlines()]
    assert (code, row["date"]) == (0, None)


def test_the_page_marks_the_words_and_escapes_what_is_hostile(foedus, folder):
    bad = "The army said that 300 Russian soldiers <script>alert(1)</script> had entered Ukraine & stayed."
    (folder / "bad.jsonl").write_text(
        json.dumps({"id": "b", "title": "<b>x</b>", "text": bad, "date": "2024-10-20"}) + "\n"
    )
    code, _, err = foedus("read", folder / "bad.jsonl", "--html", folder / "page.html")
    page = (folder / "page.html").read_text()
    assert code == 0
    assert "wrote" in err
    assert "<script" not in page
    assert "<b>x</b>" not in page
    assert "<mark" in page
    assert 'href="#r1c1"' in page


def test_scores_against_what_was_annotated(foedus, folder, report):
    _, out, _ = foedus("read", report, "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    rows[1]["modality"] = "asserted"
    gold = folder / "gold.jsonl"
    gold.write_text("".join(json.dumps(r) + "\n" for r in rows))
    code, out, _ = foedus("read", report, "--score", gold)
    assert code == 0
    assert "claims                 P 1.000  R 1.000  F1 1.000  (2 / 2 / 2)" in out
    assert "modality               P 0.500" in out


def test_mistakes_in_annotated_claims_are_told_together(foedus, folder, report):
    gold = folder / "gold.jsonl"
    gold.write_text('{"doc_id": "wire"}\nnonsense\n')
    code, _, err = foedus("read", report, "--score", gold)
    assert code == 2
    assert "gold.jsonl:1" in err
    assert "gold.jsonl:2" in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nothing-there.txt"], "no file nothing-there.txt"),
        (["x.txt", "--reader", "oracle"], "no reader is called 'oracle'"),
        (["x.txt", "--json", "--score", "y"], "ask for one of them"),
        (["x.txt", "--processes", "2"], "go with --output"),
        (["x.txt", "--dateline", "2024-02-30"], "is no day"),
        (["x.txt", "--reader", "llm"], "FOEDUS_LLM_URL"),
    ],
)
def test_wrong_use_is_one_clear_message(foedus, folder, words, told):
    (folder / "x.txt").write_text(REPORT)
    code, out, err = foedus("read", *words)
    assert (code, out) == (2, "")
    assert told in err
    assert "Traceback" not in err


def test_one_bad_file_does_not_stop_the_others(foedus, folder, report):
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02")
    code, out, err = foedus("read", folder / "bad.txt", report, "--json")
    assert code == 2
    assert "bad.txt" in err
    assert len(out.splitlines()) == 2


def test_what_is_not_english_is_read_only_by_force(foedus, folder):
    (folder / "de.txt").write_text(
        "Die Soldaten der Armee sind nach dem Angriff auf die Stadt nicht mehr in der Kaserne und das Land ist still."
    )
    assert foedus("read", folder / "de.txt")[0] == 2
    code, _, err = foedus("read", folder / "de.txt", "--force")
    assert code in (0, 1)
    assert "English" not in err.splitlines()[-1]


def test_the_same_claim_of_two_reports_is_one_group_with_its_origins_and_grades(foedus, folder, report):
    (folder / "second.txt").write_text(
        "TOKYO, Oct 20, 2024 (Foedus Wire) - Some 1,500 North Korean soldiers have arrived in Russia, Japan's defence "
        "ministry said on Friday.\n"
    )
    code, out, _ = foedus("read", report, folder / "second.txt", "--same", "--json")
    groups = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert groups[0]["origins"] == ["state JPN", "state KOR"]
    assert groups[0]["differences"][-1].startswith("denied by Moscow")
    assert all(g["reliability"] in "ABCDEF" and g["reasons"] for g in groups[0]["grades"])
    code, out, _ = foedus("read", report, folder / "second.txt", "--same")
    assert code == 0
    assert "2 of 3" in out


def bulk(foedus, folder, *words):
    """A bulk reading of the folder into a file beside it: exit code, standard error and claims."""
    output = folder.parent / "claims.jsonl"
    output.unlink(missing_ok=True)
    code, out, err = foedus("read", folder, "-o", output, "--processes", "1", "--reader", "plain", *words)
    assert out == ""
    return code, err, [json.loads(line) for line in output.read_text().splitlines()]


@pytest.mark.usefixtures("report")
def test_a_folder_is_read_in_bulk_and_little_is_said_where_nobody_looks(foedus, folder):
    code, err, rows = bulk(foedus, folder)
    assert (code, [r["claim_id"] for r in rows]) == (0, ["wire-01", "wire-02"])
    assert err == f"read 1 reports, 2 claims; wrote {folder.parent / 'claims.jsonl'}\n"


@pytest.mark.usefixtures("report")
def test_a_bulk_reading_in_which_a_file_failed_says_so_at_the_end_and_in_its_exit_status(foedus, folder):
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02")
    code, err, rows = bulk(foedus, folder)
    assert (code, len(rows)) == (2, 2)
    assert f"1 could not be read; each stands in {folder.parent / 'claims.jsonl.errors'}" in err.splitlines()[-1]


def test_a_bulk_reading_that_finds_no_claim_exits_with_1(foedus, folder):
    (folder / "dull.txt").write_text("The mayor opened the new library on Friday, and the choir of the school sang.")
    code, err, rows = bulk(foedus, folder)
    assert (code, rows) == (1, [])
    assert "No claim found" in err.splitlines()[-1]


def test_a_folder_that_is_not_there_leaves_no_output(foedus, folder):
    output = folder.parent / "claims.jsonl"
    code, _, err = foedus("read", folder / "none", "-o", output)
    assert code == 2
    assert "no file or folder" in err
    assert not output.exists()


@pytest.mark.usefixtures("report")
def test_on_a_terminal_one_line_is_written_over(foedus, folder, monkeypatch):
    from foedus.news import progress

    monkeypatch.setattr(progress, "_SEEN", 0.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    _, err, _ = bulk(foedus, folder)
    assert err.startswith("\rfoedus: 1 reports, 2 claims, 0 errors")
    assert len(err.splitlines()) == 3  # nothing before the carriage return, the line of progress, the last line
