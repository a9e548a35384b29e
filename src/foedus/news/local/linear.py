"""Linear models as tables of weights: data, not code, and read with numpy alone.

A model gives each class the sum of the weights of the features that are there, plus its own; probabilities are their
softmax (multinomial logit).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.news.local.tables import from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from foedus.news.local.features import Features

__all__ = ["Linear", "agreed", "known", "softmax"]


def softmax(scores: NDArray[Any]) -> NDArray[np.float64]:
    """Scores as probabilities, row by row."""
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: NDArray[np.float64] = odds / odds.sum(axis=1, keepdims=True)
    return found


def agreed(*opinions: NDArray[np.float64]) -> NDArray[np.float64]:
    """What several models say together: the geometric mean of their probabilities, which sum to one again.

    >>> agreed(np.array([[0.5, 0.5]]), np.array([[0.8, 0.2]])).round(3).tolist()
    [[0.667, 0.333]]
    """
    odds = sum(np.log(one + _LEAST) for one in opinions) / len(opinions)
    return softmax(np.atleast_2d(odds)).reshape(opinions[0].shape)


_LEAST = 1e-9


def known(
    rows: Sequence[Features], place: Mapping[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.int64]]:
    """The features of all rows that a model knows, one row after the other.

    Returns:
        For each of them its place in the tables and its value, and for each row where it begins. Every row begins with
        a feature of no value, so that none is empty.
    """
    places: list[int] = []
    values: list[float] = []
    firsts: list[int] = []
    for row in rows:
        firsts.append(len(places))
        places.append(0)
        values.append(0.0)
        for name, value in row.items():
            at = place.get(name)
            if at is not None:
                places.append(at)
                values.append(value)
    return np.array(places), np.array(values, dtype=np.float32), np.array(firsts)


@dataclass(frozen=True, slots=True)
class Linear:
    """One model.

    Attributes:
        classes: what can be said, in the order of the weights.
        place: feature -> its row in `weights`.
        weights: one row for each feature, one column for each class.
        base: what each class has without any feature.
    """

    classes: tuple[str, ...]
    place: Mapping[str, int]
    weights: NDArray[np.float32]
    base: NDArray[np.float32]

    def scores(self, rows: Sequence[Features]) -> NDArray[np.float64]:
        """The probability of each class for each row: array of rows x classes."""
        return softmax(self.odds(rows))

    def shares(self, rows: Sequence[Features]) -> NDArray[np.float64]:
        """The probability that each row is the one that is chosen among all."""
        found: NDArray[np.float64] = softmax(self.odds(rows)[:, 1][np.newaxis])[0]
        return found

    def odds(self, rows: Sequence[Features]) -> NDArray[np.float64]:
        """The sum of weights of each class for each row."""
        if not rows:
            return np.empty((0, len(self.classes)))
        places, values, firsts = known(rows, self.place)
        told: NDArray[np.float64] = np.add.reduceat(self.weights[places] * values[:, np.newaxis], firsts)
        return told + self.base

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        names = sorted(self.place, key=lambda name: self.place[name])
        tables = {"weights": to_text(self.weights), "base": to_text(self.base)}
        return {"classes": list(self.classes), "names": names} | tables

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Linear:
        """From plain data, as `to_dict` writes it."""
        place = {name: n for n, name in enumerate(data["names"])}
        return cls(tuple(data["classes"]), place, from_text(data["weights"]), from_text(data["base"]))
