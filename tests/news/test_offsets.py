"""Whatever a report looks like, places count in its stored text."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import BadReport
from foedus.news.inputs.opening import open_report
from foedus.news.sentences import quotations, sentences
from foedus.news.words import words

PARTS = st.sampled_from(
    [
        "Russia sent 500 troops to Mali.",
        "“It is so,” the Kremlin said.",
        'He said: "It',
        "Share this article on Facebook",
        "Related stories",
        'Read more: "A pact',
        "A pact explained",
        "© 2024 The Wire",
        "Page 3 of 9",
        "Soldiers. (Photo by Jane Sample)",
        "\u200bthe\u202e army\u2066 left\ufeff.",
        "İstanbul ﬁghts the ﬂeet",
        "\u05d0\u05d1 and \u0627\u0644 were there.",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\u2029",
        "\x85",
        " ",
        "\u00a0",
        "<p>",
        "</p>",
        "&amp;",
        "<script>x</script>",
        '"' * 7,
        "\ud800",
    ]
)
TEXTS = st.lists(PARTS | st.text(max_size=6), max_size=14).map("".join)


def opened(text):
    try:
        return open_report(text, force=True)
    except BadReport:
        return None


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_place_counts_in_the_stored_text(text):
    report = opened(text)
    if report is None:
        return
    regions = report.skipped
    assert all(report.body <= a < b <= len(report.text) for a, b in regions)
    assert all(one[1] < two[0] for one, two in pairwise(regions))
    found = sentences(report.text, report.body, regions)
    for part in found:
        assert report.text[part.start : part.end] == part.text
        assert not any(part.start < b and a < part.end for a, b in regions)
    for a, b in quotations(report.text, found, regions):
        assert a < b
        assert not any(start <= a < end for start, end in regions)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_a_stored_text_that_is_stored_again_is_the_same(text):
    report = opened(text)
    if report is None or "<" in report.text or "&" in report.text:  # an escaped tag would be one at the second time
        return
    again = open_report(report.text, force=True)
    assert again.text == report.text
    assert (again.body, again.skipped, again.id) == (report.body, report.skipped, report.id)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_what_is_skipped_is_what_is_lost_and_nothing_else(text):
    report = opened(text)
    if report is None:
        return
    kept = {s.text for s in sentences(report.text, report.body, report.skipped)}
    every = "".join(s.text for s in sentences(report.text, report.body))
    assert all(part in report.text for part in kept)
    outside = [w for w in words(every) if w.text]
    assert len(outside) >= sum(len(words(part)) for part in kept)


def test_a_mark_in_what_is_skipped_opens_no_quotation():
    text = 'It left.\nRead more: "A pact\nIt said "no" to it.'
    regions = ((9, 27),)
    found = sentences(text, 0, regions)
    assert [s.text for s in found] == ["It left.", 'It said "no" to it.']
    assert [text[a:b] for a, b in quotations(text, found, regions)] == ['"no"']


def test_line_ends_spaces_and_unseen_marks_have_one_form():
    text = "One\r\ntwo\rthree\u2028four\x85five\u2029six\u00a0se\u200bven\tei\u00adght. The army of the base."
    assert open_report(text).text == "One\ntwo\nthree\nfour\nfive\n\nsix seven eight. The army of the base."
