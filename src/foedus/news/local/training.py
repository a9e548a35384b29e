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
from foedus.news.local.lessons import Lesson, Lessons
from foedus.news.local.meanings import Meanings
from foedus.news.local.models import Models
from foedus.news.local.numbers import number_features, numbered
from foedus.news.local.parsed import Places
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
    from foedus.news.local.encoder import Encoder
    from foedus.news.local.examples import Example
    from foedus.news.local.features import Features
    from foedus.news.local.linear import Linear
    from foedus.news.local.network import Network
    from foedus.news.local.parsed import ParsedSentence
    from foedus.news.local.sources import Candidate

__all__ = [
    "FOLDS",
    "SEED",
    "TURNS",
    "Decisions",
    "First",
    "decisions",
    "first_impression",
    "fit_models",
    "fit_types",
    "impressions_of_others",
]

FOLDS = ("mixed", "europe", "middle-east", "indo-pacific", "africa-americas-history")
"""The parts that are left out in turn: those that were there first. The others are only learned from."""

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
        lessons: the same decisions for the encoder, by their places.
        report, hand: which report it is, and who wrote it: its part without the number.
    """

    rows: dict[str, list[Features]] = field(default_factory=lambda: {name: [] for name in _PENALTY})
    right: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in _PENALTY})
    group: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in _PENALTY})
    meanings: list[NDArray[np.float32]] = field(default_factory=list)
    heads: list[list[Token]] = field(default_factory=list)
    lessons: Lessons = field(default_factory=Lessons)
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
    at = Places(sentences).of
    forgets = Random(example.doc_id)  # noqa: S311 - which claims are forgotten is no secret
    for number, (parsed, reference) in enumerate(zip(sentences, referents(sentences), strict=True)):
        view = SentenceView.of(parsed, reference)
        listed = heads(parsed)
        found.heads.append(listed)
        if len(parsed.doc):
            found.lessons.sentences.append((parsed.sentence.start, parsed.sentence.text))
        found.meanings += list(Meanings.of(parsed).clauses(listed))
        for head in listed:
            gold = example.gold.get((number, head.i))
            event = gold[0]["event_type"] if gold else "none"
            found.add("types", clause_features(view, head), event)
            found.lessons.clauses.append((parsed.start(head), event))
        for word in listed:
            for claim in example.gold.get((number, word.i), ()):
                memory = replace(days[number], claimed=claimed)
                asked = candidates(told[number], word, claim["event_type"])
                source, lesson = _learn(found, document, memory, parsed, word, claim, asked)
                lesson.frames = [(at(c.frame.word), at(c.frame.speaker)) for c in asked if c.frame is not None]
                found.lessons.claims.append(lesson)
                spoken = source.speaker.affiliation if source.speaker else None
                whose = Asked(number, parsed, word, lesson.event, spoken, _span(claim))
                _learn_roles(found, actors, whose, claim, forgets, lesson)
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
) -> tuple[Candidate, Lesson]:
    """Everything but the roles; returns the source as the annotators have it."""
    event, span = claim["event_type"], _span(claim)
    lesson = Lesson(parsed.start(head), event, claim["modality"])
    right = [same_source(claim["source"], c.speaker.source if c.speaker else NARRATOR) for c in asked]
    found.choose("sources", [c.features for c in asked], right)
    lesson.said = right
    source = next((c for c, good in zip(asked, right, strict=True) if good), NOBODY)
    found.add("hedges", hedge_features(parsed, head, event, source, span), claim["modality"])
    if event not in STAGELESS and claim["status"] not in (None, "unknown"):
        found.add("stages", stage_features(parsed, head, event, claim["modality"], source, span), claim["status"])
        lesson.stage = claim["status"]
    for child in parts(head):
        inside = span[0] <= parsed.start(child) and parsed.end(child) <= span[1]
        found.add("spans", part_features(parsed, head, child, event), inside)
    rows, right = [NO_NUMBER | {"no event=" + event: 1.0}], [not claim["quantity"]]
    for counted in numbered(parsed):
        row = place_features(parsed, head, event, (counted.start, counted.end), span, source)
        rows.append(row | number_features(parsed, counted, event))
        right.append(same_quantity(claim["quantity"], counted.quantity(event).to_dict()))
        lesson.numbers.append(parsed.sentence.start + counted.start)
    lesson.counted = right
    found.choose("quantities", rows, right)
    listed = readings(parsed.sentence.text, document.dateline, memory)
    rows, right = [no_day(listed, event)], [not claim["date"]]
    for day in listed:
        row = place_features(parsed, head, event, (day.start, day.end), span, source)
        rows.append(row | day_features(parsed, day, event, memory, document.dateline))
        right.append(same_date(claim["date"], day.span.to_dict()))
        lesson.days.append(parsed.sentence.start + day.start)
    lesson.dated = right
    found.choose("dates", rows, right)
    return source, lesson


def _learn_roles(
    found: Decisions, actors: Actors, asked: Asked, claim: dict[str, Any], forgets: Random, lesson: Lesson
) -> None:
    roles = claim["actors"].items()
    sorts = {from_scheme(code): sort_of(asked.event, role) for role, codes in roles for code in codes}
    here = actors.here(asked)
    near = {mention.code: sorts.get(mention.code, "none") for mention in here}
    for mention in (*here, *actors.far(asked, near)):
        sort = sorts.get(mention.code, "none")
        found.add("roles", mention.features, sort)
        lesson.names.append(mention.at)
        lesson.sorts.append(sort)
    if forgets.random() >= MISSED:
        actors.settle(asked, sorts)


@dataclass(frozen=True, slots=True)
class First:
    """First impressions of event types, and the models that made them.

    Attributes:
        types, network: fitted on all reports that are learned from.
        told: report -> the chances of each type for its clauses, by the name of the model that says so: models that did
            not learn from its hand.
    """

    types: Linear
    network: Network
    told: Mapping[str, Mapping[str, NDArray[np.float64]]]


def fit_models(
    rows: Iterable[Decisions],
    version: str,
    *,
    network: bool = True,
    context: bool = True,
    first: First | None = None,
    encoder: Encoder | None = None,
) -> Models:
    """Fit every decision.

    Args:
        rows: what each report teaches.
        version: of the models, told with each claim.
        network: whether networks are asked beside the linear models of types and roles; they take most of the time.
        context: whether first impressions are weighed in the light of the rest of the report.
        first: the first impressions, if they are made already.
        encoder: gives the second opinion, if there is one.
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
            version=version,
            leaning=LEANING,
            types=types,
            network=None,
            context=None,
            role_network=None,
            encoder=encoder,
            **tables,
        )
    if first is None:
        first = First(*fit_types(listed), impressions_of_others(listed, TURNS) if context else {})
    weighed, leaning = _fit_context(listed, first) if context else (None, LEANING)
    return Models(
        version=version,
        leaning=leaning,
        types=first.types,
        network=first.network,
        context=weighed,
        role_network=fit_network(together.rows["roles"], (), together.right["roles"], ROLE_PASSES),
        encoder=encoder,
        **tables,
    )


