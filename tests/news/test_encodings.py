"""Bytes to characters: which encoding it was is found, named, and never wrong without a word."""

import pytest

from foedus.errors import BadReport
from foedus.news.inputs.opening import open_report

PROSE = "The army said that it was ready to leave the base, and the government agreed with it."


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
        ("latin-1", "Windows-1252"),
    ],
)
@pytest.mark.parametrize("more", [" It was in Orléans.", " São Paulo, Müller, Ørsted and Ñuñoa."])
def test_an_encoding_is_found_and_named(codec, name, more, tmp_path):
    path = tmp_path / "report.txt"
    path.write_bytes((PROSE + more).encode(codec))
    report = open_report(path)
    assert report.text == PROSE + more
    assert report.encoding == name
    assert bool(report.notes) == (name == "Windows-1252")


def test_typographic_marks_of_windows_are_read():
    text = f"“{PROSE}” he said \u2013 it\u2019s in Orléans… for €5."
    assert open_report(text.encode("cp1252")).text == text


def test_utf_16_of_the_other_order_is_read():
    assert open_report(b"\xfe\xff" + PROSE.encode("utf-16-be")).text == PROSE


def test_old_macintosh_files_are_no_windows():
    pytest.importorskip("charset_normalizer", reason="the extra nlp is not installed")
    report = open_report(f"“It\u2019s over,” he said. {PROSE} It was in Orléans.".encode("mac_roman"))
    assert report.text.startswith("“It\u2019s over,”")
    assert "concluded" in report.notes[0]


@pytest.mark.parametrize(
    ("raw", "at"),
    [
        (b"\xef\xbb\xbf" + f"{PROSE} Orléans.".encode("latin-1"), rf"not UTF-8: byte 0xe9 at offset {len(PROSE) + 7} "),
        (PROSE.encode("utf-16-le"), "NUL bytes, the first at byte 1;"),
        (PROSE.encode() + b"\xe2\x82", f"0xe2 at offset {len(PROSE)}"),
        (f"Müller and Orléans\n{PROSE} x".encode() + b"\xe2 " + "é".encode(), r"0xe2 at offset .* \(line 2\)"),
    ],
    ids=["another behind a mark", "UTF-16 without a mark", "cut off", "damaged"],
)
def test_damaged_files_are_refused_with_the_place(raw, at, tmp_path):
    path = tmp_path / "a report.txt"
    path.write_bytes(raw)
    with pytest.raises(BadReport, match=at) as refusal:
        open_report(path)
    assert "UTF-8" in str(refusal.value)
    assert "iconv" not in str(refusal.value) or f"'{path}' >" in str(refusal.value)


def test_a_page_is_read_in_the_encoding_that_it_declares():
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{PROSE} Москва.</p></body></html>'
    report = open_report(page.encode("cp1251"))
    assert report.text.endswith("Москва.")
    assert (report.encoding, report.kind) == ("Windows-1251", "page")


def test_a_page_that_declares_a_wrong_encoding_says_so():
    page = f'<html><head><meta charset="utf-8"></head><body><p>{PROSE} Orléans.</p></body></html>'
    report = open_report(page.encode("cp1252"))
    assert report.text.endswith("Orléans.")
    assert "declares UTF-8" in report.notes[0]


@pytest.mark.parametrize(
    ("start", "what"), [(b"PK\x03\x04", "ZIP"), (b"\xd0\xcf\x11\xe0", "office"), (b"{\\rtf1", "RTF")]
)
def test_other_kinds_of_files_are_called_by_their_name(start, what):
    with pytest.raises(BadReport, match=what):
        open_report(start + PROSE.encode())
