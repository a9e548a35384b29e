"""Full runs of entries as packed blocks of columns, so that a fold of a million claims reads no text."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.terms.entries import Entry

__all__ = ["FORM", "RUN", "packed"]

RUN = 4_096
"""So many entries make one block."""

FORM = 0
"""The form of the blocks; another form of the columns has another number, and its blocks stand beside the old ones."""


def packed(run: Sequence[Entry]) -> bytes:
    """A block: a pure function of its entries."""
    return zlib.compress(json.dumps([entry.id for entry in run]).encode(), 1)
