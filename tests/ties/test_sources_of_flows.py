"""Flows from the files themselves: recomputed another way, and no zero where a file knows nothing."""

import warnings

import pandas as pd
import pytest

import foedus as fd
from foedus.atlas.load import shipped_atlas
from foedus.sources.fetch import local
from foedus.ties import arms, stationed, trade, troops

pytestmark = pytest.mark.mirror
ATLAS = shipped_atlas()


@pytest.fixture(scope="module")
def sipri():
    """The file by its own reader, as pandas has it."""
    import rdata

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # classes of R that pandas needs not
        return rdata.read_rds(local(arms.SOURCE))


def test_deliveries_are_those_of_the_file(sipri):
    flows, coverage = arms.arms_to(ATLAS, "PRK")
    rows = sipri[(sipri["ccode2"] == 731) & (sipri["year"] >= 1992)]
    by_hand = rows.groupby("year")["value"].sum()
    for year, total in by_hand.items():
        mine = [f for f in flows if f.year == year]
        assert sum(f.low for f in mine) <= total <= sum(f.high for f in mine)
        assert sum(f.middle for f in mine) == pytest.approx(total, abs=0.26 * len(mine))
    china = {int(r.year): r.value for r in rows[rows["ccode1"] == 710].itertuples()}
    assert china[1995] == 50
    assert next((f.low, f.high) for f in flows if f.sender == "CHN" and f.year == 1995) == (49.5, 50.5)
    assert (coverage.first, coverage.last) == (1970, 2014)


def test_the_soviet_union_is_unknown_and_not_zero(sipri):
    russian = sipri[(sipri["ccode1"] == 365) & (sipri["year"] < 1992)]
    assert len(russian) > 1000
    assert russian["value"].sum() == 0, "the file has zeros where the Soviet Union was the second supplier of the world"
    for flows in (arms.arms_from(ATLAS, "RUS")[0], arms.arms_to(ATLAS, "SYR")[0], arms.arms_to(ATLAS, "RUS")[0]):
        soviet = [f for f in flows if "RUS" in (f.sender, f.receiver) and f.year < 1992]
        assert soviet
        assert all(f.low is None is f.high and f.status == "not covered" for f in soviet)
    told = fd.flows("SYR")
    assert min(d.first for d in told.dependence if d.kind == "arms") >= 1992
    assert any("1970-1991 is unknown" in said for c in fd.flows("RUS").coverage for said in c.says)


@pytest.mark.parametrize("lost", ["ARE", "VNM", "MMR", "cow:GDR", "COD"])
def test_a_receiver_that_the_conversion_lost_is_unknown(lost):
    flows, coverage = arms.arms_to(ATLAS, lost)
    assert flows == []
    assert coverage.first is None
    assert "it is no zero" in coverage.says[0]


@pytest.mark.parametrize("state", ["PRK", "KOR", "DEU", "SRB", "IND", "USA"])
def test_zero_stands_only_inside_the_years_and_nobody_twice(state):
    told = fd.flows(state)
    registered = [f for f in told.flows if f.kind == "arms"]
    assert all(1970 <= f.year <= 2014 for f in registered)
    keys = [(f.sender, f.receiver, f.year) for f in registered]
    assert len(keys) == len(set(keys))
    for f in told.flows:
        assert (f.low is None) == (f.high is None) or f.kind not in ("arms", "trade")
        assert f.low is None or 0 <= f.low <= f.high
    for d in told.dependence:
        assert d.herfindahl is None or 0 < d.herfindahl <= 1
        assert not d.shares or sum(sum(r) / 2 for _, r in d.shares) == pytest.approx(1, abs=0.05)


def test_germany_is_one_state_under_two_numbers():
    flows, _ = arms.arms_from(ATLAS, "DEU")
    assert {f.year for f in flows if f.low} >= {1989, 1990, 1991}


