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
    assert "the probabilities are those given." in out
    assert "Note:" not in out


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
    code, out, _ = foedus("cascade", "ARG", "URY", "--on", "2026-11-01", "--p-all", "0.3", "--json")
    assert code == 0
    assert json.loads(out)["states"]
    code, out, _ = foedus("cascade", "RUS", "GEO", "--on", "2026-11-01", "--p-all", "0.3")
    assert code == 1
    assert "the parties stand alone" in out
    code, out, _ = foedus("cascade", "RUS", "GEO", "--on", "2026-11-01", "--p-all", "0.3", "--json")
    assert (code, json.loads(out)["states"]) == (1, [])


def test_the_kernel_changes_no_figure(foedus):
    pytest.importorskip("numba", reason="the extra fast is not installed")
    asked = ("cascade", "RUS", "EST", "--on", "2026-11-01", "--p-all", "0.4", "--draws", "5000", "--json")
    # What is said of the progress depends on how long it takes.
    assert foedus(*asked, "--kernel", "compiled")[:2] == foedus(*asked, "--kernel", "numpy")[:2]


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
    assert told["model"].startswith("the fitted model of joining, 18")
    assert told["years"]["capabilities"] == 2022
    assert told["caveats"]
    code, out, _ = foedus(*ASKED, "--draws", "20000", "--first", "3")
    assert code == 0
    flat = " ".join(out.split())
    assert "the probabilities are those of the fitted model of joining" in flat
    assert "those given" not in flat
    assert "Note: the model knows every state, so whoever no duty can call decides once, at the start" in flat
    assert "capabilities 2022" in flat


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
        (("-o", "x.parquet", "--p-all", "0.3", "--plot", "ranks.xyz"), "ends with .png, .svg or .pdf"),
        (("-o", "x.parquet", "--p-all", "0.3", "--plot", "nowhere/ranks.png"), "there is no folder nowhere"),
        (("-o", "nowhere/x.parquet", "--p-all", "0.3"), "there is no folder nowhere"),
    ],
)
def test_a_sweep_that_cannot_be_made_leaves_nothing(foedus, tmp_path, monkeypatch, words, says):
    monkeypatch.chdir(tmp_path)
    code, out, err = foedus("sweep", "--on", "1914-07-28", *words)
    assert (code, out) == (2, "")
    assert says in err
    assert list(tmp_path.iterdir()) == []


SWEEP = ("sweep", "--on", "1914-07-28", "--p-all", "0.4", "--draws", "64")


def test_a_sweep_without_a_treaty_and_its_keystones_and_their_picture(foedus, tmp_path):
    pytest.importorskip("matplotlib", reason="the extra plot is not installed")
    whole, less, picture = tmp_path / "whole.parquet", tmp_path / "less.parquet", tmp_path / "ranks.svg"
    code, out, err = foedus(*SWEEP, "-o", whole, "--keystones", "--plot", picture)
    assert code == 0
    assert "Keystone treaties on 1914-07-28: what changes if this treaty ends" in out
    assert "Keystone treaties" in picture.read_text(encoding="utf-8").replace("<!-- ", "")
    heaviest = out[out.index("Keystone treaties") :].splitlines()[4].split()[0]
    assert foedus(*SWEEP, "-o", less, "--without", heaviest)[0] == 0
    mean = [pl.read_parquet(path).unique(["attacker", "target"])["size_defending"].mean() for path in (whole, less)]
    assert mean[1] < mean[0]
    assert err == "" or "targets" in err


def test_a_sweep_of_years(foedus, tmp_path):
    path = tmp_path / "years.parquet"
    code, out, _ = foedus(*SWEEP, "-o", path, "--years", "1913", "1914")
    assert code == 0
    assert [str(day) for day in pl.read_parquet(path)["on"].unique().sort()] == ["1913-07-28", "1914-07-28"]
    assert "attacks" in out
    code, _, err = foedus(*SWEEP, "-o", path, "--years", "1914", "1913")
    assert (code, "comes after the last" in err) == (2, True)


