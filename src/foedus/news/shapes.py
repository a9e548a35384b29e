"""What stands in the reader's word lists, strictly."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from foedus.gate.shapes import DateText, Shape, Texts, Word

__all__ = ["SHAPES"]


class Leader(Shape):
    """A person who speaks for a state or entity, with the days in office."""

    name: str
    short: str | None = None
    of: Word
    start: DateText = Field(alias="from")
    end: DateText | None = Field(None, alias="to")


class Body(Shape):
    """A body and what it is called; it stands for `of`."""

    of: Word
    names: Texts


class Service(Shape):
    """A service by its full name, and what papers call it."""

    name: str
    names: Texts


class Several(Shape):
    """Names that mean several states at once."""

    names: Texts
    of: Texts


class Half(Shape):
    """A short name like "the North", for where the other half is a topic too."""

    name: str
    of: Word
    beside: Word


class Names(Shape):
    """data/names.yaml; `checked`: all terms of office were looked up to this day; `latest`: no day in it is later."""

    checked: DateText
    latest: DateText
    leaders: list[Leader]
    bodies: list[Body]
    services: list[Service] = []
    outlets: Texts
    thinktanks: list[Body]
    several: list[Several]
    halves: list[Half]
    not_names: Texts
    ambiguous: Texts


class Trigger(Shape):
    """A row of the trigger table: the patterns that tell of an event, with an example of a hit and of a miss.

    An `alone` row is weak: it counts only where its clause tells of nothing else.
    """

    type: str
    when: Texts
    alone: bool = False
    yes: str
    no: str


class Triggers(Shape):
    """data/triggers.yaml."""

    irregular: dict[str, Texts]
    speech_verbs: Texts
    speech_phrases: Texts
    speech_nouns: Texts
    speakers: Texts
    classes: dict[str, Texts]
    cues: dict[str, Texts]
    roles: dict[str, dict[str, Texts]]
    events: list[Trigger]


class WordClass(Shape):
    """Words that do the same, a sentence that holds one of them, and one that holds none though it looks so."""

    example: str
    other: str = Field(alias="not")
    words: Texts


class Classes(Shape):
    """data/triggers/words.yaml: words of the field by part of speech and by what they do."""

    verbs: dict[str, WordClass]
    nouns: dict[str, WordClass]
    adjectives: dict[str, WordClass]
    speech: dict[str, WordClass]


class Evidence(Shape):
    """data/triggers/evidence.yaml: what words tell the ledger beyond type, status and modality."""

    classes: dict[str, WordClass]


class Furniture(Shape):
    """A row of what stands on a page and is no part of the report, with a line that is and one that is not."""

    kind: str
    when: Texts
    longest: int
    below: bool = False
    yes: str
    no: str


class Page(Shape):
    """data/triggers/furniture.yaml."""

    rows: list[Furniture]


SHAPES: dict[str, Any] = {
    "names": Names,
    "triggers": Triggers,
    "triggers/words": Classes,
    "triggers/evidence": Evidence,
    "triggers/furniture": Page,
}
"""The shape of each list."""
