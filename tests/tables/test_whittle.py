"""Whittling: rule by rule on small frames, and against what peacesciencer leaves of both sources."""

import polars as pl
import pytest
from parity import differences, reference

import foedus as fd
from foedus.tables.read import read
from foedus.tables.whittle import RULES

CHAIN = ["onsets", "fatality", "hostility", "duration"]
DATA = {"cow": "cow_mid_dirdisps", "gml": "gml_dirdisp"}
NAMES = {
    "cow": {"dispongoing": "cowmidongoing", "disponset": "cowmidonset"},
    "gml": {"midongoing": "gmlmidongoing", "midonset": "gmlmidonset"},
}


@pytest.mark.mirror
@pytest.mark.parametrize("source", ["cow", "gml"])
@pytest.mark.parametrize("steps", [1, 2, 3, 4])
def test_each_step_equals_the_peer_in_every_cell(source, steps):
    expected = reference(f"whittle_{DATA[source]}__{'_'.join(CHAIN[:steps])}").drop("duplicated", strict=False)
    assert differences(fd.whittle(source, rules=CHAIN[:steps]), expected) == {}


@pytest.mark.mirror
@pytest.mark.parametrize("source", ["cow", "gml"])
def test_the_whole_chain_makes_the_dyad_years_that_ship_with_the_peer(source):
    key = ["ccode1", "ccode2", "year"]
    made = fd.whittle(source).rename(NAMES[source])
    shipped = read(f"{source}-mid-ddydisps").sort(key)
    assert differences(made.select(shipped.columns), shipped) == {}
    before_chance = fd.whittle(source, rules=[rule for rule in RULES if rule != "first"])
    assert before_chance.height == made.height == {"cow": 10_234, "gml": 9_284}[source]


@pytest.mark.mirror
def test_a_frame_of_your_own_goes_on_where_another_whittling_ended():
    for source in ("cow", "gml"):
        halfway = fd.whittle(source, rules=CHAIN[:1])
        assert fd.whittle(halfway, rules=list(RULES)[1:]).equals(fd.whittle(source))
        shuffled = halfway.sample(fraction=1, shuffle=True, seed=5)
        assert fd.whittle(shuffled, rules=list(RULES)[1:]).equals(fd.whittle(source))


@pytest.mark.mirror
def test_france_and_italy_in_1860():
    three = fd.whittle("gml", rules=[]).filter(ccode1=220, ccode2=325, year=1860)
    assert sorted(three["dispnum"]) == [112, 113, 306]
    assert fd.whittle("gml").filter(ccode1=220, ccode2=325, year=1860).height == 1


def disputes(**columns):
    rows = len(next(iter(columns.values())))
    return pl.DataFrame(
        {"ccode1": [2] * rows, "ccode2": [20] * rows, "year": [1900] * rows, "dispnum": range(1, rows + 1), **columns}
    )


@pytest.mark.parametrize(
    ("rule", "columns", "kept"),
    [
        ("onsets", {"midonset": [0, 1, 0]}, [2]),
        ("onsets", {"midonset": [0, 0]}, [1, 2]),
        ("onsets", {"cowmidonset": [1, 1]}, [1, 2]),
        ("fatality", {"fatality": [0, -9]}, [2]),
        ("fatality", {"fatality": [1, -9]}, [1]),
        ("fatality", {"fatality": [-9, -9, 0]}, [1, 2]),
        ("hostility", {"hostlev": [3, 4, 4]}, [2, 3]),
        ("duration", {"mindur": [5, 9], "maxdur": [99, 9]}, [2]),
        ("max_duration", {"mindur": [5, 9], "maxdur": [99, 9]}, [1]),
        ("reciprocation", {"recip": [0, 1]}, [2]),
        ("start_month", {"stmon": [7, 2, 2]}, [2, 3]),
        ("hostility", {"hostlev": [None, 2]}, [2]),
        ("hostility", {"hostlev": [None, None]}, [1, 2]),
        ("first", {"anything": [1, 1]}, [1]),
    ],
)
def test_what_each_rule_keeps(rule, columns, kept):
    assert fd.whittle(disputes(**columns), rules=[rule])["dispnum"].to_list() == kept


def test_rules_act_in_the_order_in_which_they_are_named():
    frame = disputes(midonset=[0, 1], hostlev=[5, 2])
    assert fd.whittle(frame, rules=["onsets", "hostility"])["dispnum"].to_list() == [2]
    assert fd.whittle(frame, rules=["hostility", "onsets"])["dispnum"].to_list() == [1]


def test_each_dyad_year_is_judged_by_itself():
    frame = pl.concat([disputes(hostlev=[2, 3]), disputes(hostlev=[4, 5]).with_columns(year=pl.lit(1901, pl.Int64))])
    assert fd.whittle(frame, rules=["hostility"]).select("year", "hostlev").rows() == [(1900, 3), (1901, 5)]


def test_refusals():
    with pytest.raises(fd.FoedusError, match="no rule 'deaths'"):
        fd.whittle(disputes(midonset=[1]), rules=["deaths"])
    with pytest.raises(fd.FoedusError, match="hostility looks at hostlev"):
        fd.whittle(disputes(midonset=[1]), rules=["hostility"])
    with pytest.raises(fd.FoedusError, match="onsets looks at"):
        fd.whittle(disputes(hostlev=[1]), rules=["onsets"])
    with pytest.raises(fd.FoedusError, match="every rule looks at dispnum"):
        fd.whittle(disputes(hostlev=[1]).drop("dispnum"), rules=["hostility"])
    with pytest.raises(fd.FoedusError, match="'cow', 'gml'"):
        fd.whittle("mic")
    with pytest.raises(fd.FoedusError, match="a list"):
        fd.whittle("cow", rules="onsets")
