"""Fitting: named features and what is right in, tables of weights out. Only for training.

A feature counts more the rarer it is: its square weight is the logarithm of how rare.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.news.local.context import Context
from foedus.news.local.linear import Linear
from foedus.news.local.network import LENGTH, Network

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from foedus.news.local.features import Features

__all__ = [
    "HIDDEN",
    "PASSES",
    "SEED",
    "Table",
    "best_leaning",
    "fit_choice",
    "fit_context",
    "fit_linear",
    "fit_network",
    "table",
]

HIDDEN, PASSES, SEED = 32, 5, 1815
"""The network: hidden units, passes over the examples, and the seed of its first weights."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as a sparse matrix of the features that come often enough, and how much each counts."""

    names: list[str]
    rare: NDArray[np.float32]
    weighed: Any


def table(rows: Sequence[Features], least: int = 2) -> Table:
    """Rows of features as a matrix; what comes less often than `least` is left out."""
    from scipy.sparse import diags  # noqa: PLC0415 - only for training
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415 - only for training

    maker = DictVectorizer(dtype=np.float32)
    matrix = maker.fit_transform(rows)
    often = np.asarray((matrix > 0).sum(axis=0)).ravel()
    kept = np.flatnonzero(often >= least)
    rare = np.sqrt(np.log(max(3, len(rows)) / often[kept]) + 0.1).astype(np.float32)
    return Table([str(n) for n in maker.get_feature_names_out()[kept]], rare, (matrix[:, kept] @ diags(rare)).tocsr())


