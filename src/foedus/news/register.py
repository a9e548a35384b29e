"""The register of one output: which names its reports have, so that no two claims have one id."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from foedus.news.inputs.naming import Names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.news.desk import Worked

__all__ = ["Register"]


class Register:
    """Gives each report its name, part after part, in the order in which they are written.

    Args:
        written: the lines of claims that are written already.
    """

    def __init__(self, written: Iterable[bytes] = ()) -> None:
        self._names = Names(json.loads(line)["doc_id"] for line in written)

    def enter(self, worked: Worked) -> Worked:
        """What a worker made of a part, with other names for reports whose name is taken."""
        names = [self._names.take(asked) for asked in worked.asked]
        if all(name == asked.name for name, asked in zip(names, worked.asked, strict=True)):
            return worked
        return worked._replace(claims=_renamed(worked.claims, names))


def _renamed(claims: bytes, names: list[str]) -> bytes:
    """Lines of claims with other names; the first claim of each report has the number 1."""
    lines, at = [], -1
    for line in claims.splitlines():
        row: dict[str, Any] = json.loads(line)
        number = row["claim_id"].removeprefix(row["doc_id"])
        at += number == "-01"
        row |= {"doc_id": names[at], "claim_id": names[at] + number}
        lines.append(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    return b"".join(lines)
