"""Both models of a war as JSON: coefficients, draws, training span and scores; data that anybody can read."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.behaviour.fitted import Trained
from foedus.behaviour.outlook.ending import Ending
from foedus.behaviour.outlook.lasting import Lasting
from foedus.behaviour.outlook.outcomes import OUTCOMES
from foedus.behaviour.outlook.sides import VARIABLES
from foedus.errors import BadQuestion, FoedusError
from foedus.gate.seeds import checked_seed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.float64]

__all__ = ["VERSION", "FittedOutlook", "from_json", "to_json"]

VERSION = 2
"""Of the form of the file; a model of another version is refused."""

_TIMES = 2


@dataclass(frozen=True, slots=True, eq=False)
class FittedOutlook:
    """The models of outcome and of duration.

    Attributes:
        ending, lasting: fitted on all wars.
        draws: both, refitted on wars drawn with replacement.
        variances: of the priors, of the outcome and of the duration.
        trained: on what.
        counts: what the record holds: `win`, `draw`, `lose`, `other`, and in how many wars somebody entered later on
            the side that attacked (`joined_attacking`) and on the other (`joined_attacked`).
        scores: of its backtests.
        drift: how far the log-odds of an outcome, and the log of the hazard, wander for each year of age of the values.
    """

    ending: Ending
    lasting: Lasting
    draws: tuple[tuple[Ending, Lasting], ...]
    variances: tuple[float, float]
    trained: Trained
    counts: dict[str, int] = field(default_factory=dict)
    scores: dict[str, Any] = field(default_factory=dict)
    drift: tuple[float, float] = (0.0, 0.0)

    def to_json(self) -> str:
        """Both models as JSON."""
        return to_json(self)


def to_json(fitted: FittedOutlook) -> str:
    """Both models as JSON."""
    plain = {
        "model": "outlook",
        "version": VERSION,
        "columns": list(VARIABLES),
        "outcomes": list(OUTCOMES),
        "variances": list(fitted.variances),
        "trained": asdict(fitted.trained),
        "counts": fitted.counts,
        "scores": fitted.scores,
        "drift": [float(f"{step:.6g}") for step in fitted.drift],
        # of each fit, the first on all wars, then on drawn ones: mean, scale, then coefficients and intercept of each
        # outcome; and mean, scale, coefficients and intercept of the hazard, the two of time last
        "ending": [_plain(_of_ending(e)) for e in (fitted.ending, *(d[0] for d in fitted.draws))],
        "lasting": [_plain(_of_lasting(la)) for la in (fitted.lasting, *(d[1] for d in fitted.draws))],
    }
    return json.dumps(plain, separators=(",", ":"))


def from_json(text: str) -> FittedOutlook:
    """The models from JSON.

    Raises:
        FoedusError: it is no JSON, of another kind or version, or damaged.
    """
    try:
        told: dict[str, Any] = json.loads(text)
        named, version = told["model"], told["version"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise FoedusError("this is no fitted model of Foedus: it is no JSON with `model` and `version`") from None
    if named != "outlook" or version != VERSION:
        raise FoedusError(f"this is a model `{named}` of version {version}; wanted is `outlook` of version {VERSION}")
    try:
        _fits_together((tuple(told["columns"]), tuple(told["outcomes"])) == (VARIABLES, OUTCOMES))
        endings = [_to_ending(np.array(row, np.float64)) for row in told["ending"]]
        lastings = [_to_lasting(np.array(row, np.float64)) for row in told["lasting"]]
        trained = Trained(**{name: int(value) for name, value in told["trained"].items()})
        checked_seed(trained.seed)
        one, two = (float(v) for v in told["variances"])
        counts = {str(name): int(value) for name, value in told["counts"].items()}
        _fits_together(len(endings) == len(lastings) > 2 and min(one, two) > 0)
        draws = tuple(zip(endings[1:], lastings[1:], strict=True))
        odds, hazard = (float(v) for v in told["drift"])
        _fits_together(0 <= odds < np.inf and 0 <= hazard < np.inf)
        scores = dict(told["scores"])
        return FittedOutlook(endings[0], lastings[0], draws, (one, two), trained, counts, scores, (odds, hazard))
    except (AttributeError, BadQuestion, KeyError, OverflowError, TypeError, ValueError) as error:
        raise FoedusError(
            f"the file of the outlook model is damaged ({error}); fit it again with `foedus fit`"
        ) from None


def _of_ending(one: Ending) -> Rows:
    return np.concatenate([one.mean, one.scale, one.coefficients.ravel(), one.intercept])


def _of_lasting(one: Lasting) -> Rows:
    return np.concatenate([one.mean, one.scale, one.coefficients, [one.intercept]])


def _to_ending(row: Rows) -> Ending:
    wide, many = len(VARIABLES), len(OUTCOMES)
    _check(row, 2 * wide + many * (wide + 1), wide)
    coefficients = row[2 * wide : (2 + many) * wide].reshape(many, wide)
    return Ending(row[:wide], row[wide : 2 * wide], coefficients, row[(2 + many) * wide :])


def _to_lasting(row: Rows) -> Lasting:
    wide = len(VARIABLES) + _TIMES
    _check(row, 3 * wide + 1, wide)
    return Lasting(row[:wide], row[wide : 2 * wide], row[2 * wide : 3 * wide], float(row[-1]))


def _check(row: Rows, length: int, wide: int) -> None:
    _fits_together(row.shape == (length,) and bool(np.isfinite(row).all()) and bool((row[wide : 2 * wide] > 0).all()))


def _fits_together(told: bool) -> None:
    if not told:
        raise ValueError("its numbers or names do not fit together")


def _plain(row: Rows) -> list[float]:
    return [float(f"{value:.6g}") for value in row]
