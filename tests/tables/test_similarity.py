"""Similarity on panels: the portfolios of the year, from ATOP and from the corpus."""

import numpy as np
import polars as pl
import pytest

import foedus as fd
from foedus.tables.portfolios import s_score
from foedus.tables.variables.alliances import atop_promises

pytestmark = pytest.mark.mirror


def test_s_of_1914_from_the_source_by_hand():
    panel = fd.dyad_years(1914, 1914).add(fd.similarity())
    states = sorted(fd.state_years(1914, 1914).frame["ccode"].to_list())
    place = {code: at for at, code in enumerate(states)}
    values = np.zeros((len(states), len(states)), dtype=np.int8)
    for row in atop_promises().filter(year=1914).iter_rows(named=True):
        if row["code1"] in place and row["code2"] in place:
            values[place[row["code1"]], place[row["code2"]]] = max(
                3 * max(row["atop_defense"], row["atop_offense"]),
                2 * max(row["atop_neutral"], row["atop_nonagg"]),
                row["atop_consul"],
            )
    np.fill_diagonal(values, 3)
    by_hand = s_score(values)
    for row in panel.frame.iter_rows(named=True):
        assert row["s_unweighted"] == pytest.approx(by_hand[place[row["ccode1"]], place[row["ccode2"]]], abs=1e-12)


def test_undirected_is_half_of_directed_and_order_does_not_matter():
    directed = fd.dyad_years(1900, 1920).add(fd.similarity()).frame
    half = directed.filter(pl.col("ccode1") < pl.col("ccode2"))
    assert half.equals(fd.dyad_years(1900, 1920, directed=False).add(fd.similarity()).frame)
    panel = fd.dyad_years(1900, 1920)
    panel.frame = panel.frame.sample(fraction=1, shuffle=True, seed=3)
    assert panel.add(fd.similarity()).frame.sort("ccode1", "ccode2", "year").equals(directed)


def test_null_outside_atop_and_a_narrower_span_changes_nothing():
    wide = fd.dyad_years(2015, 2021, directed=False).add(fd.similarity()).frame
    after = wide.filter(pl.col("year") > 2018)
    assert after["kappa"].null_count() == after["s_unweighted"].null_count() == after.height > 0
    assert wide.filter(pl.col("year") <= 2018)["s_unweighted"].null_count() == 0
    alone = fd.dyad_years(2018, 2018, directed=False).add(fd.similarity()).frame
    assert alone.equals(wide.filter(year=2018))


def test_binary_differs_and_bad_arguments_are_refused():
    year = fd.dyad_years(1980, 1980, directed=False)
    valued = year.add(fd.similarity()).frame["s_unweighted"]
    assert (valued != year.add(fd.similarity(scale="binary")).frame["s_unweighted"]).any()
    with pytest.raises(fd.FoedusError, match="valued"):
        fd.similarity(scale="ordinal")
    with pytest.raises(fd.FoedusError, match="corpus"):
        fd.similarity("cow")
    with pytest.raises(fd.FoedusError, match="use fd"):
        fd.state_years(1980, 1980).add(fd.similarity())


def test_the_corpus_reaches_today():
    today = fd.dyad_years(2025, 2025, directed=False).add(fd.similarity("corpus")).frame
    poland_france = today.filter(ccode1=220, ccode2=290)["kappa"][0]
    france_russia = today.filter(ccode1=220, ccode2=365)["kappa"][0]
    assert poland_france > 0.5 > france_russia
