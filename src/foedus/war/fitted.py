"""Fitted models as JSON: coefficients, draws, training span and scores; data that anybody can read, never a pickle."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from foedus.errors import FoedusError
from foedus.war.model import Model, Trained
from foedus.war.ridge import Ridge

__all__ = ["VERSION", "from_json", "to_json"]

VERSION = 1
"""Of the form of the file; a model of another version is refused."""

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

Kind = TypeVar("Kind", bound=Model)


def to_json(model: Model) -> str:
    """The fitted model as JSON.

    Raises:
        FoedusError: it is not fitted.
    """
    if model.ridge is None or model.trained is None:
        raise FoedusError(f"the {model.kind} model is not fitted; there is nothing to save")
    ridge = model.ridge
    return json.dumps(
        {
            "model": model.kind,
            "version": VERSION,
            "outcome": model.outcome,
            "columns": list(model.columns),
            "mean": _plain(ridge.mean),
            "scale": _plain(ridge.scale),
            "coefficients": _plain(ridge.coefficients),
            "intercept": round(ridge.intercept, 8),
            "variance": ridge.variance,
            "trained": asdict(model.trained),
            "scores": model.scores,
            # of each refit: intercept, then coefficients, for variables standardised as above
            "draws": [_of_draw(d, ridge) for d in model.draws],
        },
        indent=None,
        separators=(",", ":"),
    )


def from_json(blank: Callable[[], Kind], text: str) -> Kind:
    """A fitted model of this kind.

    Raises:
        FoedusError: it is no JSON, of another kind or version, or damaged.
    """
    model = blank()
    try:
        told: dict[str, Any] = json.loads(text)
        named, version = told["model"], told["version"]
    except (ValueError, KeyError, TypeError):
        raise FoedusError("this is no fitted model of Foedus: it is no JSON with `model` and `version`") from None
    if named != model.kind or version != VERSION:
        raise FoedusError(
            f"this is a model `{named}` of version {version}; wanted is `{model.kind}` of version {VERSION}: "
            "fit it again with `foedus fit`"
        )
    try:
        model.columns = tuple(told["columns"])
        mean, scale = (np.array(told[key], np.float64) for key in ("mean", "scale"))
        model.ridge = Ridge(
            mean, scale, np.array(told["coefficients"], np.float64), told["intercept"], told["variance"]
        )
        draws = np.array(told["draws"], np.float64).reshape(-1, len(model.columns) + 1)
        model.draws = tuple(Ridge(mean, scale, row[1:], float(row[0]), told["variance"]) for row in draws)
        model.trained = Trained(**told["trained"])
        model.scores = told["scores"]
        sizes = {len(mean), len(scale), len(model.ridge.coefficients), len(model.columns)}
        numbers = np.concatenate([mean, scale, model.ridge.coefficients, draws.ravel(), [model.ridge.intercept]])
    except (KeyError, TypeError, ValueError) as error:
        raise FoedusError(
            f"the file of the {model.kind} model is damaged ({error}); fit it again with `foedus fit`"
        ) from None
    if len(sizes) != 1 or not np.isfinite(numbers).all() or (scale <= 0).any():
        raise FoedusError(f"the file of the {model.kind} model is damaged: its numbers do not fit together")
    return model


def _plain(values: NDArray[np.float64]) -> list[float]:
    return [round(float(v), 8) for v in values]


def _of_draw(drawn: Ridge, ridge: Ridge) -> list[float]:
    """A refit in the standardisation of the main fit."""
    coefficients = drawn.coefficients * ridge.scale / drawn.scale
    intercept = drawn.intercept + float(((ridge.mean - drawn.mean) / drawn.scale * drawn.coefficients).sum())
    return [round(intercept, 5), *(round(float(c), 5) for c in coefficients)]
