"""The atlas's files against their shapes, and the mistakes that only the files together can show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.atlas.abroad_sense import senseless_abroad
from foedus.atlas.abroad_shapes import ROWS as ROWS_ABROAD
from foedus.atlas.shapes import ROWS
from foedus.gate.shapes import fit

if TYPE_CHECKING:
    from foedus.errors import Mistake
    from foedus.gate.marked import Marked

__all__ = ["check"]

_Rows = dict[str, list[dict[str, Any]]]

_KEYS = {"states": "code", "entities": "code"}
"""The field that names a row, where it is not `id`."""

_ROWS = {**ROWS, **ROWS_ABROAD}


def check(marked: dict[str, Marked]) -> tuple[_Rows, list[Mistake]]:
    """Hold every file of the atlas against its shape; then what only the files together can tell."""
    rows: _Rows = {}
    mistakes: list[Mistake] = []
    for name, file in marked.items():
        mistakes += file.mistakes
        model, wrong = fit(list[_ROWS[name]], file, file.data)  # type: ignore[valid-type]  # the row is chosen at run time
        mistakes += wrong.values()
        rows[name] = [row.model_dump(exclude_defaults=True) for row in model or []]
    if not mistakes:
        mistakes += [*_twice(marked, rows), *_unknown_references(marked, rows)]
    return rows, mistakes


def _twice(marked: dict[str, Marked], rows: _Rows) -> list[Mistake]:
    mistakes = []
    for group in (("states", "entities", "places"), ("areas",), ("wars",), ("forces",), ("umbrellas",)):
        seen: dict[str, str] = {}
        for name in group:
            for n, row in enumerate(rows[name]):
                field = _KEYS.get(name, "id")
                key = row[field]
                here = f"{marked[name].file}:{marked[name].line((n,))}"
                if key in seen:
                    what = f"`{key}` is defined twice, first at {seen[key]}; keep one"
                    mistakes.append(marked[name].mistake((n, field), what))
                seen.setdefault(key, here)
    return mistakes


def _unknown_references(marked: dict[str, Marked], rows: _Rows) -> list[Mistake]:
    actors = {row["code"] for name in ("states", "entities") for row in rows[name]}
    places = {row["id"] for row in rows["places"]} | actors
    mistakes = []
    for n, place in enumerate(rows["places"]):
        if place.get("inside", n) not in (places | {n}):
            mistakes.append(marked["places"].mistake((n, "in"), f"no place or state {place['inside']!r}"))
        for field in ("sovereign", "administered", "disputed", "becomes"):
            for state in _codes(place.get(field)):
                what = f"no state {state!r} in states.yaml"
                mistakes += [] if state in actors else [marked["places"].mistake((n, field), what)]
    for n, area in enumerate(rows["areas"]):
        for group, key in (("any_of", "any"), ("none_of", "not"), ("unknown", "unknown")):
            for m, item in enumerate(area.get(group, [])):
                wrong = [p for p in item.get("place", []) if p not in places]
                wrong += [
                    s
                    for f in ("sovereign", "administered")
                    for s in item.get(f, [])
                    if s not in actors and s not in ("parties", "promisee")
                ]
                mistakes += [marked["areas"].mistake((n, key, m), f"no place or state {w!r}") for w in wrong]
    for n, war in enumerate(rows["wars"]):
        for side in ("began", "against"):
            for m, who in enumerate(war[side]):
                state = who if isinstance(who, str) else who["state"]
                if state not in actors:
                    mistakes.append(marked["wars"].mistake((n, side, m), f"no state or entity {state!r}"))
    return [*mistakes, *senseless_abroad(marked, rows, frozenset(actors), frozenset(places))]


def _codes(value: Any) -> list[str]:
    """The state codes inside one of the short or long forms of a holder."""
    if value is None:
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return _codes(value.get("state")) + _codes(value.get("states"))
    return [code for item in value for code in _codes(item)]
