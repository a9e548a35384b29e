"""Counts of a state's soldiers as ranges per month, each with the way it was reckoned."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from foedus.ledger.strands import WINDOW
from foedus.news.measures import PACES
from foedus.ties.rates import MONTH, months, per_month, risen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from foedus.terms.evidence import Told
    from foedus.ties.headcounts import Headcount
    from foedus.ties.rates import Range

__all__ = ["HOW", "Tally", "best_of", "tallied"]

HOW = {
    "rate": "told as a rate",
    "months": "over the months named",
    "total": "a total since it entered",
    "rise": "rise between two totals",
    "least": "no time is told",
    "stock": "so many at a time",
}
"""How a range per month was reckoned. Where no time is told, only the least is known: in fewer months it was more.
A stock has no range per month."""

_WHOLE = 28 / MONTH
"""A month; a count of less than one tells nothing of a month."""

_STOCKS = ("present", "planned", "withdrawn")


@dataclass(frozen=True, slots=True)
class Tally:
    """So many of a state's soldiers, in all and per month.

    Attributes:
        item: see `foedus.ties.headcounts.ITEMS`.
        count: the least and the most, as told; `month`: the same per month, `None` where that is not known.
        how: see `HOW`.
        since, until: of what days it is; `since` may be known between two days.
        by: whose figures they are; `entries`: of the ledger, on which it rests; `rule`: why these.
        standing: how well the matter stands.
    """

    state: str
    item: str
    unit: str
    count: Range
    month: Range
    how: str
    since: tuple[date, date] | None
    until: date
    by: tuple[str, ...]
    entries: tuple[str, ...]
    rule: str
    standing: str

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        since = [day.isoformat() for day in self.since] if self.since else None
        return {
            "state": self.state,
            "item": self.item,
            "unit": self.unit,
            "low": self.count[0],
            "high": self.count[1],
            "month_low": self.month[0],
            "month_high": self.month[1],
            "how": self.how,
            "since": since,
            "until": self.until.isoformat(),
            "by": list(self.by),
            "entries": list(self.entries),
            "rule": self.rule,
            "standing": self.standing,
        }


Days = tuple["date", "date"]
"""Between these two."""


def tallied(counts: Iterable[Headcount], entered: Days | None, came: Days | None = None) -> list[Tally]:
    """Each count as a tally, and the rises between two totals of one origin.

    Args:
        counts: of one state.
        entered: between which days it entered the war; `None` if nobody tells.
        came: between which days its first soldiers came, where that was earlier: those sent are counted from there.
    """
    listed = list(counts)
    found = [_tally(count, (came if count.item == "sent" else None) or entered) for count in listed]
    totals = [c for c in listed if c.scope == "total" and c.item not in _STOCKS]
    for item, unit in sorted({(c.item, c.unit) for c in totals}):
        found += _rises([c for c in totals if (c.item, c.unit) == (item, unit)])
    return sorted(found, key=lambda t: (t.item, t.until, t.how, t.entries))


def best_of(tallies: Iterable[Tally], item: str) -> Tally | None:
    """The tally that stands for an item: of the newest, one of which both sides are known.

    Those count as newest that are as old as the newest, give or take the ledger's window of 45 days. A rate that is
    told goes before the rise of a total, that before the months that claims name, and all before averages since the
    beginning; of a stock the newest stands.
    """
    mine = [t for t in tallies if t.item == item and (t.how == "stock" or t.month != (None, None))]
    if not mine:
        return None
    closed = [t for t in mine if None not in (t.count if t.how == "stock" else t.month)] or mine
    newest = max(t.until for t in closed)
    recent = [t for t in closed if newest - t.until <= WINDOW]
    return min(recent, key=lambda t: (_ORDER.index(t.how), newest - t.until, t.entries))


_ORDER = ("stock", "rate", "rise", "months", "total", "least")


def _tally(c: Headcount, entered: tuple[date, date] | None) -> Tally:
    month, how, since = _reckoned(c, entered)
    by = tuple(sorted({t.telling.claim.source for t in c.rows}))
    entries = tuple(t.entry for t in c.rows)
    return Tally(c.state, c.item, c.unit, c.count, month, how, since, c.as_of, by, entries, c.rule, c.standing)


def _reckoned(c: Headcount, entered: tuple[date, date] | None) -> tuple[Range, str, tuple[date, date] | None]:
    if c.scope in PACES:
        times = MONTH / PACES[c.scope]
        low, high = c.count
        return (None if low is None else low * times, None if high is None else high * times), "rate", None
    if c.item in _STOCKS:
        return (None, None), "stock", None
    if c.span is not None:
        return per_month(c.count, months((c.span[0], c.span[0]), c.span[1])), "months", (c.span[0], c.span[0])
    total = c.scope == "total"
    how = "total" if total else "least"
    if entered is None or entered[1] >= c.as_of:
        return (None, None), how, entered
    over = months(entered, c.as_of)
    if over[1] < _WHOLE:
        return (None, None), how, entered
    return per_month(c.count, over, whole=total and over[0] >= _WHOLE), how, entered


def _rises(totals: Sequence[Headcount]) -> Iterator[Tally]:
    """Between each two totals of one origin that follow one another, a month or more apart."""
    told: dict[tuple[str, date | None], list[tuple[date, Range, Told, Headcount]]] = {}
    for c in totals:
        for row in c.series:
            quantity = row.telling.claim.quantity
            if quantity is not None:
                key = (row.origin, c.span[0] if c.span else None)
                told.setdefault(key, []).append((c.day(row), (quantity.low, quantity.high), row, c))
    for rows in told.values():
        for (day, count, row, _), (later, later_count, later_row, c) in pairwise(sorted(rows, key=lambda r: r[0])):
            rise = risen(count, later_count)
            if rise is None or (later - day).days < MONTH - 3:
                continue
            month = per_month(rise, ((later - day).days / MONTH,) * 2)
            by = tuple(sorted({row.telling.claim.source, later_row.telling.claim.source}))
            entries = (row.entry, later_row.entry)
            rule = "two totals of one origin"
            yield Tally(c.state, c.item, c.unit, rise, month, "rise", (day, day), later, by, entries, rule, c.standing)
