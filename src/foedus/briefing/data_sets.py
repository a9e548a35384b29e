"""The data sets of others on which odds and measured statements rest, with what they ask to be cited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.sources.citation import reference
from foedus.sources.registry import source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.briefing.answered import Answered

__all__ = ["JOINER", "METHODS", "DataSet", "Way", "data_sets", "method_anchor", "ways"]

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


@dataclass(frozen=True, slots=True)
class Way:
    """One way of measuring: its page, what it is called, how it goes, the data sets that it reads."""

    page: str
    title: str
    says: str
    reads: tuple[str, ...] = ()


_WAYS = (
    Way(
        JOINER,
        "Odds",
        "A penalised logit of every state outside each war between states, on what was known the day before: promises "
        "by the law engine, place, power, rivalries, wars before. Refitted two hundred times on wars drawn with "
        "replacement, which gives the intervals; scored on wars later than those it was fitted on.",
        ("cow-wars", *_OF_STATES, *_OF_PAIRS),
    ),
    Way(
        "reference/models/honour.md",
        "Keeping one's word",
        "The same kind of model, of those states alone that a duty to help had called: did they fight beside the ally "
        "within a year? The share in the record is a count of these calls.",
        ("cow-wars", *_OF_STATES[:3], *_OF_PAIRS[:4], "atop-alliance"),
    ),
    Way(
        "reference/models/tension.md",
        "Standing tension",
        "A penalised logit of every pair of states in every year: does a militarised dispute begin? On their disputes "
        "before, place, power, regimes, pacts and rivalry, as known at the end of the year before.",
        ("cow-mid-ddydisps", *_OF_STATES, *_OF_PAIRS),
    ),
    Way(
        "reference/models/outlook.md",
        "Course of a war",
        "How the wars between states of the record ended for whoever attacked, by the strength and place of both "
        "sides, with the third state and without it. The record is too thin for more than shares.",
        ("cow-wars", *_OF_STATES[:4], *_OF_PAIRS[:4]),
    ),
    Way(
        "reference/flows.md",
        "By-passing",
        "One supplier's share of the arms falls while another's rises: slopes of yearly shares, held against the same "
        "years with their blocks put into other orders. Only major arms are counted.",
        ("sipri-transfers",),
    ),
    Way(
        "reference/alignment.md",
        "Alignment",
        "Every state's place on one line by its votes in the General Assembly, session by session; the distance of two "
        "places, with its interval from both errors.",
        ("unga-ideal-points",),
    ),
    Way(
        "reference/manpower.md",
        "Manpower",
        "Arithmetic on the ranges that claims give, per month; no figure is made that no claim gives.",
    ),
    Way(
        "reference/umbrella.md",
        "Guarantees",
        "The record of nuclear umbrellas, each with the texts and practice on which it rests.",
    ),
    Way(
        "explanation/fold.md",
        "Evidence",
        "Claims of one matter are put together: independent origins are counted, figures of one measure make a range.",
    ),
    Way(
        "how-to/keep-a-ledger.md",
        "Forces abroad",
        "The record of forces abroad, with the dated figures of its sources and, where there is one, of the ledger.",
    ),
)

METHODS = {way.page: way.reads for way in _WAYS}
"""Page of a method -> the data sets that it reads."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """One data set: what it is, in which version, and how to cite it."""

    id: str
    name: str
    version: str
    citation: str


def ways(brief: Answered, pages: Iterable[str]) -> tuple[Way, ...]:
    """How what stands on these pages was measured, and the odds if there are any."""
    used = {*pages, *_odds(brief)}
    return tuple(way for way in _WAYS if way.page in used)


def _odds(brief: Answered) -> list[str]:
    return [JOINER] if any(day.chances for s in brief.scenarios for day in s.odds) else []


def data_sets(brief: Answered, pages: Iterable[str]) -> tuple[DataSet, ...]:
    """The data sets of these pages, and those of the odds if there are any.

    >>> from foedus.briefing.answered import Answered
    >>> [d.id for d in data_sets(Answered(None, None, None, (), ()), ["reference/flows.md"])]
    ['sipri-transfers']
    """
    used = dict.fromkeys(key for page in (*_odds(brief), *pages) for key in METHODS.get(page, ()))
    return tuple(map(_data_set, used))


def method_anchor(page: str) -> str:
    """What the method of a page is called in the file of a brief.

    >>> method_anchor("reference/models/tension.md")
    'method-tension'
    """
    return f"method-{page.rpartition('/')[2].removesuffix('.md')}"


def _data_set(key: str) -> DataSet:
    which = source(key)
    return DataSet(key, which.name, which.version, reference(key))
