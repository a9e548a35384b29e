"""Armed conflicts of states, against the source conflict by conflict."""

from datetime import date, timedelta

import polars as pl
import pytest

import foedus as fd
from foedus.tables.read import read

pytestmark = pytest.mark.mirror

TYPES = ("extrasystemic", "interstate", "intrastate", "II")


def restated(types, issues=("territory", "government", "both"), least=1):
    told = {}
    for row in read("ucdp-acd").iter_rows(named=True):
        if row["type_of_conflict"] in types and row["incompatibility"] in issues and row["intensity_level"] >= least:
            told.setdefault((row["gwno_a"], row["year"]), {})[row["conflict_id"]] = row
    return told


@pytest.mark.parametrize(
    ("arguments", "options", "kinds"),
    [
        ((), {}, (TYPES,)),
        (("intrastate",), {}, (("intrastate",),)),
        ((["intrastate", "II"],), {"only_wars": True}, (("intrastate", "II"), ("territory", "government", "both"), 2)),
        (("intrastate",), {"issue": "both"}, (("intrastate",), ("both",))),
        (("interstate",), {"issue": ["territory", "both"]}, (("interstate",), ("territory", "both"))),
    ],
)
def test_conflicts_restated_one_by_one(arguments, options, kinds):
    told = restated(*kinds)
    frame = fd.state_years(1946, 2020, system="gw").add(fd.armed_conflicts(*arguments, **options)).frame
    assert frame.columns[4:] == ["ucdpongoing", "ucdponset", "maxintensity", "conflict_ids"]
    found = 0
    for row in frame.iter_rows(named=True):
        conflicts = told.get((row["gwcode"], row["year"]), {})
        found += bool(conflicts)
        began = [(date(1970, 1, 1) + timedelta(days=c["start_date2"])).year == row["year"] for c in conflicts.values()]
        assert row["ucdpongoing"] == bool(conflicts)
        assert row["ucdponset"] == any(began)
        assert row["maxintensity"] == max((c["intensity_level"] for c in conflicts.values()), default=None)
        assert row["conflict_ids"] == ("; ".join(map(str, sorted(conflicts))) or None)
    assert found > 0


def test_null_outside_1946_to_2024():
    frame = fd.state_years(1940, 2026, system="gw").add(fd.armed_conflicts("intrastate")).frame
    inside = pl.col("year").is_between(1946, 2024)
    assert frame.filter(~inside)["ucdpongoing"].is_null().all()
    assert frame.filter(inside)["ucdpongoing"].null_count() == 0
    assert frame["ucdponset"].null_count() == frame["ucdpongoing"].null_count()


def test_cow_panels_need_the_crosswalk_and_then_agree():
    with pytest.raises(fd.FoedusError, match="crosswalk"):
        fd.state_years(1990, 1995).add(fd.armed_conflicts())
    cow = fd.state_years(1991, 1995).add(fd.crosswalk(), fd.armed_conflicts("intrastate")).frame
    gw = fd.state_years(1991, 1995, system="gw").add(fd.armed_conflicts("intrastate")).frame
    both = cow.join(gw, on=["gwcode", "year"], suffix="_gw")
    assert both["ucdpongoing"].equals(both["ucdpongoing_gw"], check_names=False)
    assert both["ucdpongoing"].sum() > 100
    assert cow.filter(pl.col("gwcode").is_null())["ucdpongoing"].null_count() == cow["gwcode"].null_count()


def test_spells_are_those_of_the_conflicts_that_were_asked_for():
    panel = fd.state_years(1946, 2020, system="gw")
    for kind in ("intrastate", "interstate"):
        added = panel.add(fd.armed_conflicts(kind), fd.peace_years())
        events = {}
        for code, year in restated((kind,)):
            events.setdefault(code, []).append(year)
        for code, year, spell in added.frame.select("gwcode", "year", "ucdpspell").iter_rows():
            before = [event for event in events.get(code, []) if event < year]
            if before:
                assert spell == year - max(before) - 1


def test_strange_kinds_are_refused_and_a_panel_holds_one_choice():
    with pytest.raises(fd.FoedusError, match="intrastate"):
        fd.armed_conflicts("civil")
    with pytest.raises(fd.FoedusError, match="territory"):
        fd.armed_conflicts(issue="oil")
    with pytest.raises(fd.FoedusError, match="add it once"):
        fd.state_years(1990, 1990, system="gw").add(fd.armed_conflicts("intrastate"), fd.armed_conflicts("interstate"))


def test_spells_that_were_counted_before_their_conflicts_were_chosen_are_refused():
    panel = fd.state_years(1990, 1995, system="gw")
    told = "armed_conflicts\\(\\) decides what peace_years\\('ucdpongoing'\\) counts"
    with pytest.raises(fd.FoedusError, match=told):
        panel.add(fd.peace_years("ucdpongoing"), fd.armed_conflicts("intrastate"))
    with pytest.raises(fd.FoedusError, match=told):
        panel.add(fd.peace_years("ucdpongoing")).add(fd.armed_conflicts("intrastate"))
    with pytest.raises(fd.FoedusError, match="decides what"):
        fd.state_years(1990, 1995).add(fd.peace_years("cowintraonset"), fd.wars("intra", intratype="local issues"))
