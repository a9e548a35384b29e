"""`foedus odds, fit, score`: what they print, and one message for what cannot be done."""

import json
from datetime import date

import numpy as np
import polars as pl
import pytest

from foedus.behaviour import fitting
from foedus.behaviour.features import VARIABLES
from foedus.behaviour.honour_cases import HONOUR


@pytest.fixture
def small(monkeypatch):
    """A record of 40 small wars in place of the sources."""
    rng = np.random.default_rng(2)
    year = np.repeat(np.linspace(1850, 2009, 40).astype(int), 16)

    def chances(*_years, **_which):
        rows = rng.standard_normal((640, len(VARIABLES)))
        joined = (rng.random(640) < 0.2) & (np.arange(640) % 2 == 1)
        outside = {"outside": np.full(640, 8), "side": np.arange(640) % 2}
        keys = {"conflict": [f"w{n // 16}" for n in range(640)], "stage": np.zeros(640, int), "year": year, **outside}
        who = {"ccode": np.arange(640) // 2, "joined": joined.astype(int)}
        return pl.DataFrame({**keys, **who, **{name: rows[:, n] for n, name in enumerate(VARIABLES)}})

    def called(*_done, **_which):
        rows = np.random.default_rng(3).standard_normal((640, len(HONOUR)))
        kept = (rows[:, 0] + np.random.default_rng(4).standard_normal(640) > 0).astype(int)
        keys = {"conflict": [f"w{n // 16}" for n in range(640)], "year": year, "ccode": np.arange(640), "kept": kept}
        keys["on"] = [date(y, 1, 1) for y in year]
        return pl.DataFrame({**keys, **{name: rows[:, n] for n, name in enumerate(HONOUR)}})

    monkeypatch.setattr(fitting, "joining_opportunities", chances)
    monkeypatch.setattr(fitting, "honour_cases", called)
    monkeypatch.setattr(fitting, "trial", lambda _progress: None)
    monkeypatch.setattr(fitting, "_drift", lambda _model: 0.05)
    monkeypatch.setattr(fitting, "_drift_of_honour", lambda _model, _done: 0.05)
    monkeypatch.setattr(fitting, "_ROLLING", (2000, 2009))
    monkeypatch.setattr("foedus.behaviour.ridge.GRID", (0.01, 0.1))


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("model", ["honour", "joiner"])
def test_a_fit_writes_a_model_that_can_be_read_and_repeats(foedus, tmp_path, model):
    from foedus.behaviour.honour import HonourModel
    from foedus.behaviour.joiners import JoinerModel

    path = tmp_path / "model.json"
    code, out, err = foedus("fit", model, "-o", path, "--draws", "3", "--seed", "5")
    assert code == 0
    assert out.startswith(f"{path}: 640 rows, ")
    assert "1850 to 2009" in out
    assert "fitting on 640" in err
    kind = {"honour": HonourModel, "joiner": JoinerModel}[model]
    read = kind.from_json(path.read_text(encoding="utf-8"))
    assert len(read.fitted.draws) == 3
    assert read.trained.seed == 5
    assert "rolling" in read.fitted.scores
    assert [p.name for p in tmp_path.iterdir()] == ["model.json"]
    if model == "honour":
        first = path.read_bytes()
        foedus("fit", model, "-o", path, "--draws", "3", "--seed", "5")
        assert path.read_bytes() == first


@pytest.mark.usefixtures("small")
def test_scores_as_json_and_as_tables(foedus):
    code, out, err = foedus("score", "broad", "honour", "--json", "--draws", "10")
    assert code == 0
    told = json.loads(out)
    assert told["seed"] == 1914
    assert told["draws"] == 10
    assert list(told["scores"]) == ["broad", "honour"]
    assert "logit" in told["scores"]["broad"]
    assert "logit, one conflict left out" in told["scores"]["broad"]
    for measures in told["scores"]["broad"].values():
        assert set(measures) == {"auc", "ap", "skill", "brier", "brier_skill", "top", "right", "ratio"}
        assert all(len(value) == 3 for value in measures.values())
    assert "undecided, one war left out" in told["scores"]["honour"]
    assert {"tried: everybody keeps", "tried: boosting"} <= set(told["scores"]["honour"])
    for measures in told["scores"]["honour"].values():
        assert set(measures) == {"auc", "ap", "skill", "brier", "brier_skill", "ratio"}
    assert "broad: boosting" in err
    code, out, _ = foedus("score", "honour", "--draws", "10")
    assert code == 0
    assert "undecided" in out
    assert "all called" in out


@pytest.mark.parametrize(
    "words", [("fit", "honour", "-o"), ("fit", "joiner", "-o"), ("score", "broad"), ("score", "honour")]
)
def test_a_seed_below_nought_is_refused(foedus, tmp_path, words):
    path = [tmp_path / "x.json"] if words[0] == "fit" else []
    code, out, err = foedus(*words, *path, "--seed", "-5")
    assert (code, out) == (2, "")
    assert "-5 is no seed: a seed is a whole number from 0" in " ".join(err.split())
    assert not list(tmp_path.iterdir())


def test_an_unknown_model_or_set_is_refused_with_the_names(foedus, tmp_path):
    code, _, err = foedus("fit", "joinr", "-o", tmp_path / "x.json")
    assert code == 2
    assert "the models are joiner (who enters), honour (who keeps a call), tension (who has a dispute)" in err
    assert "Did you mean joiner?" in err
    code, _, err = foedus("score", "braod")
    assert code == 2
    assert "the sets are broad, strict, sequential, disputes, honour" in err


def test_what_cannot_be_written_is_refused_before_the_work(foedus, tmp_path, monkeypatch):
    monkeypatch.setattr(fitting, "fit_honour", None)  # whoever goes to work fails otherwise
    code, _, err = foedus("fit", "honour", "-o", tmp_path / "nowhere" / "x.json")
    assert (code, "there is no folder" in err) == (2, True)
    code, _, err = foedus("fit", "honour", "-o", tmp_path)
    assert (code, "it is a folder; name a file" in err) == (2, True)
    (tmp_path / "x.json.part").mkdir()  # in the place of what is written first
    code, _, err = foedus("fit", "honour", "-o", tmp_path / "x.json")
    assert (code, "cannot write" in err) == (2, True)
    code, _, err = foedus("fit", "honour", "-o", tmp_path / ("n" * 300 + ".json"))
    assert (code, "cannot write" in err) == (2, True)


def test_a_model_that_cannot_be_read_is_refused(foedus, tmp_path):
    question = ("odds", "KOR", "PRK", "--on", "2026-11-01", "--model")
    code, _, err = foedus(*question, tmp_path / "nothing.json")
    assert (code, "give a file that `foedus fit` wrote" in err) == (2, True)
    bad = tmp_path / "bad.json"
    for text, told in (
        ("{", "this is no fitted model of Foedus"),
        ('{"model": "honour", "version": 2}', "this is a model `honour` of version 2; wanted is `joiner`"),
        ('{"model": "joiner", "version": 2}', "the file of the joiner model is damaged"),
    ):
        bad.write_text(text, encoding="utf-8")
        code, out, err = foedus(*question, bad)
        assert code == 2
        assert told in " ".join(err.split())
        assert out == ""
    bad.write_bytes(b"\xff\xfe\x00")
    assert foedus(*question, bad)[0] == 2


@pytest.mark.mirror
def test_odds_are_printed_with_their_notes(foedus):
    code, out, _ = foedus("odds", "KOR", "PRK", "--on", "2026-11-01", "--first", "3")
    assert code == 0
    assert "If KOR attacks PRK on 2026-11-01" in out
    assert "CHN" in out
    assert "invoked" in out
    assert "keeps its word" in " ".join(out.split())
    assert "capabilities 2022" in " ".join(out.split())


@pytest.mark.mirror
def test_odds_as_json(foedus):
    code, out, _ = foedus("odds", "KOR", "PRK", "--on", "2026-11-01", "--json")
    assert code == 0
    told = json.loads(out)
    assert told["attack"] == {"attackers": ["KOR"], "target": "PRK", "on": "2026-11-01"}
    assert set(told) == {"attack", "odds", "honour", "years", "missing", "caveats"}
    assert set(told["odds"][0]) == {"state", "side", "p", "low", "high", "help"}
    assert {(row["state"], row["side"]) for row in told["honour"]} == {("CHN", "defending"), ("RUS", "defending")}
    assert all(0 < row["low"] <= row["p"] <= row["high"] < 1 for row in told["honour"])
    chances = [row["p"] for row in told["odds"]]
    assert chances == sorted(chances, reverse=True)
    assert told["years"]["capabilities"] == 2022


@pytest.mark.mirror
def test_who_is_no_state_and_a_day_too_early_are_refused(foedus):
    code, _, err = foedus("odds", "Hezbollah", "ISR", "--on", "2020-01-01")
    assert (code, "no member of the state system" in err) == (2, True)
    code, _, err = foedus("odds", "GBR", "FRA", "--on", "1816-05-05", "--treaties", "atop")
    assert (code, "odds begin in 1817" in err) == (2, True)
