"""Peace years: by the calendar from the whole record, and by rows as peacesciencer counts."""

from dataclasses import replace

import polars as pl
import pytest
from parity import differences, reference

import foedus as fd
from foedus.tables.read import read
from foedus.tables.variables.events import EVENTS

# ---- against peacesciencer -----------------------------------------------------------------------------------------


@pytest.mark.mirror
@pytest.mark.parametrize(
    ("name", "span", "directed", "variable", "event"),
    [
        (
            "dyadyears_undirected_1816_2010__cow_mids__spells_ongoing",
            (1816, 2010),
            False,
            ("disputes", "cow"),
            "cowmidongoing",
        ),
        (
            "dyadyears_undirected_1816_2010__cow_mids__spells_onset",
            (1816, 2010),
            False,
            ("disputes", "cow"),
            "cowmidonset",
        ),
        ("dyadyears_undirected_1816_2010__gml_mids__spells", (1816, 2010), False, ("disputes", "gml"), None),
        ("dyadyears_directed_1816_2007__cow_wars_inter__spells", (1816, 2007), True, ("wars", "inter"), None),
    ],
)
def test_by_rows_dyads_equal_the_peer_in_every_cell(name, span, directed, variable, event):
    expected = reference(name)
    panel = fd.dyad_years(*span, directed=directed).add(getattr(fd, variable[0])(variable[1]))
    assert differences(panel.add(fd.peace_years(event, count="rows")).frame, expected) == {}


@pytest.mark.mirror
def test_by_rows_states_equal_the_peer_in_every_cell():
    expected = reference("stateyears_1816_2007__cow_wars_intra__spells")
    panel = fd.state_years(1816, 2007).add(fd.wars("intra"), fd.peace_years(count="rows"))
    assert differences(panel.frame, expected) == {}


def by_rows(frame, units, event):
    """The peer's count, one row after another."""
    told, counts = {}, []
    for *unit, _, happened in frame.select(*units, "year", event).iter_rows():
        key = tuple(unit)
        counts.append(told.get(key, 0))
        told[key] = 0 if happened == 1 else counts[-1] + 1
    return counts


@pytest.mark.mirror
@pytest.mark.parametrize(("first", "last"), [(1950, 1995), (1914, 1945)])
def test_by_rows_a_narrower_span_starts_again_as_in_the_peer(first, last):
    panel = fd.dyad_years(first, last, directed=False).add(fd.disputes("cow"))
    frame = panel.add(fd.peace_years(count="rows")).frame
    assert frame["cowmidspell"].to_list() == by_rows(frame, ("ccode1", "ccode2"), "cowmidongoing")


# ---- bugs of the peer ----------------------------------------------------------------------------------------------


@pytest.mark.mirror
@pytest.mark.parametrize("count", ["years", "rows"])
@pytest.mark.parametrize("event", ["cowmidongoing", "cowmidonset"])
def test_the_order_of_rows_does_not_matter_b1_b2(event, count):
    panel = fd.dyad_years(1900, 1960, directed=False).add(fd.disputes("cow", columns="minimal"))
    expected = panel.add(fd.peace_years(event, count=count)).frame
    for order in (["year", "ccode1", "ccode2"], ["ccode2", "year", "ccode1"]):
        panel.frame = panel.frame.sort(order)
        assert panel.add(fd.peace_years(event, count=count)).frame.sort("ccode1", "ccode2", "year").equals(expected)


@pytest.mark.mirror
@pytest.mark.parametrize("count", ["years", "rows"])
def test_one_year_is_enough_b8(count):
    year = fd.dyad_years(2010, 2010, directed=False).add(fd.disputes("cow"), fd.peace_years(count=count)).frame
    assert year["cowmidspell"].null_count() == 0
    if count == "rows":
        assert year["cowmidspell"].sum() == 0
    else:
        whole = fd.dyad_years(1816, 2010, directed=False).add(fd.disputes("cow"), fd.peace_years()).frame
        assert year.equals(whole.filter(year=2010))


# ---- by years, from the whole record -------------------------------------------------------------------------------

DYAD_EVENTS = ["cowmidongoing", "cowmidonset", "gmlmidongoing", "gmlmidonset", "cowinterongoing", "cowinteronset"]
STATE_EVENTS = sorted(set(EVENTS) - {"ucdpongoing", "ucdponset"})


@pytest.mark.mirror
@pytest.mark.parametrize("event", DYAD_EVENTS)
def test_a_subset_of_years_and_dyads_keeps_the_counts_of_the_whole(event):
    whole = fd.dyad_years(1816, 2020, directed=False).add(fd.peace_years(event)).frame
    part = fd.dyad_years(1950, 1995, directed=False).add(fd.peace_years(event)).frame
    assert part.equals(whole.filter(pl.col("year").is_between(1950, 1995)))
    panel = fd.dyad_years(1816, 2020, directed=False)
    panel.frame = panel.frame.filter((pl.col("ccode1") == 220) & (pl.col("year") % 3 == 0))
    assert panel.add(fd.peace_years(event)).frame.equals(
        whole.filter((pl.col("ccode1") == 220) & (pl.col("year") % 3 == 0))
    )


