"""Hostile and broken input: one clear error each, nothing that hangs, no time that grows with the square."""

import json
import os
from time import monotonic

import pytest

from foedus.errors import BadReport
from foedus.news.inputs.folders import open_reports
from foedus.news.inputs.opening import open_report

SAID = "The Russian army said that 1,500 North Korean soldiers had arrived in Ukraine on Friday, and Kyiv denied it. "


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_at_once_by_itself_and_in_a_folder(tmp_path):
    (tmp_path / "a.txt").write_text(SAID)
    os.mkfifo(tmp_path / "b.txt")
    os.mkfifo(tmp_path / "c.jsonl")
    with pytest.raises(BadReport, match=r"is a pipe or a device.*foedus read - <"):
        open_report(tmp_path / "b.txt")
    good, *bad = open_reports([tmp_path])
    assert good.text == SAID
    assert [error.where for error in bad] == [str(tmp_path / "b.txt"), str(tmp_path / "c.jsonl")]
    assert all("is a pipe or a device" in str(error) for error in bad)


def test_a_folder_that_cannot_be_listed_is_told_and_the_rest_goes_on(tmp_path, monkeypatch):
    for name in ("locked", "open"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(SAID)
    real = os.scandir

    def scandir(folder):
        if str(folder).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(folder))
        return real(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    error, report = open_reports([tmp_path])
    assert (error.where, report.text) == (str(tmp_path / "locked"), SAID)
    assert "Permission denied; check the file's permissions" in str(error)
    (alone,) = open_reports([tmp_path / "locked"])
    assert "Permission denied" in str(alone)


HOSTILE = {
    "one paragraph": SAID * 2000,
    "quotation marks": '"' * 10_000 + SAID,
    "pairs of quotation marks": 'He said "the army" “ ” « » ' * 2000,
    "no end of a sentence": "the army, " * 20_000,
    "no spaces": "soldiers," * 20_000,
    "dots": "." * 200_000 + SAID,
    "empty lines": "\n" * 200_000 + SAID,
    "names": "Russia Ukraine North Korea Kim Jong Un " * 4000,
    "numbers": "1,000 2,000 troops " * 8000,
    "brackets": "(" * 20_000 + SAID + ")" * 20_000,
    "datelines": "SEOUL, " * 20_000,
    "broken words": "-\n" * 100_000 + SAID,
    "one long word": "https://a.example/" + "c" * 200_000 + " " + SAID,
    "marks that nobody sees": "\u202eThe \u200barmy\u200f said\u2066 that 300 soldiers\u2069 left\u061c. " * 3000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_twice_as_much_takes_about_twice_as_long(kind, atlas):
    """The plain reader, half the text and all of it: four times as long would be the square."""
    from foedus.news.readers import choose_reader
    from foedus.news.reading import read_report

    plain = choose_reader("plain")

    def seconds(text):
        before = monotonic()
        read_report(open_report(text, force=True), dateline=None, atlas=atlas, treaties=(), reader=plain)
        return monotonic() - before

    whole = HOSTILE[kind]
    seconds(SAID)  # what is loaded once
    half, all_of_it = seconds(whole[: len(whole) // 2] + SAID), seconds(whole + SAID)
    assert all_of_it < 2 or all_of_it < 3.5 * half, (half, all_of_it)


@pytest.mark.parametrize("text", [SAID * 500, "\n\n".join(SAID.replace("1,500", str(n)) for n in range(1000, 1500))])
def test_hundreds_of_claims_of_one_matter_are_graded_in_bounded_time(text, atlas):
    from foedus.news.grades import grades_of
    from foedus.news.readers import choose_reader
    from foedus.news.reading import read_report

    reading = read_report(open_report(text), dateline=None, atlas=atlas, treaties=(), reader=choose_reader("plain"))
    assert len(reading.claims) >= 500
    before = monotonic()
    assert len(grades_of(reading, "a")) == len(reading.claims)
    assert monotonic() - before < 5


def test_json_lines_with_bad_lines_give_one_error_a_line(tmp_path):
    path = tmp_path / "rows.jsonl"
    good = json.dumps({"text": SAID}).encode()
    path.write_bytes(b"\n".join([good, b"{broken", b"[]", b'{"text": 5}', b"\xff", b"\x00", good]) + b"\n")
    found = list(open_reports([path]))
    assert [isinstance(f, BadReport) for f in found] == [False, True, True, True, True, True, False]
    assert all("\n" not in str(f) for f in found if isinstance(f, BadReport))
