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


@pytest.mark.parametrize("card", ["joiner", "honour", "tension", "outlook"])
def test_every_number_on_a_card_is_that_of_the_files(script, card):
    shown = (CARDS / f"{card}.md").read_text(encoding="utf-8")
    assert "<!-- made: " in shown
    assert shown == script.page(shown, script.blocks()[card]), "run `make models` and look at what changed"


def test_the_scores_are_those_of_every_set_and_attempt():
    from foedus.behaviour.attempts import ATTEMPTS, HONOUR_ATTEMPTS
    from foedus.behaviour.fitting import SETS

    told = json.loads((ROOT / "docs" / "scores.json").read_text(encoding="utf-8"))
    assert (told["seed"], told["draws"]) == (1914, 500)
    assert set(told["scores"]) == {*SETS, "honour", "tension", "outlook"}
    for name in SETS:
        assert list(told["scores"][name]) == [*ATTEMPTS, "logit, one conflict left out"]
    card = (CARDS / "joiner.md").read_text(encoding="utf-8")
    assert all(what in card for what in ATTEMPTS.values())
    assert {f"tried: {name}" for name in HONOUR_ATTEMPTS} < set(told["scores"]["honour"])
    card = (CARDS / "honour.md").read_text(encoding="utf-8")
    assert all(what in card for what in HONOUR_ATTEMPTS.values())


def test_the_scores_of_the_file_are_those_that_ship_with_the_models(script):
    """The models were fitted and the scores printed by the same code: both hold the rolling scores."""
    from foedus.behaviour.shipped import shipped_honour, shipped_joiner

    told = script.scores()
    honour = told["honour"]
    for model, view, scored in (
        (shipped_joiner(), "rolling", told["broad"]["logit"]),
        (shipped_honour(), "rolling", honour["undecided, rolling 1885-2010"]),
        (shipped_honour(), "rolling", honour["tried: logit"]),
        (shipped_honour(), "since_1945", honour["undecided, rolling 1945-2010"]),
        (shipped_honour(), "leave_one_war_out", honour["undecided, one war left out"]),
    ):
        ships = model.fitted.scores[view]
        assert set(ships) == set(scored), view
        for measure, values in ships.items():
            assert values == pytest.approx(scored[measure], abs=6e-5), (view, measure)


def test_the_eras_of_the_files_add_up_to_their_ratio():
    from foedus.behaviour.shipped import shipped_honour, shipped_joiner

    for model in (shipped_joiner(), shipped_honour()):
        eras = model.fitted.scores["eras"]
        told, happened = (sum(era[what] for era in eras) for what in ("told", "happened"))
        ratio = model.fitted.scores["rolling"]["ratio"][0]
        if model.kind == "joiner":  # in each of its eras something happened, so that none is left out
            assert told / happened == pytest.approx(ratio, abs=1e-3)
        assert happened <= model.trained.happened


def test_every_variable_of_the_models_stands_on_its_card():
    from foedus.behaviour.shipped import shipped_honour, shipped_joiner

    for model in (shipped_joiner(), shipped_honour()):
        card = (CARDS / f"{model.kind}.md").read_text(encoding="utf-8")
        assert [c for c in model.columns if f"| `{c}` |" not in card] == []


def test_the_cards_of_pairs_and_of_wars_show_every_attempt_and_the_scores_that_ship(script):
    from foedus.behaviour.outlook.shipping import shipped_outlook
    from foedus.behaviour.tension.trials import TRIALS

    told = script.scores()
    wanted = {f"{view}{name}" for view in ("all pairs: ", "relevant pairs: ") for name in TRIALS}
    assert set(told["tension"]) == {*wanted, "all pairs: logit, old values"}
    card = (CARDS / "tension.md").read_text(encoding="utf-8")
    assert all(what in card for what in TRIALS.values())
    ships = shipped_outlook().scores
    assert set(ships) == set(told["outlook"])
    for view, measures in ships.items():
        for measure, values in measures.items():
            assert values == pytest.approx(told["outlook"][view][measure], abs=1e-3), (view, measure)
