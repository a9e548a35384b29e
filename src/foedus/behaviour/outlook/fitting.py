"""Both models of a war fitted on moments of wars, with refits on drawn wars."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from foedus.behaviour.fitted import Trained
from foedus.behaviour.outlook.ending import choose_ending, fit_ending, shares_of
from foedus.behaviour.outlook.fitted import FittedOutlook
from foedus.behaviour.outlook.lasting import Spells, choose_lasting, fit_lasting
from foedus.behaviour.outlook.outcomes import OUTCOMES
from foedus.behaviour.outlook.sides import VARIABLES
from foedus.gate.seeds import checked_seed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.behaviour.outlook.ending import Ending
    from foedus.behaviour.outlook.lasting import Lasting

    Rows = NDArray[np.float64]

__all__ = ["fit_models", "numbers_of", "outcomes_of", "rows_of", "spells_of"]


def fit_models(frame: pl.DataFrame, *, draws: int = 200, seed: int = 1914) -> FittedOutlook:
    """The models of outcome and of duration on a frame of `war_moments()`; priors chosen by folds of whole wars.

    Args:
        frame: the moments.
        draws: how many refits on drawn wars.
        seed: the same seed gives the same draws.

    Raises:
        BadQuestion: a seed that is none.
        FoedusError: scikit-learn is not installed, or too few wars.
    """
    checked_seed(seed)
    decided = frame.filter(pl.col("outcome").is_not_null())
    spells, wars = spells_of(frame), numbers_of(frame)
    rows, outcome, own = rows_of(decided), outcomes_of(decided), numbers_of(decided)
    shares = shares_of(own)
    variances = (choose_ending(rows, outcome, shares, own), choose_lasting(spells, wars))
    names = frame["war"].unique(maintain_order=True)
    place = {name: n for n, name in enumerate(names)}
    at, own_at = (np.array([place[w] for w in f["war"]]) for f in (frame, decided))
    rng = np.random.default_rng(seed)
    drawn: list[tuple[Ending, Lasting]] = []
    while len(drawn) < draws:
        count = np.bincount(rng.integers(0, len(names), len(names)), minlength=len(names)).astype(float)
        weights = count[own_at] * shares
        kept = weights > 0
        here = spells.part(count[at] > 0)
        again = Spells(here.rows, here.begin, here.end, here.over, count[at][count[at] > 0])
        drawn.append(
            (fit_ending(rows[kept], outcome[kept], weights[kept], variances[0]), fit_lasting(again, variances[1]))
        )
    first = frame.filter(pl.col("stage") == 0)
    trained = Trained(
        int(frame["year"].min()),  # type: ignore[arg-type] # a year
        int(frame["year"].max()),  # type: ignore[arg-type] # a year
        frame.height,
        len(names),
        int(frame["over"].sum()),
        seed,
    )
    counts: dict[str, int] = {str(name): int((first["outcome"] == name).sum()) for name in OUTCOMES}
    counts |= {"other": first["outcome"].null_count(), **_joined(frame)}
    ending, lasting = fit_ending(rows, outcome, shares, variances[0]), fit_lasting(spells, variances[1])
    return FittedOutlook(ending, lasting, tuple(drawn), variances, trained, counts)


def rows_of(frame: pl.DataFrame) -> Rows:
    """The variables of both sides as numbers."""
    return np.asarray(frame.select(VARIABLES).to_numpy(), np.float64)


def outcomes_of(frame: pl.DataFrame) -> NDArray[np.int64]:
    """The outcome of every row, as its place in `OUTCOMES`."""
    return np.array([OUTCOMES.index(o) for o in frame["outcome"]], np.int64)


def numbers_of(frame: pl.DataFrame) -> NDArray[np.int64]:
    """A number for the war of every row."""
    return np.asarray(frame["war"].rank("dense").to_numpy(), np.int64)


def spells_of(frame: pl.DataFrame) -> Spells:
    """The rows as stretches of days."""
    begin, end, over = (frame[c].to_numpy().astype(np.float64) for c in ("from_day", "to_day", "over"))
    return Spells(rows_of(frame), begin, end, over, np.ones(frame.height))


def _joined(frame: pl.DataFrame) -> dict[str, int]:
    """In how many wars somebody entered later, on each side."""
    found = {}
    for side in ("joined_attacking", "joined_attacked"):
        grown = frame.group_by("war").agg((pl.col(side).max() - pl.col(side).min()).alias("by"))
        found[side] = int((grown["by"] > 0).sum())
    return found
