"""A second look: what a clause tells, in the light of what the rest of the report tells.

"Departures will resume" is about workers where the report is, and "that is false" denies whatever was told before.
First impressions of every clause (a linear model's, a network's, the encoder's) are weighed with those of the sentence,
of the one before, of the clauses above and below in the tree, and of the report as a whole. Weights are shared by all
types: what is learned is how far a neighbour's type counts, not which.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.news.lists import word_classes
from foedus.news.local.classes import VERBAL, classes_of
from foedus.news.local.linear import agreed
from foedus.news.local.tables import from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Token

    Table = NDArray[np.float32]

__all__ = ["Context", "impressions", "is_bare_denial"]

_TIES = ("conj", "relcl", "ccomp", "advcl", "acl", "xcomp", "appos", "prep", "other")
_PLACES = ("ROOT", "conj", "ccomp", "relcl", "appos", "pobj", "dobj", "nsubj", "xcomp", "advcl")
_SHORT, _LEAST, _PRIOR, _SURE = 12, 1e-6, 0.3, 0.6


def is_bare_denial(head: Token) -> bool:
    """Does a clause only deny, or name a charge, without telling what: "Baku calls that a lie"?"""
    words = [t for t in head.subtree if not t.is_punct]
    if len(words) > _SHORT:
        return False
    told = {t.lower_ for t in words}
    return "DENY" in classes_of(head) or not told.isdisjoint(word_classes()["speech"]["FALSEHOOD"])


@dataclass(slots=True)
class _Neighbours:
    """For each clause, what is told around it: one table of clauses x types for each kind of neighbour."""

    before: Table
    second: Table
    last: Table
    sentence: Table
    above: dict[str, Table]
    below: dict[str, Table]
    tied: NDArray[np.bool_]

    @classmethod
    def of(cls, heads: Sequence[Sequence[Token]], told: Table, sure: NDArray[np.bool_]) -> _Neighbours:
        """Look around every clause of a report."""

        def empty() -> Table:
            return np.zeros_like(told)

        above, below = ({tie: empty() for tie in _TIES} for _ in range(2))
        found = cls(empty(), empty(), empty(), empty(), above, below, np.zeros(len(told), dtype=bool))
        before = second = last = np.zeros(told.shape[1], dtype=np.float32)
        first = 0
        for listed in heads:
            if not listed:
                continue
            here = told[first : first + len(listed)]
            rows = slice(first, first + len(listed))
            found.before[rows], found.second[rows] = before, second
            found.sentence[rows] = _others(here)
            found.tie(listed, here, first)
            for row in range(first, first + len(listed)):
                found.last[row] = last
                if sure[row]:
                    last = told[row] / max(float(told[row].sum()), _LEAST)
            second, before = before, here.max(axis=0)
            first += len(listed)
        return found

    def tie(self, listed: Sequence[Token], here: Table, first: int) -> None:
        """Tell each clause of a sentence of the next one above it, and that one of it."""
        places = {head.i: row for row, head in enumerate(listed)}
        for row, head in enumerate(listed):
            word = head
            while word.head.i != word.i:
                tie, word = word.dep_, word.head
                if word.i in places:
                    tie, up = (tie if tie in _TIES else "other"), places[word.i]
                    self.above[tie][first + row] = here[up]
                    self.tied[first + row] = True
                    below = self.below[tie]
                    below[first + up] = np.maximum(below[first + up], here[row])
                    break


def _others(here: Table) -> Table:
    """For each row, the largest of all other rows, column by column."""
    if len(here) == 1:
        return np.zeros_like(here)
    best = here.argmax(axis=0)
    columns = np.arange(here.shape[1])
    without = here.copy()
    without[best, columns] = 0
    found = np.tile(here[best, columns], (len(here), 1))
    found[best, columns] = without.max(axis=0)
    return found


def impressions(
    heads: Sequence[Sequence[Token]], opinions: Mapping[str, NDArray[np.float64]], none: int
) -> Iterator[tuple[str, Table]]:
    """Every sign with its table of clauses x types.

    Args:
        heads: for each sentence of a report, the words that can head a claim.
        opinions: for each of these heads, the probability of each type, by the name of the model that says so.
        none: the column of `none`.
    """
    mean = agreed(*opinions.values()).astype(np.float32)
    told = mean.copy()
    told[:, none] = 0

    def of_types(table: NDArray[Any]) -> Table:
        kept = table.astype(np.float32)
        kept[:, none] = 0
        return kept

    def of_none(column: NDArray[Any]) -> Table:
        kept = np.zeros_like(told)
        kept[:, none] = column
        return kept

    for name, chances in opinions.items():
        odds = np.log(chances + _LEAST)
        yield name, odds.astype(np.float32)
        yield name + " none", of_none(odds[:, none])
    types = told.shape[1] - 1
    rest = told.sum(axis=0) - told + _PRIOR
    report = np.log(rest / (told.sum() - told.sum(axis=1, keepdims=True) + _PRIOR * types))
    yield "report", of_types(report)
    yield "report unsure", of_types(report * (1 - mean.max(axis=1, keepdims=True)))
    around = _Neighbours.of(heads, told, mean[:, none] < _SURE)
    yield "before", around.before
    yield "second before", around.second
    yield "last", around.last
    yield "sentence", around.sentence
    for tie in _TIES:
        yield "above " + tie, around.above[tie]
        yield "below " + tie, around.below[tie]
        yield "none above " + tie, of_none(around.above[tie].sum(axis=1))
        yield "none below " + tie, of_none(around.below[tie].max(axis=1))
    flat = [head for listed in heads for head in listed]
    denies = np.array([is_bare_denial(head) for head in flat], dtype=np.float32)
    yield "denied", np.maximum(around.before, around.sentence) * denies[:, np.newaxis]
    yield "none denied", of_none(denies)
    pronoun = np.array([_pronoun_acts(head) for head in flat], dtype=np.float32)
    yield "pronoun", np.maximum(around.before, _PRIOR * around.second) * pronoun[:, np.newaxis]
    yield "none told", of_none(np.log(told.max(axis=1) + _LEAST))
    yield "none tied", of_none(around.tied)
    yield "none sentence", of_none(around.sentence.max(axis=1))
    yield "none before", of_none(around.before.max(axis=1))
    yield "none noun", of_none(np.array([head.pos_ not in VERBAL for head in flat]))
    for place in _PLACES:
        yield "none " + place, of_none(np.array([head.dep_ == place for head in flat]))


def _pronoun_acts(head: Token) -> bool:
    return any(c.pos_ == "PRON" and c.dep_ in ("nsubj", "nsubjpass") for c in head.children)


@dataclass(frozen=True, slots=True)
class Context:
    """How far every sign counts.

    Attributes:
        names: the signs of `impressions`, in order.
        weights: one for each sign, shared by all types.
        base: one for each type.
    """

    names: tuple[str, ...]
    weights: NDArray[np.float32]
    base: NDArray[np.float32]

    def odds(self, signs: Iterator[tuple[str, Table]]) -> NDArray[np.float64]:
        """Log-odds of each type for each clause of a report."""
        weights = dict(zip(self.names, map(float, self.weights), strict=True))
        total: Any = self.base.astype(np.float64)
        for name, table in signs:
            total = total + weights[name] * table
        found: NDArray[np.float64] = total
        return found

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {"names": list(self.names), "weights": to_text(self.weights), "base": to_text(self.base)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Context:
        """From plain data, as `to_dict` writes it."""
        return cls(tuple(data["names"]), from_text(data["weights"]), from_text(data["base"]))
