"""The model cards tell what the models that ship hold, and what `foedus score --json` printed."""

from __future__ import annotations

import importlib.util
import json

import pytest
from pages import ROOT

CARDS = ROOT / "docs" / "reference" / "models"


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("make_models", ROOT / "docs" / "make_models.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("card", ["joiner", "honour"])
def test_every_number_on_a_card_is_that_of_the_files(script, card):
    shown = (CARDS / f"{card}.md").read_text(encoding="utf-8")
    assert "<!-- made: " in shown
    assert shown == script.page(shown, script.blocks()[card]), "run `make models` and look at what changed"


def test_the_scores_are_those_of_every_set_and_attempt():
    from foedus.behaviour.attempts import ATTEMPTS
    from foedus.behaviour.fitting import SETS

    told = json.loads((ROOT / "docs" / "scores.json").read_text(encoding="utf-8"))
    assert (told["seed"], told["draws"]) == (1914, 500)
    assert set(told["scores"]) == {*SETS, "honour"}
    for name in SETS:
        assert list(told["scores"][name]) == [*ATTEMPTS, "logit, one conflict left out"]
    card = (CARDS / "joiner.md").read_text(encoding="utf-8")
    assert all(what in card for what in ATTEMPTS.values())


def test_the_scores_of_the_file_are_those_that_ship_with_the_models(script):
    """The models were fitted and the scores printed by the same code: both hold the rolling scores."""
    from foedus.behaviour.shipped import shipped_honour, shipped_joiner

    told = script.scores()
    for model, scored in (
        (shipped_joiner(), told["broad"]["logit"]),
        (shipped_honour(), told["honour"]["undecided, rolling 1885-2010"]),
    ):
        for measure, values in model.fitted.scores["rolling"].items():
            assert values == pytest.approx(scored[measure], abs=6e-5), measure


def test_every_variable_of_the_models_stands_on_its_card():
    from foedus.behaviour.shipped import shipped_honour, shipped_joiner

    for model in (shipped_joiner(), shipped_honour()):
        card = (CARDS / f"{model.kind}.md").read_text(encoding="utf-8")
        assert [c for c in model.columns if f"| `{c}` |" not in card] == []
