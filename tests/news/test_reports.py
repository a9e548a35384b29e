"""What is a report, what is none, and what the refusal says."""

from datetime import date

import pytest

from foedus.errors import BadReport
from foedus.news.inputs.opening import open_report

PROSE = "The army said that it was ready to leave the base, and the government agreed with it."


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "empty"),
        (b"  \n\n ", "empty"),
        (b"abc\x00def", "NUL"),
        (b"%PDF-1.7 stuff", "damaged PDF"),
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
    assert report.kind == "page"
    assert report.text.strip().split("\n\n") == [PROSE, "It is."]
    assert "<" not in report.text


def test_how_the_day_is_known_is_said_and_a_given_day_comes_first():
    printed = "SEOUL, Oct 20, 2024 (Wire) - " + PROSE
    assert open_report(printed).dated == "printed in the report"
    given = open_report(printed, dateline=date(2024, 11, 1))
    assert (given.dateline, given.dateline_from) == (date(2024, 11, 1), "given")
    assert (open_report(PROSE).dateline, open_report(PROSE).dated) == (None, "unknown")


def test_the_same_words_have_the_same_id_wherever_they_lie(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(PROSE)
    one, two = (open_report(tmp_path / name) for name in ("a.txt", "b.txt"))
    assert one.id == two.id != open_report(PROSE + " No.").id
    assert (one.where, two.where) == (str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))


def test_another_language_is_read_only_by_force():
    french = "Le ministère a annoncé que les soldats de la mission sont arrivés dans la capitale."
    with pytest.raises(BadReport, match="--force"):
        open_report(french)
    assert "by force" in open_report(french, force=True).notes[0]


@pytest.mark.parametrize(
    "text",
    [
        "Nederland stuurt militairen naar Litouwen.",
        "Rusia mengirim pasukan ke Mali, kata Kremlin.",
        "Venäjä lähetti joukkoja Maliin.",
        "Rosja wysłała żołnierzy na Białoruś.",
        "Russland har sendt tropper til Mali.",
    ],
)
def test_a_short_text_without_a_common_word_is_told_by_the_library(text):
    pytest.importorskip("py3langid", reason="the extra nlp is not installed")
    with pytest.raises(BadReport, match="English"):
        open_report(text)


def test_hardly_a_sentence_of_the_annotated_reports_is_taken_for_another_language():
    import re

    from foedus.news.inputs.language import is_english
    from foedus.news.local.examples import annotated

    texts = [row["text"] for row in annotated()[0]]
    parts = [s for text in texts for s in re.split(r"(?<=[.!?])\s", text) if len(s.split()) > 5]
    wrong = [s for s in parts if not is_english(s)]
    assert len(parts) > 4000
    assert len(wrong) < 12, wrong  # datelines without a body and rows of names
