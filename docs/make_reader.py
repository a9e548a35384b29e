"""Train the local reader and fill its card (`make reader`): half a minute of parsing, a few minutes of fitting.

How far the encoder's opinion of event types counts is learned from reports that it did not learn from: `make encoder`
comes first. The tables of the card come from docs/reader-scores.json, which `python benches/reader.py` writes. What
stands between `<!-- made: NAME -->` and `<!-- /made -->` is replaced; the rest is written by hand. With
`--card` nothing is trained.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from foedus.atlas.load import shipped_atlas
from foedus.news.local.examples import annotated, examples
from foedus.news.local.models import pack
from foedus.news.local.training import TURNS, First, decisions, fit_models, fit_types, impressions_of_others
from foedus.news.local.validation import left_out_encoder

HERE = Path(__file__).parent
ROOT = HERE.parent
CARD = HERE / "reference" / "models" / "reader.md"
SCORES = HERE / "reader-scores.json"
MODEL = HERE.parent / "src" / "foedus" / "data" / "models" / "reader.json.gz"
VERSION = "2"

COLUMNS = {
    "claims_core_types": "core types",
    "claims": "all types",
    "source_attributed": "source",
    "modality_hedged": "hedged",
    "quantity": "number",
    "date_exact": "day",
    "actor_role": "role",
    "claim_fully_right": "fully right",
    "spans_iou_half": "span",
}


def train() -> None:
    """Fit on the whole corpus, and write the file that ships."""
    reports, claims = annotated()
    taught = [decisions(e) for e in examples(reports, claims, shipped_atlas())]
    told = impressions_of_others(taught, TURNS, left_out_encoder(ROOT))
    raw = pack(fit_models(taught, VERSION, first=First(*fit_types(taught), told)))
    MODEL.write_bytes(raw)
    print(f"wrote {MODEL.name}: {len(raw) / 2**20:.1f} MiB from {len(reports)} reports, {len(claims)} claims")


def table(rows: dict[str, dict[str, float]], first: str) -> str:
    """Rows of scores as a table."""
    head = f"| {first} | " + " | ".join(COLUMNS.values()) + " |"
    lines = [head, "|---|" + "--:|" * len(COLUMNS)]
    for name, row in rows.items():
        lines.append(f"| {name} | " + " | ".join(f"{row[c]:.3f}".lstrip("0") for c in COLUMNS) + " |")
    return "\n".join(lines)


def corpus_facts(reports: list[dict[str, Any]], claims: list[dict[str, Any]]) -> str:
    """How much there is to learn from."""
    parts = Counter(r["part"] for r in reports)
    words = sum(len(r["text"].split()) for r in reports)
    told = ", ".join(f"{name} {count}" for name, count in parts.items())
    return f"{len(reports)} reports, {words:,} words, {len(claims):,} claims. Reports by part: {told}."


def fill(text: str, blocks: dict[str, str]) -> str:
    """The card with its blocks replaced."""
    for name, block in blocks.items():
        mark = re.compile(rf"(<!-- made: {name} -->\n).*?(<!-- /made -->)", re.DOTALL)
        text = mark.sub(lambda m, block=block: f"{m[1]}{block}\n{m[2]}", text)
    return text


def blocks() -> dict[str, str]:
    """What is made."""
    scores = json.loads(SCORES.read_text(encoding="utf-8"))
    return {
        "corpus": corpus_facts(*annotated()),
        "stages": table(scores["stages"], "stage"),
        "curve": table(scores["curve"], "learned from"),
    }


if __name__ == "__main__":
    if "--card" not in sys.argv:
        train()
    CARD.write_text(fill(CARD.read_text(encoding="utf-8"), blocks()), encoding="utf-8")
