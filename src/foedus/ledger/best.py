"""The best range of several figures for one quantity, by the written rules of strands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.ledger.heard import SAYS
from foedus.ledger.standing import BEST

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from foedus.terms.claims import Quantity
    from foedus.terms.evidence import Told

__all__ = ["Chosen", "agree", "best_range"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A range, the claims on which it rests, those in the window that differ, and why."""

    low: float | None
    high: float | None
    entries: tuple[str, ...]
    others: tuple[Told, ...]
    rule: str


def agree(one: Quantity | None, two: Quantity | None) -> bool:
    """Have two ranges a number in common, give or take 1 per cent?

    >>> from foedus.terms.claims import Quantity
    >>> agree(Quantity(10_000, None, "troops"), Quantity(11_000, 12_000, "troops"))
    True
    """
    if one is None or two is None:
        return False
    (a, b), (c, d) = _ends(one), _ends(two)
    return a <= 1.01 * d and c <= 1.01 * b


def best_range(rows: Sequence[Told], window: timedelta) -> Chosen:
    """The best range of these figures, the earliest first: rules 2 to 6."""
    pool, why = [t for t in rows if t.verdict != "dispute"], ""
    if not pool:
        return Chosen(None, None, (), (), "every figure is disputed")
    accepted = [t for t in pool if t.believed]
    if accepted:
        pool, why = accepted, "accepted; "
    latest = _latest(pool)
    newest = max(t.as_of for t in latest)
    current = [t for t in latest if newest - t.as_of <= window]
    best = min(_rank(t) for t in current)
    graded = [t for t in current if _rank(t) == best]
    used, tied = _agreeing(graded)
    origins = len({t.origin for t in used})
    spans = f", which differ in {tied} ways, and nothing decides" if tied > 1 else ""
    rule = (
        f"{why}{origins} of {len({t.origin for t in current})} "
        f"{'origin' if len({t.origin for t in current}) == 1 else 'origins'} of the {window.days} days to {newest}, "
        f"the best graded ({used[0].grade}){spans}"
    )
    low, high = _hull(used)
    kept = {t.entry for t in used}
    others = tuple(
        t
        for t in _latest([t for t in rows if t.verdict != "dispute"])
        if t.entry not in kept and newest - t.as_of <= window and not _within(t, low, high)
    )
    return Chosen(low, high, tuple(sorted(kept)), others, rule)


def _latest(rows: Sequence[Told]) -> list[Told]:
    """Of each origin the figures of its latest day."""
    last: dict[str, tuple[Any, ...]] = {}
    for t in rows:
        day = (t.as_of, t.telling.day)
        if t.origin not in last or day > last[t.origin]:
            last[t.origin] = day
    return [t for t in rows if (t.as_of, t.telling.day) == last[t.origin]]


def _rank(t: Told) -> tuple[int, bool, str]:
    return BEST.index(t.grade.credibility), t.telling.claim.modality not in (*SAYS, "likely"), t.grade.reliability


def _agreeing(rows: Sequence[Told]) -> tuple[list[Told], int]:
    """The largest set of origins that agree with one figure; of several as large all, and how many there are."""
    sets = [frozenset(o.entry for o in rows if agree(o.telling.claim.quantity, t.telling.claim.quantity)) for t in rows]
    origin = {t.entry: t.origin for t in rows}
    sizes = [len({origin[key] for key in found}) for found in sets]
    largest = {found for found, size in zip(sets, sizes, strict=True) if size == max(sizes)}
    kept = frozenset[str]().union(*largest)
    return [t for t in rows if t.entry in kept], len(largest)


def _hull(rows: Sequence[Told]) -> tuple[float | None, float | None]:
    quantities = [t.telling.claim.quantity for t in rows if t.telling.claim.quantity]
    lows = [q.low for q in quantities if q.low is not None]
    highs = [q.high for q in quantities if q.high is not None]
    low, high = min(lows, default=None), max(highs, default=None)
    if high is not None and any(q.high is None and (q.low or 0.0) > 1.01 * high for q in quantities):
        high = None  # "6,700" and "at least 10,000": nothing closes the second
    if low is not None and any(q.low is None and 1.01 * (q.high or 0.0) < low for q in quantities):
        low = None
    if low is not None and high is not None and low > high:  # "at least 1,000" and "995" agree
        return high, low
    return low, high


def _within(t: Told, low: float | None, high: float | None) -> bool:
    quantity = t.telling.claim.quantity
    if quantity is None:
        return True
    a, b = _ends(quantity)
    return (low or 0.0) <= 1.01 * a and b <= 1.01 * (float("inf") if high is None else high)


def _ends(quantity: Quantity) -> tuple[float, float]:
    return quantity.low or 0.0, float("inf") if quantity.high is None else quantity.high
