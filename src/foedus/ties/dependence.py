"""Dependence: whose share in what a state receives, and how concentrated its providers are, year by year.

A state depends on a provider as far as it could not soon replace what that provider gives; a large share from few
providers is the usual measure (Hirschman 1945), and says nothing of what the state could make itself. Deliveries of
arms come in lumps, so SIPRI counts them over five years together, and so it is done here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.ties.concentration import herfindahl, herfindahl_range, share_ranges

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foedus.terms.flows import Flow

__all__ = ["LUMP", "Dependence", "dependence", "yearly_shares"]

LUMP = 5
"""Years that are counted together, by the usage of SIPRI."""


@dataclass(frozen=True, slots=True)
class Dependence:
    """The providers of one receiver in a span of years.

    Attributes:
        kind: what is provided; `source`: who counts it; `unit`: of the total.
        first, last: the years.
        total: the least and the most that was received; `None` where a figure is missing.
        shares: provider -> least and greatest share, the largest first; empty where they are not known.
        herfindahl: the index at the middle of the ranges; `low` and `high`: the least and the greatest that it can be.
        says: why something is missing.
    """

    kind: str
    receiver: str
    first: int
    last: int
    total: tuple[float, float] | None
    shares: tuple[tuple[str, tuple[float, float]], ...]
    herfindahl: float | None
    low: float | None
    high: float | None
    unit: str
    source: str
    says: str = ""

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "kind": self.kind,
            "receiver": self.receiver,
            "first": self.first,
            "last": self.last,
            "total": list(self.total) if self.total else None,
            "unit": self.unit,
            "shares": [{"provider": who, "low": low, "high": high} for who, (low, high) in self.shares],
            "herfindahl": self.herfindahl,
            "herfindahl_low": self.low,
            "herfindahl_high": self.high,
            "source": self.source,
            "says": self.says or None,
        }


def dependence(flows: Iterable[Flow], receiver: str, first: int, last: int) -> Dependence | None:
    """Shares and concentration of what a state received from the first to the last of these years together.

    The flows are of one kind, unit and source. `None` if none of them falls into the years. A flow without a range
    leaves shares and total unknown; it is never taken for nothing.

    >>> from foedus.terms.flows import Flow
    >>> from foedus.terms.when import When
    >>> year = When.parse("1996")
    >>> told = [Flow("arms", who, "PRK", year, n, n, "TIV", "", "s") for who, n in (("CHN", 1.0), ("RUS", 3.0))]
    >>> dependence(told, "PRK", 1995, 1999).shares
    (('RUS', (0.75, 0.75)), ('CHN', (0.25, 0.25)))
    >>> dependence(told, "PRK", 1995, 1999).herfindahl
    0.625
    """
    mine = [f for f in flows if f.receiver == receiver and f.year is not None and first <= f.year <= last]
    if not mine:
        return None
    head = mine[0]
    unknown = sorted({f.sender or "" for f in mine if f.low is None or f.high is None})
    if unknown:
        why = f"no figure for {', '.join(unknown)}"
        return Dependence(head.kind, receiver, first, last, None, (), None, None, None, head.unit, head.source, why)
    ranges: dict[str, tuple[float, float]] = {}
    for f in mine:
        low, high = ranges.get(f.sender or "", (0.0, 0.0))
        ranges[f.sender or ""] = (low + (f.low or 0.0), high + (f.high or 0.0))
    ranges = {who: r for who, r in ranges.items() if r[1] > 0}
    shares = share_ranges(ranges) or {}
    amounts = list(ranges.values())
    least, most = herfindahl_range(amounts)
    total = (sum(r[0] for r in amounts), sum(r[1] for r in amounts))
    return Dependence(
        kind=head.kind,
        receiver=receiver,
        first=first,
        last=last,
        total=total,
        shares=tuple(sorted(shares.items(), key=lambda row: (-sum(row[1]), row[0]))),
        herfindahl=herfindahl([(r[0] + r[1]) / 2 for r in amounts]),
        low=least,
        high=most,
        unit=head.unit,
        source=head.source,
        says="" if amounts else "nothing was received",
    )


def yearly_shares(flows: Sequence[Flow], years: Iterable[int]) -> tuple[list[int], dict[str, list[float]]]:
    """Each provider's share in every year in which something was received, by the middles of the ranges.

    Years in which nothing came have no shares and are left out; so are those with a figure missing.
    """
    kept: list[int] = []
    rows: list[dict[str, float]] = []
    for year in years:
        mine = [f for f in flows if f.year == year]
        amounts: dict[str, float] = {}
        for f in mine:
            amounts[f.sender or ""] = amounts.get(f.sender or "", 0.0) + (f.middle or 0.0)
        total = sum(amounts.values())
        if total > 0 and all(f.middle is not None for f in mine):
            kept.append(year)
            rows.append({who: amount / total for who, amount in amounts.items()})
    providers = sorted({who for row in rows for who in row})
    return kept, {who: [row.get(who, 0.0) for row in rows] for who in providers}