@pytest.mark.mirror
@pytest.mark.parametrize("event", STATE_EVENTS)
def test_states_years_since_the_last_event_of_the_record(event):
    about = EVENTS[event]
    record = about.record["state"]().filter(pl.col(event) == 1)
    years = {code: sorted(group["year"]) for (code,), group in record.group_by("code")}
    begun = dict(fd.state_years(1816, 2020).frame.group_by("ccode").agg(pl.col("year").min()).iter_rows())
    frame = fd.state_years(1816, 2020).add(fd.peace_years(event)).frame
    for code, _, year, spell in frame.iter_rows():
        before = [happened for happened in years.get(code, []) if happened < year]
        expected = year - max(before) - 1 if before else year - begun[code]
        assert spell == (expected if year <= about.covers[1] else None), (code, year)


@pytest.mark.mirror
def test_a_count_crosses_a_gap_by_the_calendar_and_says_so():
    panel = fd.dyad_years(1816, 2010, directed=False).add(fd.disputes("cow", columns="minimal"))
    by_years, rows = panel.add(fd.peace_years()), panel.add(fd.peace_years(count="rows"))
    germany = [frame.frame.filter(ccode1=220, ccode2=255) for frame in (by_years, rows)]
    after = [frame.filter(pl.col("year") > 1945)["cowmidspell"][0] for frame in germany]
    assert after[0] > after[1]
    assert "left the system" in by_years.notes[-1]
    assert "as if there were none" in rows.notes[-1]
    quiet = fd.dyad_years(1995, 2000, directed=False)
    quiet.frame = quiet.frame.filter(ccode1=2, ccode2=20)
    assert quiet.add(fd.peace_years("cowmidongoing")).notes == ()


@pytest.mark.mirror
def test_null_outside_the_coverage_and_the_sources_of_the_event():
    frame = fd.dyad_years(2008, 2016, directed=False).add(fd.peace_years("cowmidongoing")).frame
    assert frame.filter(pl.col("year") > 2014)["cowmidspell"].is_null().all()
    assert frame.filter(pl.col("year") <= 2014)["cowmidspell"].null_count() == 0
    states = fd.state_years(2005, 2010)
    for count in ("years", "rows"):
        spells_of = states.add(fd.peace_years("cowintraongoing", count=count))
        assert spells_of.frame.filter(pl.col("year") > 2007)["cowintraspell"].is_null().all()
    assert states.add(fd.peace_years("gmlmidonset_init")).sources() == ("cw-system", "gml-part")
    assert states.add(fd.peace_years("gmlmidonset_init")).frame.columns[-1] == "gmlmidinitspell"


@pytest.mark.mirror
def test_who_initiates_decides_what_is_counted():
    panel = fd.state_years(1900, 1920)
    joiners = panel.add(fd.disputes("gml"), fd.peace_years("gmlmidonset_init")).frame.filter(ccode=211, year=1915)
    originators = panel.add(fd.disputes("gml", init="sidea-orig"), fd.peace_years("gmlmidonset_init"))
    assert joiners["gmlmidinitspell"].item() == 0
    assert originators.frame.filter(ccode=211, year=1915)["gmlmidinitspell"].item() > 0


@pytest.mark.mirror
def test_the_last_event_of_the_panel_is_counted_if_none_is_named():
    panel = fd.state_years(1990, 1990).add(fd.wars("intra"), fd.disputes("gml"))
    assert panel.add(fd.peace_years()).frame.columns[-1] == "gmlmidspell"
    with pytest.raises(fd.FoedusError, match="add one first"):
        fd.state_years(1990, 1990).add(fd.majors(), fd.peace_years())
    with pytest.raises(fd.FoedusError, match="no such event"):
        fd.state_years(1990, 1990).add(fd.peace_years("coup"))


@pytest.mark.mirror
def test_civil_wars_of_a_kind_have_spells_of_their_own():
    panel = fd.state_years(1816, 2007)
    years = read("cow-war-intra").filter(primary_state=1, wartype="local issues", ccodea=365)["year"].unique().to_list()
    frame = panel.add(fd.wars("intra", intratype="local issues"), fd.peace_years()).frame.filter(ccode=365)
    for year, spell in frame.select("year", "cowintraspell").iter_rows():
        before = [happened for happened in years if happened < year]
        assert spell == (year - max(before) - 1 if before else year - 1816)


# ---- columns of the frame ------------------------------------------------------------------------------------------


def with_column(panel, **columns):
    return replace(panel, frame=panel.frame.with_columns(**columns))


