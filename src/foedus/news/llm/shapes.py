"""The shape of one claim in a model's answer; a field more or less and the claim is not taken."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

__all__ = ["Row"]

Short = Annotated[str, StringConstraints(max_length=300, strip_whitespace=True)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=40)]


def _day(value: Any) -> date:
    if not isinstance(value, str) or len(value) != 10:
        raise ValueError("write a day as YYYY-MM-DD")
    return date.fromisoformat(value)


Day = Annotated[date, BeforeValidator(_day)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class Number(_Strict):
    """A range; one side may be open."""

    low: float | None = Field(ge=0, le=1e15)
    high: float | None = Field(ge=0, le=1e15)
    unit: Short


class Days(_Strict):
    """First and last day."""

    start: Day
    end: Day


class Row(_Strict):
    """One claim."""

    evidence: Annotated[str, StringConstraints(min_length=1, max_length=2500)]
    sentence: Annotated[str, StringConstraints(max_length=2500)] = ""
    source: Short
    source_affiliation: Short | None = None
    relayed_by: Annotated[list[Short], Field(max_length=10)] = []
    speech_verb: Short | None = None
    modality: str
    cue: Short | None = None
    event_type: str
    status: Literal["planned", "ordered", "underway", "completed", "present", "ended", "unknown"] | None = None
    actors: dict[str, Annotated[list[Code], Field(max_length=30)]]
    quantity: Number | None = None
    date: Days | None = None
    place: Short | None = None
