"""The crosswalk: the peer's codes, collisions told, and what it opens."""

import numpy as np
import polars as pl
import pytest
from parity import differing, reference

import foedus as fd
from foedus.tables.read import read
from foedus.tables.rows import Rows
from foedus.tables.variables.crosswalk import collisions


def rows_of(codes, years):
    one = np.array(codes, dtype=np.int32)
    return Rows("state", True, "cow", one, one, np.array(years, dtype=np.int32), min(years), max(years))


def test_two_states_with_one_code_in_a_year_are_told():
    codes = pl.DataFrame(
        {
            "code": [255, 260, 265, 255, 260],
            "year": [1990, 1990, 1990, 1991, 1991],
            "gwcode": [260, 260, 265, 260, None],
        },
        schema_overrides={"code": pl.Int32, "year": pl.Int32},
    )
    assert collisions(rows_of([255, 260, 265], [1990, 1990, 1990]), codes, "gwcode") == [(1990, 260, [255, 260])]
    assert collisions(rows_of([255, 265], [1990, 1990]), codes, "gwcode") == []
    assert collisions(rows_of([255, 260], [1991, 1991]), codes, "gwcode") == []


@pytest.mark.mirror
def test_codes_are_those_of_the_peer():
    theirs = reference("stateyears_mryFALSE__add_gwcode_to_cow")
    ours = fd.state_years().add(fd.crosswalk())
    assert ours.frame.columns == theirs.columns
    assert differing(ours.frame, theirs) == {}
    assert len(ours.notes) == 1
    assert ours.notes[0].startswith("gwcode: 255 and 260 are both 260 in 1990; 678 and 679 are both 678 in 1990.")
    theirs = reference("stateyears_gw_mryFALSE__add_ccode_to_gw")
    ours = fd.state_years(system="gw").add(fd.crosswalk())
    assert ours.frame.columns == theirs.columns
    assert differing(ours.frame, theirs) == {}
    assert ours.notes[0].startswith("ccode: 340 and 345 are both 345 in 2006.")


@pytest.mark.mirror
@pytest.mark.parametrize(("system", "own", "other"), [("cow", "ccode", "gwcode"), ("gw", "gwcode", "ccode")])
@pytest.mark.parametrize("directed", [True, False])
def test_dyads_have_the_codes_of_both_states(system, own, other, directed):
    states = fd.state_years(1985, 2026, system=system).add(fd.crosswalk()).frame
    of = {(code, year): theirs for code, year, theirs in states.select(own, "year", other).iter_rows()}
    panel = fd.dyad_years(1985, 2026, system=system, directed=directed)
    frame = panel.add(fd.crosswalk()).frame
    assert frame.select(panel.frame.columns).equals(panel.frame)
    for side in "12":
        by_hand = [of[key] for key in frame.select(f"{own}{side}", "year").iter_rows()]
        assert frame[f"{other}{side}"].to_list() == by_hand


@pytest.mark.mirror
def test_null_after_the_crosswalk_ends():
    frame = fd.state_years(2024, 2026).add(fd.crosswalk()).frame
    assert frame.filter(pl.col("year") <= 2025)["gwcode"].null_count() == 0
    assert frame.filter(year=2026)["gwcode"].null_count() == frame.filter(year=2026).height


@pytest.mark.mirror
def test_it_opens_the_other_systems_sources_in_one_call_and_in_two():
    panel = fd.dyad_years(1990, 2000, system="gw")
    at_once = panel.add(fd.crosswalk(), fd.capabilities())
    assert at_once.frame.equals(panel.add(fd.crosswalk()).add(fd.capabilities()).frame)
    with pytest.raises(fd.FoedusError, match=r"add fd.crosswalk\(\) first"):
        panel.add(fd.capabilities(), fd.crosswalk())
    told = at_once.frame.filter(gwcode1=2, gwcode2=260, year=1995)
    cinc = dict(read("cow-nmc").filter(year=1995).select("ccode", "cinc").iter_rows())
    assert told.select("cinc1", "cinc2").row(0) == pytest.approx((cinc[2], cinc[255]))


@pytest.mark.mirror
def test_states_that_share_a_code_share_values():
    frame = fd.state_years(1990, 1990).add(fd.crosswalk(), fd.leaders()).frame.filter(pl.col("ccode").is_in([255, 260]))
    assert frame["gwcode"].to_list() == [260, 260]
    assert frame["jan1obsid"].n_unique() == 1


@pytest.mark.mirror
def test_b9_direction_is_never_guessed_from_the_rows():
    """The peer takes undirected G-W dyads with COW codes for directed, because some have the larger code first."""
    panel = fd.dyad_years(1816, 2018, system="gw", directed=False).add(fd.crosswalk(), fd.alliances())
    turned = panel.frame.filter(pl.col("ccode1") > pl.col("ccode2"))
    assert turned.height > 0
    promised = read("atop-alliance")
    keys = ["ccode1", "ccode2", "year"]
    kinds = ["atop_defense", "atop_offense", "atop_neutral", "atop_nonagg", "atop_consul"]
    back = promised.rename({"ccode1": "ccode2", "ccode2": "ccode1"}).select(promised.columns)
    larger = pl.concat([promised, back]).group_by(keys).agg(pl.col(kinds).max())
    by_hand = panel.frame.select(keys).join(larger, on=keys, how="left", maintain_order="left")
    coded = pl.all_horizontal(pl.col("ccode1", "ccode2").is_not_null())
    by_hand = by_hand.with_columns(pl.when(coded).then(pl.col(kinds).fill_null(0)))
    assert differing(panel.frame, by_hand) == {}


@pytest.mark.mirror
def test_b10_a_state_without_a_code_is_unknown_not_zero():
    panel = fd.dyad_years(1816, 2018, system="gw", directed=False).add(fd.crosswalk(), fd.alliances(), fd.majors())
    bare = panel.frame.filter(pl.any_horizontal(pl.col("ccode1", "ccode2").is_null()))
    assert bare.height > 100_000
    assert bare["atop_alliance"].null_count() == bare.height
    for side in "12":
        known = panel.frame.filter(pl.col(f"ccode{side}").is_not_null() & (pl.col("year") <= 2016))
        assert known[f"cowmaj{side}"].null_count() == 0  # what is known of one state does not hang on the other's code
        unknown = panel.frame.filter(pl.col(f"ccode{side}").is_null())
        assert unknown[f"cowmaj{side}"].null_count() == unknown.height


@pytest.mark.mirror
def test_undirected_sources_are_met_in_either_order():
    once = fd.dyad_years(1990, 2014, system="gw", directed=False).add(fd.crosswalk(), fd.igos()).frame
    turned = once.filter(pl.col("ccode1") > pl.col("ccode2"))
    told = read("cow-igo-ndy")
    flipped = turned.join(told, left_on=["ccode2", "ccode1", "year"], right_on=["ccode1", "ccode2", "year"], how="left")
    assert turned.height > 0
    assert turned["dyadigos"].equals(flipped["dyadigos_right"], null_equal=True)
    assert turned["dyadigos"].null_count() < turned.height
