"""Panels: what is refused, names that clash, and what a panel knows of itself."""

from dataclasses import replace

import polars as pl
import pytest

import foedus as fd
from foedus.errors import SourceMissing

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


def refused(panel, *variables):
    with pytest.raises(fd.FoedusError) as caught:
        panel.add(*variables)
    return str(caught.value)


# What is refused


def test_a_variable_of_dyads_on_states_and_of_states_on_dyads(dyads, states):
    told = refused(states, fd.distance("capital"))
    assert told == ('distance("capital") is a variable of dyads, and this is a panel of state-years; use fd.dyad_years')
    assert "trade() is a variable of states" in refused(dyads, fd.trade())
    assert "use fd.state_years" in refused(dyads, fd.trade())


def test_the_same_variable_twice(dyads):
    assert refused(dyads, fd.majors(), fd.majors()) == "majors() is in this panel already; add it once"
    assert refused(dyads.add(fd.majors()), fd.majors()) == "majors() is in this panel already; add it once"
    assert "add it once" in refused(dyads.add(fd.crosswalk()), fd.crosswalk())


def test_b14_twice_is_one_clear_error(dyads):
    """The peer fails on the second add_contiguity() with a name of its own making, and is silent on add_nmc()."""
    for variable in (fd.contiguity(), fd.capabilities()):
        assert "is in this panel already" in refused(dyads.add(variable), variable)


def test_systems_are_not_mixed_without_the_crosswalk():
    panel = fd.dyad_years(1990, 1991, system="gw")
    told = refused(panel, fd.capabilities())
    assert told == "capabilities() comes in cow codes and this panel has gw codes; add fd.crosswalk() first"
    assert "leaders() comes in gw codes" in refused(fd.dyad_years(1990, 1991), fd.leaders())


def test_keys_that_repeat(dyads, states):
    told = refused(of(dyads, pl.concat([dyads.frame, dyads.frame.filter(ccode1=20, ccode2=2, year=1991)])), fd.majors())
    assert told == (
        "the frame's keys repeat: ccode1, ccode2, year = (20, 2, 1991) stands more than once; "
        "keep one row for each before you add a variable"
    )
    assert "ccode, year = (2, 1990)" in refused(of(states, pl.concat([states.frame, states.frame])), fd.majors())


def test_keys_that_are_gone_null_broken_or_no_states(dyads):
    gone = of(dyads, dyads.frame.drop("ccode2").rename({"year": "Year"}))
    assert "no column ccode2, year any more" in refused(gone, fd.majors())
    nulls = of(dyads, dyads.frame.with_columns(pl.when(pl.col("year") > 1991).then("ccode1")))
    assert "ccode1 must be whole numbers without nulls" in refused(nulls, fd.majors())
    halves = of(dyads, dyads.frame.with_columns(pl.col("year") + 0.5))
    assert "year must be whole numbers" in refused(halves, fd.majors())
    texts = of(dyads, dyads.frame.with_columns(pl.col("ccode1").cast(pl.String)))
    assert "ccode1 must be whole numbers" in refused(texts, fd.majors())
    for code in (0, -2, 1000, 100_000):
        strange = of(dyads, dyads.frame.with_columns(pl.lit(code).alias("ccode2")))
        assert "ccode2 must be codes of states, from 1 to 999" in refused(strange, fd.majors())
    early = of(dyads, dyads.frame.with_columns(pl.col("year") - 1))
    assert "years outside 1990 to 1995" in refused(early, fd.majors())


def test_your_own_columns_are_not_overwritten(dyads):
    mine = of(dyads, dyads.frame.with_columns(conttype=pl.lit(9), gml_dispnum=pl.lit(1)))
    assert refused(mine, fd.contiguity()) == (
        "contiguity() would overwrite your columns conttype; rename or drop them first"
    )
    told = refused(mine.add(fd.disputes("cow")), fd.disputes("gml"))
    assert "would overwrite your columns gml_dispnum" in told


def test_everything_wrong_is_said_at_once_and_nothing_is_done(states, monkeypatch):
    before = states.frame.clone()
    monkeypatch.setenv("FOEDUS_MIRROR", "http://127.0.0.1:9")  # whoever reads a source now, fails otherwise
    told = refused(states, fd.majors(), fd.distance("minimum"), fd.majors(), fd.peace_years("strike"), fd.leaders())
    lines = told.splitlines()
    assert [line.split(" ")[0] for line in lines] == [
        'distance("minimum")',
        "majors()",
        "peace_years('strike'):",
        "leaders()",
    ]
    assert states.frame.equals(before)
    assert states.variables == ()


