"""How well a reader's claims agree with annotated ones: precision, recall and F1 of each field.

Claims are paired one to one inside a report, best overlap first. A pair needs the same type and an overlap of half of
the shorter span. A claim that was missed counts as missed in every field.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from foedus.news.agreement import bare_words, dates_touch, same_date, same_quantity, same_source
from foedus.terms.claims import EVENT_TYPES, MODALITIES, NARRATOR, OPINIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Record = dict[str, Any]
    Pair = tuple[Record, Record]
    Score = dict[str, Any]

__all__ = ["OPINIONS", "score_claims"]

_COVER = 0.5
_SOURCE_BONUS, _MODALITY_BONUS = 0.05, 0.02


def score_claims(gold: Sequence[Record], told: Sequence[Record]) -> Score:
    """The table of scores.

    Args:
        gold: annotated claims, in the fields of the scheme.
        told: a reader's claims; each needs `doc_id`, `event_type`, `char_start`, `char_end`.

    >>> claim = {"doc_id": "d", "event_type": "attack", "char_start": 0, "char_end": 9, "modality": "asserted"}
    >>> score_claims([claim], [claim])["claims"]["f1"], score_claims([claim], [])["claims"]["f1"]
    (1.0, 0.0)
    """
    reports: dict[str, tuple[list[Record], list[Record]]] = defaultdict(lambda: ([], []))
    for record in gold:
        reports[record["doc_id"]][0].append(record)
    told = [r for r in told if r["doc_id"] in reports]
    for record in told:
        reports[record["doc_id"]][1].append(record)
    pairs: list[Pair] = []
    untyped, by_report = 0, {}
    for name, (right, found) in sorted(reports.items()):
        matched = _pair_up(right, found)
        pairs += matched
        untyped += len(_pair_up(right, found, typed=False))
        by_report[name] = _measure(len(matched), len(found), len(right))
    return {**_Table(pairs, gold, told).scores(untyped), "per_doc": by_report}


def _source(record: Record) -> str:
    return record.get("source") or NARRATOR


def _length(record: Record) -> int:
    return int(record["char_end"]) - int(record["char_start"])


def _common(a: Record, b: Record) -> int:
    return max(0, int(min(a["char_end"], b["char_end"]) - max(a["char_start"], b["char_start"])))


def _overlap(a: Record, b: Record) -> float:
    common = _common(a, b)
    return common / (_length(a) + _length(b) - common) if common else 0.0


def _pair_up(gold: Sequence[Record], told: Sequence[Record], *, typed: bool = True) -> list[Pair]:
    candidates = []
    for i, g in enumerate(gold):
        for j, p in enumerate(told):
            least = _COVER * max(1, min(_length(g), _length(p)))
            if (typed and g["event_type"] != p["event_type"]) or _common(g, p) < least:
                continue
            bonus = _SOURCE_BONUS * same_source(_source(g), _source(p))
            bonus += _MODALITY_BONUS * (g["modality"] == p.get("modality"))
            candidates.append((-_overlap(g, p) - bonus, i, j))
    used: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for _, i, j in sorted(candidates):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((gold[i], told[j]))
    return pairs


def _measure(hits: int, predicted: int, expected: int) -> Score:
    p = hits / predicted if predicted else 0.0
    r = hits / expected if expected else 0.0
    f = 2 * p * r / (p + r) if p + r else 0.0
    return {"p": round(p, 3), "r": round(r, 3), "f1": round(f, 3), "hits": hits, "pred": predicted, "gold": expected}


def _roles(record: Record) -> set[tuple[str, str]]:
    return {(role, code) for role, codes in (record.get("actors") or {}).items() for code in codes}


def _codes(record: Record) -> set[str]:
    return {code for _, code in _roles(record)}


class _Table:
    """Every measure over the pairs."""

    def __init__(self, pairs: list[Pair], gold: Sequence[Record], told: Sequence[Record]) -> None:
        self.pairs, self.gold, self.told = pairs, gold, told

    def scores(self, untyped: int) -> Score:
        types = self._each("event_type", EVENT_TYPES)
        modality = self._each("modality", MODALITIES)
        of_gold = [v["f1"] for v in types.values() if v["gold"]]
        overlaps = [_overlap(g, p) for g, p in self.pairs]
        attributed = [sum(_source(r) != NARRATOR for r in rows) for rows in (self.told, self.gold)]
        return {
            "claims": _measure(len(self.pairs), len(self.told), len(self.gold)),
            "claims_core_types": self._sum(v for c, v in types.items() if c not in OPINIONS),
            "spans_any_type": _measure(untyped, len(self.told), len(self.gold)),
            "spans_iou_half": _measure(sum(o >= _COVER for o in overlaps), len(self.told), len(self.gold)),
            "macro_f1_types": round(sum(of_gold) / len(of_gold), 3) if of_gold else 0.0,
            "mean_iou": round(sum(overlaps) / len(overlaps), 3) if overlaps else 0.0,
            "source": self._all(lambda g, p: same_source(_source(g), _source(p))),
            "source_attributed": _measure(
                self._count(lambda g, p: _source(g) != NARRATOR and same_source(_source(g), _source(p))), *attributed
            ),
            "affiliation": self._all(lambda g, p: _same(g, p, "source_affiliation")),
            "speech_verb": self._all(lambda g, p: _same(g, p, "speech_verb")),
            "relayed_by": self._filled("relayed_by", lambda a, b: set(a) == set(b)),
            "modality": self._all(lambda g, p: g["modality"] == p.get("modality")),
            "modality_hedged": self._sum(v for c, v in modality.items() if c != "asserted"),
            "actor_role": self._sets(_roles),
            "actor_any_role": self._sets(_codes),
            "quantity": self._filled("quantity", same_quantity),
            "date_exact": self._filled("date", same_date),
            "date_overlap": self._filled("date", dates_touch),
            "place": self._filled("place", lambda a, b: bool(set(bare_words(a)) & set(bare_words(b)))),
            "claim_fully_right": _measure(self._count(_right), len(self.told), len(self.gold)),
            "per_type": types,
            "per_modality": modality,
        }

    def _count(self, good: Callable[[Record, Record], Any]) -> int:
        return sum(1 for g, p in self.pairs if good(g, p))

    def _all(self, good: Callable[[Record, Record], Any]) -> Score:
        hits = self._count(good)
        share = round(hits / len(self.pairs), 3) if self.pairs else 0.0
        return {**_measure(hits, len(self.told), len(self.gold)), "accuracy": share}

    def _filled(self, name: str, same: Callable[[Any, Any], bool]) -> Score:
        hits = self._count(lambda g, p: g.get(name) and p.get(name) and same(g[name], p[name]))
        return _measure(hits, sum(1 for r in self.told if r.get(name)), sum(1 for r in self.gold if r.get(name)))

    def _sets(self, of: Callable[[Record], set[Any]]) -> Score:
        hits = sum(len(of(g) & of(p)) for g, p in self.pairs)
        return _measure(hits, sum(len(of(r)) for r in self.told), sum(len(of(r)) for r in self.gold))

    def _each(self, name: str, classes: Sequence[str]) -> dict[str, Score]:
        right, said = Counter(r[name] for r in self.gold), Counter(r.get(name) for r in self.told)
        hits = Counter(g[name] for g, p in self.pairs if g[name] == p.get(name))
        return {c: _measure(hits[c], said[c], right[c]) for c in classes if right[c] or said[c]}

    @staticmethod
    def _sum(rows: Iterable[Score]) -> Score:
        listed = list(rows)
        return _measure(*(sum(v[k] for v in listed) for k in ("hits", "pred", "gold")))


def _same(gold: Record, told: Record, name: str) -> bool:
    return bool((gold.get(name) or "") == (told.get(name) or ""))


def _right(gold: Record, told: Record) -> bool:
    return (
        same_source(_source(gold), _source(told))
        and gold["modality"] == told.get("modality")
        and _roles(gold) == _roles(told)
        and (not gold.get("quantity") or same_quantity(gold["quantity"], told.get("quantity")))
        and (not gold.get("date") or same_date(gold["date"], told.get("date")))
    )
