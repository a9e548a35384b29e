"""Fitted models as JSON: coefficients, draws, training span and scores; data that anybody can read, never a pickle."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.behaviour.ridge import Ridge
from foedus.errors import BadQuestion, FoedusError
from foedus.gate.seeds import checked_seed

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["VERSION", "Fitted", "Trained", "from_json", "to_json"]

VERSION = 2
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
        kind: `joiner`, `honour` or `tension`.
        columns: the variables.
        ridge: the fitted logit; `draws`: refits on conflicts drawn with replacement.
        drift: how far the log-odds move in a year if variables are a year older (standard deviation).
        scores: of its backtests, as they ship with it.
        calls: of a model of honour, the calls of the record: day, war, and whether it was kept. The rate at which
            they were kept is one of its variables, and a day that is asked about looks back on them.
    """

    kind: str
    columns: tuple[str, ...]
    ridge: Ridge
    draws: tuple[Ridge, ...]
    trained: Trained
    drift: float = 0.0
    scores: dict[str, Any] = field(default_factory=dict)
    calls: tuple[tuple[date, str, bool], ...] = ()


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
        "thinning": round(ridge.thinning, 6),
        "trained": asdict(fitted.trained),
        "drift": round(fitted.drift, 6),
        "scores": fitted.scores,
        "calls": [[on.isoformat(), war, int(kept)] for on, war, kept in fitted.calls],
        # of each refit: intercept, thinning, then coefficients, for variables standardised as above
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
        variance, drift, power = (float(told[key]) for key in ("variance", "drift", "thinning"))
        ridge = Ridge(mean, scale, weights, intercept, variance, power)
        draws = np.array(told["draws"], np.float64)
        _check_draws(draws, len(columns) + 2)
        refits = tuple(Ridge(mean, scale, row[2:], float(row[0]), variance, float(row[1])) for row in draws)
        trained = Trained(**{name: int(value) for name, value in told["trained"].items()})
        checked_seed(trained.seed)
        calls = tuple((date.fromisoformat(on), str(war), bool(kept)) for on, war, kept in told["calls"])
        fitted = Fitted(kind, columns, ridge, refits, trained, drift, dict(told["scores"]), calls)
        numbers = np.concatenate([mean, scale, weights, draws.ravel(), [intercept, variance, drift, power]])
    except (AttributeError, BadQuestion, KeyError, OverflowError, TypeError, ValueError) as error:
        raise FoedusError(
            f"the file of the {kind} model is damaged ({error}); fit it again with `foedus fit`"
        ) from None
    named_once = len(set(columns)) == len(columns) and all(isinstance(c, str) for c in columns)
    fits_together = mean.shape == scale.shape == weights.shape == (len(columns),) and named_once
    if (
        not fits_together
        or not np.isfinite(numbers).all()
        or (scale <= 0).any()
        or min(drift, power, draws[:, 1].min()) < 0
        or variance <= 0
    ):
        raise FoedusError(f"the file of the {kind} model is damaged: its numbers do not fit together; fit it again")
    return fitted


def _check_draws(draws: NDArray[np.float64], width: int) -> None:
    if draws.ndim != 2 or draws.shape[1] != width or len(draws) < 2:
        raise ValueError(f"its draws are of the shape {draws.shape}; wanted are at least 2 rows of {width} numbers")


def _plain(values: NDArray[np.float64]) -> list[float]:
    return [round(float(v), 8) for v in values]


def _of_draw(drawn: Ridge, ridge: Ridge) -> list[float]:
    """A refit in the standardisation of the main fit."""
    coefficients = drawn.coefficients * ridge.scale / drawn.scale
    intercept = drawn.intercept + float(((ridge.mean - drawn.mean) / drawn.scale * drawn.coefficients).sum())
    return [round(intercept, 5), round(drawn.thinning, 5), *(round(float(c), 5) for c in coefficients)]
