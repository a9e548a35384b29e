"""What every file's shape has in common: strict fields, date texts, and mistakes with their line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, TypeAdapter, ValidationError

from foedus.errors import BadDate, Mistake
from foedus.terms.when import When

if TYPE_CHECKING:
    from foedus.gate.marked import Marked

__all__ = ["DateText", "Shape", "Texts", "Word", "fit"]


def _date_text(value: Any) -> str:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str):
        raise ValueError("write a date, for example 1914-08-04, 1914-08 or 1914")  # noqa: TRY004 - pydantic wants it
    try:
        When.parse(text)
    except BadDate as error:
        raise ValueError(str(error)) from None
    return text


def _word(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _texts(value: Any) -> Any:
    return [_word(v) for v in value] if isinstance(value, list) else [_word(value)]


DateText = Annotated[str, BeforeValidator(_date_text)]
"""A date as precise as its source, kept as text."""

Word = Annotated[str, BeforeValidator(_word)]
"""Text; a bare number counts as its digits (`article: 4`)."""

Texts = Annotated[list[str], BeforeValidator(_texts)]
"""A list of texts; a single text counts as a list of one."""


class Shape(BaseModel):
    """The fields that a block of a file may have; any other is a mistake."""

    model_config = ConfigDict(extra="forbid", strict=False, populate_by_name=True)


_SAYS = {
    "extra_forbidden": "unknown field `{field}`; the fields here are {fields}",
    "missing": "the field `{field}` is missing",
}


def fit(shape: Any, marked: Marked, value: Any, path: tuple[str | int, ...] = ()) -> tuple[Any, list[Mistake]]:
    """Hold a value against a shape: the model, and every mistake with its line."""
    try:
        return TypeAdapter(shape).validate_python(value), []
    except ValidationError as error:
        return None, [_mistake(shape, marked, path, e) for e in error.errors()]


def _mistake(shape: Any, marked: Marked, path: tuple[str | int, ...], error: Any) -> Mistake:
    loc = tuple(part for part in error["loc"] if not (isinstance(part, str) and part.startswith("function-")))
    field = str(loc[-1]) if loc else "?"
    if error["type"] == "extra_forbidden":
        fields = ", ".join(_fields(shape, loc[:-1])) or "others"
        return marked.mistake((*path, *loc), _SAYS["extra_forbidden"].format(field=field, fields=fields))
    if error["type"] == "missing":
        return marked.mistake((*path, *loc[:-1]), _SAYS["missing"].format(field=field))
    what = error["msg"].removeprefix("Value error, ")
    return marked.mistake((*path, *loc), f"`{'.'.join(map(str, loc))}`: {what[0].lower() + what[1:]}")


def _fields(shape: Any, loc: tuple[str | int, ...]) -> list[str]:
    """The fields that the shape at this place has."""
    here = shape
    for part in loc:
        if isinstance(part, int):
            continue
        fields = getattr(here, "model_fields", {})
        found = fields.get(part)
        here = _inner(found.annotation) if found else None
    return [f.alias or name for name, f in getattr(here, "model_fields", {}).items()]


def _inner(annotation: Any) -> Any:
    """The shape inside list[...] or `... | None`."""
    for arg in getattr(annotation, "__args__", ()):
        inner = _inner(arg)
        if hasattr(inner, "model_fields"):
            return inner
    return annotation
