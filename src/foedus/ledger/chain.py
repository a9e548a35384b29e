"""The last links of a chain: does the end follow from what is before it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.ledger.stored import Stored

__all__ = ["broken_at"]


def broken_at(last: Sequence[Stored]) -> str:
    """What is wrong with the last one or two entries, in words; empty if nothing is."""
    if not last:
        return ""
    end = last[-1]
    before = last[0].hash if len(last) > 1 else ""
    if end.number != 1 and (len(last) == 1 or last[0].number != end.number - 1):
        return f"entry {end.number - 1} is missing"
    if end.entry.link(before) != end.hash or end.entry.id != end.id:
        return f"entry {end.number} is not the one that its hash was taken of"
    return ""