@pytest.mark.mirror
@pytest.mark.parametrize("count", ["years", "rows"])
def test_an_event_that_was_recoded_is_not_counted_from_the_source(count):
    panel = fd.dyad_years(1990, 2000, directed=False).add(fd.disputes("cow"))
    fatal = with_column(panel, cowmidongoing=pl.when(pl.col("fatality") > 0).then("cowmidongoing").otherwise(0))
    with pytest.raises(fd.FoedusError, match="your column cowmidongoing is not the source's any more; rename it"):
        fatal.add(fd.peace_years("cowmidongoing", count=count))
    with pytest.raises(fd.FoedusError, match="rename it"):
        fatal.add(fd.peace_years(count=count))
    texts = with_column(panel, cowmidongoing=pl.lit("no"))
    with pytest.raises(fd.FoedusError, match="rename it"):
        texts.add(fd.peace_years("cowmidongoing", count=count))
    expected = panel.add(fd.peace_years(count=count)).frame["cowmidspell"]
    wide = with_column(panel, cowmidongoing=pl.col("cowmidongoing").cast(pl.Float64))
    assert wide.add(fd.peace_years(count=count)).frame["cowmidspell"].equals(expected)


@pytest.mark.mirror
def test_an_event_as_its_source_has_it_is_counted_whatever_else_was_edited():
    for panel in (
        fd.state_years(1990, 2010).add(fd.wars("intra")),  # Somalia 2008 stands outside the coverage
        fd.state_years(1990, 2012).add(fd.disputes("gml", init="sidea-orig")),
        fd.state_years(1990, 2012).add(fd.crosswalk(), fd.armed_conflicts("intrastate")),
    ):
        kept = replace(panel, frame=panel.frame.sample(fraction=0.5, shuffle=True, seed=3))
        spells = kept.add(fd.peace_years()).frame
        whole = panel.add(fd.peace_years()).frame
        assert spells.equals(kept.frame.join(whole, on=kept.frame.columns, nulls_equal=True, maintain_order="left"))


@pytest.mark.mirror
def test_what_a_variable_of_the_same_call_brings_can_be_counted():
    panel = fd.dyad_years(1990, 2000, directed=False)
    for count in ("years", "rows"):
        at_once = panel.add(fd.rivalries(), fd.peace_years("ongoingrivalry", count=count))
        assert at_once.frame.equals(panel.add(fd.rivalries()).add(fd.peace_years("ongoingrivalry", count=count)).frame)
        assert at_once.variables[0].name == "rivalries()"
    with pytest.raises(fd.FoedusError, match="no such event"):
        panel.add(fd.peace_years("ongoingrivalry"), fd.rivalries())


@pytest.mark.mirror
@pytest.mark.parametrize(
    ("column", "shown"),
    [
        ("year", "the column holds 1990, 1991"),
        ("cw_name", "'United States of America'"),
        ("twice", "the column holds 2;"),
        ("half", "the column holds 0.5;"),
    ],
)
def test_a_column_that_is_no_indicator_is_refused(column, shown):
    panel = with_column(fd.state_years(1990, 1992), twice=pl.col("ccode") % 3, half=pl.lit(0.5))
    with pytest.raises(fd.FoedusError, match=shown):
        panel.add(fd.peace_years(column))
    with pytest.raises(fd.FoedusError, match="name the event or the column"):
        fd.peace_years(7)


@pytest.mark.mirror
def test_truths_count_as_ones_do():
    panel = with_column(fd.state_years(1990, 1999), strike=(pl.col("year") % 4 == 0).cast(pl.Int8), never=pl.lit(None))
    truths = with_column(panel, strike=pl.col("strike").cast(pl.Boolean))
    assert (
        truths.add(fd.peace_years("strike")).frame["strikespell"].to_list()
        == panel.add(fd.peace_years("strike")).frame["strikespell"].to_list()
    )
    assert panel.add(fd.peace_years("never")).frame["neverspell"].is_null().all()


@pytest.mark.mirror
def test_years_without_a_row_are_told_of_the_rows_own_span():
    panel = with_column(fd.state_years(1990, 1999), strike=pl.lit(0))
    quiet = fd.dyad_years(1990, 1992, directed=False)
    assert quiet.add(fd.peace_years("cowmidongoing", count="rows")).notes == ()
    assert panel.add(fd.peace_years("strike")).notes == ()
    sparse = replace(panel, frame=panel.frame.filter((pl.col("year") != 1995) | (pl.col("ccode") > 20)).reverse())
    for count, what in (("years", "counts them"), ("rows", "as if there were none")):
        told = sparse.add(fd.peace_years("strike", count=count)).notes
        assert told[0].startswith("strikespell: 2 states have years without a row")
        assert what in told[0]
    assert "cowmidspell: 2 states" in sparse.add(fd.peace_years("cowmidongoing", count="rows")).notes[0]


@pytest.mark.mirror
def test_an_event_of_states_is_none_of_dyads():
    with pytest.raises(fd.FoedusError, match="is a variable of states"):
        fd.dyad_years(1990, 1991).add(fd.disputes("gml"), fd.peace_years("gmlmidonset_init"))
