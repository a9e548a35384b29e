"""Numbers with what they count."""

import pytest

from foedus.news.local.numbers import numbered


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Warsaw signed contracts for 180 of the tanks.", 180, 180, "weapons"),
        ("Some sixty soldiers had ended up in trenches.", 60, 60, "troops"),
        ("Between 2,000 and 2,500 Russians are in Mali.", 2000, 2500, ""),
        ("From 700 to 1,000 Syrians have been hired.", 700, 1000, ""),
        ("Over a million people were carried off.", 1_000_000, None, ""),
        ("The package is worth over $11 billion.", 11e9, None, "USD"),
        ("Dozens of men left.", 24, 99, "troops"),
        ("At least 11 civilians died.", 11, None, "killed"),
        ("Twenty-three soldiers were killed there.", 23, 23, "troops"),
        ("A hundred and eighty workers put them together.", 180, 180, "workers"),
        ("Six hundred and forty-nine soldiers fell.", 649, 649, "troops"),
        ("Half a million soldiers came.", 500_000, 500_000, "troops"),
        ("The force was cut from 8,350 to 4,500 men.", 4500, 4500, "troops"),
        ("They sent 2,000-plus workers.", 2000, None, "workers"),
    ],
)
def test_a_number_is_a_range_with_its_unit(parsed, text, low, high, unit):
    (sentence,) = parsed(text)
    found = [(n.low, n.high, n.unit) for n in numbered(sentence)]
    assert (low, high, unit) in found


@pytest.mark.parametrize("text", ["The treaty was signed in 1997.", "It began on July 16, 2024."])
def test_a_year_counts_nothing(parsed, text):
    (sentence,) = parsed(text)
    assert not [n for n in numbered(sentence) if (n.low or 0) > 1000]


def test_an_unnamed_number_of_a_deployment_counts_troops(parsed):
    (sentence,) = parsed("Around 400 are in Jamaica.")
    (number,) = numbered(sentence)
    assert number.quantity("troop_deployment").unit == "troops"
    assert number.quantity("labour_transfer").unit == "workers"
