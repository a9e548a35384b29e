"""Evidence: what a ledger tells of one matter on a day, with its claims, figures, dissent, and how well it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from datetime import date

    from foedus.terms.forces import Force
    from foedus.terms.grades import Grade
    from foedus.terms.tellings import Measure, Telling
    from foedus.terms.when import When

__all__ = ["MATTERS", "WORDS", "Dissent", "Evidence", "Matter", "Point", "Standing", "Strand", "Told"]

MATTERS = {
    "force": "forces abroad",
    "war": "fighting, and who takes part in it",
    "casualties": "killed, wounded and casualties",
    "arms": "arms",
    "labour": "labour",
    "aid": "money",
    "exercise": "exercises and tests of weapons",
    "guarantee": "umbrellas and guarantees",
    "treaty": "events of treaties",
    "clause": "what treaties say",
    "relation": "relations",
    "policy": "statements of policy",
    "threat": "threats",
    "sanction": "sanctions",
    "request": "requests for help",
    "visit": "visits and meetings",
    "motive": "motives and consequences",
}
"""Kinds of matter, and what they are called."""

WORDS = ("accepted", "established", "probable", "possible", "claimed", "contested", "denied", "disputed")
"""How well something stands, the best first; the first and the last are an analyst's words."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of the ledger as it counts on the day.

    Attributes:
        entry: its id; `telling`: the claim, its report, outlet and day.
        origin: from where it really comes, by the key of independent origins.
        as_of: the day that it tells of: its own first day, or, undated or a plan, the day on which it was told.
        grade: computed from who else says it, or given by hand; then `graded_by` says by whom.
        verdict: accept or dispute, by the analyst `by`; empty if nobody judged it.
        believed: accepted by an analyst, or as good as a stated policy asks.
    """

    entry: str
    telling: Telling
    origin: str
    as_of: date
    grade: Grade
    graded_by: str = ""
    verdict: str = ""
    by: str = ""
    believed: bool = False

    def to_dict(self) -> dict[str, object]:
        """As plain data."""
        claim, day = self.telling.claim, self.telling.day
        return {
            "entry": self.entry,
            "known": day.isoformat() if day else None,
            "as_of": self.as_of.isoformat(),
            "source": claim.source,
            "affiliation": claim.affiliation,
            "outlet": self.telling.outlet,
            "origin": self.origin,
            "modality": claim.modality,
            "event_type": claim.event_type,
            "status": claim.status,
            "quantity": claim.quantity.to_dict() if claim.quantity else None,
            "place": claim.place,
            "sentence": claim.sentence,
            "grade": self.grade.to_dict(),
            "graded_by": self.graded_by or None,
            "verdict": self.verdict or None,
            "by": self.by or None,
            "believed": self.believed,
        }


@dataclass(frozen=True, slots=True)
class Standing:
    """How well something stands, and why.

    Attributes:
        word: see `WORDS`.
        contested: does somebody deny it who has not since said the contrary?
        reasons: sentences.
        admitted: states that admit it against their interest.
        denied: origins whose denials are live.
        accepted: the analysts, or the policy, that accept it.
    """

    word: str
    contested: bool = False
    reasons: tuple[str, ...] = ()
    admitted: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Does it count as so, for law too?"""
        return self.word in ("accepted", "established")

    @property
    def rank(self) -> int:
        """Its place among `WORDS`; the contested stand half a place below."""
        return 2 * WORDS.index(self.word) + self.contested

    def __str__(self) -> str:
        return f"{self.word}, contested" if self.contested and self.word != "contested" else self.word

    def to_dict(self) -> dict[str, object]:
        """As plain data."""
        return {
            "standing": str(self),
            "word": self.word,
            "contested": self.contested,
            "reasons": list(self.reasons),
            "admitted_by": list(self.admitted),
            "denied_by": list(self.denied),
            "accepted_by": list(self.accepted),
        }


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in a series: who gave it, as of which day; `None` where a side is open."""

    as_of: date
    known: date | None
    low: float | None
    high: float | None
    origin: str
    source: str
    entry: str
    place: str = ""
    modality: str = "asserted"

    def to_dict(self) -> dict[str, object]:
        """As plain data."""
        return {
            "as_of": self.as_of.isoformat(),
            "known": self.known.isoformat() if self.known else None,
            "low": self.low,
            "high": self.high,
            "origin": self.origin,
            "source": self.source,
            "entry": self.entry,
            "place": self.place or None,
            "modality": self.modality,
        }


@dataclass(frozen=True, slots=True)
class Dissent:
    """What speaks against a matter or a figure, or leaves it open.

    Attributes:
        kind: denial, figure (another one for the same), not_confirmed, disputed (by an analyst), record (the record
            says otherwise), ended.
        live: does it still stand? A denial falls when its author says the contrary.
        entry: the entry that carries it.
    """

    kind: str
    by: str
    says: str
    entry: str = ""
    day: date | None = None
    live: bool = True

    def to_dict(self) -> dict[str, object]:
        """As plain data."""
        return {
            "kind": self.kind,
            "by": self.by,
            "says": self.says,
            "entry": self.entry or None,
            "day": self.day.isoformat() if self.day else None,
            "live": self.live,
        }


@dataclass(frozen=True, slots=True)
class Strand:
    """Figures of one measure: a best range, the series over time, and the dissent.

    Attributes:
        measure: unit, status and scope; figures of two measures never mix.
        part: 0, or a number where an analyst held figures of one measure to be different quantities.
        low, high: the best range; `None` where a side is open.
        as_of: the day of the newest figure in it; `entries`: the claims that it rests on; `rule`: why these.
        dissent: other figures, denials, refusals to confirm.
    """

    measure: Measure
    part: int
    low: float | None
    high: float | None
    as_of: date
    rule: str
    entries: tuple[str, ...]
    origins: tuple[str, ...]
    standing: Standing
    series: tuple[Point, ...]
    dissent: tuple[Dissent, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """As plain data."""
        return {
            "measure": self.measure._asdict(),
            "part": self.part,
            "low": self.low,
            "high": self.high,
            "as_of": self.as_of.isoformat(),
            "rule": self.rule,
            "entries": list(self.entries),
            "origins": list(self.origins),
            **self.standing.to_dict(),
            "series": [p.to_dict() for p in self.series],
            "dissent": [d.to_dict() for d in self.dissent],
        }


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing of which claims tell, as it stands on the day.

    Attributes:
        key: what makes it this one, the same in every fold that holds its first claims.
        kind: see `MATTERS`; `about`: role -> codes, as pairs.
        stage: how far it has come (planned, ordered, underway, present, ended), or the event (signed, in_force...).
        since: the day of the event, or of the beginning, as the best claims tell it.
        last: the latest day of which a claim tells.
        claims: those that say it, the earliest first; `denials`: those that deny it, live or not.
        origins: the independent origins of those that say it.
        grade: the best one of those that say it, of the thing as such.
        strands: its figures, by measure.
        record: the id in the atlas or the corpus of the same thing, which stands beside the claims; empty if none.
    """

    key: str
    kind: str
    about: tuple[tuple[str, tuple[str, ...]], ...]
    stage: str
    since: When | None
    last: date
    places: tuple[str, ...]
    standing: Standing
    claims: tuple[Told, ...]
    denials: tuple[Told, ...]
    origins: tuple[str, ...]
    grade: Grade | None = None
    strands: tuple[Strand, ...] = ()
    dissent: tuple[Dissent, ...] = ()
    record: str = ""

    @property
    def states(self) -> frozenset[str]:
        """Everyone whom it is about."""
        return frozenset(code for _, codes in self.about for code in codes)

    def to_dict(self) -> dict[str, object]:
        """As plain data."""
        grade = self.grade
        return {
            "key": self.key,
            "kind": self.kind,
            "actors": {role: list(codes) for role, codes in self.about},
            "stage": self.stage or None,
            "since": str(self.since) if self.since else None,
            "last": self.last.isoformat(),
            "places": list(self.places),
            **self.standing.to_dict(),
            "grade": grade.to_dict() if grade else None,
            "origins": list(self.origins),
            "record": self.record or None,
            "strands": [s.to_dict() for s in self.strands],
            "dissent": [d.to_dict() for d in self.dissent],
            "claims": [t.to_dict() for t in self.claims],
            "denials": [t.to_dict() for t in self.denials],
        }


class Evidence(Protocol):
    """What a ledger tells of a day; worked out when it is asked for."""

    @property
    def believe(self) -> str | None:
        """The grade from which a claim counts as accepted, if that is the policy."""

    @property
    def caveats(self) -> tuple[str, ...]:
        """What whoever reads it must know."""

    def matters(self, state: str | None = None, kind: str | None = None) -> tuple[Matter, ...]:
        """The matters of the day, of this state and kind only if given."""

    def counts(self, state: str | None = None) -> dict[str, int]:
        """How many claims count on the day, by kind of matter: the short form, without grades."""

    def cites(self, what: str, fields: tuple[str, ...]) -> tuple[str, ...]:
        """The entries on which a fact of a treaty or war of the record rests beside it."""

    def forces(self, state: str | None = None) -> tuple[Force, ...]:
        """Forces abroad that the record does not hold, as the claims have them."""

    def on_day(self, on: str | date, known_on: str | date | None) -> Any:
        """The world of the same entries on another day; worlds stand a floor above these words."""

    def less(self, keys: frozenset[str]) -> Evidence:
        """The same without these treaties."""
