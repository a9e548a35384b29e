"""The rates of others that stand beside ours, as their authors give them."""

import pytest

from foedus.court.published import published
from foedus.court.scores import RATES

# Percentages as printed: Leeds, Long and Mitchell 2000 (1816 to 1944); Berkemeier and Fuhrmann 2018.
PRINTED = [
    ("Leeds", "pre_1945", 74.5),
    ("Berkemeier", "all", 50.0),
    ("Berkemeier", "pre_1945", 66.3),
    ("Berkemeier", "post_1945", 22.2),
    ("Berkemeier", "defense", 41.2),
    ("Berkemeier", "offense", 73.8),
    ("Berkemeier", "neutrality", 77.8),
    ("Berkemeier", "nonaggression", 36.7),
]


@pytest.mark.parametrize(("study", "group", "percent"), PRINTED)
def test_the_printed_rates_are_carried_over(study, group, percent):
    found = [p.rates[group] for p in published() if p.study.startswith(study) and group in p.rates]
    assert any(100 * share == pytest.approx(percent, abs=0.06) for share in found), found


def test_every_study_says_what_it_counted_over_which_years_and_where():
    for study in published():
        assert study.what.strip()
        assert study.span.strip()
        assert study.cite.strip()
        assert set(study.rates) | set(study.n) <= set(RATES)
        assert all(0 < share < 1 for share in study.rates.values())
