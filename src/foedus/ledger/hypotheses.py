"""Competing hypotheses: which of several explanations do graded claims speak against, and what would tell them apart?

Analysis of competing hypotheses (Heuer 1999, chapter 8) asks of every item of evidence whether it is consistent with,
inconsistent with, or neutral to each hypothesis. What is consistent with all of them tells nothing, however strong;
so hypotheses are ranked by how much speaks against them, not by how much speaks for them, and none is ever proved.

Hypotheses are notes of the ledger, and each cell of the matrix is a judgement with its author and reason. A claim
weighs by its grade. Where reliability or credibility cannot be judged (F, 6), and where a cell has not been filled, the
weight is a range: a hypothesis has a score from the least to the most that may speak against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from foedus.ledger.columns import columns_of
from foedus.ledger.cut import cut
from foedus.terms.entries import RATINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foedus.terms.entries import Entry
    from foedus.terms.grades import Grade

__all__ = ["Hypothesis", "Item", "Matrix", "spoken_of", "weigh"]

_LAST_DAY = date.max
"""Claims of any day are evidence."""

_RELIABLE = {"A": (1.0, 1.0), "B": (0.8, 0.8), "C": (0.6, 0.6), "D": (0.4, 0.4), "E": (0.2, 0.2), "F": (0.2, 1.0)}
_CREDIBLE = {1: (1.0, 1.0), 2: (0.8, 0.8), 3: (0.6, 0.6), 4: (0.4, 0.4), 5: (0.2, 0.2), 6: (0.2, 1.0)}


@dataclass(frozen=True, slots=True)
class Item:
    """A claim as evidence: its weight as a range, its ratings, and how much it tells apart.

    Attributes:
        weight: from the least to the most that its grade allows, between 0.04 and 1.
        ratings: hypothesis -> rating; a cell that nobody has filled is missing.
        separates: pairs of hypotheses that it tells apart: it speaks against one and not against the other.
        open_pairs: pairs that it might tell apart if the missing cells were filled.
    """

    claim: str
    words: str
    grade: Grade
    weight: tuple[float, float]
    ratings: tuple[tuple[str, str], ...]
    separates: int
    open_pairs: int

    def to_dict(self) -> dict[str, object]:
        """As plain data."""
        return {
            "claim": self.claim,
            "words": self.words,
            "grade": self.grade.to_dict(),
            "weight": list(self.weight),
            "ratings": dict(self.ratings),
            "separates": self.separates,
            "open_pairs": self.open_pairs,
        }


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """An explanation and what speaks against it.

    Attributes:
        against: from the least to the most weight of claims that are inconsistent with it, or may be.
        counts: how many claims were rated consistent, inconsistent and neutral, and how many are not rated.
        least: may it be the one with least against it, whatever the open weights and cells turn out to be?
        surely_least: is it, in every case?
    """

    id: str
    text: str
    against: tuple[float, float]
    counts: tuple[tuple[str, int], ...]
    least: bool
    surely_least: bool

    def to_dict(self) -> dict[str, object]:
        """As plain data."""
        return {
            "id": self.id,
            "text": self.text,
            "against": list(self.against),
            "counts": dict(self.counts),
            "may_be_least_contradicted": self.least,
            "surely_least_contradicted": self.surely_least,
        }


@dataclass(frozen=True, slots=True)
class Matrix:
    """Hypotheses against claims.

    Attributes:
        hypotheses: least contradicted first.
        items: what tells most apart first; those that tell nothing apart last.
        critical: claims without which another hypothesis would stand first.
    """

    hypotheses: tuple[Hypothesis, ...]
    items: tuple[Item, ...]
    critical: tuple[str, ...]

    @property
    def would_discriminate(self) -> tuple[tuple[str, float], ...]:
        """What to find out first: claims by how far settling grade and open cells could move the scores apart."""
        swings = [(item.claim, _swing(item)) for item in self.items]
        return tuple(sorted(((c, s) for c, s in swings if s > 0), key=lambda row: (-row[1], row[0])))

    def to_dict(self) -> dict[str, object]:
        """As plain data."""
        return {
            "hypotheses": [h.to_dict() for h in self.hypotheses],
            "items": [i.to_dict() for i in self.items],
            "critical": list(self.critical),
            "would_discriminate": [{"claim": c, "swing": round(s, 3)} for c, s in self.would_discriminate],
        }


def weigh(entries: Iterable[Entry], grades: Mapping[str, Grade], known_on: date | None = None) -> Matrix:
    """The matrix of hypotheses and claims that the entries hold.

    Args:
        entries: of a ledger, at least notes, judgements and what these speak of. Hypotheses are notes of form
            `hypothesis`, cells are judgements.
        grades: claim -> its grade; a claim without one is F6, "cannot be judged".
        known_on: only what was known by this day.

    What counts among entries is what counts in a fold (`cut`): what was retracted or superseded is left out, and of
    several judgements on a cell the latest counts.
    """
    listed = list(entries)
    found = cut(columns_of(listed), _LAST_DAY, known_on)
    texts = {n.entry: n.text for n in found.judged.notes if n.form == "hypothesis"}
    texts = dict(sorted(texts.items()))
    counted = {found.columns.key(int(row)) for row in found.rows}
    words = {e.id: _words(e) for e in listed if e.id in counted}
    cells = {
        claim: {key: rating for key, rating in ratings.items() if key in texts}
        for claim, ratings in found.judged.ratings.items()
        if claim in words
    }
    cells = {claim: ratings for claim, ratings in cells.items() if ratings}
    items = [_item(claim, words[claim], grades.get(claim, _unjudged()), rated, texts) for claim, rated in cells.items()]
    items.sort(key=lambda i: (-i.separates * i.weight[1], -i.separates, -i.open_pairs, i.claim))
    scores = {key: _score(key, items) for key in texts}
    first = _first(scores)
    critical = [
        i.claim for i in items if _first({k: _score(k, [o for o in items if o is not i]) for k in texts}) != first
    ]
    told = sorted((_hypothesis(key, text, scores, items) for key, text in texts.items()), key=_rank)
    return Matrix(tuple(told), tuple(items), tuple(critical) if len(texts) > 1 else ())


def spoken_of(entries: Iterable[Entry]) -> frozenset[str]:
    """The claims and reports that one must have beside notes and judgements to weigh: all that judgements speak of."""
    said = [e.said for e in entries if e.kind == "judgement"]
    return frozenset(key for s in said for key in (s["of"], s.get("by") or "") if key[:1] in ("c", "r"))


def _item(claim: str, words: str, grade: Grade, rated: dict[str, str], texts: Mapping[str, str]) -> Item:
    low = _RELIABLE[grade.reliability][0] * _CREDIBLE[grade.credibility][0]
    high = _RELIABLE[grade.reliability][1] * _CREDIBLE[grade.credibility][1]
    pairs = list(combinations(texts, 2))
    both = [(rated.get(a), rated.get(b)) for a, b in pairs]
    apart = sum(None not in pair and (pair[0] == "inconsistent") != (pair[1] == "inconsistent") for pair in both)
    unfilled = sum(None in pair for pair in both)
    return Item(claim, words, grade, (round(low, 4), round(high, 4)), tuple(sorted(rated.items())), apart, unfilled)


def _score(hypothesis: str, items: Iterable[Item]) -> tuple[float, float]:
    """The least and the most that speaks against it: what is not rated may be inconsistent."""
    low = high = 0.0
    for item in items:
        rating = dict(item.ratings).get(hypothesis)
        if rating == "inconsistent":
            low, high = low + item.weight[0], high + item.weight[1]
        elif rating is None:
            high += item.weight[1]
    return round(low, 4), round(high, 4)


def _first(scores: Mapping[str, tuple[float, float]]) -> frozenset[str]:
    """Those with least against them, by the middle of their ranges."""
    middle = {key: round(low + high, 4) for key, (low, high) in scores.items()}
    return frozenset(key for key, value in middle.items() if value == min(middle.values()))


def _hypothesis(key: str, text: str, scores: Mapping[str, tuple[float, float]], items: list[Item]) -> Hypothesis:
    counted = [dict(item.ratings).get(key, "not rated") for item in items]
    counts = tuple((word, counted.count(word)) for word in (*RATINGS, "not rated"))
    low, high = scores[key]
    others = [score for other, score in scores.items() if other != key]
    least = all(low <= most for _, most in others)
    surely = bool(others) and all(high < fewest for fewest, _ in others)
    return Hypothesis(key, text, (low, high), counts, least, surely)


def _rank(told: Hypothesis) -> tuple[float, float, str]:
    low, high = told.against
    return low + high, high, told.id


def _swing(item: Item) -> float:
    """How far the difference of two scores can still move by this claim: open weight where it separates, open cells."""
    width = item.weight[1] - item.weight[0]
    return width * item.separates + item.weight[1] * item.open_pairs


def _words(entry: Entry) -> str:
    said = entry.said
    sentence = str(said.get("sentence") or "")
    return sentence or str(said["event_type"])


def _unjudged() -> Grade:
    from foedus.terms.grades import Grade  # noqa: PLC0415 - only where a claim has no grade

    return Grade()
