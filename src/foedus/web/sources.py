"""Data sets of others that the page reads: only those that are here, for it fetches nothing while it is served."""

from __future__ import annotations

from foedus.sources.files import standing
from foedus.sources.registry import source

__all__ = ["ATOP", "not_here"]

ATOP = ("atop-members",)


def not_here(wanted: tuple[str, ...]) -> str:
    """What is missing of these, and how to get it; empty if all are here."""
    missing = [key for key in wanted if standing(source(key)).state != "ok"]
    if not missing:
        return ""
    verb = "is" if len(missing) == 1 else "are"
    return f"{', '.join(missing)} {verb} not here; fetch once with: foedus data fetch {' '.join(missing)}"
