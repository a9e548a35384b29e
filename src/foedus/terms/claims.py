"""Claims: who says what, how surely, in which words; and the reading of one report.

A claim is one proposition from one source in one sentence. Fields and rules are those of the annotation scheme
(`docs/reference/claims.md`). That a claim is made is not that it is true.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.terms.bands import band_of
from foedus.terms.scheme import to_scheme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from foedus.terms.bands import Band

__all__ = [
    "EVENT_TYPES",
    "MODALITIES",
    "NARRATOR",
    "OPINIONS",
    "Claim",
    "DateSpan",
    "Mention",
    "Quantity",
    "Reading",
    "Reservation",
]

NARRATOR = "NARRATOR"
"""The source of what a report says in its own voice."""

MODALITIES = ("denied", "conditional", "alleged", "possible", "likely", "reported", "asserted")
"""How surely it is said; the first that fits decides."""

EVENT_TYPES = (
    "troop_deployment",
    "troop_withdrawal",
    "treaty_signing",
    "treaty_ratification",
    "treaty_in_force",
    "treaty_clause",
    "treaty_termination",
    "assistance_request",
    "arms_transfer",
    "labour_transfer",
    "exercise",
    "attack",
    "threat",
    "sanction",
    "visit_summit",
    "policy_statement",
    "motive_assessment",
    "relation_state",
)
"""What a claim can be about."""

OPINIONS = frozenset({"policy_statement", "motive_assessment", "relation_state"})
"""Types that tell of no event but of what somebody holds or how things stand; all others are the core."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a range with its unit; `None` where a side is open ("more than 1,000")."""

    low: float | None
    high: float | None
    unit: str

    def to_dict(self) -> dict[str, float | str | None]:
        """As plain data."""
        return {"low": self.low, "high": self.high, "unit": self.unit}


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The first and last day of an event, resolved against the dateline."""

    start: date
    end: date

    def to_dict(self) -> dict[str, str]:
        """As plain data, in ISO form."""
        return {"start": self.start.isoformat(), "end": self.end.isoformat()}


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition, one source, one sentence.

    Attributes:
        source: innermost origin stated in the text, or `NARRATOR`; `affiliation`: for whom it speaks (a state's code,
            `thinktank:KOR`, `academia`, `media:NAME`...); `relayed_by`: outlets through which it is quoted.
        speech_verb: lemma of the attributing verb; `cue`: the word that gave the modality.
        event_type: see `EVENT_TYPES`; `status`: planned, ordered, underway, completed, present, ended, unknown.
        actors: role -> codes, as pairs.
        sentence, start, end: the sentence, and the character span of the evidence in the report's text.
        reader: name and version of the reader that found it.
    """

    source: str
    affiliation: str | None
    relayed_by: tuple[str, ...]
    speech_verb: str | None
    modality: str
    cue: str
    event_type: str
    status: str | None
    actors: tuple[tuple[str, tuple[str, ...]], ...]
    quantity: Quantity | None
    date: DateSpan | None
    place: str | None
    sentence: str
    start: int
    end: int
    reader: str = ""

    @property
    def band(self) -> Band | None:
        """The band of probability that its words mean (ICD 203), or `None` where they tell no probability."""
        return band_of(self.modality, self.cue, self.sentence)

    def to_dict(self, doc_id: str = "", number: int = 0) -> dict[str, object]:
        """As plain data in the fields and codes of the annotation scheme, with the cue and its band."""
        year = self.date.end.year if self.date else None
        return {
            "doc_id": doc_id,
            "claim_id": f"{doc_id}-{number:02}",
            "source": self.source,
            "source_affiliation": self.affiliation,
            "relayed_by": list(self.relayed_by),
            "speech_verb": self.speech_verb,
            "modality": self.modality,
            "cue": self.cue or None,
            "band": self.band.to_dict() if self.band else None,
            "event_type": self.event_type,
            "status": self.status,
            "actors": {role: [to_scheme(code, year) for code in codes] for role, codes in self.actors},
            "quantity": self.quantity.to_dict() if self.quantity else None,
            "date": self.date.to_dict() if self.date else None,
            "place": self.place,
            "sentence": self.sentence,
            "char_start": self.start,
            "char_end": self.end,
            "reader": self.reader,
        }


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named in a report: a state or entity (by code) or a treaty (by id), with the words that named it."""

    code: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reservation:
    """Somebody cannot or will not confirm something: no claim, and no denial.

    Attributes:
        source, affiliation: who does not confirm.
        sentence, start, end: the sentence, and the characters of the refusal.
        about: the claims of the report that are not confirmed; or, if `proposed`, the proposition that nobody claims
            here and that is not confirmed.
    """

    source: str
    affiliation: str | None
    sentence: str
    start: int
    end: int
    about: tuple[Claim, ...]
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in one report.

    Attributes:
        text: the report as read; every offset counts its characters.
        dateline: the day of the report, or `None`: nobody may guess it silently; `dateline_from` tells where it comes
            from ("given", "printed", "page": the metadata of the page, "": unknown).
        claims: in the order of the text.
        actors: mentions of states and entities; `treaties`: of treaties.
        reader: name and version of the reader.
        speakers: sources of claims and how the report introduces them.
        reservations: who cannot or will not confirm what.
    """

    text: str
    title: str
    outlet: str
    dateline: date | None
    dateline_from: str
    claims: tuple[Claim, ...]
    actors: tuple[Mention, ...]
    treaties: tuple[Mention, ...]
    reader: str
    speakers: tuple[tuple[str, str], ...] = ()
    reservations: tuple[Reservation, ...] = ()

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)

    def counts(self) -> dict[str, int]:
        """How often each state or entity is named, the most frequent first."""
        found: dict[str, int] = {}
        for mention in self.actors:
            found[mention.code] = found.get(mention.code, 0) + 1
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
