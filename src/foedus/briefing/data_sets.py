"""The data sets of others on which odds and measured statements rest, with what they ask to be cited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.sources.citation import reference
from foedus.sources.registry import source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.briefing.answered import Answered

__all__ = ["JOINER", "METHODS", "DataSet", "data_sets", "method_anchor"]

_OF_STATES = ("cw-system", "cow-majors", "cow-nmc", "cw-democracy", "troopdata-deployments")
_OF_PAIRS = (
    "cow-contdir",
    "cow-capitals",
    "cow-mindist",
    "tss-rivalries",
    "cow-igo-ndy",
    "cow-igo-sy",
    "atop-alliance",
)

JOINER = "reference/models/joiner.md"
"""The page of the model behind the odds."""

METHODS = {
    JOINER: ("cow-wars", *_OF_STATES, *_OF_PAIRS),
    "reference/models/honour.md": ("cow-wars", *_OF_STATES[:3], *_OF_PAIRS[:4], "atop-alliance"),
    "reference/models/tension.md": ("cow-mid-ddydisps", *_OF_STATES, *_OF_PAIRS),
    "reference/models/outlook.md": ("cow-wars", *_OF_STATES[:4], *_OF_PAIRS[:4]),
    "reference/flows.md": ("sipri-transfers",),
    "reference/alignment.md": ("unga-ideal-points",),
}
"""Page of a method -> the data sets that it reads."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """One data set: what it is, in which version, how to cite it, and the pages of the methods that read it."""

    id: str
    name: str
    version: str
    citation: str
    methods: list[str]


def data_sets(brief: Answered, pages: Iterable[str]) -> tuple[DataSet, ...]:
    """The data sets of these pages, and those of the odds if there are any.

    >>> from foedus.briefing.answered import Answered
    >>> [d.id for d in data_sets(Answered(None, None, None, (), ()), ["reference/flows.md"])]
    ['sipri-transfers']
    """
    odds = [JOINER] if any(day.chances for s in brief.scenarios for day in s.odds) else []
    used: dict[str, list[str]] = {}
    for page in dict.fromkeys([*odds, *pages]):
        for key in METHODS.get(page, ()):
            used.setdefault(key, []).append(page)
    return tuple(_data_set(key, methods) for key, methods in used.items())


def method_anchor(page: str) -> str:
    """What the method of a page is called in the file of a brief.

    >>> method_anchor("reference/models/tension.md")
    'method-tension'
    """
    return f"method-{page.rpartition('/')[2].removesuffix('.md')}"


def _data_set(key: str, methods: list[str]) -> DataSet:
    which = source(key)
    return DataSet(key, which.name, which.version, reference(key), methods)
