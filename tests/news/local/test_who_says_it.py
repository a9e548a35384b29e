"""Frames of attribution, and who a noun phrase means."""

import pytest

from foedus.news.local.frames import frames
from foedus.news.local.sources import who_speaks
from foedus.news.local.speakers import Memory
from foedus.news.speakers import Speakers


@pytest.fixture
def speakers(document, parsed):
    def told(text):
        return who_speaks(parsed(text), Memory(Speakers(document(text))))

    return told


def said(told):
    return {(s.frame.speech, s.speaker.source) for s in told.frames}


@pytest.mark.parametrize(
    ("text", "speech", "source"),
    [
        ("Soldiers left on Monday, the ministry in Seoul said.", "say", "ministry in Seoul"),
        ("It will not last, reckons Farid Azimi, a lecturer in Baku.", "reckon", "Farid Azimi"),
        ("According to rebel leaders, 15 men had been killed.", "according to", "rebel leaders"),
        ("Delhi charges that Pakistan stood behind the raid.", "charge", "Delhi"),
        ("Reuters quoted two officials as saying that men had been hired.", "quote", "two officials"),
        ("A first battalion is on its way, Lee Sang-min told reporters.", "tell", "Lee Sang-min"),
        ("In the view of American commanders, it might be a test.", "in the view of", "American commanders"),
        ("The last unit flew home, an officer at the camp related.", "relate", "officer at the camp"),
        ("The ministry went further: foreign bases would be targets.", "go", "ministry"),
    ],
)
def test_a_frame_is_found_with_its_speaker(speakers, text, speech, source):
    (told,) = speakers(text)
    assert (speech, source) in said(told)


def test_an_outlet_that_is_told_is_no_speaker(speakers):
    (told,) = speakers(
        "Lee Sang-min, a researcher at the Korea Institute for Defense Analyses, told AFP that they had left."
    )
    assert {source for _, source in said(told)} == {"Lee Sang-min"}


def test_a_surname_and_a_pronoun_mean_the_person_named_before(speakers):
    text = "Troops will come, Hong Min of Seoul said. Hong added that arms would follow. It is no bluff, he argued."
    assert [{source for _, source in said(t)} for t in speakers(text)] == [{"Hong Min"}] * 3


def test_a_post_means_the_person_who_holds_it(speakers):
    text = "Prime Minister Edi Rama met envoys. The prime minister said that troops would stay."
    assert ("say", "Edi Rama") in said(speakers(text)[1])


def test_every_frame_stands_on_a_word_of_its_sentence(parsed):
    text = 'He denied it. "No," she said, "we will not go." Tehran\'s denial came late.'
    for sentence in parsed(text):
        for frame in frames(sentence):
            assert frame.word.doc is sentence.doc
