"""Sentences as the encoder reads them: pieces of words, in windows.

A window holds whole sentences, as many as it can, so that each word is seen in the light of those around it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

__all__ = ["WINDOW", "Window", "windows"]

WINDOW = 254
"""The most pieces of one window; the encoder sets a mark before and one behind."""


@dataclass(slots=True)
class Window:
    """Pieces that are read together.

    Attributes:
        numbers: for each piece, its number in the encoder's vocabulary.
        starts: for each piece, where it begins in the report.
    """

    numbers: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def ids(self, first: int, last: int) -> NDArray[np.int64]:
        """The numbers of the pieces between two marks: one row."""
        return np.array([[first, *self.numbers, last]], dtype=np.int64)


def windows(sentences: Iterable[tuple[int, str]], tokenizer: Any) -> Iterator[Window]:
    """Every window of a report, in the order of the text.

    Args:
        sentences: where each sentence begins in the report, and its text.
        tokenizer: cuts a text into pieces (`tokenizers.Tokenizer`).
    """
    window = Window()
    for start, text in sentences:
        cut = tokenizer.encode(text, add_special_tokens=False)
        if window.numbers and len(window.numbers) + len(cut.ids) > WINDOW:
            yield window
            window = Window()
        for number, (at, _) in zip(cut.ids, cut.offsets, strict=True):
            if len(window.numbers) == WINDOW:
                yield window
                window = Window()
            window.numbers.append(number)
            window.starts.append(start + at)
    if window.numbers:
        yield window
