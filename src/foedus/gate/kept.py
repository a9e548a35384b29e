"""Checked files, kept: a file that was read and checked once is not read again until it changes.

Reading YAML with line numbers is slow and a question must be answered at once, so the plain data of a checked file
is kept as JSON in the user's cache folder under the digest of its bytes. Nothing else decides: no clock, no name.
Where the folder cannot be written, everything still works, only slower.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Kept", "cache_folder", "digest"]


def digest(*parts: bytes) -> str:
    """A digest of these bytes."""
    total = hashlib.blake2b(digest_size=16)
    for part in parts:
        total.update(len(part).to_bytes(8, "little"))
        total.update(part)
    return total.hexdigest()


class Kept:
    """Plain data of checked files by the digest of their bytes.

    Args:
        kind: which files ("treaties", "states").
        rules: the bytes of the code that checks them: other rules, nothing kept.
    """

    def __init__(self, kind: str, rules: bytes) -> None:
        self._kind = kind
        self._file = cache_folder() / f"{kind}-{digest(rules)}.json"

    def read(self) -> dict[str, Any]:
        """Everything kept; empty if there is nothing or it cannot be read."""
        try:
            found = json.loads(self._file.read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def write(self, entries: Mapping[str, Any]) -> None:
        """Keep exactly these; all or nothing, and no complaint where the folder cannot be written."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._file.parent, suffix=".part")
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump(entries, out, ensure_ascii=False, separators=(",", ":"))
            Path(name).replace(self._file)
            for old in self._file.parent.glob(f"{self._kind}-*.json"):
                if old != self._file:
                    old.unlink(missing_ok=True)
        except OSError:
            return


def cache_folder() -> Path:
    """The folder for what can be made or fetched again: `FOEDUS_CACHE`, else the user's own for Foedus."""
    named = os.environ.get("FOEDUS_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path  # noqa: PLC0415 - only where nothing is named

    return user_cache_path("foedus", appauthor=False)
