"""Pairs of states by year: what was known of each at the end of the year before, and whether a dispute began."""

from __future__ import annotations

import numpy as np
import polars as pl

from foedus.behaviour.covariates import FIRST, covariates
from foedus.behaviour.tension.record import LAST_DISPUTE, Disputes, History, disputes_of_pairs
from foedus.behaviour.tension.ties import ties
from foedus.behaviour.tension.variables import VARIABLES, pairs_of, values
from foedus.errors import BadQuestion

__all__ = ["KEYS", "tension_dyads"]

KEYS = ("ccode1", "ccode2", "year", "pair", "onset")
"""The columns that are no variables: both states, the year, a number of the pair, and whether a dispute began."""


def tension_dyads(first: int = FIRST + 1, last: int = LAST_DISPUTE, *, record: Disputes | None = None) -> pl.DataFrame:
    """Every pair of states in every year, with what was known of it a year before, and whether a dispute began.

    Disputes are those of the Correlates of War project (MID 5.0, Palmer and others 2022), 1816 to 2014: threats,
    displays and uses of force, wars among them. An onset is a new dispute in which the two stand on different sides;
    whoever joins later brings one with each opponent. `foedus.behaviour.tension.variables` says what each variable
    means; all of them are known at the end of the year before.

    Args:
        first: the first year.
        last: the last.
        record: the disputes; left out, those of the source.

    Returns:
        A plain polars frame, the columns of `KEYS` before those of `foedus.behaviour.tension.variables.VARIABLES`.

    Raises:
        BadQuestion: years that run backwards, or outside 1817 to 2014.
        SourceMissing, SourceAltered: a source is not here and cannot be fetched, or is not the registered one.
    """
    if not FIRST < first <= last <= LAST_DISPUTE:
        raise BadQuestion(
            f"years {first} to {last}: disputes are recorded from {FIRST} to {LAST_DISPUTE}, and a year needs the one "
            f"before; name years from {FIRST + 1} to {LAST_DISPUTE}, the earlier one first"
        )
    known, told, bound = covariates(), record or disputes_of_pairs(), ties()
    history = History(known, told)
    frames = []
    for year in range(first, last + 1):
        history.up_to(year - 1)
        pairs = pairs_of(known, year)
        rows = values(known, bound, history, year - 1, pairs).astype(np.float32)
        one, two = (known.codes[each] for each in pairs)
        keys = {
            "ccode1": one.astype(np.int32),
            "ccode2": two.astype(np.int32),
            "year": np.full(len(one), year, np.int32),
            "pair": (one * 1000 + two).astype(np.int32),
            "onset": told.began(year)[pairs].astype(np.int8),
        }
        frames.append(pl.DataFrame(keys | {name: rows[:, n] for n, name in enumerate(VARIABLES)}))
    return pl.concat(frames)
