"""Alignment: the values of the files, intervals against other ways of counting, gaps as gaps."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

import foedus as fd
from foedus.sources.fetch import local
from foedus.ties.votes import SOURCE, IdealPoint, distance_range


def test_the_interval_of_a_distance_is_that_of_a_folded_normal():
    from scipy.stats import foldnorm

    one, two = IdealPoint("A", 2000, 0.3, 0.0, 0.6, 80), IdealPoint("B", 2000, 0.5, 0.1, 0.9, 80)
    apart, low, high = distance_range(one, two)
    error = np.hypot(0.6, 0.8) / (2 * 1.6448536269514722)
    other = foldnorm(apart / error, scale=error)
    assert apart == pytest.approx(0.2)
    assert (low, high) == (pytest.approx(other.ppf(0.05)), pytest.approx(other.ppf(0.95)))


def test_a_point_without_error_has_a_distance_without_error():
    sure = IdealPoint("A", 2000, 1.0, 1.0, 1.0, 80)
    assert distance_range(sure, IdealPoint("B", 2000, 0.25, 0.25, 0.25, 80)) == (0.75, 0.75, 0.75)


@pytest.fixture(scope="module")
def triangle():
    return fd.alignment("PRK", "RUS", "CHN")


@pytest.mark.mirror
class TestTriangle:
    def test_distances_are_those_of_the_file(self, triangle):
        raw = pd.read_stata(local(SOURCE)).set_index(["ccode", "year"])["idealpointfp"].dropna()
        told = {v.year: v.value for v in triangle.series("PRK-RUS", "distance")}
        assert min(told) == 1991
        assert max(told) == 2024
        assert all(value == pytest.approx(abs(raw[731, year] - raw[365, year])) for year, value in told.items())

    def test_portfolios_are_those_of_the_tables(self, triangle):
        panel = fd.dyad_years(2018, 2018, directed=False).add(fd.similarity()).frame
        row = panel.filter(ccode1=710, ccode2=731).row(0, named=True)
        told = {m: triangle.series("PRK-CHN", m)[-1] for m in ("s", "kappa", "pi")}
        assert {v.year for v in told.values()} == {2018}
        assert [told[m].value for m in ("s", "kappa", "pi")] == [row[m] for m in ("s_unweighted", "kappa", "pi")]

    def test_a_year_without_a_vote_or_a_seat_is_a_gap_and_not_a_zero(self, triangle):
        china = fd.alignment("RUS", "USA")
        years = [v.year for v in china.series("RUS-USA", "distance")]
        assert 1964 not in years
        assert [b - a for a, b in pairwise(years) if b - a != 1] == [2]
        assert not triangle.series("PRK-RUS", "distance")[0].year < 1991
        assert any("PRK has points from 1991 to 2024" in said for said in triangle.coverage[0].says)

    def test_the_mean_is_that_of_the_pairs(self, triangle):
        last = [triangle.series(p, "distance")[-1].value for p in ("PRK-RUS", "PRK-CHN", "RUS-CHN")]
        assert triangle.series("PRK-RUS-CHN", "distance")[-1].value == pytest.approx(np.mean(last))

    def test_intervals_hold_the_value_save_near_nothing(self, triangle):
        wide = [v for v in triangle.measured if v.low is not None]
        assert wide
        assert all(0 <= v.low <= v.high and v.value <= v.high for v in wide)

    def test_it_says_what_cannot_be_concluded(self, triangle):
        assert triangle.says[-1].startswith("Votes in the Assembly are words on many matters and no alliance")
        assert any("portfolios end in 2018" in said for said in triangle.says)
        assert any(said.startswith("PRK-RUS: in 2024 their ideal points were 0.20 apart") for said in triangle.says)

    def test_the_first_alliances_of_1961_are_steps(self, triangle):
        steps = {s.pair: [b.year for b in s.breaks.found] for s in triangle.shifts if s.measure == "pi"}
        assert 1961 in steps["PRK-CHN"]
        assert 1961 in steps["PRK-RUS"]

    def test_the_picture_is_the_same_bytes_and_is_svg(self, triangle, tmp_path):
        triangle.plot(tmp_path / "one.svg")
        triangle.plot(tmp_path / "two.svg")
        one, two = (tmp_path / f"{n}.svg" for n in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()
        assert "PRK-RUS" in one.read_text(encoding="utf-8")
        with pytest.raises(fd.FoedusError, match="cannot be written"):
            triangle.plot(tmp_path / "nowhere" / "a.svg")

    def test_since_after_the_portfolios_leaves_votes_alone(self):
        told = fd.alignment("PRK", "RUS", since=2020)
        assert {v.measure for v in told.measured} == {"distance"}
        assert told.shifts[0].breaks.says == "5 years are too few to look for change points"

    def test_before_the_assembly_there_are_portfolios_alone(self):
        told = fd.alignment("GBR", "FRA", since=1900)
        assert min(v.year for v in told.measured if v.measure == "s") == 1900
        assert min(v.year for v in told.measured if v.measure == "distance") == 1946