def test_the_same_column_twice_from_one_source(dyads):
    told = refused(dyads, fd.contiguity(), fd.contiguity(slice="last"))
    assert told == (
        "contiguity(slice='last') and contiguity() both bring conttype; add one of them, or rename conttype first"
    )
    first = dyads.add(fd.contiguity())
    assert "both bring conttype" in refused(first, fd.contiguity(slice="last"))
    renamed = of(first, first.frame.rename({"conttype": "at_first"})).add(fd.contiguity(slice="last"))
    assert renamed.frame.columns[-2:] == ["at_first", "conttype"]


def test_what_is_no_variable_is_refused_with_the_call_to_write(states):
    assert refused(states, "majors").endswith("this is a name, not a variable; write add(fd.majors())")
    assert "write add(fd.majors())" in refused(states, fd.majors)
    assert "write add(*variables)" in refused(states, [fd.majors(), fd.trade()])
    assert "add(None): this is no variable" in refused(states, None)
    assert len(refused(states, "majors", fd.majors, fd.distance("capital")).splitlines()) == 3


def test_sources_that_are_not_here_are_named_together_before_any_work(states, tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_MIRROR", "http://127.0.0.1:9")
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path))
    built = []
    with pytest.raises(SourceMissing) as caught:
        states.add(fd.majors(), fd.trade(), fd.crosswalk(), fd.democracy(), progress=built.append)
    assert caught.value.source == "cow-majors"
    assert "Not here either, and needed for the same table: cow-trade-sy, cw-gw-panel" in str(caught.value)
    assert "foedus data fetch cow-majors cow-trade-sy cw-gw-panel" in str(caught.value)
    assert built == []


# Names that clash


def test_names_that_clash_get_the_source_before_them_on_both(dyads):
    panel = dyads.add(fd.disputes("cow"), fd.disputes("gml"))
    frame = panel.frame
    assert not {"dispnum", "fatality", "sidea1"} & set(frame.columns)
    assert {"cow_dispnum", "gml_dispnum", "cowmidongoing", "gmlmidongoing"} <= set(frame.columns)
    alone = {source: dyads.add(fd.disputes(source)).frame for source in ("cow", "gml")}
    for source, told in alone.items():
        for name in told.columns[3:]:
            mine = f"{source}_{name}" if f"{source}_{name}" in frame.columns else name
            assert frame[mine].equals(told[name].alias(mine))


def test_b3_a_second_source_of_disputes_takes_nothing_from_the_first():
    """The peer joins on every name that both share: 9,284 dyad-years with a GML dispute become 1,684."""
    frame = fd.dyad_years(1816, 2014).add(fd.disputes("gml"), fd.disputes("cow")).frame
    assert (frame["gmlmidongoing"] == 1).sum() == 9_284
    assert (frame["cowmidongoing"] == 1).sum() > 9_750


def test_three_sources_in_any_order_bear_their_own_names(dyads):
    def made(prefix, *names):
        from foedus.tables.variable import Variable

        return Variable(
            name=f"{prefix}()",
            units=("dyad",),
            systems=("cow",),
            sources={"cow": ()},
            columns={"dyad": names},
            build=lambda rows: [pl.repeat(prefix, len(rows), eager=True).alias(name) for name in names],
            prefix=prefix,
        )

    variables = made("a", "x", "y"), made("b", "x"), made("c", "x", "y")
    at_once = dyads.add(*variables)
    assert at_once.frame.columns[3:] == ["a_x", "a_y", "b_x", "c_x", "c_y"]
    assert at_once.frame.select(pl.col("a_x", "a_y", "b_x", "c_x", "c_y").first()).row(0) == ("a", "a", "b", "c", "c")
    one_by_one = dyads
    for variable in variables:
        one_by_one = one_by_one.add(variable)
    assert one_by_one.frame.equals(at_once.frame)
    turned = dyads.add(*reversed(variables)).frame
    assert turned.select(sorted(at_once.frame.columns)).equals(at_once.frame.select(sorted(at_once.frame.columns)))


# What a panel knows of itself


def test_it_prints_what_it_is(dyads):
    assert repr(dyads) == "<Panel of directed dyad-years (cow), 1990 to 1995, 197,962 x 3: no variables>".replace(
        "197,962", f"{dyads.frame.height:,}"
    )
    assert "undirected dyad-years (gw)" in repr(fd.dyad_years(1990, 1990, system="gw", directed=False))
    assert repr(fd.state_years(1990, 1990).add(fd.trade())).endswith("x 5: trade()>")


def test_sources_in_the_order_in_which_they_came(dyads):
    assert dyads.add(fd.contiguity(), fd.majors()).sources() == ("cw-system", "cow-contdir", "cow-majors")
    crossed = fd.state_years(1990, 1990, system="gw").add(fd.crosswalk(), fd.trade(), fd.democracy())
    assert crossed.sources() == ("gw-system", "gw-cw-panel", "cow-trade-sy", "gw-democracy")
    dropped = of(crossed, crossed.frame.drop("ccode"))
    assert dropped.sources() == crossed.sources()
    assert "add fd.crosswalk() first" in refused(dropped, fd.capabilities())
