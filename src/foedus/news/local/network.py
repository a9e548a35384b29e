"""A small network: one hidden layer over named features and the meanings of words, read with numpy alone.

It sees which features stand together, which a linear model does not; a linear model is steadier on rare features. The
two are asked together (`foedus.news.local.models`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.news.local.linear import known, softmax
from foedus.news.local.tables import from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from foedus.news.local.features import Features

__all__ = ["LENGTH", "Network"]

LENGTH = 3.0
"""Every row is brought to this length, however many features it has."""


_SHORTEST = np.float32(1e-9)


@dataclass(frozen=True, slots=True)
class Network:
    """One network.

    Attributes:
        classes: what can be said.
        place: feature -> its row in `inner`.
        rare: how much a feature counts in the length of a row.
        inner, inner_base: features x hidden units, and what each of these has without any.
        meant: numbers of a row of meanings x hidden units.
        outer, outer_base: hidden units x classes, the same.
    """

    classes: tuple[str, ...]
    place: Mapping[str, int]
    rare: NDArray[np.float32]
    inner: NDArray[np.float32]
    inner_base: NDArray[np.float32]
    meant: NDArray[np.float32]
    outer: NDArray[np.float32]
    outer_base: NDArray[np.float32]

    def scores(self, rows: Sequence[Features], meanings: NDArray[np.float32] | None = None) -> NDArray[np.float64]:
        """The probability of each class for each row of features, with its row of meanings where it has one."""
        hidden = np.tile(self.inner_base, (len(rows), 1))
        if len(rows) and meanings is not None:
            hidden += meanings @ self.meant
        if len(rows):
            places, values, firsts = known(rows, self.place)
            weighed = values * self.rare[places]
            lengths = np.sqrt(np.add.reduceat(weighed**2, firsts))
            summed = np.add.reduceat(self.inner[places] * weighed[:, np.newaxis], firsts)
            hidden += summed * (LENGTH / np.maximum(lengths, _SHORTEST))[:, np.newaxis]
        return softmax(np.maximum(hidden, 0.0) @ self.outer + self.outer_base)

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        arrays = ("rare", "inner", "inner_base", "meant", "outer", "outer_base")
        names = sorted(self.place, key=lambda name: self.place[name])
        return {"classes": list(self.classes), "names": names} | {a: to_text(getattr(self, a)) for a in arrays}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Network:
        """From plain data, as `to_dict` writes it."""
        arrays = {a: from_text(data[a]) for a in ("rare", "inner", "inner_base", "meant", "outer", "outer_base")}
        return cls(tuple(data["classes"]), {name: n for n, name in enumerate(data["names"])}, **arrays)