def test_what_is_there_is_read_if_it_is_the_answer_and_kept_if_it_is_not(foedus, tmp_path):
    path = tmp_path / "sweep.parquet"
    first = foedus(*SWEEP, "-o", path)
    again = foedus(*SWEEP, "-o", path)
    assert again[:2] == first[:2]
    assert f"{path} answers this already, and is read" in again[2]
    code, out, err = foedus(*SWEEP, "-o", path, "--seed", "7")
    assert (code, out) == (2, "")
    assert "holds another sweep (another seed); name another file, or let --overwrite replace it" in err
    assert foedus(*SWEEP, "-o", path, "--seed", "7", "--overwrite")[0] == 0
    assert "read" not in foedus(*SWEEP, "-o", path, "--seed", "7", "--overwrite")[2]


def test_a_group_may_stand_in_a_file_of_probabilities(foedus, tmp_path):
    given, path = tmp_path / "p.csv", tmp_path / "sweep.parquet"
    given.write_text("state,side,p\nHOUTHI,attacking,0.2\n", encoding="utf-8")
    code, _, err = foedus("sweep", "--on", "2026-11-01", "--p", given, "--draws", "64", "-o", path)
    assert (code, "Traceback" in err) == (0, False)
    rows = pl.read_parquet(path).filter(pl.col("state") == "HOUTHI")
    assert rows.height == 195 * 194
    assert set(rows["p"]) == {0.2}


@pytest.fixture
def few(monkeypatch):
    """Three states in place of two hundred, for a model takes its time."""
    for room in ("sweep", "day"):
        monkeypatch.setattr(f"foedus.war.{room}.members", lambda _world: ("RUS", "EST", "POL"))


@pytest.fixture
def refitted(tmp_path):
    """A file of the model with twice the odds."""
    from foedus.behaviour.shipped import shipped_joiner

    told = json.loads(shipped_joiner().to_json())
    told["intercept"] += 0.7
    for draw in told["draws"]:
        draw[0] += 0.7
    path = tmp_path / "refitted.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


@pytest.mark.mirror
@pytest.mark.usefixtures("few")
def test_a_sweep_asks_the_model_that_ships_or_that_of_a_file(foedus, tmp_path, refitted):
    sweep = ("sweep", "--on", "2026-11-01", "--draws", "64")
    means = []
    for name, more in (("shipped", ()), ("file", ("--model", refitted))):
        path = tmp_path / f"{name}.parquet"
        code, out, _ = foedus(*sweep, "-o", path, *more)
        assert (code, "Most dangerous pairs" in out) == (0, True)
        rows = pl.read_parquet(path)
        assert rows.n_unique(["attacker", "target"]) == 6
        means.append(rows.filter(pl.col("state") == "GBR")["p"].mean())
    assert means[1] > 1.3 * means[0]
    code, _, err = foedus(*sweep, "-o", tmp_path / "shipped.parquet", "--model", refitted)
    assert (code, "another sweep (another probabilities)" in err) == (2, True)


@pytest.mark.mirror
def test_a_cascade_asks_the_model_of_a_file(foedus, refitted):
    asked = (*ASKED, "--draws", "12800", "--json")
    shipped, own = json.loads(foedus(*asked)[1]), json.loads(foedus(*asked, "--model", refitted)[1])
    assert "refitted, digest" in own["model"]
    one, two = (next(s["p"] for s in told["states"] if s["state"] == "RUS") for told in (shipped, own))
    assert two > one


def test_a_model_and_probabilities_exclude_one_another(foedus, tmp_path, refitted):
    for more in (("--p-all", "0.3"), ("--p", refitted)):
        code, out, err = foedus(*ASKED, "--model", refitted, *more)
        assert (code, out) == (2, "")
        assert "say one or the other" in err
    code, _, err = foedus(*ASKED, "--model", tmp_path / "nowhere.json")
    assert (code, "give a file that `foedus fit joiner` wrote" in err) == (2, True)
