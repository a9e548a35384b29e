"""Shares and concentration of what a state receives: nothing is made up where a figure is missing."""

import pytest

from foedus.terms.flows import Flow
from foedus.terms.when import When
from foedus.ties.dependence import dependence, yearly_shares


def flow(sender, year, low, high=None, receiver="PRK"):
    high = low if high is None else high
    return Flow("arms", sender, receiver, When.parse(str(year)), low, high, "TIV million", "registered", "a source")


def test_a_span_counts_years_together():
    told = dependence([flow("CHN", 1995, 50.0), flow("RUS", 1995, 83.0), flow("RUS", 1996, 67.0)], "PRK", 1995, 1999)
    assert dict(told.shares) == {"RUS": (0.75, 0.75), "CHN": (0.25, 0.25)}
    assert told.herfindahl == pytest.approx(0.625)
    assert told.total == (200.0, 200.0)
    assert told.shares[0][0] == "RUS"


def test_other_receivers_and_years_do_not_count():
    others = [flow("RUS", 1994, 9.0), flow("RUS", 2000, 9.0), flow("RUS", 1996, 9.0, receiver="IRN")]
    told = dependence([*others, flow("CHN", 1996, 1.0)], "PRK", 1995, 1999)
    assert told.shares == (("CHN", (1.0, 1.0)),)
    assert dependence(others, "PRK", 1995, 1999) is None


def test_a_missing_figure_leaves_everything_unknown_and_says_whose():
    lost = Flow("arms", "RUS", "PRK", When.parse("1980"), None, None, "TIV million", "not covered", "a source")
    told = dependence([flow("CHN", 1980, 244.0), lost], "PRK", 1980, 1980)
    assert (told.total, told.shares, told.herfindahl, told.low, told.high) == (None, (), None, None, None)
    assert told.says == "no figure for RUS"


def test_zero_is_a_figure_and_nothing_received_has_no_shares():
    told = dependence([flow("RUS", 2014, 0.0), flow("CHN", 2014, 0.0)], "PRK", 2014, 2014)
    assert (told.total, told.shares, told.herfindahl) == ((0, 0), (), None)
    assert told.says == "nothing was received"


def test_ranges_give_ranges():
    told = dependence([flow("USA", 2000, 35.0, 38.0), flow("GBR", 2000, 1.0, 2.0)], "PRK", 2000, 2000)
    assert told.low < told.herfindahl < told.high
    assert dict(told.shares)["USA"] == (pytest.approx(35 / 37), pytest.approx(38 / 39))


def test_yearly_shares_leave_out_empty_and_unknown_years():
    lost = Flow("arms", "RUS", "PRK", When.parse("1991"), None, None, "TIV million", "not covered", "a source")
    flows = [flow("CHN", 1991, 9.0), lost, flow("CHN", 1992, 1.0), flow("RUS", 1992, 3.0), flow("CHN", 1993, 0.0)]
    years, shares = yearly_shares(flows, range(1990, 1995))
    assert years == [1992]
    assert shares == {"CHN": [0.25], "RUS": [0.75]}
