"""PDFs: their text is read; a scan, a lock and a broken file are told apart."""

from pathlib import Path

import pytest

from foedus.errors import BadReport
from foedus.news.inputs.opening import open_report
from foedus.news.inputs.printed import whole_text
from foedus.news.sentences import sentences

pypdf = pytest.importorskip("pypdf", reason="the extra nlp is not installed")
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
    assert "Daily Wire" not in report.text
    assert "Page" not in report.text
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


HERE = Path(__file__).parent / "pdfs"
SENTENCES = """\
About 1,200 Russian soldiers arrived in Belarus on Monday under an understanding on counter-intelligence cooperation,
the Belarusian defence ministry said.
*
Officials in Warsaw described the reinforcements as a well-known manoeuvre.
*
Poland's government nevertheless announced that it would send two battalions to the neighbouring voivodeship, and that
the redeployment had been prepared for months.
*
The North Atlantic Council met for consultations.
*
Lithuania had requested them, according to an alliance representative who asked not to be identified, because the
accommodation of so many servicemen contradicted earlier assurances.
*
Germany delivered fourteen infantry fighting vehicles to Ukraine, the chancellery confirmed, while France suspended its
contribution to the multinational training mission.
*
Observers disagree about the significance of the announcement.
*
Some consider it a straightforward demonstration; others point to the simultaneous mobilisation of reservists in the
north-western military district.
"""
TITLES = {"columns": "Garrisons under the Belmar Pact", "printed": "Two battalions move", "memo": "What moved in March"}


@pytest.mark.parametrize("name", TITLES)
def test_a_pdf_as_programs_make_it_has_title_dateline_and_whole_words(name):
    """Two columns with broken words, a page as a browser prints it, and a memo with ligatures; see pdfs/make.py."""
    report = open_report(HERE / f"{name}.pdf")
    assert report.title == TITLES[name]
    assert (report.outlet, str(report.dateline)) == ("Foedus Wire", "2025-03-03")
    told = {" ".join(s.text.split()) for s in sentences(report.text, report.body, report.skipped)}
    assert told == {" ".join(told.split()) for told in SENTENCES.split("\n*\n")}


@pytest.mark.parametrize("name", TITLES)
def test_places_hold_when_the_stored_text_of_a_pdf_is_read_again(name):
    report = open_report(HERE / f"{name}.pdf")
    again = open_report(report.text)
    assert (again.text, again.body, again.title) == (report.text, report.body, report.title)


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        (["many sol-\ndiers"], "many soldiers"),
        (["many sol \u2010\ndiers"], "many soldiers"),
        (["many sol\u00ad\ndiers"], "many soldiers"),
        (["a well-\nknown base"], "a well-known base"),
        (["the south-\nern base"], "the southern base"),
        (["a re-entry, and then the re-\nentry"], "a re-entry, and then the re-entry"),
        (["Anglo-\nFrench talks"], "Anglo-French talks"),
        (["from 1949-\n1950 on"], "from 1949-\n1950 on"),
        (["They went to", "the base."], "They went to\nthe base."),
        (["They left.", "The base stood."], "They left.\n\nThe base stood."),
        (["They left, and", "Russia came."], "They left, and\n\nRussia came."),
        (["o\ufb03cial \ufb01re"], "official fire"),
        (["X\n\nOne.", "X\n\nTwo.", "X\n\nThree."], "One.\n\nTwo.\n\nThree."),
        (["12 Review\nA a", "Pacts 13\nb b.", "14 Review\nC c", "Pacts 15\nd.", "16 Review\nE", "Pacts 17\nf."], None),
        (["It rained.\nA", "It rained.\nB", "It rained.\nC"], "It rained.\nA\n\nIt rained.\nB\n\nIt rained.\nC"),
        (["One of two.", "Two of two."], "One of two.\n\nTwo of two."),
    ],
)
def test_pages_become_one_text(pages, text):
    assert whole_text(pages) == (text or "A a\nb b.\n\nC c\nd.\n\nE\nf.")


def test_two_megabytes_without_a_space_or_full_of_breaks_take_no_long_time():
    from time import monotonic

    before = monotonic()
    whole_text(["a" * 1_000_000])
    whole_text(["a-\n" * 300_000])
    whole_text(["a-" * 500_000])
    assert monotonic() - before < 5
