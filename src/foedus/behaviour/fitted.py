"""Fitted models as JSON: coefficients, draws, training span and scores; data that anybody can read, never a pickle."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.behaviour.ridge import Ridge
from foedus.errors import FoedusError

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["VERSION", "Fitted", "Trained", "from_json", "to_json"]

VERSION = 1
"""Of the form of the file; a model of another version is refused."""


@dataclass(frozen=True, slots=True)
class Trained:
    """What a model was trained on.

    Attributes:
        first, last: years; `rows`, `conflicts`, `happened`: counts.
        seed: of the draws.
    """

    first: int
    last: int
    rows: int
    conflicts: int
    happened: int
    seed: int


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted model.

    Attributes:
        kind: `joiner` or `honour`.
        columns: the variables.
        ridge: the fitted logit; `draws`: refits on conflicts drawn with replacement.
        drift: how far the log-odds move in a year if variables are a year older (standard deviation).
        scores: of its backtests, as they ship with it.
    """

    kind: str
    columns: tuple[str, ...]
    ridge: Ridge
    draws: tuple[Ridge, ...]
    trained: Trained
    drift: float = 0.0
    scores: dict[str, Any] = field(default_factory=dict)


def to_json(fitted: Fitted) -> str:
    """The fitted model as JSON."""
    ridge = fitted.ridge
    plain = {
        "model": fitted.kind,
        "version": VERSION,
        "columns": list(fitted.columns),
        "mean": _plain(ridge.mean),
        "scale": _plain(ridge.scale),
        "coefficients": _plain(ridge.coefficients),
        "intercept": round(ridge.intercept, 8),
        "variance": ridge.variance,
        "trained": asdict(fitted.trained),
        "drift": round(fitted.drift, 6),
        "scores": fitted.scores,
        # of each refit: intercept, then coefficients, for variables standardised as above
        "draws": [_of_draw(d, ridge) for d in fitted.draws],
    }
    return json.dumps(plain, separators=(",", ":"))


def from_json(kind: str, text: str) -> Fitted:
    """A fitted model of this kind.

    Raises:
        FoedusError: it is no JSON, of another kind or version, or damaged.
    """
    try:
        told: dict[str, Any] = json.loads(text)
        named, version = told["model"], told["version"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise FoedusError("this is no fitted model of Foedus: it is no JSON with `model` and `version`") from None
    if named != kind or version != VERSION:
        raise FoedusError(
            f"this is a model `{named}` of version {version}; wanted is `{kind}` of version {VERSION}: "
            "fit it again with `foedus fit`"
        )
    try:
        columns = tuple(told["columns"])
        mean, scale = (np.array(told[key], np.float64) for key in ("mean", "scale"))
        weights, intercept = np.array(told["coefficients"], np.float64), float(told["intercept"])
        variance, drift = float(told["variance"]), float(told["drift"])
        ridge = Ridge(mean, scale, weights, intercept, variance)
        draws = np.array(told["draws"], np.float64).reshape(-1, len(columns) + 1)
        refits = tuple(Ridge(mean, scale, row[1:], float(row[0]), variance) for row in draws)
        trained = Trained(**{name: int(value) for name, value in told["trained"].items()})
        fitted = Fitted(kind, columns, ridge, refits, trained, drift, dict(told["scores"]))
        numbers = np.concatenate([mean, scale, weights, draws.ravel(), [intercept, variance, drift]])
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
        raise FoedusError(
            f"the file of the {kind} model is damaged ({error}); fit it again with `foedus fit`"
        ) from None
    named_once = len(set(columns)) == len(columns) and all(isinstance(c, str) for c in columns)
    fits_together = mean.shape == scale.shape == weights.shape == (len(columns),) and named_once
    if not fits_together or not np.isfinite(numbers).all() or (scale <= 0).any() or drift < 0 or variance <= 0:
        raise FoedusError(f"the file of the {kind} model is damaged: its numbers do not fit together; fit it again")
    return fitted


def _plain(values: NDArray[np.float64]) -> list[float]:
    return [round(float(v), 8) for v in values]


def _of_draw(drawn: Ridge, ridge: Ridge) -> list[float]:
    """A refit in the standardisation of the main fit."""
    coefficients = drawn.coefficients * ridge.scale / drawn.scale
    intercept = drawn.intercept + float(((ridge.mean - drawn.mean) / drawn.scale * drawn.coefficients).sum())
    return [round(intercept, 5), *(round(float(c), 5) for c in coefficients)]