def fit_types(listed: Sequence[Decisions]) -> tuple[Linear, Network]:
    """The two models of event types."""
    rows = [row for one in listed for row in one.rows["types"]]
    right = [said for one in listed for said in one.right["types"]]
    meanings = [row for one in listed for row in one.meanings]
    return fit_linear(rows, right, _PENALTY["types"]), fit_network(rows, meanings, right)


def impressions_of_others(
    listed: Sequence[Decisions], turns: int, encoder: Encoder | None = None
) -> dict[str, dict[str, NDArray[np.float64]]]:
    """What models that did not learn from the hand of a report make of it.

    Args:
        listed: what each report teaches.
        turns: so many pairs of models are fitted.
        encoder: one that learned from none of the parts that are left out in turn; only these are asked about then.
    """
    hands = sorted({one.hand for one in listed if encoder is None or one.hand in FOLDS})
    classes = sorted({said for one in listed for said in one.right["types"]})
    found = {}
    for turn in range(turns):
        asked = set(hands[turn::turns])
        pair = fit_types([one for one in listed if one.hand not in asked])
        for one in listed:
            if one.hand in asked and one.rows["types"]:
                found[one.report] = first_impression(one, pair, encoder, classes)
    return found


def first_impression(
    one: Decisions, pair: tuple[Linear, Network], encoder: Encoder | None, classes: Sequence[str]
) -> dict[str, NDArray[np.float64]]:
    """The chances of each of these types for the clauses of a report, by the name of the model that says so."""
    linear, network = pair
    rows = one.rows["types"]
    told = {
        "linear": (linear.classes, linear.scores(rows)),
        "network": (network.classes, network.scores(rows, np.asarray(one.meanings))),
    }
    if encoder is not None:
        starts = [at for at, _ in one.lessons.clauses]
        told["encoder"] = encoder.layers.types.classes, encoder.read(one.lessons.sentences).types(starts)
    found = {}
    for name, (known, table) in told.items():  # a rare type may be of one hand alone
        found[name] = np.full((len(rows), len(classes)), _LEAST)
        found[name][:, [classes.index(event) for event in known]] = table
    return found


def _fit_context(listed: Sequence[Decisions], first: First) -> tuple[Context, float]:
    classes = first.types.classes
    none = classes.index("none")
    kept = [one for one in listed if one.report in first.told]
    signs = [dict(impressions(one.heads, first.told[one.report], none)) for one in kept]
    return fit_context(signs, [[classes.index(said) for said in one.right["types"]] for one in kept], none)
