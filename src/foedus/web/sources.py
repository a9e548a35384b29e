"""Data sets of others that the page reads: only those that are here, for it fetches nothing while it is served."""

from __future__ import annotations

from foedus.sources.files import standing
from foedus.sources.registry import source

__all__ = ["ATOP", "ODDS", "not_here"]

ATOP = ("atop-members",)

ODDS = (
    "atop-alliance",
    "cow-capitals",
    "cow-contdir",
    "cow-igo-ndy",
    "cow-majors",
    "cow-mindist",
    "cow-nmc",
    "cow-wars",
    "cw-democracy",
    "cw-system",
    "maoz-dyadic-wars",
    "troopdata-deployments",
    "tss-rivalries",
)
"""What the models of behaviour read (`make reference` lists each with its makers)."""


def not_here(wanted: tuple[str, ...]) -> str:
    """What is missing of these, and how to get it; empty if all are here."""
    missing = [key for key in wanted if standing(source(key)).state != "ok"]
    if not missing:
        return ""
    verb = "is" if len(missing) == 1 else "are"
    return f"{', '.join(missing)} {verb} not here; fetch once with: foedus data fetch {' '.join(missing)}"
