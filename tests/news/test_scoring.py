"""The scorer, against the one that came with the corpus."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from foedus.news.local.examples import annotated
from foedus.news.scoring import score_claims

OTHER = Path(__file__).parents[2].parent / "shared" / "corpus" / "score.py"


def spoiled(claims, seed):
    """Claims as a careless reader would tell them."""
    dice = random.Random(seed)  # noqa: S311 - which claims are spoiled is no secret
    told = []
    for claim in claims:
        if dice.random() < 0.2:
            continue
        row = dict(claim)
        if dice.random() < 0.3:
            row["char_start"] = max(0, row["char_start"] - dice.randrange(30))
            row["char_end"] += dice.randrange(40)
        others = {"event_type": "attack", "modality": "denied", "source": "NARRATOR", "quantity": None}
        row |= {name: other for name, other in others.items() if dice.random() < 0.15}
        if dice.random() < 0.1:
            row["actors"] = {"sender": ["PRK"]}
        told.append(row)
    return told


def test_a_perfect_reader_has_ones_and_a_silent_one_noughts():
    _, claims = annotated()
    full = score_claims(claims, claims)
    for name in ("claims", "source", "modality", "actor_role", "quantity", "date_exact", "place", "claim_fully_right"):
        assert full[name]["f1"] == 1.0, name
    assert score_claims(claims, [])["claims"] == {
        "p": 0.0,
        "r": 0.0,
        "f1": 0.0,
        "hits": 0,
        "pred": 0,
        "gold": len(claims),
    }


@pytest.mark.skipif(not OTHER.exists(), reason="the corpus's own scorer is not here")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_says_what_the_scorer_of_the_corpus_says(tmp_path, seed):
    claims = annotated()[1][:1500]
    told = spoiled(claims, seed)
    for name, rows in (("gold", claims), ("told", told)):
        (tmp_path / name).write_text("".join(json.dumps(r) + "\n" for r in rows))
    command = [sys.executable, OTHER, tmp_path / "gold", tmp_path / "told", "--json", tmp_path / "out"]
    subprocess.run(command, check=True, capture_output=True)
    assert json.loads(json.dumps(score_claims(claims, told))) == json.loads((tmp_path / "out").read_text())
