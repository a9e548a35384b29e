"""Both models of a war on trial: one war left out, and forward in time, beside the shares and the lengths of the past.

Each war is asked about on its first day, with the sides as they stood then. Forward in time, whoever is trained at an
origin knows the wars that were over by then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from foedus.behaviour.outlook.ending import HALF, choose_ending, fit_ending, shares_of
from foedus.behaviour.outlook.fitting import numbers_of, outcomes_of, rows_of, spells_of
from foedus.behaviour.outlook.lasting import Spells, choose_lasting, fit_lasting, likelihood
from foedus.behaviour.outlook.moments import war_moments
from foedus.behaviour.outlook.outcomes import OUTCOMES
from foedus.gate.seeds import checked_seed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    Rows = NDArray[np.float64]
    Say = Callable[[str], None]
    Scores = dict[str, dict[str, tuple[float, float, float]]]

__all__ = ["Forecast", "concordance", "forecasts", "score_outlook"]

_ROLLING = (1900, 2003)
_STEP = 5
_YEAR = 365.0


@dataclass(frozen=True, slots=True)
class Forecast:
    """What was told of one war on its first day, and what came.

    Attributes:
        told, base: probabilities of the outcomes, by the model and by the shares of the wars that it knew.
        outcome: as a place in `OUTCOMES`; `None` if the war became one of another kind.
        days: how long it lasted; `ended`: did it end then, or become one of another kind?
        risk: how likely it was to end soon against a middling war (log of the ratio of hazards).
        over, over_base: the probability that it is over within a year, by the model and by lengths alone.
        gain: how much likelier its length was to the model than to lengths alone (log-likelihood).
    """

    told: Rows
    base: Rows
    outcome: int | None
    days: float
    ended: bool
    risk: float
    over: float
    over_base: float
    gain: float


def score_outlook(seed: int, draws: int, say: Say) -> Scores:
    """`one war left out` and `rolling 1900-2003`, each with its measures and intervals drawn by war.

    `skill`: log loss of the outcome saved against the shares of the past; `right`: the share of wars whose likeliest
    outcome came, and `right_base`: that of the commonest outcome of the past; `c_index`: of two wars, the chance that
    the one told longer lasted longer; `year_skill`: log loss saved of whether a war is over within a year; `gain`: the
    log-likelihood of its length, for each war, above that of lengths alone.

    Raises:
        BadQuestion: a seed that is none.
    """
    checked_seed(seed)
    frame = war_moments()
    found = {}
    for view in ("one war left out", f"rolling {_ROLLING[0]}-{_ROLLING[1]}"):
        say(f"outlook: {view}")
        found[view] = _measured(list(forecasts(frame, forward=view.startswith("rolling"))), draws, seed)
    return found


def forecasts(frame: pl.DataFrame, *, forward: bool) -> Iterator[Forecast]:
    """What is told of each war of a frame of moments from others: those before it, or all of them."""
    starts = {w: (year, ended) for w, year, ended in frame.select("war", "year", "ended").unique().iter_rows()}
    if not forward:
        for war in sorted(starts):
            yield from _of(frame.filter(pl.col("war") != war), frame.filter(pl.col("war") == war))
        return
    for origin in range(_ROLLING[0], _ROLLING[1] + 1, _STEP):
        asked = [w for w, (year, _) in starts.items() if origin <= year < origin + _STEP]
        known = [w for w, (_, ended) in starts.items() if ended < origin]
        if asked:
            yield from _of(frame.filter(pl.col("war").is_in(known)), frame.filter(pl.col("war").is_in(asked)))


def _of(past: pl.DataFrame, asked: pl.DataFrame) -> Iterator[Forecast]:
    decided = past.filter(pl.col("outcome").is_not_null())
    rows, outcome, own = rows_of(decided), outcomes_of(decided), numbers_of(decided)
    shares = shares_of(own)
    ending = fit_ending(rows, outcome, shares, choose_ending(rows, outcome, shares, own))
    spells = spells_of(past)
    lasting = fit_lasting(spells, choose_lasting(spells, numbers_of(past)))
    plain = fit_lasting(_blank(spells), 1.0)
    counted = np.bincount(outcome, weights=shares, minlength=len(OUTCOMES)) + HALF
    base = np.asarray(counted / counted.sum(), np.float64)
    for war in asked["war"].unique(maintain_order=True):
        own_rows = asked.filter(pl.col("war") == war).sort("stage")
        first = rows_of(own_rows)[:1]
        days, over = (own_rows[c].to_numpy().astype(np.float64).max(keepdims=True) for c in ("to_day", "over"))
        whole = Spells(first, np.zeros(1), days, over, np.ones(1))
        told = own_rows["outcome"][0]
        yield Forecast(
            ending.predict(first)[0],
            base,
            None if told is None else OUTCOMES.index(told),
            float(whole.end[0]),
            bool(whole.over[0]),
            float(lasting.risk(first)[0]),
            1 - float(lasting.survival(first, _YEAR)[0]),
            1 - float(plain.survival(first * 0, _YEAR)[0]),
            likelihood(lasting, whole) - likelihood(plain, _blank(whole)),
        )


def _blank(spells: Spells) -> Spells:
    """The same, knowing nothing but time."""
    return Spells(spells.rows * 0, spells.begin, spells.end, spells.over, spells.weights)


def concordance(days: Rows, ended: NDArray[np.bool_], told: Rows, weights: Rows | None = None) -> float:
    """Harrell's C: of pairs of wars of which one is known to have ended first, the share told in that order."""
    weight = np.ones(len(days)) if weights is None else weights
    first = (days[:, None] < days[None, :]) & ended[:, None]
    pair = np.outer(weight, weight) * first
    right = (told[:, None] < told[None, :]) + 0.5 * (told[:, None] == told[None, :])
    return float((pair * right).sum() / pair.sum())


