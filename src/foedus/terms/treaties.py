"""Instruments of alliance: parties, dates, clauses, and what of them is verified."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.terms.conditions import Condition
    from foedus.terms.when import When

__all__ = ["BINDING", "INSTRUMENTS", "KINDS", "OWES", "Clause", "NotCoded", "Party", "Source", "Suspension", "Treaty"]

BINDING = ("treaty", "executive_agreement", "protocol", "exchange_of_notes")
"""Instruments that bind in law (Vienna Convention on the Law of Treaties, Article 2: whatever their designation)."""

INSTRUMENTS = (*BINDING, "political_declaration", "memorandum", "communique", "unilateral_declaration", "draft")
"""Every kind of instrument that the corpus knows."""

KINDS = ("defense", "offense", "neutrality", "nonaggression", "consultation")
"""Kinds of obligation, in ATOP's words (Leeds, Ritter, Mitchell and Long 2002)."""

OWES = ("fight", "assist", "act", "consult", "refrain")
"""The act owed, from most to least: fight; military and other assistance; such action as it deems necessary;
consult; refrain (neutrality, nonaggression)."""


@dataclass(frozen=True, slots=True)
class Party:
    """One spell of one state as a party: when bound, how, until when."""

    state: str
    entry: When | None = None
    signed: When | None = None
    how: str = ""
    exit: When | None = None
    exit_how: str = ""
    notice: When | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Suspension:
    """A freeze of performance: of every duty by and to `states`, or, if `between`, only of those between them."""

    states: tuple[str, ...]
    start: When
    end: When | None
    what: str
    between: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """One duty: who owes what to whom, in which case.

    Attributes:
        promisors: state codes, or empty for every party.
        promisees: state codes, or empty for every other party.
        when: the casus foederis.
        owes: see `OWES`; `discretion` is none (by all means, at once), process (constitutional process or a joint
            decision first) or full.
        start, end: where the clause is younger or older than its treaty; `known`: until when it was secret.
        known_until: of words that hid a secret meaning, the day from which that was known: before, whoever knew only
            these words had to read the treaty so; the secret meaning is a clause of its own, with `known`.
    """

    article: str
    kind: str
    substance: str
    when: Condition
    owes: str
    discretion: str
    process: str = ""
    promisors: tuple[str, ...] = ()
    promisees: tuple[str, ...] = ()
    start: When | None = None
    end: When | None = None
    known: When | None = None
    known_until: When | None = None

    @property
    def base_article(self) -> str:
        """The article without its paragraph: "42" of "42(7)"."""
        return self.article.partition("(")[0].strip()


@dataclass(frozen=True, slots=True)
class NotCoded:
    """Operative articles that carry none of the five kinds of duty, and why."""

    articles: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from, and which facts."""

    where: str
    supports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Treaty:
    """One instrument.

    Attributes:
        instrument: see `INSTRUMENTS`; `binding` tells whether it binds in law.
        signed, in_force, end: signed is not in force; a draft has neither.
        known: for a secret treaty, when it became public.
        unverified: field -> reason; a verdict that rests on such a field says so.
        atop: number of the same instrument in ATOP 5.1.
        states: everyone who was ever a party, once each, in the file's order.
    """

    id: str
    name: str
    instrument: str
    parties: tuple[Party, ...]
    clauses: tuple[Clause, ...]
    signed: When | None = None
    in_force: When | None = None
    end: When | None = None
    end_how: str = ""
    end_note: str = ""
    known: When | None = None
    text: str = "public"
    aka: tuple[str, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    articles: tuple[str, ...] = ()
    not_coded: tuple[NotCoded, ...] = ()
    unverified: tuple[tuple[str, str], ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[str, ...] = ()
    atop: int | None = None
    atop_differences: tuple[tuple[str, str], ...] = ()
    states: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "states", tuple(dict.fromkeys(p.state for p in self.parties)))

    @property
    def binding(self) -> bool:
        """Does an instrument of this kind bind in law?"""
        return self.instrument in BINDING

    def reason_unverified(self, *fields: str) -> str:
        """Why one of these fields is unverified, or an empty string."""
        if not self.unverified:
            return ""
        wanted = set(fields)
        return "; ".join(f"{field}: {reason}" for field, reason in self.unverified if field in wanted)

    def __str__(self) -> str:
        return f"{self.name} ({self.id})"
