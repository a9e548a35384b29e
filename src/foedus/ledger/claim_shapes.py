"""What may stand in a line of claims, strictly: the fields of the annotation scheme, its day, where it is from."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from foedus.terms.claims import EVENT_TYPES, MODALITIES

__all__ = ["Line"]

_CODE = r"^(cow:)?[A-Z0-9][A-Z0-9-]{1,39}$"
"""Codes of states, organisations and armed groups."""

_SAID = r"\S"
"""Words, and not blanks alone."""

Code = Annotated[str, Field(pattern=_CODE)]
Words = Annotated[str, Field(pattern=_SAID)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class _Quantity(_Strict):
    low: float | None = Field(ge=0)
    high: float | None = Field(ge=0)
    unit: str = Field(min_length=1, max_length=40)

    @model_validator(mode="after")
    def _is_a_range(self) -> Self:
        if self.low is None and self.high is None:
            raise ValueError("holds neither low nor high: leave the quantity out (null)")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"runs backwards: low {self.low:g} is more than high {self.high:g}")
        if not self.unit.isprintable():
            raise ValueError("has a unit that cannot be printed")
        return self


class _Span(_Strict):
    start: str
    end: str


class Line(_Strict):
    """A claim as `foedus read` and the annotated corpus write it; the fields behind `char_end` may be left out.

    Its band of probability follows from the cue and its grade from who else says it: both are worked out again.
    """

    doc_id: str
    claim_id: str
    source: Words
    source_affiliation: str | None
    relayed_by: list[str]
    speech_verb: str | None
    modality: Literal[MODALITIES]  # type: ignore[valid-type] # the checker knows no tuple here
    event_type: Literal[EVENT_TYPES]  # type: ignore[valid-type] # the same
    status: Literal["planned", "ordered", "underway", "completed", "present", "ended", "unknown"] | None
    actors: dict[str, list[Code]]
    quantity: _Quantity | None
    date: _Span | None
    place: str | None
    sentence: Words
    char_start: int = Field(ge=0)
    char_end: int = Field(ge=0)
    reader: str = ""
    cue: str | None = None
    band: dict[str, Any] | None = None
    grade: dict[str, Any] | None = None
    treaty: str | None = None
    outlet: str = ""
    report: str | None = None
    known: str = ""
    dateline_date: str | None = None
    dateline: str | None = None
    dateline_from: str = ""
    where: str = ""
