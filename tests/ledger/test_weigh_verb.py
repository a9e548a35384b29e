"""`foedus ledger rate` and `weigh`: hypotheses, cells and the matrix, from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner, Result

from foedus.cli.app import app
from foedus.errors import FoedusError

if TYPE_CHECKING:
    from pathlib import Path

CLAIM = {
    "doc_id": "a",
    "claim_id": "a-01",
    "source": "National Intelligence Service",
    "source_affiliation": "KOR",
    "relayed_by": [],
    "speech_verb": "say",
    "modality": "asserted",
    "event_type": "arms_transfer",
    "status": "completed",
    "actors": {"supplier": ["RUS"], "recipient": ["PRK"]},
    "quantity": None,
    "date": None,
    "place": None,
    "sentence": "Russia has given North Korea drones in return.",
    "char_start": 0,
    "char_end": 46,
}


def foedus(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setenv("FOEDUS_LEDGER", str(tmp_path / "case.db"))
    monkeypatch.setenv("FOEDUS_AUTHOR", "A. Nalyst")
    (tmp_path / "claims.jsonl").write_text(json.dumps(CLAIM) + "\n", encoding="utf-8")
    assert foedus("ledger", "init").exit_code == 0
    assert foedus("ledger", "add", str(tmp_path / "claims.jsonl"), "--known", "2025-04-30").exit_code == 0
    found = {}
    for name, text in (("income", "they are there for goods"), ("training", "they are there for experience")):
        said = foedus("ledger", "note", text, "--form", "hypothesis", "--json")
        found[name] = json.loads(said.stdout)["id"]
    rows = foedus("ledger", "log", "--kind", "claim", "--json").stdout.splitlines()
    return found | {"claim": json.loads(rows[0])["id"]}


def test_a_matrix_is_filled_and_weighed(ledger: dict[str, str]) -> None:
    for name, rating in (("income", "consistent"), ("training", "inconsistent")):
        done = foedus("ledger", "rate", ledger["claim"], ledger[name], rating, "--reason", "they are paid in kind")
        assert done.exit_code == 0, done.output
    told = json.loads(foedus("ledger", "weigh", "--json").stdout)
    assert [h["id"] for h in told["hypotheses"]] == [ledger["income"], ledger["training"]]
    assert [i["claim"] for i in told["items"]] == [ledger["claim"]]
    assert told["items"][0]["grade"]["reliability"] != "F"  # as the ledger grades it, not as if nobody had
    low, high = told["hypotheses"][1]["against"]
    assert 0 < low <= high <= 1
    shown = foedus("ledger", "weigh").stdout
    assert "least contradicted first" in shown
    assert "paid" not in shown  # reasons stand in the log


def test_on_an_earlier_day_nothing_was_rated(ledger: dict[str, str]) -> None:
    foedus("ledger", "rate", ledger["claim"], ledger["income"], "consistent", "--reason", "paid in kind")
    assert foedus("ledger", "weigh", "--known-on", "2024-10-19").exit_code == 1


def test_a_ledger_without_hypotheses_says_how_to_state_one(tmp_path: Path) -> None:
    where = str(tmp_path / "empty.db")
    foedus("ledger", "init", "--ledger", where)
    done = foedus("ledger", "weigh", "--ledger", where)
    assert done.exit_code == 1
    assert "--form hypothesis" in done.output


@pytest.mark.parametrize(
    ("one", "two", "rating", "says"),
    [
        ("claim", "income", "maybe", "consistent, inconsistent or neutral"),
        ("income", "claim", "neutral", "no claim"),
        ("claim", "claim", "neutral", "no hypothesis"),
    ],
)
def test_what_cannot_be_rated_is_refused(ledger: dict[str, str], one: str, two: str, rating: str, says: str) -> None:
    done = foedus("ledger", "rate", ledger[one], ledger[two], rating, "--reason", "x")
    assert isinstance(done.exception, FoedusError)
    assert says in str(done.exception)
