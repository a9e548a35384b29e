"""The local reader as a whole: what it must find in plain sentences, and what must not break it."""

import pytest

from foedus.terms.claims import EVENT_TYPES, MODALITIES

PLAIN = [
    ("About 1,500 North Korean soldiers arrived in Russia on Friday.", "troop_deployment"),
    ("Russia and North Korea signed a treaty in Pyongyang in June.", "treaty_signing"),
    ("The last French soldiers left Niger on December 22.", "troop_withdrawal"),
    ("The treaty entered into force on December 4.", "treaty_in_force"),
    ("The United States delivered two Patriot batteries to Ukraine.", "arms_transfer"),
    ("Japan and the United States held a joint drill off Okinawa.", "exercise"),
    ("Israeli jets bombed an airfield in Syria and killed five soldiers.", "attack"),
    ("The European Union imposed sanctions on Russia.", "sanction"),
    ("Chad has terminated its defence agreement with France.", "treaty_termination"),
    ("Finland's parliament ratified the agreement on Tuesday.", "treaty_ratification"),
]


@pytest.mark.parametrize(("text", "event"), PLAIN)
def test_a_plain_sentence_is_read(local, text, event):
    reading = local(text)
    assert {c.event_type for c in reading.claims} == {event}
    claim = reading.claims[0]
    assert (claim.source, claim.modality) == ("NARRATOR", "asserted")
    assert claim.reader == reading.reader
    assert reading.reader.startswith("local ")


def test_a_report_is_read_with_who_says_it_and_how_surely(local):
    text = (
        "About 1,500 North Korean soldiers have arrived in Russia, South Korea's spy agency said on Friday.\n\n"
        "Thousands more may follow, Hong Min, a researcher at the Korea Institute for National Unification, "
        "told AFP.\n\n"
        "Moscow denied that any soldiers had come."
    )
    first, second, third = local(text).claims
    assert (first.source, first.affiliation, first.modality) == ("South Korea's spy agency", "KOR", "asserted")
    assert (first.quantity.low, dict(first.actors)) == (1500, {"sender": ("PRK",), "host": ("RUS",)})
    assert (second.source, second.affiliation, second.modality) == ("Hong Min", "thinktank:KOR", "possible")
    assert second.relayed_by == ("AFP",)
    assert (third.source, third.modality) == ("Moscow", "denied")


@pytest.mark.parametrize(
    "text", ["The weather was fine in Seoul.", "He was born in 1950 and studied law.", "Prices rose by 3 per cent."]
)
def test_what_is_no_matter_of_arms_is_no_claim(local, text):
    assert not local(text).claims


LINE = 'Russia sent 500 troops to Mali, the Kremlin said, and "Kim" signed the treaty with Putin in June. '


@pytest.mark.parametrize(
    "text",
    [
        LINE + '"' * 10_000 + LINE,
        LINE + "\u202e\u200b\u200f" * 500 + LINE,
        LINE + "(" * 5_000,
        LINE + "x" * 100_000 + " " + LINE,
        LINE + ", " * 20_000 + LINE,
    ],
    ids=["quotes", "unseen marks", "brackets", "one word", "commas"],
)
def test_no_text_breaks_it(local, text):
    reading = local(text)
    for claim in reading.claims:
        assert claim.event_type in EVENT_TYPES
        assert claim.modality in MODALITIES
        assert reading.text[claim.start : claim.end] in claim.sentence


SAID = [
    (
        "North Korea has sent about 1,500 troops to Russia, South Korea's spy agency said on Friday.",
        "spy agency",
        "asserted",
    ),
    ("India denied that its troops had attacked China.", "India", "denied"),
    ("Russia accused Ukraine of attacking the Kremlin with two drones.", "Russia", "alleged"),
    ("According to the Kremlin, Russian soldiers will leave Syria.", "Kremlin", "asserted"),
]


@pytest.mark.parametrize(("text", "source", "modality"), SAID)
def test_a_speaker_in_plain_sight_is_the_source(local, text, source, modality):
    claims = local(text).claims
    assert claims
    assert source in claims[0].source
    assert claims[0].modality == modality


def test_not_denying_is_no_denial(local):
    for claim in local("The Kremlin did not deny that North Korea had sent troops to Russia.").claims:
        assert claim.modality != "denied"
    assert not [c for c in local("Israel neither confirmed nor denied the strike.").claims if c.modality == "denied"]


def test_what_will_be_is_dated_into_the_future(local):
    (claim,) = local("Germany will deliver tanks to Ukraine in January.", "2024-10-19").claims
    assert str(claim.date.start) == "2025-01-01"


def test_a_leader_in_office_is_known_by_the_surname(local):
    (claim,) = local("Macron and Putin met on Monday.", "2022-02-08").claims
    assert set(dict(claim.actors)["participant"]) == {"FRA", "RUS"}
