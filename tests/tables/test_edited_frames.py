"""Frames that their users have edited: sorted otherwise, filtered, widened, empty; the values stay the same."""

from dataclasses import replace

import polars as pl
import pytest

import foedus as fd

pytestmark = pytest.mark.mirror


def of(panel, frame):
    """The panel with a frame that its user has edited."""
    return replace(panel, frame=frame)


@pytest.fixture(scope="module")
def dyads():
    return fd.dyad_years(1990, 1995)


@pytest.fixture(scope="module")
def states():
    return fd.state_years(1990, 1995)


VARIABLES = [
    fd.alliances(),
    fd.majors(),
    fd.contiguity(),
    fd.capabilities(),
    fd.disputes("cow"),
    fd.igos(),
    fd.democracy(),
    fd.gdp_population(),
    fd.distance("capital"),
    fd.distance("minimum"),
    fd.territorial_threat(),
    fd.peace_years("cowmidongoing"),
    fd.crosswalk(),
    fd.leaders(),
]


@pytest.fixture(scope="module")
def full(dyads):
    return dyads.add(*VARIABLES)


def test_any_order_of_rows_gives_the_same_values(dyads, full):
    shuffled = of(dyads, dyads.frame.sample(fraction=1, shuffle=True, seed=7))
    told = shuffled.add(*VARIABLES).frame
    assert told.select(dyads.frame.columns).equals(shuffled.frame)
    assert told.sort("ccode1", "ccode2", "year").equals(full.frame)
    by_year = of(dyads, dyads.frame.sort("year", "ccode2", descending=True)).add(*VARIABLES).frame
    assert by_year.sort("ccode1", "ccode2", "year").equals(full.frame)


def test_any_selection_of_rows_gives_the_same_values(dyads, full):
    kept = dyads.frame.sample(fraction=0.1, seed=7)
    told = of(dyads, kept).add(*VARIABLES).frame
    assert told.equals(kept.join(full.frame, on=["ccode1", "ccode2", "year"], how="left", maintain_order="left"))


def test_a_shorter_panel_gives_the_same_values(full):
    short = fd.dyad_years(1992, 1993).add(*VARIABLES).frame
    assert short.equals(full.frame.filter(pl.col("year").is_between(1992, 1993)))


def test_other_widths_of_numbers_and_no_rows_at_all(dyads, full):
    wide = of(dyads, dyads.frame.with_columns(pl.all().cast(pl.Int64))).add(*VARIABLES).frame
    assert wide.drop("ccode1", "ccode2", "year").equals(full.frame.drop("ccode1", "ccode2", "year"))
    none = of(dyads, dyads.frame.clear()).add(*VARIABLES).frame
    assert none.columns == full.frame.columns
    assert none.height == 0


def test_own_columns_stay(dyads):
    mine = of(dyads, dyads.frame.with_columns(mine=pl.col("ccode1") * 2)).add(fd.majors()).frame
    assert mine.columns == ["ccode1", "ccode2", "year", "mine", "cowmaj1", "cowmaj2"]
    assert mine["mine"].equals((mine["ccode1"] * 2).alias("mine"))


def test_states_in_any_order_too(states):
    variables = [fd.igos(), fd.trade(), fd.democracy(), fd.crosswalk(), fd.leaders(), fd.majors(), fd.contiguity()]
    straight = states.add(*variables).frame
    mixed = of(states, states.frame.sample(fraction=1, shuffle=True, seed=5)).add(*variables).frame
    assert mixed.sort("ccode", "year").equals(straight)


def test_the_panel_that_is_added_to_stays_as_it_was(dyads):
    columns = list(dyads.frame.columns)
    dyads.add(fd.majors())
    assert dyads.frame.columns == columns
    assert dyads.variables == ()


def refused(panel):
    with pytest.raises(fd.FoedusError) as caught:
        panel.add(fd.majors())
    return str(caught.value)


def test_a_frame_of_another_library_or_without_its_rows_is_refused(dyads):
    assert "write panel.frame = polars.from_pandas(frame)" in refused(of(dyads, dyads.to_pandas()))
    assert "panel.frame = frame.collect()" in refused(of(dyads, dyads.frame.lazy()))
    with pytest.raises(fd.FoedusError, match="LazyFrame"):
        of(dyads, dyads.frame.lazy()).politically_relevant()


def test_a_state_is_no_dyad_with_itself(dyads):
    itself = dyads.frame.head(1).with_columns(ccode2=pl.col("ccode1"))
    told = refused(of(dyads, pl.concat([dyads.frame, itself])))
    assert told.startswith("the frame pairs a state with itself: ccode1, ccode2, year = (2, 2, 1990)")


def test_an_undirected_panel_has_each_pair_once():
    once = fd.dyad_years(1990, 1991, directed=False)
    turned = once.frame.select(ccode1="ccode2", ccode2="ccode1", year="year")
    told = refused(of(once, pl.concat([once.frame, turned.filter(ccode1=20, ccode2=2, year=1991)])))
    assert "holds both directions of a pair: ccode1, ccode2, year = (20, 2, 1991)" in told
    mixed = pl.concat([once.frame.filter(pl.col("ccode1") < 200), turned.filter(pl.col("ccode2") >= 200)])
    assert of(once, mixed).add(fd.majors()).frame.height == once.frame.height
