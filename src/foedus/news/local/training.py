"""Fitting the models of the local reader on annotated reports, and reading with one part of the corpus left out.

Every decision is a regularised logit over named features; a feature counts more the rarer it is. Later decisions are
fitted on what the annotators marked (the true type, span and source), so they do not learn from earlier mistakes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.news.agreement import same_date, same_quantity, same_source
from foedus.news.local.attached import day_features, place_features
from foedus.news.local.clauses import heads, referents
from foedus.news.local.days import DayMemory, memories, readings
from foedus.news.local.features import SentenceView, clause_features
from foedus.news.local.hedges import hedge_features
from foedus.news.local.linear import Linear
from foedus.news.local.models import Models
from foedus.news.local.network import LENGTH, Network
from foedus.news.local.numbers import number_features, numbered
from foedus.news.local.roles import Actors, sort_of
from foedus.news.local.sources import NOBODY, candidates, who_speaks
from foedus.news.local.spans import part_features, parts
from foedus.news.local.speakers import Memory
from foedus.news.speakers import Speakers
from foedus.terms.claims import NARRATOR
from foedus.terms.scheme import from_scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Token

    from foedus.news.document import Document
    from foedus.news.local.examples import Example
    from foedus.news.local.features import Features
    from foedus.news.local.parsed import ParsedSentence
    from foedus.news.local.sources import Candidate

__all__ = ["SEED", "Decisions", "decisions", "fit_models"]

LEANING = 0.8
"""What is taken off the log-odds of `none`: a missed claim costs as much as an invented one."""

HIDDEN, PASSES, SEED = 32, 5, 1815
"""The network: hidden units, passes over the examples, and the seed of its first weights."""

_PENALTY = {
    "types": 0.03,
    "sources": 0.1,
    "spans": 0.05,
    "roles": 0.05,
    "hedges": 0.05,
    "quantities": 0.3,
    "dates": 0.3,
}


@dataclass(slots=True)
class Decisions:
    """Rows for every decision: features and what is right."""

    rows: dict[str, list[Features]] = field(default_factory=lambda: {name: [] for name in _PENALTY})
    right: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in _PENALTY})

    def add(self, name: str, features: Features, right: str | bool) -> None:
        """One row."""
        self.rows[name].append(features)
        self.right[name].append(right if isinstance(right, str) else ("yes" if right else "no"))

    def extend(self, other: Decisions) -> None:
        """All rows of another report."""
        for name, rows in other.rows.items():
            self.rows[name] += rows
            self.right[name] += other.right[name]


def decisions(example: Example) -> Decisions:
    """What one annotated report teaches."""
    found = Decisions()
    sentences, document = example.sentences, example.document
    told = who_speaks(sentences, Memory(Speakers(document)))
    actors = Actors.of(sentences, document.named)
    days = memories(sentences, document.dateline)
    for number, (parsed, reference) in enumerate(zip(sentences, referents(sentences), strict=True)):
        view = SentenceView.of(parsed, reference)
        listed = heads(parsed)
        for head in listed:
            gold = example.gold.get((number, head.i))
            found.add("types", clause_features(view, head), gold[0]["event_type"] if gold else "none")
        for word in listed:
            for claim in example.gold.get((number, word.i), ()):
                source = _learn(found, document, days[number], parsed, word, claim, candidates(told[number], word))
                _learn_roles(found, actors, number, parsed, word, source, claim)
    return found


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
    for candidate, good in zip(asked, right, strict=True):
        found.add("sources", candidate.features, good)
    source = next((c for c, good in zip(asked, right, strict=True) if good), NOBODY)
    found.add("hedges", hedge_features(parsed, head, event, source, span), claim["modality"])
    for child in parts(head):
        inside = span[0] <= parsed.start(child) and parsed.end(child) <= span[1]
        found.add("spans", part_features(parsed, head, child, event), inside)
    for counted in numbered(parsed):
        row = place_features(parsed, head, event, (counted.start, counted.end), span, source)
        row |= number_features(parsed, counted, event)
        found.add("quantities", row, same_quantity(claim["quantity"], counted.quantity(event).to_dict()))
    for day in readings(parsed.sentence.text, document.dateline, memory):
        row = place_features(parsed, head, event, (day.start, day.end), span, source) | day_features(parsed, day, event)
        found.add("dates", row, same_date(claim["date"], day.span.to_dict()))
    return source


def _learn_roles(
    found: Decisions,
    actors: Actors,
    number: int,
    parsed: ParsedSentence,
    head: Token,
    source: Candidate,
    claim: dict[str, Any],
) -> None:
    event = claim["event_type"]
    roles = claim["actors"].items()
    sorts = {from_scheme(code): sort_of(event, role) for role, codes in roles for code in codes}
    for mention in actors.mentions(number, parsed, head, event, source, _span(claim)):
        found.add("roles", mention.features, sorts.get(mention.code, "none"))
    actors.settle(number, event, sorts)


def fit_models(rows: Iterable[Decisions], version: str, *, network: bool = True) -> Models:
    """Fit every decision.

    Args:
        rows: what each report teaches.
        version: of the models, told with each claim.
        network: whether a network is asked beside the linear model of event types; it takes most of the time.
    """
    together = Decisions()
    for one in rows:
        together.extend(one)
    tables = {name: _fit(together.rows[name], together.right[name], penalty) for name, penalty in _PENALTY.items()}
    net = _fit_network(together.rows["types"], together.right["types"]) if network else None
    return Models(version=version, leaning=LEANING, network=net, **tables)


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows as a sparse matrix of the features that come twice, and how much each counts."""

    names: list[str]
    rare: NDArray[np.float32]
    weighed: Any


