"""Scores with a part of the corpus left out: the wording of other hands, never seen in training."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.errors import MissingReader
from foedus.news.local.encoder import Encoder
from foedus.news.local.reader import claims_of
from foedus.news.local.training import FOLDS, decisions, fit_models
from foedus.news.scoring import score_claims

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from foedus.news.local.examples import Example
    from foedus.news.local.models import Models
    from foedus.news.local.training import Decisions
    from foedus.terms.claims import Claim

    Fit = Callable[[Iterable[Decisions]], Models]
    Read = Callable[[Example, Models], Iterable[Claim]]

__all__ = ["LEFT_OUT", "left_out", "left_out_encoder"]

LEFT_OUT = Path("build") / "encoder-left-out"
"""Where `make encoder` keeps the encoder that learned from none of the parts that are left out in turn."""


def left_out_encoder(root: Path) -> Encoder:
    """The encoder that `make encoder` keeps there.

    Raises:
        MissingReader: there is none.
    """
    if not (root / LEFT_OUT).is_dir():
        raise MissingReader(f"{LEFT_OUT} is not here: run `make encoder` first (the better part of an hour)")
    return Encoder.of(root / LEFT_OUT)


def _fit(rows: Iterable[Decisions]) -> Models:
    return fit_models(rows, "left out")


def _read(example: Example, models: Models) -> Iterable[Claim]:
    return claims_of(example.document, models, example.sentences)


def left_out(
    examples: Sequence[Example],
    claims: Sequence[dict[str, Any]],
    *,
    fit: Fit = _fit,
    read: Read = _read,
    learned: Sequence[Decisions] | None = None,
    folds: Sequence[str] = FOLDS,
) -> dict[str, Any]:
    """The scorer's table over all folds together.

    Args:
        examples: annotated reports, taken apart.
        claims: their claims.
        fit: fits models on what the other parts teach.
        read: reads a report with them.
        learned: what each example teaches, if it is worked out already.
        folds: the parts that are left out, one after the other.
    """
    taught = [decisions(e) for e in examples] if learned is None else learned
    told = []
    for part in folds:
        models = fit(d for d, e in zip(taught, examples, strict=True) if e.part != part)
        for example in examples:
            if example.part == part:
                told += [c.to_dict(example.doc_id, n) for n, c in enumerate(read(example, models), 1)]
    names = {e.doc_id for e in examples if e.part in folds}
    return score_claims([c for c in claims if c["doc_id"] in names], told)
