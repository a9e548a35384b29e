"""Words of probability: the seven terms of ICD 203, and what tells none."""

from itertools import pairwise

import pytest

from foedus.terms.bands import BANDS, band_of


def test_the_seven_bands_lie_side_by_side_from_one_to_ninety_nine_per_cent():
    assert len(BANDS) == 7
    assert (BANDS[0].low, BANDS[-1].high) == (0.01, 0.99)
    assert all(one.high == two.low for one, two in pairwise(BANDS))
    assert [b.term for b in BANDS][0::6] == ["almost no chance", "almost certain"]


@pytest.mark.parametrize(
    ("modality", "cue", "term"),
    [
        ("likely", "likely", "likely"),
        ("likely", "very likely", "very likely"),
        ("likely", "highly probable", "very likely"),
        ("likely", "almost certainly", "almost certain"),
        ("likely", "unlikely", "unlikely"),
        ("likely", "highly unlikely", "very unlikely"),
        ("likely", "not likely", "unlikely"),
        ("likely", "expected", "likely"),
        ("likely", "due", "likely"),
        ("likely", "", "likely"),
        ("likely", "some word", "likely"),
        ("possible", "even chance", "roughly even chance"),
        ("possible", "remote", "almost no chance"),
        ("possible", "unlikely", "unlikely"),
        ("reported", "almost certain", "almost certain"),
    ],
)
def test_the_cue_decides_the_most_marked_word_first(modality, cue, term):
    assert band_of(modality, cue).term == term


@pytest.mark.parametrize(
    ("modality", "cue"),
    [
        ("asserted", ""),
        ("asserted", "likely"),
        ("denied", "not"),
        ("denied", "unlikely"),
        ("possible", "may"),
        ("possible", "could"),
        ("possible", "hope"),
        ("conditional", "if"),
        ("conditional", "should"),
        ("alleged", "accuse"),
        ("reported", "reportedly"),
    ],
)
def test_what_tells_no_probability_has_no_band(modality, cue):
    assert band_of(modality, cue) is None


@pytest.mark.parametrize(
    ("cue", "sentence", "term"),
    [
        ("likely", "It is highly likely that they come.", "very likely"),
        ("likely", "It is likely that they come.", "likely"),
        ("likely", "It is not  likely that they come.", "unlikely"),
        ("unlikely", "It is very unlikely that they come.", "very unlikely"),
        ("certainly", "They almost certainly came.", "almost certain"),
        ("likely", "They are likely to come, and very likely to stay.", "likely"),  # which of them? nobody guesses
        ("likely", "They are unlikely to come.", "likely"),  # another word
        ("expected", "", "likely"),
    ],
)
def test_the_word_of_degree_before_the_cue_counts(cue, sentence, term):
    assert band_of("likely", cue, sentence).term == term
