"""What was tried beside the models that ship: plain baselines, and others that cost more.

Each is something that can be trained on the past and asked about what follows (`foedus.behaviour.backtest.Forecaster`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.behaviour.features import ALLIANCE, FEATURES, OTHERS
from foedus.behaviour.honour_cases import HONOUR
from foedus.behaviour.model import exclusive, forecaster, logit_of, rows_of
from foedus.behaviour.thinning import crowd_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl
    from numpy.typing import NDArray

    from foedus.behaviour.ridge import Ridge

    Rows = NDArray[np.float64]
    Answer = Callable[[pl.DataFrame], Rows]

__all__ = ["ATTEMPTS", "HONOUR_ATTEMPTS", "attempt", "honour_attempt"]

_ERA = 1945

ATTEMPTS = {
    "base rate": "the share of the past",
    "invoked allies join": "whoever owes the side help that is invoked joins, nobody else",
    "alliances alone": "logit on what is owed",
    "no alliances": "logit on everything else",
    "logit": "logit on all; the model that ships",
    "no thinning": "and a state as likely to enter among two hundred as among forty",
    "pacts with the enemy": "and two more: is help to the other side owed in a treaty of two, is it bound at all",
    "likeness of regimes": "and how alike its regime is to those of both sides",
    "troops abroad": "and forces of the United States on the land of one",
    "sizes": "and how many states both sides have",
    "balance": "and the share of the side in the capabilities of both",
    "partial pooling": "and what is owed since 1945 apart, drawn towards the whole",
    "rare events": "and corrected for rare events (King and Zeng 2001)",
    "boosting": "gradient boosting of shallow trees on all",
    "blend": "mean log-odds of the logit and the boosting",
}
"""What is scored of joining, and what it is."""

HONOUR_ATTEMPTS = {
    "base rate": "the share of the past",
    "everybody keeps": "whoever is called comes",
    "logit": "logit on all; the model that ships",
    "without certain": "and not knowing whether the duty is invoked or only arguable",
    "partial pooling": "and the pact (between two, small, named, certain) since 1945 apart, drawn towards the whole",
    "rare events": "and corrected for rare events (King and Zeng 2001)",
    "boosting": "gradient boosting of shallow trees on all",
    "blend": "mean log-odds of the logit and the boosting",
}
"""What is scored of honour, and what it is."""

_MORE = {
    "pacts with the enemy": ("bilateral_other", "any_other"),
    "likeness of regimes": ("regime_side", "regime_other"),
    "troops abroad": ("troops_side", "troops_other"),
    "sizes": ("size_side", "size_other"),
    "balance": ("power_side",),
}
_PACT = ("bilateral", "small", "named", "certain")


def attempt(name: str, variance: float | None = None, thinning: float | None = None) -> Any:
    """The forecaster of joining with this name: see `ATTEMPTS`.

    Args:
        name: which one.
        variance: of the prior; left out, it is chosen inside the past each time.
        thinning: of the odds by the number of states; left out, it is learnt inside the past each time.
    """
    known = _Known(FEATURES, tuple(ALLIANCE), variance, thinning)
    match name:
        case "invoked allies join":
            return _invoked
        case "alliances alone":
            return forecaster(tuple(ALLIANCE), variance, thinning)
        case "no alliances":
            return forecaster(tuple(OTHERS), variance, thinning)
        case "no thinning":
            return forecaster(FEATURES, variance, 0.0)
        case _ if name in _MORE:
            return forecaster((*FEATURES, *_MORE[name]), variance, thinning)
        case _:
            return known.attempt(name)


def honour_attempt(name: str) -> Any:
    """The forecaster of honour with this name: see `HONOUR_ATTEMPTS`; the prior is chosen inside the past each time."""
    match name:
        case "everybody keeps":
            return lambda past, happened, clusters: lambda frame: np.full(frame.height, 0.99)  # noqa: ARG005 - so plain
        case "without certain":
            return forecaster(tuple(c for c in HONOUR if c != "certain"))
        case _:
            return _Known(HONOUR, _PACT, leaf=20).attempt(name)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a model may know, and the models that more than one outcome is tried with.

    Attributes:
        columns: the variables; `owed`: those that are pooled by era.
        leaf: the fewest rows in a leaf of a tree.
    """

    columns: tuple[str, ...]
    owed: tuple[str, ...]
    variance: float | None = None
    thinning: float | None = None
    leaf: int = 50

    def attempt(self, name: str) -> Any:
        """The forecaster with this name."""
        plain = forecaster(self.columns, self.variance, self.thinning)
        return {
            "base rate": _base_rate,
            "logit": plain,
            "partial pooling": self.pooled,
            "rare events": self.rare,
            "boosting": self.boosted,
            "blend": self.blend,
        }[name]

    def logit(self, past: pl.DataFrame, rows: Rows, happened: Rows, clusters: NDArray[np.int64]) -> Ridge:
        """The logit on these rows."""
        return logit_of(past, rows, happened, clusters, self.variance, self.thinning)

    def pooled(self, past: pl.DataFrame, happened: Rows, clusters: NDArray[np.int64]) -> Answer:
        """A second coefficient since 1945; half as large a variable is drawn twice as hard to zero."""

        def rows(frame: pl.DataFrame) -> Rows:
            late = (frame["year"].to_numpy() >= _ERA)[:, None]
            return np.hstack([rows_of(frame, self.columns), 0.5 * late, 0.5 * rows_of(frame, self.owed) * late])

        ridge = self.logit(past, rows(past), happened, clusters)
        return lambda frame: exclusive(frame, ridge.log_odds(rows(frame), crowd_of(frame)))

    def rare(self, past: pl.DataFrame, happened: Rows, clusters: NDArray[np.int64]) -> Answer:
        """The second-order correction: taking parameters as known tells rare events too low."""
        train = rows_of(past, self.columns)
        ridge = self.logit(past, train, happened, clusters)
        told = ridge.predict(train, crowd_of(past))
        design = np.column_stack([np.ones(len(train)), (train - ridge.mean) / ridge.scale])
        prior = np.r_[0.0, np.full(design.shape[1] - 1, 1 / ridge.variance)]
        covariance = np.linalg.inv((design * (told * (1 - told))[:, None]).T @ design + np.diag(prior))

        def answer(frame: pl.DataFrame) -> Rows:
            rows = rows_of(frame, self.columns)
            p = ridge.predict(rows, crowd_of(frame))
            x = np.column_stack([np.ones(len(rows)), (rows - ridge.mean) / ridge.scale])
            spread = np.einsum("ij,jk,ik->i", x, covariance, x)
            return np.asarray(np.clip(p + (0.5 - p) * p * (1 - p) * spread, 1e-9, 1 - 1e-9))

        return answer

    def boosted(self, past: pl.DataFrame, happened: Rows, clusters: NDArray[np.int64]) -> Answer:  # noqa: ARG002 - has no folds
        """Shallow trees, twice, on drawn variables."""
        from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415 - only to fit
        from threadpoolctl import threadpool_limits  # noqa: PLC0415 - only to fit

        rows = rows_of(past, self.columns)
        with threadpool_limits(1):  # small trees: threads would wait for one another
            forest = [
                HistGradientBoostingClassifier(
                    max_iter=80,
                    learning_rate=0.05,
                    max_leaf_nodes=6,
                    min_samples_leaf=self.leaf,
                    l2_regularization=10,
                    max_features=0.5,
                    random_state=seed,
                ).fit(rows, happened)
                for seed in range(2)
            ]

        def answer(frame: pl.DataFrame) -> Rows:
            told: Rows = np.mean([m.predict_proba(rows_of(frame, self.columns))[:, 1] for m in forest], axis=0)
            return told

        return answer

    def blend(self, past: pl.DataFrame, happened: Rows, clusters: NDArray[np.int64]) -> Answer:
        """Both, in log-odds."""
        parts = [self.attempt(name)(past, happened, clusters) for name in ("logit", "boosting")]

        def answer(frame: pl.DataFrame) -> Rows:
            told = np.clip([part(frame) for part in parts], 1e-9, 1 - 1e-9)
            return exclusive(frame, np.mean(np.log(told / (1 - told)), axis=0))

        return answer


def _base_rate(past: pl.DataFrame, happened: Rows, clusters: NDArray[np.int64]) -> Answer:  # noqa: ARG001 - so plain
    return lambda frame: np.full(frame.height, happened.mean())


def _invoked(past: pl.DataFrame, happened: Rows, clusters: NDArray[np.int64]) -> Answer:  # noqa: ARG001 - learns nothing
    def answer(frame: pl.DataFrame) -> Rows:
        called = frame["defense_invoked"].to_numpy() + frame["offense_invoked"].to_numpy() > 0
        return np.where(called, 0.99, happened.mean() / 10)

    return answer
