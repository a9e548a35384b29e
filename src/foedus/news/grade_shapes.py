"""What stands in a table of source grades, strictly."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from foedus.gate.shapes import Shape, Texts, Word

__all__ = ["Table"]

Letter = Literal["A", "B", "C", "D", "E", "F"]


class Kind(Shape):
    """A kind of source: its reliability, the reasons, and words by which a source without affiliation is known."""

    kind: str
    reliability: Letter
    reasons: Texts = Field(min_length=1)
    words: Texts = []


class Single(Shape):
    """Single sources by name; what is not told is as for their kind."""

    kind: str
    of: Word | None = None
    names: Texts = Field(min_length=1)
    reliability: Letter | None = None
    reasons: Texts = []


class Table(Shape):
    """data/source-grades.yaml."""

    kinds: list[Kind]
    named: list[Single] = []
