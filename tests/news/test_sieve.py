"""The sieve leaves out what can hold no claim, and never a claim."""

from dataclasses import replace
from datetime import date

import pytest

pytest.importorskip("ahocorasick", reason="the extra nlp is not installed")

from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.atlas.load import shipped_atlas
from foedus.news.document import take_apart
from foedus.news.inputs.opening import open_report
from foedus.news.local.examples import annotated
from foedus.news.names import NameBook
from foedus.news.reading import read_report
from foedus.news.sieve import make_sieve


@pytest.fixture(scope="module", params=[False, True], ids=["narrow", "wide"])
def sieve(request, atlas):
    return make_sieve(atlas, wide=request.param)


@pytest.fixture(scope="module")
def books(atlas):
    days = {row["dateline_date"] for row in annotated()[0]}
    return {day: NameBook(atlas, date.fromisoformat(day)) for day in days}


def read(text, day, book, sieve):
    return read_report(text, dateline=day, atlas=book.atlas, treaties=(), reader="plain", book=book, sieve=sieve).claims


def test_no_claim_that_the_plain_reader_finds_is_lost(sieve, books):
    lost = []
    for row in annotated()[0]:
        day, book = date.fromisoformat(row["dateline_date"]), books[row["dateline_date"]]
        if sieve.empty(row["text"]) or read(row["text"], day, book, None) != read(row["text"], day, book, sieve):
            lost.append(row["doc_id"])
    assert lost == []


def test_each_paragraph_alone_loses_no_claim_either(sieve, books):
    lost = []
    for row in annotated()[0][::5]:
        day, book = date.fromisoformat(row["dateline_date"]), books[row["dateline_date"]]
        for part in row["text"].split("\n\n"):
            report = replace(open_report(part, dateline=day, force=True), skipped=())
            whole = read(report, day, book, None)
            if read(report, day, book, sieve) != whole or (whole and sieve.empty(part)):
                lost.append(part)
    assert lost == []


def test_no_annotated_claim_stands_in_a_sentence_that_the_wide_sieve_leaves_out(atlas, books):
    reports, claims = annotated()
    wide = make_sieve(atlas, wide=True)
    kept = {}
    for row in reports:
        day, book = date.fromisoformat(row["dateline_date"]), books[row["dateline_date"]]
        report = open_report(row["text"])
        kept[row["doc_id"]] = wide.sifted(take_apart(report.text, report.body, day, report.outlet, book)).sentences
    lost = {c["claim_id"] for c in claims if not any(s.start <= c["char_start"] < s.end for s in kept[c["doc_id"]])}
    assert lost <= {"feature2_debaltseve2015-07"}  # "Hush." tells of a truce to people alone


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("It rained, and the cat slept.", True),
        ("She said that it was late.", True),  # who speaks of nothing claims nothing
        ("us, is, car and un are words.", True),
        ("The US is a state.", False),
        ("Orban spoke of Orbán's and Erdoğan's time.", False),
        ("It rained in the U.S.A today.", False),
        ("The troops left.", False),
        ("The ﬂeet", False),
        ("It rained in côte d'Ivoire.", False),
    ],
)
def test_what_is_empty(atlas, text, empty):
    assert make_sieve(atlas, wide=False).empty(text) == empty


def test_a_sentence_with_a_surname_alone_is_kept(atlas):
    text = "Vladimir Putin slept. Putin is old and tired. It rained, and the cat slept."
    document = take_apart(text, 0, DAY, "", BOOK)
    kept = make_sieve(atlas, wide=False).sifted(document).sentences
    assert [s.text for s in kept] == ["Vladimir Putin slept.", "Putin is old and tired."]


ATLAS = shipped_atlas()
DAY = date(2024, 10, 19)
BOOK = NameBook(ATLAS, DAY)
NARROW = make_sieve(ATLAS, wide=False)
PARTS = st.sampled_from(
    [
        *("Russia sent", "500 troops", "to", "Mali", "the Kremlin", "said", ".", ". ", ", ", "“", "”", "it", "They"),
        *("were", "300", "soldiers", "arrived", "signed", "the pact", "Kim Jong Un", "Putin", "is", "warned", "that"),
        *("2nd", "troops2", "U.S.A", "U.S.", "pull-out", "ﬂeet", "e\u0301", "İstanbul", "ﬁghters", "\n\n", "rain"),
        *(
            "fell",
            "will",
            "attack",
            "killed",
            "in",
            "Ukraine",
            "no",
            "one",
            "a drill",
            "of",
            "NATO",
            "Türkiye",
            "turkey",
        ),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PARTS, min_size=3, max_size=25).map(" ".join))
def test_no_made_up_text_loses_a_claim(text):
    report = replace(open_report(text + " the", force=True), skipped=())
    whole = read(report, DAY, BOOK, None)
    assert read(report, DAY, BOOK, NARROW) == whole
    assert not whole or not NARROW.empty(report.text)


def test_the_pass_takes_time_in_proportion(atlas):
    import time

    narrow = make_sieve(atlas, wide=False)
    before = time.process_time()
    assert narrow.empty("rain " * 400_000)
    assert time.process_time() - before < 3