def _table(rows: Sequence[Features]) -> _Table:
    from scipy.sparse import diags  # noqa: PLC0415 - only for training
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415 - only for training

    maker = DictVectorizer(dtype=np.float32)
    table = maker.fit_transform(rows)
    often = np.asarray((table > 0).sum(axis=0)).ravel()
    kept = np.flatnonzero(often >= 2)
    rare = np.sqrt(np.log(max(3, len(rows)) / often[kept]) + 0.1).astype(np.float32)
    return _Table([str(n) for n in maker.get_feature_names_out()[kept]], rare, (table[:, kept] @ diags(rare)).tocsr())


def _fit(rows: Sequence[Features], right: Sequence[str], penalty: float) -> Linear:
    """A multinomial logit; of two classes the first has no weights."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - only for training

    table = _table(rows)
    model = LogisticRegression(C=penalty, max_iter=300, tol=1e-3).fit(table.weighed, right)
    weights = (model.coef_ * table.rare).T.astype(np.float32)
    base = np.asarray(model.intercept_, dtype=np.float32)
    if len(model.classes_) == 2:
        weights = np.hstack([np.zeros_like(weights), weights])
        base = np.array([0.0, base[0]], dtype=np.float32)
    return Linear(tuple(map(str, model.classes_)), {n: i for i, n in enumerate(table.names)}, weights, base)


def _fit_network(rows: Sequence[Features], right: Sequence[str]) -> Network:
    """One hidden layer; few passes, for it learns single reports by heart soon."""
    import warnings  # noqa: PLC0415 - only for training

    from sklearn.exceptions import ConvergenceWarning  # noqa: PLC0415 - only for training
    from sklearn.neural_network import MLPClassifier  # noqa: PLC0415 - only for training
    from sklearn.preprocessing import normalize  # noqa: PLC0415 - only for training

    table = _table(rows)
    model = MLPClassifier(
        (HIDDEN,), alpha=1e-3, max_iter=PASSES, batch_size=128, learning_rate_init=1e-3, random_state=SEED
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(normalize(table.weighed) * LENGTH, right)
    inner, outer = (w.astype(np.float32) for w in model.coefs_)
    inner_base, outer_base = (b.astype(np.float32) for b in model.intercepts_)
    place = {n: i for i, n in enumerate(table.names)}
    return Network(tuple(map(str, model.classes_)), place, table.rare, inner, inner_base, outer, outer_base)
