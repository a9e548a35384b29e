"""`foedus table`: panels from the shell, with progress beside them and one message for what cannot be made."""

import polars as pl
import pytest

pytestmark = pytest.mark.mirror


def test_a_table_with_its_sources(foedus, tmp_path):
    path = tmp_path / "dyads.parquet"
    words = ("--from", "1990", "--to", "1992", "--undirected", "-a", "majors", "-a", "disputes:gml:columns=minimal")
    code, out, err = foedus("table", "dyad-years", *words, "-a", "peace_years:gmlmidonset", "-o", path)
    assert code == 0
    frame = pl.read_parquet(path)
    assert frame.columns[3:] == ["cowmaj1", "cowmaj2", "gmlmidongoing", "gmlmidonset", "gmlmidspell"]
    assert out == f"{path}: {frame.height:,} rows, 8 columns\n"
    assert 'disputes("gml")' in err  # progress
    code, out, _ = foedus("cite", path)
    assert code == 0
    assert "Gibler" in out


def test_relevant_dyads_as_csv(foedus, tmp_path):
    path = tmp_path / "relevant.csv"
    assert foedus("table", "dyad-years", "--from", "2010", "--to", "2010", "--relevant", "-o", path)[0] == 0
    assert (pl.read_csv(path)["prd"] == 1).all()


def test_relevance_takes_what_was_chosen_and_the_crosswalk(foedus, tmp_path):
    path = tmp_path / "relevant.csv"
    words = ("--from", "2010", "--to", "2010", "--system", "gw", "-a", "crosswalk", "-a", "contiguity:slice=last")
    code, _, err = foedus("table", "dyad-years", *words, "--relevant", "-o", path)
    assert code == 0
    assert "majors()" in err
    assert "contiguity()" not in err
    assert set(pl.read_csv(path)["prd"]) == {1, None}


def test_stata_and_the_other_system(foedus, tmp_path):
    path = tmp_path / "states.dta"
    code, _, err = foedus(
        "table", "state-years", "--from", "2015", "--to", "2021", "--system", "gw", "-a", "democracy", "-o", path
    )
    assert (code, path.exists()) == (0, True)
    assert "carried forward" in err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("dyads", "-o", "x.csv"), "dyad-years or state-years"),
        (("state-years", "-o", "x.xlsx"), ".parquet, .csv, .dta"),
        (("state-years", "-o", "nowhere/x.csv"), "there is no folder"),
        (("state-years", "--from", "1990", "--to", "1980", "-o", "x.csv"), "reversed"),
        (("state-years", "--from", "1700", "-o", "x.csv"), "1816"),
        (("state-years", "--system", "iso", "-o", "x.csv"), "unknown state system"),
        (("state-years", "-a", "aliances", "-o", "x.csv"), "Did you mean alliances?"),
        (("state-years", "-a", "disputes:mic", "-o", "x.csv"), "'cow' or 'gml'"),
        (("state-years", "-a", "capabilities:1", "-o", "x.csv"), "--add capabilities:1"),
        (("state-years", "-a", "rivalries", "-a", "rivalries", "-o", "x.csv"), "add it once"),
        (("state-years", "-a", "similarity", "-o", "x.csv"), "is a variable of dyads"),
        (("dyad-years", "--system", "gw", "-a", "capabilities", "-o", "x.csv"), "fd.crosswalk()"),
        (("state-years", "--relevant", "-o", "x.csv"), "--relevant is about pairs of states"),
        (("state-years", "--undirected", "-o", "x.csv"), "--undirected is about pairs of states"),
        (("dyad-years", "--system", "gw", "--relevant", "-o", "x.csv"), "write --add crosswalk"),
        (("dyad-years", "-a", "alliances:symmetric=maybe", "-o", "x.csv"), "symmetric is true or false, not 'maybe'"),
    ],
)
def test_what_cannot_be_made_is_said_in_one_message(foedus, tmp_path, monkeypatch, words, says):
    monkeypatch.chdir(tmp_path)
    code, out, err = foedus("table", *words)
    assert (code, out) == (2, "")
    assert says in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []
