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

__all__ = ["Linear", "softmax"]


def softmax(scores: NDArray[Any]) -> NDArray[np.float64]:
    """Scores as probabilities, row by row."""
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: NDArray[np.float64] = odds / odds.sum(axis=1, keepdims=True)
    return found


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
        told = np.empty((len(rows), len(self.classes)))
        for n, row in enumerate(rows):
            known = [(self.place[name], value) for name, value in row.items() if name in self.place]
            told[n] = self.base
            if known:
                places, values = zip(*known, strict=True)
                told[n] += np.array(values, dtype=np.float32) @ self.weights[list(places)]
        return told

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
