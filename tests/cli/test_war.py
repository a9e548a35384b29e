"""`foedus cascade` and `foedus sweep`: answers, files of probabilities, and one clear message for what is wrong."""

import json

import polars as pl
import pytest

ASKED = ("cascade", "KOR", "PRK", "--on", "2026-11-01")


def test_a_cascade_as_a_table(foedus):
    code, out, _ = foedus(*ASKED, "--p-all", "0.3")
    assert code == 0
    assert "If South Korea attacks North Korea on 2026-11-01:" in out
    assert "Russia" in out
    assert "every outcome enumerated" in out


def test_a_cascade_as_json_has_the_agreed_fields(foedus):
    code, out, _ = foedus(*ASKED, "--p-all", "0.3", "--draws", "5000", "--seed", "7", "--json")
    assert code == 0
    told = json.loads(out)
    assert {"states", "size", "draws", "seed"} <= told.keys()
    assert {"state", "side", "p", "low", "high", "p_called"} <= told["states"][0].keys()
    assert (told["draws"], told["seed"]) == (5000, 7)
    assert foedus(*ASKED, "--p-all", "0.3", "--draws", "5000", "--seed", "7", "--json")[1] == out


def test_probabilities_come_from_a_file(foedus, tmp_path):
    path = tmp_path / "p.csv"
    path.write_text("state,side,p\nRussia,defending,0.6\nCHN,defending,0.2\n", encoding="utf-8")
    code, out, _ = foedus(*ASKED, "--p", path, "--json")
    assert code == 0
    assert {(s["state"], s["p"]) for s in json.loads(out)["states"]} == {("RUS", 0.6), ("CHN", 0.2)}


def test_nobody_called_exits_with_1(foedus):
    code, out, _ = foedus(
        "cascade", "ARG", "URY", "--on", "2026-11-01", "--treaties", "corpus", "--p-all", "0.3", "--json"
    )
    assert code in (0, 1)
    code, out, _ = foedus("cascade", "RUS", "GEO", "--on", "2026-11-01", "--p-all", "0.3")
    assert code == 1
    assert "the parties stand alone" in out


def test_the_kernel_changes_no_figure(foedus):
    pytest.importorskip("numba")
    asked = ("cascade", "RUS", "EST", "--on", "2026-11-01", "--p-all", "0.4", "--draws", "5000", "--json")
    assert foedus(*asked, "--kernel", "compiled") == foedus(*asked, "--kernel", "numpy")


def test_every_mistake_in_a_file_is_told_with_its_line(foedus, tmp_path):
    path = tmp_path / "p.csv"
    path.write_text(
        "state,side,p\nRUS,defending,1.4\nAtlantis,defending,.2\nCHN,up,.1\nCHN,defending\nCHN,defending,.1\nCHN,defending,.2\n",
        encoding="utf-8",
    )
    code, out, err = foedus(*ASKED, "--p", path)
    assert (code, out) == (2, "")
    for part in (
        "p.csv:2: '1.4'",
        "p.csv:3: unknown state",
        "p.csv:4: 'up' is no side",
        "p.csv:5: 2 cells",
        "p.csv:7:",
    ):
        assert part in err
    assert "5 mistakes" in err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--p-all", "1.5"), "it lies between 0 and 1"),
        (("--p-all", "nan"), "it lies between 0 and 1"),
        (("--p-all", "0.3", "--draws", "0"), "0 draws cannot be made"),
        (("--p-all", "0.3", "--draws", "99999999999"), "ask for a whole number from 1 to 1,000,000,000"),
        (("--p-all", "0.3", "--seed", "-1"), "-1 is no seed"),
        (("--p-all", "0.3", "--kernel", "gpu"), "unknown kernel 'gpu'"),
        (("--p", "nowhere.csv"), "nowhere.csv cannot be read"),
    ],
)
def test_bad_input_is_one_clear_error(foedus, words, says):
    code, out, err = foedus(*ASKED, *words)
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1


def test_without_a_model_probabilities_must_be_given(foedus, monkeypatch):
    monkeypatch.setattr("foedus.war.default_model", lambda: None)
    code, out, err = foedus(*ASKED)
    assert (code, out) == (2, "")
    assert "no fitted model ships" in err


@pytest.mark.mirror
def test_without_probabilities_the_fitted_model_answers(foedus):
    code, out, _ = foedus(*ASKED, "--draws", "20000", "--json")
    assert code == 0
    told = json.loads(out)
    assert told["parameters"] > 1
    by_state = {(s["state"], s["side"]): s for s in told["states"]}
    called = by_state["RUS", "defending"]
    assert called["p_called"] > 0.9
    assert called["low"] < called["p"] < called["high"]
    assert any(s["bystander"] for s in told["states"])


def test_a_file_with_other_columns_is_refused(foedus, tmp_path):
    path = tmp_path / "p.csv"
    path.write_text("country,p\nRUS,0.5\n", encoding="utf-8")
    code, _, err = foedus(*ASKED, "--p", path)
    assert code == 2
    assert "they must be state,side,p" in err


def test_an_unknown_state_is_refused(foedus):
    code, _, err = foedus("cascade", "KOR", "Atlantis", "--p-all", "0.3")
    assert code == 2
    assert "unknown state" in err


def test_a_sweep_writes_a_table_and_says_what_stands_out(foedus, tmp_path):
    path = tmp_path / "sweep.parquet"
    code, out, _ = foedus("sweep", "--on", "1914-07-28", "--p-all", "0.4", "--draws", "64", "-o", path)
    assert code == 0
    assert "Most dangerous pairs" in out
    assert "Called most" in out
    frame = pl.read_parquet(path)
    assert frame.n_unique(["attacker", "target"]) > 1000


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("-o", "x.csv", "--p-all", "0.3"), "ends with .parquet"),
        (("-o", "x.parquet", "--p-all", "0.3", "--processes", "0"), "at least 1"),
        (("-o", "x.parquet", "--p-all", "0.3", "--kernel", "gpu"), "unknown kernel"),
        (("-o", "x.parquet", "--p-all", "0.3", "--without", "1949-warsaw"), "unknown treaty"),
    ],
)
def test_a_sweep_that_cannot_be_made_leaves_nothing(foedus, tmp_path, monkeypatch, words, says):
    monkeypatch.chdir(tmp_path)
    code, out, err = foedus("sweep", "--on", "1914-07-28", *words)
    assert (code, out) == (2, "")
    assert says in err
    assert list(tmp_path.iterdir()) == []
