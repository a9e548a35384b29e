"""The plain reader as a whole: the example that ships, and texts that want to break it."""

import pytest

from foedus.terms.claims import EVENT_TYPES, MODALITIES

LINE = 'Russia sent 500 troops to Mali, the Kremlin said, and "Kim" signed the treaty with Putin in June. '


def sound(reading):
    for claim in reading.claims:
        assert claim.event_type in EVENT_TYPES
        assert claim.modality in MODALITIES
        assert reading.text[claim.start : claim.end] in claim.sentence
        assert claim.sentence in reading.text
    for mention in (*reading.actors, *reading.treaties):
        assert reading.text[mention.start : mention.end] == mention.words
    return True


def test_the_example_gives_what_the_brief_needs(read):
    from foedus.briefing.brief import example_report

    reading = read(example_report())
    assert (reading.reader, reading.dateline_from, str(reading.dateline)) == ("plain 1", "printed", "2024-10-20")
    assert sound(reading)
    service = [c for c in reading.claims if c.source == "National Intelligence Service"]
    first, more = [c for c in service if c.quantity]
    assert (first.event_type, first.quantity.low, first.modality) == ("troop_deployment", 1500, "asserted")
    assert (first.status, more.status, more.quantity.low) == ("present", "planned", 1000)
    assert any(c.event_type == "policy_statement" for c in service)
    assert {"Jane Sample", "John Placeholder"} <= {c.source for c in reading.claims}
    assert "An example" in reading.title
    assert {m.code for m in reading.treaties} == {"2024-russia-dprk"}


def test_a_given_dateline_comes_before_a_printed_one(read):
    reading = read("SEOUL, Oct 20, 2024 (Wire) - " + LINE, "2024-11-01")
    assert (str(reading.dateline), reading.dateline_from) == ("2024-11-01", "given")


def test_a_quotation_that_goes_on_keeps_its_speaker(read):
    text = (
        '"Russia sent 500 troops to Mali. It means that the treaty was signed for good," said Anna Berg of Oslo.\n\n'
        '"It shows that Moscow wants war with Ukraine."'
    )
    assert {c.source for c in read(text, "2024-10-19").claims} == {"Anna Berg"}


@pytest.mark.parametrize(
    "text",
    [
        LINE + '"' * 10_000 + LINE,
        LINE + "“" * 10_000,
        LINE + "'" * 10_000,
        LINE + "." * 300_000,
        LINE + " " * 300_000 + "x",
        LINE + "\n" * 300_000 + LINE,
        LINE + "<p>" + "<" * 300_000,
        LINE + "<p>" + "<script>" * 30_000,
        LINE + "a" * 300_000,
        LINE + "1" * 300_000,
        LINE.replace("u", "u\u200b").replace("R", "\u202eR"),
    ],
    ids=[
        "quotes",
        "open quotes",
        "apostrophes",
        "dots",
        "spaces",
        "lines",
        "angles",
        "scripts",
        "word",
        "digits",
        "unseen",
    ],
)
def test_no_odd_text_breaks_it(read, text):
    assert sound(read(text, "2024-10-19"))
