"""Vectors of words that ship: the commonest of GloVe (6B, 50 numbers each), one byte for each number.

`docs/make_vectors.py` makes the file from the vectors that Stanford gave to the public domain.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from foedus.news.local.tables import from_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Vectors", "word_vectors"]


@dataclass(frozen=True, slots=True)
class Vectors:
    """Words with a vector of length one each.

    Attributes:
        place: word -> its row.
        table: words x numbers.
    """

    place: Mapping[str, int]
    table: NDArray[np.float32]

    def row(self, word: str, ground: str) -> int:
        """The row of a word, or of its ground form; -1 where neither is known."""
        found = self.place.get(word)
        return found if found is not None else self.place.get(ground.lower(), -1)


@cache
def word_vectors() -> Vectors:
    """The vectors that ship."""
    path = files("foedus").joinpath("data", "models", "words.json.gz")
    data = json.loads(gzip.decompress(path.read_bytes()))
    return Vectors({word: n for n, word in enumerate(data["words"].split(" "))}, from_text(data["table"]))
