"""Fitting the models of the local reader on annotated reports, and reading with one part of the corpus left out.

Every decision is a regularised logit over named features; a feature counts more the rarer it is. Later decisions are
fitted on what the annotators marked (the true type, span and source), so they do not learn from earlier mistakes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.news.agreement import same_date, same_quantity, same_source
from foedus.news.local.attached import NO_NUMBER, day_features, no_day, place_features
from foedus.news.local.clauses import heads, referents
from foedus.news.local.context import impressions
from foedus.news.local.day_memory import DayMemory, memories
from foedus.news.local.days import readings
from foedus.news.local.features import SentenceView, clause_features
from foedus.news.local.fitting import SEED, fit_choice, fit_context, fit_linear, fit_network
from foedus.news.local.hedges import hedge_features
from foedus.news.local.meanings import Meanings
from foedus.news.local.models import Models
from foedus.news.local.numbers import number_features, numbered
from foedus.news.local.roles import Actors, Asked, sort_of
from foedus.news.local.sources import NOBODY, candidates, who_speaks
from foedus.news.local.spans import part_features, parts
from foedus.news.local.speakers import Memory
from foedus.news.local.stages import STAGELESS, stage_features
from foedus.news.speakers import Speakers
from foedus.terms.claims import NARRATOR, DateSpan
from foedus.terms.scheme import from_scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Token

    from foedus.news.document import Document
    from foedus.news.local.context import Context
    from foedus.news.local.examples import Example
    from foedus.news.local.features import Features
    from foedus.news.local.linear import Linear
    from foedus.news.local.network import Network
    from foedus.news.local.parsed import ParsedSentence
    from foedus.news.local.sources import Candidate

__all__ = ["SEED", "Decisions", "First", "decisions", "fit_models", "fit_types", "impressions_of_others"]

LEANING = 0.8
"""What is taken off the log-odds of `none`: a missed claim costs as much as an invented one."""

_PENALTY = {
    "types": 0.03,
    "sources": 0.1,
    "spans": 0.05,
    "roles": 0.05,
    "hedges": 0.05,
    "stages": 0.03,
    "quantities": 0.3,
    "dates": 0.3,
}


ROLE_PASSES = 3
"""Passes of the network of roles over the examples."""

MISSED = 0.4
"""So many claims are forgotten while roles are learned, for so many are missed while reading."""

_LEAST = 1e-9
TURNS = 3
"""So many times a part of the hands is left out to learn how far the context counts."""

_CHOSEN = frozenset({"sources", "quantities", "dates"})
"""Decisions in which one of several candidates is chosen."""


@dataclass(slots=True)
class Decisions:
    """Rows for every decision: features and what is right.

    Attributes:
        rows, right, group: features, what is right, and for each row the number of the choice that it belongs to.
        meanings: for each row of `types` what its words mean.
        heads: for each sentence, the words that these rows are about.
        report, hand: which report it is, and who wrote it: its part without the number.
    """

    rows: dict[str, list[Features]] = field(default_factory=lambda: {name: [] for name in _PENALTY})
    right: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in _PENALTY})
    group: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in _PENALTY})
    meanings: list[NDArray[np.float32]] = field(default_factory=list)
    heads: list[list[Token]] = field(default_factory=list)
    report: str = ""
    hand: str = ""

    def add(self, name: str, features: Features, right: str | bool) -> None:
        """One row, decided by itself."""
        self.rows[name].append(features)
        self.right[name].append(right if isinstance(right, str) else ("yes" if right else "no"))
        self.group[name].append(len(self.group[name]))

    def choose(self, name: str, rows: Sequence[Features], right: Sequence[bool]) -> None:
        """Rows of which one is chosen."""
        number = len(self.group[name])
        self.rows[name] += rows
        self.right[name] += ["yes" if good else "no" for good in right]
        self.group[name] += [number] * len(rows)

    def extend(self, other: Decisions) -> None:
        """All rows of another report."""
        for name, rows in other.rows.items():
            base = len(self.group[name])
            self.rows[name] += rows
            self.right[name] += other.right[name]
            self.group[name] += [base + number for number in other.group[name]]
        self.meanings += other.meanings


def decisions(example: Example) -> Decisions:
    """What one annotated report teaches."""
    found = Decisions(report=example.doc_id, hand=example.part.rstrip("0123456789"))
    sentences, document = example.sentences, example.document
    told = who_speaks(sentences, Memory(Speakers(document)))
    actors = Actors.of(sentences, document)
    days = memories(sentences, document.dateline)
    claimed: DateSpan | None = None
    forgets = Random(example.doc_id)  # noqa: S311 - which claims are forgotten is no secret
    for number, (parsed, reference) in enumerate(zip(sentences, referents(sentences), strict=True)):
        view = SentenceView.of(parsed, reference)
        listed = heads(parsed)
        found.heads.append(listed)
        found.meanings += list(Meanings.of(parsed).clauses(listed))
        for head in listed:
            gold = example.gold.get((number, head.i))
            found.add("types", clause_features(view, head), gold[0]["event_type"] if gold else "none")
        for word in listed:
            for claim in example.gold.get((number, word.i), ()):
                memory = replace(days[number], claimed=claimed)
                source = _learn(
                    found, document, memory, parsed, word, claim, candidates(told[number], word, claim["event_type"])
                )
                spoken = source.speaker.affiliation if source.speaker else None
                asked = Asked(number, parsed, word, claim["event_type"], spoken, _span(claim))
                _learn_roles(found, actors, asked, claim, forgets)
                claimed = _told_day(claim["date"]) if claim["date"] else claimed
    return found


def _told_day(told: dict[str, str]) -> DateSpan:
    return DateSpan(date.fromisoformat(told["start"]), date.fromisoformat(told["end"]))


def _span(claim: dict[str, Any]) -> tuple[int, int]:
    return claim["char_start"], claim["char_end"]


def _learn(
    found: Decisions,
    document: Document,
    memory: DayMemory,
    parsed: ParsedSentence,
    head: Token,
    claim: dict[str, Any],
    asked: Sequence[Candidate],
) -> Candidate:
    """Everything but the roles; returns the source as the annotators have it."""
    event, span = claim["event_type"], _span(claim)
    right = [same_source(claim["source"], c.speaker.source if c.speaker else NARRATOR) for c in asked]
    found.choose("sources", [c.features for c in asked], right)
    source = next((c for c, good in zip(asked, right, strict=True) if good), NOBODY)
    found.add("hedges", hedge_features(parsed, head, event, source, span), claim["modality"])
    if event not in STAGELESS and claim["status"] not in (None, "unknown"):
        found.add("stages", stage_features(parsed, head, event, claim["modality"], source, span), claim["status"])
    for child in parts(head):
        inside = span[0] <= parsed.start(child) and parsed.end(child) <= span[1]
        found.add("spans", part_features(parsed, head, child, event), inside)
    rows, right = [NO_NUMBER | {"no event=" + event: 1.0}], [not claim["quantity"]]
    for counted in numbered(parsed):
        row = place_features(parsed, head, event, (counted.start, counted.end), span, source)
        rows.append(row | number_features(parsed, counted, event))
        right.append(same_quantity(claim["quantity"], counted.quantity(event).to_dict()))
    found.choose("quantities", rows, right)
    listed = readings(parsed.sentence.text, document.dateline, memory)
    rows, right = [no_day(listed, event)], [not claim["date"]]
    for day in listed:
        row = place_features(parsed, head, event, (day.start, day.end), span, source)
        rows.append(row | day_features(parsed, day, event, memory, document.dateline))
        right.append(same_date(claim["date"], day.span.to_dict()))
    found.choose("dates", rows, right)
    return source


def _learn_roles(found: Decisions, actors: Actors, asked: Asked, claim: dict[str, Any], forgets: Random) -> None:
    roles = claim["actors"].items()
    sorts = {from_scheme(code): sort_of(asked.event, role) for role, codes in roles for code in codes}
    here = actors.here(asked)
    near = {mention.code: sorts.get(mention.code, "none") for mention in here}
    for mention in (*here, *actors.far(asked, near)):
        found.add("roles", mention.features, sorts.get(mention.code, "none"))
    if forgets.random() >= MISSED:
        actors.settle(asked, sorts)


@dataclass(frozen=True, slots=True)
class First:
    """First impressions of event types, and the models that made them.

    Attributes:
        types, network: fitted on all reports that are learned from.
        told: report -> the chances of each type for its clauses, by a linear model and a network that did not learn
            from its hand.
    """

    types: Linear
    network: Network
    told: Mapping[str, tuple[NDArray[np.float64], NDArray[np.float64]]]


def fit_models(
    rows: Iterable[Decisions], version: str, *, network: bool = True, context: bool = True, first: First | None = None
) -> Models:
    """Fit every decision.

    Args:
        rows: what each report teaches.
        version: of the models, told with each claim.
        network: whether networks are asked beside the linear models of types and roles; they take most of the time.
        context: whether first impressions are weighed in the light of the rest of the report.
        first: the first impressions, if they are made already.
    """
    listed = list(rows)
    together = Decisions()
    for one in listed:
        together.extend(one)
    tables = {
        name: fit_choice(together.rows[name], together.group[name], together.right[name], penalty)
        if name in _CHOSEN
        else fit_linear(together.rows[name], together.right[name], penalty)
        for name, penalty in _PENALTY.items()
        if name != "types"
    }
    if not network:
        types = fit_linear(together.rows["types"], together.right["types"], _PENALTY["types"])
        return Models(
            version=version, leaning=LEANING, types=types, network=None, context=None, role_network=None, **tables
        )
    if first is None:
        told = impressions_of_others(listed, TURNS) if context else {}
        first = First(*fit_types(listed), told)
    weighed, leaning = _fit_context(listed, first) if context else (None, LEANING)
    return Models(
        version=version,
        leaning=leaning,
        types=first.types,
        network=first.network,
        context=weighed,
        role_network=fit_network(together.rows["roles"], (), together.right["roles"], ROLE_PASSES),
        **tables,
    )


def fit_types(listed: Sequence[Decisions]) -> tuple[Linear, Network]:
    """The two models of event types."""
    rows = [row for one in listed for row in one.rows["types"]]
    right = [said for one in listed for said in one.right["types"]]
    meanings = [row for one in listed for row in one.meanings]
    return fit_linear(rows, right, _PENALTY["types"]), fit_network(rows, meanings, right)


def impressions_of_others(
    listed: Sequence[Decisions], turns: int
) -> dict[str, tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """What models that did not learn from the hand of a report make of it; so many pairs of models are fitted."""
    hands = sorted({one.hand for one in listed})
    classes = sorted({said for one in listed for said in one.right["types"]})
    found = {}
    for turn in range(turns):
        asked = set(hands[turn::turns])
        linear, network = fit_types([one for one in listed if one.hand not in asked])
        for one in listed:
            if one.hand in asked and one.rows["types"]:
                rows = one.rows["types"]
                chances = linear.scores(rows), network.scores(rows, np.asarray(one.meanings))
                columns = [classes.index(name) for name in linear.classes]  # a rare type may be of one hand alone
                both = np.full((2, len(rows), len(classes)), _LEAST)
                both[:, :, columns] = chances
                found[one.report] = (both[0], both[1])
    return found


def _fit_context(listed: Sequence[Decisions], first: First) -> tuple[Context, float]:
    classes = first.types.classes
    none = classes.index("none")
    kept = [one for one in listed if one.report in first.told]
    signs = [dict(impressions(one.heads, *first.told[one.report], none)) for one in kept]
    return fit_context(signs, [[classes.index(said) for said in one.right["types"]] for one in kept], none)