def test_american_troops_are_those_of_the_file_and_two_spellings_are_one_place():
    raw = pd.read_csv(local(troops.SOURCE))
    korea = raw[raw["ccode"] == 732].set_index("year")["troops_ad"]
    flows, coverage = troops.troops_to(ATLAS, "KOR")
    assert {f.year: f.low for f in flows} == korea.astype(float).to_dict()
    assert korea[2024] == 24515
    assert (coverage.first, coverage.last) == (1950, 2024)
    bosnia, _ = troops.troops_to(ATLAS, "BIH")
    assert [f.low for f in bosnia if f.year == 2013] == [9.0]
    abroad, _ = troops.troops_from(ATLAS, "USA")
    assert "USA" not in {f.receiver for f in abroad}
    assert len({(f.receiver, f.year) for f in abroad}) == len(abroad)


def test_a_place_that_is_not_listed_in_a_year_is_unknown():
    raw = pd.read_csv(local(troops.SOURCE))
    listed = set(raw[raw["ccode"] == 316]["year"])
    flows, _ = troops.troops_to(ATLAS, "CZE")
    assert {f.year for f in flows} == listed
    assert min(listed) > 1950


def test_trade_is_with_the_world_and_minus_nine_is_unknown():
    flows, coverage = trade.trade_of(ATLAS, "PRK")
    assert next(f.low for f in flows if f.receiver == "PRK" and f.year == 2014) == pytest.approx(4879.31241392723)
    unknown = [f for f in flows if f.low is None]
    assert unknown
    assert {f.status for f in unknown} == {"not covered"}
    assert any("no partner's share is known" in said for said in coverage.says)


def test_counted_and_dated_troops_stand_apart():
    told = fd.flows("KOR", since=2010)
    sources = {f.source.partition(":")[0] for f in told.flows if f.kind == "troops" and f.sender == "USA"}
    assert sources == {troops.SOURCE, stationed.SOURCE}
    assert {d.source.partition(":")[0] for d in told.dependence if d.kind == "troops"} == {stationed.SOURCE}


def test_north_korea_lost_china_as_a_supplier_in_the_nineties():
    pair = fd.flows("PRK").bypassing[0]
    assert (pair.falling, pair.rising, pair.exact) == ("CHN", "RUS", True)
    assert pair.p_adjusted < 0.05
    assert pair.fall[2] < 0 < pair.rise[1]


def test_the_frame_and_the_plain_data_say_the_same():
    told = fd.flows("PRK", since=2010)
    assert told.frame.height == len(told.flows) == len(told.to_dict()["flows"])
    assert all(f.span.latest is None or f.span.latest.year >= 2010 for f in told.flows)


def test_years_after_the_source_are_said_to_be_after_it():
    told = fd.flows("UKR", since=2020)
    assert "by-passing: the source of arms ends in 2014" in told.says
    assert not [d for d in told.dependence if d.kind == "arms"]


@pytest.mark.mirror
def test_what_was_known_on_a_day_has_no_later_year_and_no_later_figure():
    told = fd.flows("KOR", known_on="2000-06-01")
    assert max(f.span.latest.year for f in told.flows if f.source in ("sipri-transfers", "cow-trade-sy")) == 1999
    assert all(f.span.earliest.year <= 2000 for f in told.flows)
    assert all(d.last < 2000 for d in told.dependence)
    assert all(b.last < 2000 for b in told.bypassing)
    assert any("years from 2000 on are left out" in said for c in told.coverage for said in c.says)
    prk = fd.flows("PRK", known_on="2024-10-19")
    figures = {(str(f.span), f.low) for f in prk.flows if f.source == "forces.yaml: dprk-russia"}
    assert figures == {("2024-10-13", 1500.0), ("2024-10-18", 10000.0)}


@pytest.mark.mirror
def test_alignment_as_known_on_a_day_ends_before_its_year():
    told = fd.alignment("PRK", "RUS", known_on="2000-06-01")
    assert max(v.year for v in told.measured) == 1999
    assert all(b.year < 2000 for s in told.shifts for b in s.breaks.found)
