"""Mistakes in forces.yaml and umbrellas.yaml that the shape of a row cannot show: unknown codes, days that clash."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from foedus.atlas.abroad_shapes import ROWS
from foedus.terms.forces import STAGES
from foedus.terms.when import When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.errors import Mistake
    from foedus.gate.marked import Marked

__all__ = ["senseless_abroad"]

_STEPS = ("planned", "ordered", "underway", "since", "until")


def senseless_abroad(
    marked: dict[str, Marked], rows: dict[str, list[dict[str, Any]]], actors: frozenset[str], places: frozenset[str]
) -> Iterator[Mistake]:
    """Every mistake of sense in both files, with its line."""
    for name, names in (("forces", ("sender", "host", "beside")), ("umbrellas", ("guarantor", "protected"))):
        for n, row in enumerate(rows[name]):
            own = _force(row, places) if name == "forces" else _umbrella(row)
            for path, what in (*own, *_unknown(row, actors, names), *_listed(name, row)):
                yield marked[name].mistake((n, *path), what)


def _unknown(row: dict[str, Any], actors: frozenset[str], fields: tuple[str, ...]) -> Iterator[tuple[Any, str]]:
    for field in fields:
        value = row.get(field, [])
        value = value.get("excepted", []) if isinstance(value, dict) else value
        for code in [value] if isinstance(value, str) else value:
            if code not in actors:
                yield (field,), f"no state or entity {code!r}"


def _force(row: dict[str, Any], places: frozenset[str]) -> Iterator[tuple[Any, str]]:
    if row["sender"] == row["host"]:
        yield ("host",), "sender and host are the same; a force at home is no force abroad"
    if "where" in row and row["where"] not in places:
        yield ("where",), f"no place or state {row['where']!r} in places.yaml"
    dated = [(step, When.parse(row[step])) for step in _STEPS if row.get(step)]
    if not [step for step, _ in dated if step != "until"]:
        yield (), f"no day at all; give `since`, or how far it has come: {', '.join(STAGES[:3])}"
    for (one, first), (two, second) in pairwise(dated):
        if first.earliest and second.latest and second.latest < first.earliest:
            yield (two,), f"`{two}` {second} lies before `{one}` {first}"
    known, established = (When.parse(row[f]) if row.get(f) else None for f in ("known", "established"))
    if known and established and known.earliest and established.latest and established.latest < known.earliest:
        yield ("established",), f"established {established}, before it was known {known}"
    figures = [When.parse(f["as_of"]) for f in row.get("strength") or ()]
    for m, (first, second) in enumerate(pairwise(figures), 1):
        if first.earliest and second.latest and second.latest < first.earliest:
            yield ("strength", m), "figures stand in the order of their days; this one is older than the one before"


def _umbrella(row: dict[str, Any]) -> Iterator[tuple[Any, str]]:
    start, until = When.parse(row["start"]), When.parse(row["until"]) if row.get("until") else None
    if until and start.earliest and until.latest and until.latest < start.earliest:
        yield ("until",), f"it ends {until}, before it begins {start}"
    if isinstance(row["protected"], list) and row["guarantor"] in row["protected"]:
        yield ("protected",), f"{row['guarantor']} cannot be under its own umbrella"


def _listed(name: str, row: dict[str, Any]) -> Iterator[tuple[Any, str]]:
    """Fields that `unverified` or a source names and that no row has; one may be unsure of a day that is not there."""
    fields = {f.alias or field for field, f in ROWS[name].model_fields.items()}
    for field in row.get("unverified", {}):
        if field not in fields:
            yield ("unverified", field), f"`unverified` names no field: {field!r}"
    for m, source in enumerate(row.get("sources", [])):
        for field in source["supports"]:
            if field not in fields:
                yield ("sources", m), f"`supports` names no field: {field!r}"
