"""PDFs: their text is read; a scan, a lock and a broken file are told apart."""

import pytest

from foedus.errors import BadReport
from foedus.news.inputs.opening import open_report

pypdf = pytest.importorskip("pypdf")
PROSE = "The army said that it was ready to leave the base, and the government agreed."


def pdf(*pages, padding=b""):
    """A small PDF: each page is a list of lines."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        told = b"".join(b"(" + line.encode("cp1252") + b") Tj T*\n" for line in lines)
        stream = b"BT /F1 11 Tf 14 TL 50 780 Td\n" + told + b"ET" if lines else b""
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    if padding:
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(padding), padding))
    objects[1] = b"<< /Type /Pages /Kids [%b] /Count %d >>" % (b" ".join(kids), len(kids))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%btrailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
    return out + end % (len(objects) + 1, table, len(objects) + 1, len(out))


def test_a_pdf_is_read_with_its_printed_dateline(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(["SEOUL, Oct 20, 2024 (Wire) - The sol-", "diers said that they", "were ready to go."]))
    report = open_report(path)
    assert (report.kind, report.outlet, str(report.dateline)) == ("pdf", "Wire", "2024-10-20")
    assert report.text[report.body :].split() == [
        "The",
        "soldiers",
        "said",
        "that",
        "they",
        "were",
        "ready",
        "to",
        "go.",
    ]


def test_running_heads_and_page_numbers_are_not_read():
    report = open_report(pdf(*([["The Daily Wire of Russia", PROSE, f"Page {n}"] for n in (1, 2, 3)])))
    assert [report.text[a:b].split("\n") for a, b in report.skipped][1] == ["Page 1", "", "The Daily Wire of Russia"]
    from foedus.news.sentences import sentences

    assert [s.text for s in sentences(report.text, report.body, report.skipped)] == [PROSE] * 3


@pytest.mark.parametrize("password", ["secret", "other"])
def test_an_encrypted_pdf_is_refused_with_what_to_do(password):
    from io import BytesIO

    writer = pypdf.PdfWriter(clone_from=BytesIO(pdf([PROSE])))
    writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    with pytest.raises(BadReport, match="encrypted; save it without a password"):
        open_report(out.getvalue())


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (pdf([]), "scan.*OCR"),
        (pdf(["12"], ["3"]), "scan.*OCR"),
        (b"%PDF-1.4 nothing", "damaged PDF"),
        (pdf([PROSE])[:300], "damaged PDF|scan"),
    ],
)
def test_a_pdf_without_text_or_sense_is_refused(raw, says):
    with pytest.raises(BadReport, match=says) as refusal:
        open_report(raw)
    assert "\n" not in str(refusal.value)


def test_a_pdf_may_be_larger_than_its_text(tmp_path):
    path = tmp_path / "large.pdf"
    path.write_bytes(pdf([PROSE], padding=b"x" * 3_000_000))
    assert open_report(path).text.strip() == PROSE
    with pytest.raises(BadReport, match="more than 2 MB of text"):
        open_report(pdf(*[[PROSE * 50] * 60 for _ in range(10)]))


def test_without_the_library_a_pdf_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    with pytest.raises(BadReport, match="pypdf is not installed"):
        open_report(pdf([PROSE]))