def fit_linear(rows: Sequence[Features], right: Sequence[str], penalty: float) -> Linear:
    """A multinomial logit; of two classes the first has no weights."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - only for training

    made = table(rows)
    model = LogisticRegression(C=penalty, max_iter=300, tol=1e-3).fit(made.weighed, right)
    weights = (model.coef_ * made.rare).T.astype(np.float32)
    base = np.asarray(model.intercept_, dtype=np.float32)
    if len(model.classes_) == 2:
        weights = np.hstack([np.zeros_like(weights), weights])
        base = np.array([0.0, base[0]], dtype=np.float32)
    return Linear(tuple(map(str, model.classes_)), {n: i for i, n in enumerate(made.names)}, weights, base)


def fit_network(
    rows: Sequence[Features], meanings: Sequence[NDArray[np.float32]], right: Sequence[str], passes: int = PASSES
) -> Network:
    """One hidden layer; few passes, for it learns single reports by heart soon. Meanings may be left out."""
    from scipy.sparse import csr_matrix, hstack  # noqa: PLC0415 - only for training
    from sklearn.exceptions import ConvergenceWarning  # noqa: PLC0415 - only for training
    from sklearn.neural_network import MLPClassifier  # noqa: PLC0415 - only for training
    from sklearn.preprocessing import normalize  # noqa: PLC0415 - only for training

    made = table(rows, least=3)
    model = MLPClassifier(
        (HIDDEN,), alpha=1e-3, max_iter=passes, batch_size=256, learning_rate_init=1.5e-3, random_state=SEED
    )
    together = (normalize(made.weighed) * LENGTH).tocsr()
    if meanings:
        together = hstack([together, csr_matrix(np.asarray(meanings, dtype=np.float32))]).tocsr()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(together, right)
    inner, outer = (w.astype(np.float32) for w in model.coefs_)
    inner_base, outer_base = (b.astype(np.float32) for b in model.intercepts_)
    count = len(made.names)
    place = {n: i for i, n in enumerate(made.names)}
    classes = tuple(map(str, model.classes_))
    return Network(classes, place, made.rare, inner[:count], inner_base, inner[count:], outer, outer_base)


def fit_choice(rows: Sequence[Features], groups: Sequence[int], right: Sequence[str], penalty: float) -> Linear:
    """One of a group is chosen: the softmax of the rows of each group, where any right one will do.

    Args:
        rows: the candidates of all groups, one group after the other.
        groups: for each row, the number of its group.
        right: for each row, `yes` or `no`; a group without a right one teaches nothing.
        penalty: how far weights may go.
    """
    from scipy.optimize import minimize  # noqa: PLC0415 - only for training

    made = table(rows)
    good = np.array([r == "yes" for r in right])
    _, group = np.unique(np.asarray(groups), return_inverse=True)
    count = int(group.max()) + 1
    taught = np.bincount(group[good], minlength=count) > 0
    kept = taught[group]
    _, group = np.unique(group[kept], return_inverse=True)
    count, good, features = int(group.max()) + 1, good[kept], made.weighed[kept]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = features @ weights
        most = np.full(count, -np.inf)
        np.maximum.at(most, group, odds)
        raised = np.exp(odds - most[group])
        every = np.bincount(group, raised, count)
        meant = np.bincount(group, raised * good, count)
        slope = features.T @ (raised / every[group] - raised * good / meant[group])
        total = float(np.sum(np.log(every) - np.log(meant)) + weights @ weights / (2 * penalty))
        return total, slope + weights / penalty

    found = minimize(loss, np.zeros(features.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    weights = np.zeros((len(found), 2), dtype=np.float32)
    weights[:, 1] = found * made.rare
    return Linear(("no", "yes"), {n: i for i, n in enumerate(made.names)}, weights, np.zeros(2, dtype=np.float32))


_EASY, _TIES_TO_ZERO, _ROUNDS = 0.98, 1.0, 80


def fit_context(
    reports: Sequence[Mapping[str, NDArray[np.float32]]], right: Sequence[Sequence[int]], none: int
) -> tuple[Context, float]:
    """How far the signs of the context count, and what is taken off `none` so that most claims are right.

    Args:
        reports: for each report the signs of its clauses (`impressions`), from models that did not learn from it.
        right: for each report and clause, the number of its type.
        none: the number of `none`.
    """
    from scipy.optimize import minimize  # noqa: PLC0415 - only for training

    names = tuple(reports[0])
    models = [name for name in names if f"{name} none" in names]
    hard = [np.mean([np.exp(told[m][:, none]) for m in models], axis=0) < _EASY for told in reports]
    signs = np.concatenate(
        [np.stack([told[name][kept] for name in names], axis=2) for told, kept in zip(reports, hard, strict=True)]
    )
    meant = np.concatenate([np.asarray(r)[kept] for r, kept in zip(right, hard, strict=True)])
    rows, count = np.arange(len(meant)), len(names)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        chances = softmax_of(weights)
        total = float(-np.log(chances[rows, meant] + 1e-12).sum() + _TIES_TO_ZERO * weights @ weights / 2)
        chances[rows, meant] -= 1
        slope = np.concatenate([np.tensordot(chances, signs, ([0, 1], [0, 1])), chances.sum(axis=0)])
        return total, slope.astype(np.float64) + _TIES_TO_ZERO * weights

    def softmax_of(weights: NDArray[np.float64]) -> NDArray[np.float32]:
        odds = signs @ weights[:count].astype(np.float32) + weights[count:].astype(np.float32)
        raised = np.exp(odds - odds.max(axis=1, keepdims=True))
        found: NDArray[np.float32] = raised / raised.sum(axis=1, keepdims=True)
        return found

    start = np.zeros(count + signs.shape[1])
    start[[names.index(m) for m in models]] = 1 / len(models)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS}).x
    context = Context(names, found[:count].astype(np.float32), found[count:].astype(np.float32))
    odds = np.concatenate([context.odds(iter(told.items())) for told in reports])
    return context, best_leaning(odds, np.concatenate([np.asarray(r) for r in right]), none)


def best_leaning(odds: NDArray[np.float64], right: NDArray[np.int64], none: int) -> float:
    """What is taken off `none` so that F1 over clauses is best."""

    def score(leaning: float) -> float:
        told = odds.copy()
        told[:, none] -= leaning
        said = told.argmax(axis=1)
        hits = int(((said == right) & (right != none)).sum())
        return 2 * hits / max(1, int((said != none).sum() + (right != none).sum()))

    return max((round(0.1 * step, 1) for step in range(16)), key=score)
