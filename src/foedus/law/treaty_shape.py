"""The shape of a treaty file: its blocks and fields.

The format is described in `docs/reference/treaty-file.md`; the words here and there are the same.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from foedus.gate.shapes import DateText, Shape, Texts, Word

__all__ = ["ClauseShape", "PartyShape", "TreatyShape"]


class PartyShape(Shape):
    """One row of `parties`."""

    state: Word
    entry: DateText | None = None
    signed: DateText | None = None
    how: Literal["", "signature", "ratification", "accession", "succession", "provisional"] = ""
    exit: DateText | None = None
    exit_how: Literal["", "denunciation", "withdrawal", "expulsion", "dissolution", "succession", "lapse"] = ""
    notice: DateText | None = None
    note: str = ""


class _Suspension(Shape):
    states: Texts = []
    between: Texts = []
    start: DateText = Field(alias="from")
    end: DateText | None = Field(None, alias="to")
    what: str


class ClauseShape(Shape):
    """One block of `clauses`."""

    article: Word
    kind: Literal["defense", "offense", "neutrality", "nonaggression", "consultation"]
    substance: str
    promisor: Literal["each"] | list[str] = "each"
    promisee: Literal["others"] | list[str] = "others"
    when: Any = None
    owes: Literal["fight", "assist", "act", "consult", "refrain"]
    discretion: Literal["none", "process", "full"]
    process: str = ""
    start: DateText | None = Field(None, alias="from")
    end: DateText | None = Field(None, alias="to")
    known: DateText | None = None
    known_until: DateText | None = None


class _NotCoded(Shape):
    articles: Texts
    reason: str


class _Source(Shape):
    url: str = ""
    cite: str = ""
    supports: Texts


class _Difference(Shape):
    field: str
    reason: str


class _Atop(Shape):
    id: int
    differences: list[_Difference] = []


class TreatyShape(Shape):
    """The whole file."""

    id: str
    name: str
    aka: Texts = []
    instrument: str
    text: Literal["public", "secret", "unpublished"] = "public"
    signed: DateText | None = None
    in_force: DateText | None = None
    end: DateText | None = None
    end_how: Literal[
        "", "denounced", "expired", "replaced", "lapsed", "violated", "dissolved", "agreement", "unknown"
    ] = ""
    end_note: str = ""
    known: DateText | None = None
    parties: list[PartyShape] = Field(min_length=1)
    suspensions: list[_Suspension] = []
    articles: int | Texts
    clauses: list[ClauseShape] = []
    not_coded: list[_NotCoded] = []
    unverified: dict[str, str] = {}
    sources: list[_Source] = []
    notes: Texts = []
    atop: _Atop | None = None
