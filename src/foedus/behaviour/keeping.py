"""Honour for a question: of each state with an invoked duty to help, how probably it keeps its word."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from foedus.behaviour.age import aged, years_of
from foedus.behaviour.calls import INVOKED
from foedus.behaviour.features import VARIABLES, features
from foedus.behaviour.honour_cases import rate_before
from foedus.behaviour.ridge import log_odds_by_draw
from foedus.sources.registry import source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from foedus.behaviour.calls import Call, Calls
    from foedus.behaviour.covariates import Covariates
    from foedus.behaviour.honour import HonourModel
    from foedus.behaviour.past import Past

__all__ = ["SIDE_NAMES", "kept_odds"]

SIDE_NAMES = ("attacking", "defending")

_EMPTY = {"state": pl.String, "side": pl.String, "p": pl.Float64, "low": pl.Float64, "high": pl.Float64}


def kept_odds(  # noqa: PLR0913 - each by its name
    model: HonourModel,
    known: Covariates,
    day: date,
    sides: tuple[NDArray[np.int64], NDArray[np.int64]],
    *,
    states: NDArray[np.int64],
    names: Sequence[str],
    calls: Calls,
    past: Past,
) -> pl.DataFrame:
    """The probability that each state with an invoked duty to help fights beside the ally within a year.

    Args:
        model: a fitted model of honour.
        known: what is known of states and pairs.
        day: the last day of which anything is known.
        sides: positions of those in the conflict, who attacks first.
        states: positions of those outside.
        names: their codes, in the same order.
        calls: what they owe.
        past: what they had done before.

    Returns:
        `state, side, p, low, high`, the likeliest first; no rows if nobody is bound.
    """
    assert model.fitted is not None  # noqa: S101 - a model that was read is fitted
    fitted, year = model.fitted, day.year - 1
    end = source("cow-wars").last
    rate = rate_before(list(fitted.calls), min(day, date(end + 1, 1, 1)) if end else day, "")
    years = years_of(known, model.columns, year)
    rows = []
    for n in (0, 1):
        bound = [row for row, name in enumerate(names) if _certain(calls.get((name, n)))]
        if not bound:
            continue
        mine = {(name, 1): call for (name, side), call in calls.items() if side == n}
        values = features(known, year, (sides[1 - n], sides[n]), states, names, mine, past)[bound, 1]
        own = {"certain": 1.0, "wartime": 0.0, "rate_before": rate}
        asked = np.column_stack(
            [np.full(len(bound), own[c]) if c in own else values[:, VARIABLES.index(c)] for c in model.columns]
        )
        every = log_odds_by_draw(fitted.draws, np.nan_to_num(asked))
        drawn = 1 / (1 + np.exp(-np.clip(aged(every, fitted, years, year), -50, 50)))
        low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
        told = drawn.mean(axis=0)
        rows += [
            (names[row], SIDE_NAMES[n], float(told[k]), float(min(low[k], told[k])), float(max(high[k], told[k])))
            for k, row in enumerate(bound)
        ]
    return pl.DataFrame(rows, schema=_EMPTY, orient="row").sort("p", descending=True)


def _certain(call: Call | None) -> bool:
    return call is not None and INVOKED in (call.level["defense"], call.level["offense"])
