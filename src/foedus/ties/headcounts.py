"""Claims that count the men and women of a state in a war: raised, sent, in the field, lost; each count with its days.

Which claims stand for a count goes by the ledger's rules for figures (`foedus.ledger.best`); here they are taken by the
time that they are about, so that no count of a month stands for one of a year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from foedus.ledger.best import best_range
from foedus.ledger.strands import WINDOW
from foedus.news.measures import PACES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from foedus.terms.evidence import Evidence, Matter, Strand, Told
    from foedus.ties.rates import Range

__all__ = ["ITEMS", "LOSSES", "Headcount", "headcounts"]

ITEMS = {
    "raised": "recruited, mobilised or called up",
    "sent": "sent to the war",
    "present": "in the field",
    "planned": "planned or ordered, to be sent or raised",
    "withdrawn": "gone home",
    "killed": "killed",
    "wounded": "wounded",
    "captured": "captured",
    "casualties": "killed and wounded together",
}
"""What is counted. Killed, wounded, captured and casualties are never added up: one claim's are part of another's."""

LOSSES = ("killed", "wounded", "captured", "casualties")

_BY_STATUS = {
    "completed": "sent",
    "underway": "sent",
    "present": "present",
    "unknown": "present",
    "raised": "raised",
    "withdrawn": "withdrawn",
    **dict.fromkeys(("planned", "ordered", "to be raised"), "planned"),
}
_SOLDIERS = ("troops", "fighters", "soldiers", "recruits", "conscripts", "reservists", "volunteers")
_CIVILIANS = re.compile(
    r"\b(?:civilians?|residents|villagers|children|women|passengers|people(?![\u2019']s))\b", re.IGNORECASE
)
_FLOWS = ("raised", "sent", *LOSSES)
_SHORTEST = timedelta(days=27)
"""From its first to its last day; a count of fewer tells nothing of a month."""


@dataclass(frozen=True, slots=True)
class Headcount:
    """So many of a state, as the best claims of one time tell it.

    Attributes:
        item: see `ITEMS`; `unit`: as the claims have it.
        count: the least and the most.
        scope: "total", a rate ("a month"), or empty.
        span: first and last day of what is counted, where the claims tell it and it is a month or longer.
        as_of: the latest day of which these claims tell.
        rows: the claims; `series`: every claim on it, the older ones too; `rule`: why these.
        standing: how well the matter stands.
    """

    state: str
    item: str
    unit: str
    count: Range
    scope: str
    span: tuple[date, date] | None
    as_of: date
    rows: tuple[Told, ...]
    series: tuple[Told, ...]
    rule: str
    standing: str

    @staticmethod
    def day(told: Told) -> date:
        """The last day of which a claim tells."""
        days = told.telling.claim.date
        return max(told.as_of, days.end) if days else told.as_of


def headcounts(evidence: Evidence, state: str, around: Collection[str]) -> tuple[list[Headcount], list[str]]:
    """Every count of this state's soldiers, and in words which claims were left out.

    Args:
        evidence: what a ledger tells of the day.
        state: whose soldiers.
        around: the states of the war: its forces elsewhere are no part of it.
    """
    found: list[Headcount] = []
    mixed, civil, short = 0, 0, 0
    for kind in ("force", "war", "casualties"):
        for matter in evidence.matters(state, kind):
            whose = _whose(matter, kind, around)
            if state not in whose:
                continue
            for strand in matter.strands:
                item = _item(kind, strand)
                if item is None:
                    continue
                if len(whose) > 1:
                    mixed += len(strand.series)
                    continue
                rows = [t for t in matter.claims if t.entry in {p.entry for p in strand.series}]
                soldiers = [t for t in rows if item not in LOSSES or not _CIVILIANS.search(t.telling.claim.sentence)]
                long = [t for t in soldiers if item not in _FLOWS or not _of_days(t, strand.measure.scope)]
                civil, short = civil + len(rows) - len(soldiers), short + len(soldiers) - len(long)
                found += _by_time(state, item, strand, long, str(matter.standing))
    left = [
        f"{count} {'claim' if count == 1 else 'claims'} on {state} left out: {why}"
        for count, why in (
            (mixed, "the figure is of several states together"),
            (civil, "civilians are counted"),
            (short, "a count of a few days tells nothing of a month"),
        )
        if count
    ]
    return found, left


def _whose(matter: Matter, kind: str, around: Collection[str]) -> tuple[str, ...]:
    """Whose soldiers a matter counts; nobody's where they are not in this war."""
    sides = dict(matter.about)
    if kind != "force":
        return tuple(sides.get("target", ()))
    elsewhere = set(sides.get("host", ())) - set(around)
    return () if elsewhere else tuple(sides.get("sender", ()))


def _item(kind: str, strand: Strand) -> str | None:
    unit, status, _ = strand.measure
    if kind == "force":
        return _BY_STATUS.get(status) if unit in _SOLDIERS else None
    if kind == "war":
        return "captured" if unit in ("captured", "prisoners") else None
    return unit if unit in LOSSES else None


def _by_time(state: str, item: str, strand: Strand, rows: list[Told], standing: str) -> Iterator[Headcount]:
    times: dict[tuple[date, date] | None, list[Told]] = {}
    for told in rows:
        times.setdefault(_span(told, strand.measure.scope), []).append(told)
    for span, group in times.items():
        chosen = best_range(group, WINDOW)
        used = tuple(t for t in group if t.entry in chosen.entries)
        if used:
            count, last = (chosen.low, chosen.high), max(map(Headcount.day, used))
            unit, _, scope = strand.measure
            yield Headcount(state, item, unit, count, scope, span, last, used, tuple(group), chosen.rule, standing)


def _span(told: Told, scope: str) -> tuple[date, date] | None:
    """From when to when it counts, as far as the claim says so and it is long enough."""
    days = told.telling.claim.date
    if days is None or days.end - days.start < _SHORTEST or scope in PACES:
        return None
    return days.start, days.end


def _of_days(told: Told, scope: str) -> bool:
    """Is it a count of a few days, and neither a rate nor a total up to a day?"""
    days = told.telling.claim.date
    return not scope and days is not None and days.end - days.start < _SHORTEST
