"""One claim as many reports tell it: tellings, and groups of those that say the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from foedus.terms.claims import Claim, Reading

__all__ = ["Group", "Measure", "Telling", "tellings"]


class Measure(NamedTuple):
    """What a figure measures: two figures of different measures are no contradiction and are never merged.

    Attributes:
        unit: troops, killed, wounded, casualties...; empty for a claim without a figure.
        status: planned, ordered, present...: so many decided is not so many observed.
        scope: "total" for a running total ("so far", "in all"), "a day", "a week", "a month" or "a year" for a rate,
            else empty.
    """

    unit: str = ""
    status: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim in one report.

    Attributes:
        report: the report's id; `outlet`: who publishes it; `day`: its dateline, `None` if unknown.
        title: how a reader finds it again.
    """

    claim: Claim
    report: str
    outlet: str = ""
    day: date | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Claims of many reports that say the same of the same.

    Attributes:
        event_type, measure: what all of them tell of; every figure in the group has this unit and status.
        matter: the same for groups that tell of one event by different measures.
        tellings: those that say it, in any modality but denied; `denials`: those that deny it, or the event as such.
        beside: tellings of the same event in other measures.
        origins: the independent origins of what is said, sorted; of several that relay one another only the first
            stands, and bodies of one government are one origin.
        relays: outlets that only pass it on.
    """

    event_type: str
    measure: Measure
    matter: int
    tellings: tuple[Telling, ...]
    denials: tuple[Telling, ...]
    beside: tuple[Telling, ...]
    origins: tuple[str, ...]
    relays: tuple[str, ...]

    @property
    def earliest(self) -> Telling | None:
        """The telling of the earliest report whose day is known; of several, the first by the report's id."""
        dated = [(t.day, t.report, t.claim.start, n, t) for n, t in enumerate(self.tellings or self.denials) if t.day]
        return min(dated)[-1] if dated else None

    @property
    def figures(self) -> tuple[tuple[float | None, float | None, tuple[str, ...]], ...]:
        """Figures side by side: low, high, and the sources that give them."""
        found: dict[tuple[float | None, float | None], list[str]] = {}
        for t in self.tellings:
            if t.claim.quantity:
                found.setdefault((t.claim.quantity.low, t.claim.quantity.high), []).append(t.claim.source)
        rows = sorted(found.items(), key=lambda row: tuple(-1.0 if side is None else side for side in row[0]))
        return tuple((low, high, tuple(dict.fromkeys(sorted(by)))) for (low, high), by in rows)

    @property
    def modalities(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """How surely it is said, and by whom; denials too."""
        found: dict[str, set[str]] = {}
        for t in (*self.tellings, *self.denials):
            found.setdefault(t.claim.modality, set()).add(t.claim.source)
        return tuple((modality, tuple(sorted(by))) for modality, by in sorted(found.items()))

    @property
    def differences(self) -> tuple[str, ...]:
        """In what the reports differ: figures, how surely it is said, denial."""
        found = []
        if len(self.figures) > 1:
            told = "; ".join(f"{_range(low, high)} ({', '.join(by)})" for low, high, by in self.figures)
            found.append(f"{self.measure.unit}: {told}")
        said = [f"{modality} ({', '.join(by)})" for modality, by in self.modalities if modality != "denied"]
        if len(said) > 1:
            found.append("how surely: " + "; ".join(said))
        if self.denials:
            found.append("denied by " + ", ".join(sorted({t.claim.source for t in self.denials})))
        return tuple(found)

    def to_dict(self) -> dict[str, object]:
        """As plain data."""
        first = self.earliest
        return {
            "event_type": self.event_type,
            "measure": self.measure._asdict(),
            "matter": self.matter,
            "tellings": [_row(t) for t in self.tellings],
            "denials": [_row(t) for t in self.denials],
            "origins": list(self.origins),
            "relays": list(self.relays),
            "figures": [{"low": low, "high": high, "sources": list(by)} for low, high, by in self.figures],
            "differences": list(self.differences),
            "earliest": _row(first) if first else None,
        }


def tellings(reading: Reading, report: str) -> Iterable[Telling]:
    """The claims of a reading, each with the report that tells it."""
    return (Telling(claim, report, reading.outlet, reading.dateline, reading.title) for claim in reading.claims)


def _row(told: Telling) -> dict[str, object]:
    day = told.day.isoformat() if told.day else None
    return {"report": told.report, "outlet": told.outlet, "day": day, "claim": told.claim.to_dict(told.report)}


def _range(low: float | None, high: float | None) -> str:
    if low is None:
        return f"up to {high:,g}"
    if high is None:
        return f"at least {low:,g}"
    return f"{low:,g}" if low == high else f"{low:,g} to {high:,g}"