def _measured(told: list[Forecast], draws: int, seed: int) -> dict[str, tuple[float, float, float]]:
    value = _measures(told, np.ones(len(told)))
    rng = np.random.default_rng(seed)
    drawn = [
        _measures(told, np.bincount(rng.integers(0, len(told), len(told)), minlength=len(told)).astype(float))
        for _ in range(draws)
    ]
    found = {}
    for name, of_it in value.items():
        low, high = np.quantile([d[name] for d in drawn], [0.025, 0.975])
        found[name] = (of_it, float(low), float(high))
    return found


def _measures(told: list[Forecast], weights: Rows) -> dict[str, float]:
    known = [n for n, f in enumerate(told) if f.outcome is not None]
    w = weights[known]
    mine, base = (np.array([getattr(told[n], name)[told[n].outcome] for n in known]) for name in ("told", "base"))
    right = [np.array([getattr(told[n], a).argmax() == told[n].outcome for n in known]) for a in ("told", "base")]
    days, ended = np.array([f.days for f in told]), np.array([f.ended for f in told])
    clear = ended | (days > _YEAR)
    within = (days <= _YEAR).astype(float)
    losses = [
        _loss(within[clear], np.array([getattr(f, a) for f in told])[clear], weights[clear])
        for a in ("over", "over_base")
    ]
    return {
        "skill": 1 - float(w @ np.log(mine)) / float(w @ np.log(base)),
        "right": float(w @ right[0] / w.sum()),
        "right_base": float(w @ right[1] / w.sum()),
        "c_index": concordance(days, ended, np.array([-f.risk for f in told]), weights),
        "year_skill": 1 - losses[0] / losses[1],
        "gain": float(weights @ np.array([f.gain for f in told]) / weights.sum()),
    }


def _loss(happened: Rows, told: Rows, weights: Rows) -> float:
    safe = np.clip(told, 1e-6, 1 - 1e-6)
    return -float(weights @ (happened * np.log(safe) + (1 - happened) * np.log(1 - safe)) / weights.sum())
