"""The shapes of forces.yaml and umbrellas.yaml, row by row."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from foedus.gate.shapes import DateText, Shape, Texts, Word

__all__ = ["ROWS"]


class _Source(Shape):
    url: str = ""
    cite: str = ""
    supports: Texts

    @model_validator(mode="after")
    def _says_where(self) -> _Source:
        if bool(self.url) == bool(self.cite):
            raise ValueError("a source has either `url` or `cite`")
        return self


class _Basis(Shape):
    treaty: str = ""
    article: Word = ""
    words: str = ""
    date: DateText | None = None
    known: DateText | None = None

    @model_validator(mode="after")
    def _says_what(self) -> _Basis:
        if not self.treaty and not self.words:
            raise ValueError("name a `treaty` of the corpus, or another instrument in `words`")
        if self.article and not self.treaty:
            raise ValueError("an `article` needs its `treaty`")
        return self


def _range(value: Any) -> Any:
    pair = isinstance(value, list) and len(value) == 2 and all(isinstance(v, int) for v in value)
    if not pair or not 0 <= value[0] <= value[1]:
        raise ValueError("write the least and the most, for example [28000, 29000]")
    return value


class _Figure(Shape):
    count: Annotated[list[int], BeforeValidator(_range)] = Field(alias="range")
    as_of: DateText
    status: Literal["planned", "ordered", "underway", "present"] = "present"
    known: DateText | None = None
    by: str = ""


class _Account(Shape):
    known: DateText
    by: str
    says: str


class _Force(Shape):
    id: str
    sender: str
    host: str
    where: str = ""
    beside: Texts = []
    planned: DateText | None = None
    ordered: DateText | None = None
    underway: DateText | None = None
    since: DateText | None = None
    until: DateText | None = None
    strength: list[_Figure] | None
    basis: list[_Basis]
    purpose: str
    contested: str = ""
    known: DateText | None = None
    established: DateText | None = None
    accounts: list[_Account] = []
    note: str = ""
    sources: list[_Source] = Field(min_length=1)
    unverified: dict[str, Word] = {}


class _Members(Shape):
    members_of: str
    excepted: Texts = Field([], alias="except")


class _Umbrella(Shape):
    id: str
    guarantor: str
    protected: _Members | Texts
    kind: Literal["nuclear", "conventional"]
    start: DateText = Field(alias="from")
    until: DateText | None = None
    stated: DateText | None = None
    basis: list[_Basis] = Field(min_length=1)
    substance: str
    contested: str = ""
    known: DateText | None = None
    note: str = ""
    sources: list[_Source] = Field(min_length=1)
    unverified: dict[str, Word] = {}


ROWS: dict[str, type[Shape]] = {"forces": _Force, "umbrellas": _Umbrella}
"""File -> the shape of its rows."""
