"""Tables of weights as text: small whole numbers with one scale, in base 64. Data that numpy reads at once."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

__all__ = ["from_text", "to_text"]

_MOST = {1: 127, 2: 32_000}
"""Bytes of a number -> the largest whole number that is used."""


def to_text(table: NDArray[np.float32], width: int = 2) -> dict[str, Any]:
    """A table as plain data, with so many bytes for each number.

    >>> told = to_text(np.array([[0.5, -1.0]], dtype=np.float32))
    >>> from_text(told).round(3).tolist()
    [[0.5, -1.0]]
    """
    scale = float(np.abs(table).max() or 1.0) / _MOST[width] if table.size else 1.0
    whole = np.round(table / scale).astype(f"<i{width}")
    told = {"shape": list(table.shape), "scale": scale, "data": b64encode(whole.tobytes()).decode("ascii")}
    return told if width == 2 else told | {"width": width}


def from_text(data: Mapping[str, Any]) -> NDArray[np.float32]:
    """The table again, to a thirty-thousandth of its largest weight (a hundredth, where a number has one byte).

    Raises:
        ValueError: it is no such table.
    """
    whole = np.frombuffer(b64decode(data["data"], validate=True), dtype=f"<i{int(data.get('width', 2))}").reshape(
        data["shape"]
    )
    table: NDArray[np.float32] = whole.astype(np.float32) * np.float32(data["scale"])
    return table
