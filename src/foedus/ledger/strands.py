"""Figures of one matter: strands by measure, and in each the best range, the series and the dissent.

The rules, in their order:

1. Figures of another unit, status or scope stand in another strand, and so do two that an analyst held to be different
   quantities. Denials give no figure.
2. If an analyst or the policy accepts figures, only those count; disputed ones never do.
3. Each independent origin has one word: its figures of the latest day for which it gives any.
4. Only the newest window counts: 45 days back from the newest figure.
5. Of these only the best graded: credibility first, then whether it is said or only held possible, then reliability.
6. The range spans the largest set of origins whose figures agree (1 per cent apart at most); where sets are equally
   large, nothing decides between them, and the range spans them all. An open side ("more than 1,000") stays open only
   if no figure of the set closes it.

What differs from the range in the window is dissent; older figures stand in the series.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from foedus.ledger.best import agree, best_range
from foedus.ledger.grading import group_of
from foedus.ledger.standing import standing_of
from foedus.news.measures import measure_of
from foedus.terms.evidence import Dissent, Point, Strand

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foedus.ledger.grading import Grader
    from foedus.ledger.heard import Heard
    from foedus.terms.evidence import Told
    from foedus.terms.grades import Grade
    from foedus.terms.tellings import Measure

__all__ = ["WINDOW", "figure_grades", "in_words", "parted", "strands_of"]

WINDOW = timedelta(days=45)
"""Figures of so many days tell of one state of things; it is the window of an undated claim."""


def parted(heard: Sequence[Heard], different: frozenset[tuple[str, str]]) -> dict[tuple[Measure, int], list[Heard]]:
    """Claims with a figure that say it, by measure, and by part where an analyst held some to be different quantities.

    Each goes, the earliest first, to the first part that holds nothing different from it, and of those rather to one
    with a figure that agrees.
    """
    found: dict[tuple[Measure, int], list[Heard]] = {}
    for h in sorted(heard, key=lambda h: h.order):
        if h.claim.quantity is None:
            continue
        measure, free = measure_of(h.claim), []
        at = 0
        while (measure, at) in found:
            if not any((min(h.entry, o.entry), max(h.entry, o.entry)) in different for o in found[measure, at]):
                free.append(at)
            at += 1
        alike = [n for n in free if any(agree(h.claim.quantity, o.claim.quantity) for o in found[measure, n])]
        found.setdefault((measure, (alike or free or [at])[0]), []).append(h)
    return found


def figure_grades(
    parts: Mapping[tuple[Measure, int], Sequence[Heard]],
    denials: Sequence[Heard],
    head: Mapping[str, str],
    grader: Grader,
) -> dict[str, Grade]:
    """The grade of each figure: borne out by like figures of its own measure told of about the same time."""
    found: dict[str, Grade] = {}
    for (measure, _), heard in parts.items():
        bearing = [h for h in heard if head[h.entry] == h.entry and not grader.disputed(h)]
        for window in _windows(heard):
            near = [h for h in bearing if abs(h.as_of - window[0].as_of) <= WINDOW]
            told = [h for h in denials if h.claim.quantity is None or measure_of(h.claim).unit == measure.unit]
            against = [h.telling for h in told if abs(h.as_of - window[0].as_of) <= WINDOW and not grader.disputed(h)]
            group = group_of([h.telling for h in near or window], against, measure, grader.table)
            for h, computed in zip(window, grader.among(window, group), strict=True):
                found[h.entry] = computed
    return found


def _windows(heard: Sequence[Heard]) -> list[list[Heard]]:
    """The same by the day that they tell of."""
    found: dict[object, list[Heard]] = {}
    for h in heard:
        found.setdefault(h.as_of, []).append(h)
    return list(found.values())


def strands_of(
    parts: Mapping[tuple[Measure, int], Sequence[Heard]],
    told: Mapping[str, Told],
    denials: Sequence[Told],
    notes: Mapping[str, Sequence[Dissent]],
    grader: Grader,
) -> tuple[Strand, ...]:
    """The strands of a matter.

    Args:
        parts: its figures up to the day.
        told: every claim with its grade.
        denials: the live ones.
        notes: claim -> refusals to confirm it.
        grader: the table and what was judged.
    """
    found = []
    for (measure, part), heard in sorted(parts.items()):
        rows = [told[h.entry] for h in sorted(heard, key=lambda h: h.order)]
        chosen = best_range(rows, WINDOW)
        general = [d for d in denials if d.telling.claim.quantity is None or _about(d, measure)]
        used = [told[key] for key in chosen.entries]
        standing = standing_of(
            used or rows, [], general, [t.grade for t in used if not t.graded_by], None, grader.table
        )
        dissent = [Dissent("figure", t.telling.claim.source, _says(t), t.entry, t.as_of) for t in chosen.others]
        dissent += [Dissent("disputed", t.by, _says(t), t.entry, t.as_of) for t in rows if t.verdict == "dispute"]
        dissent += [
            Dissent("denial", d.telling.claim.source, d.telling.claim.sentence, d.entry, d.telling.day) for d in general
        ]
        dissent += [row for h in heard for row in notes.get(h.entry, ())]
        found.append(
            Strand(
                measure,
                part,
                chosen.low,
                chosen.high,
                max(t.as_of for t in (used or rows)),
                chosen.rule,
                chosen.entries,
                tuple(sorted({t.origin for t in used})),
                standing,
                tuple(_point(t) for t in rows),
                tuple(dict.fromkeys(dissent)),
            )
        )
    return tuple(found)


def _about(denial: Told, measure: Measure) -> bool:
    return measure_of(denial.telling.claim).unit == measure.unit


def _says(told: Told) -> str:
    quantity = told.telling.claim.quantity
    if quantity is None:
        return told.telling.claim.sentence
    return f"{in_words(quantity.low, quantity.high)} {quantity.unit}"


def in_words(low: float | None, high: float | None) -> str:
    """A range in words.

    >>> in_words(1000, None), in_words(None, 5), in_words(3, 3), in_words(10000, 12000)
    ('at least 1,000', 'up to 5', '3', '10,000 to 12,000')
    """
    if low is None:
        return f"up to {high:,.16g}" if high is not None else "some"
    if high is None:
        return f"at least {low:,.16g}"
    return f"{low:,.16g}" if low == high else f"{low:,.16g} to {high:,.16g}"


def _point(t: Told) -> Point:
    claim = t.telling.claim
    low, high = (claim.quantity.low, claim.quantity.high) if claim.quantity else (None, None)
    place = claim.place or ""
    return Point(t.as_of, t.telling.day, low, high, t.origin, claim.source, t.entry, place, claim.modality)
