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


def fit(
    shape: Any, marked: Marked, value: Any, path: tuple[str | int, ...] = ()
) -> tuple[Any, dict[tuple[str | int, ...], Mistake]]:
    """Hold a value against a shape: the model, and every mistake by its place, one for each place."""
    try:
        return TypeAdapter(shape).validate_python(value), {}
    except ValidationError as error:
        found: dict[tuple[str | int, ...], Mistake] = {}
        for e in error.errors():
            place = _place(marked, path, e["loc"])
            found.setdefault(place, _mistake(shape, marked, place, e))
        return None, found


def _place(marked: Marked, path: tuple[str | int, ...], loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The place in the file: what the checker adds about its own types is left out."""
    here = path
    for n, part in enumerate(loc):
        if (*here, part) in marked.lines or n == len(loc) - 1:
            here = (*here, part)
    return here


def _mistake(shape: Any, marked: Marked, place: tuple[str | int, ...], error: Any) -> Mistake:
    if error["type"] == "model_type":
        return marked.mistake(place, f"a block of fields must stand here (`name: value`), not {error['input']!r}")
    field = str(error["loc"][-1])
    if error["type"] == "extra_forbidden":
        fields = _fields(shape, place[:-1])
        known = f"; the fields here are {', '.join(fields)}" if fields else "; quote text that holds a comma or a colon"
        return marked.mistake(place, f"unknown field `{field}`{known}")
    if error["type"] == "missing":
        return marked.mistake(place[:-1], f"the field `{field}` is missing")
    what = error["msg"].removeprefix("Value error, ")
    words = [str(part) for part in place if not isinstance(part, int)]
    name = f"`{words[-1]}`: " if words else ""
    return marked.mistake(place, f"{name}{what[0].lower() + what[1:]}")


def _fields(shape: Any, place: tuple[str | int, ...]) -> list[str]:
    """The fields that the shape at this place has."""
    here = _inner(shape)
    for part in place:
        if isinstance(part, int):
            continue
        found = _by_name(here).get(part)
        here = _inner(found.annotation) if found else None
    return list(_by_name(here))


def _by_name(shape: Any) -> dict[str, Any]:
    return {f.alias or name: f for name, f in getattr(shape, "model_fields", {}).items()}


def _inner(annotation: Any) -> Any:
    """The shape itself, or the one inside list[...] or a union."""
    for arg in getattr(annotation, "__args__", ()):
        inner = _inner(arg)
        if hasattr(inner, "model_fields"):
            return inner
    return annotation
