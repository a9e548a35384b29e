"""The file of war acts at the gate: its plain rows, or every mistake in it with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from foedus.errors import BadDate, DataErrors, Mistake
from foedus.gate.marked import read_yaml
from foedus.gate.shapes import DateText, Shape, Texts, Word, fit
from foedus.terms.when import When, day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.atlas.atlas import Atlas

__all__ = ["check_corrections"]

_Path = tuple[str | int, ...]
_What = Literal["declaration", "attack", "invasion", "bombardment", "blockade", "occupation", "annexation"]


class _ActShape(Shape):
    on: DateText
    what: _What
    by: Texts
    against: Texts
    source: str
    certainty: Literal["agreed", "disputed"] = "agreed"
    where: Word | None = None
    note: str = ""


class _FighterShape(Shape):
    state: Word
    side: Literal[1, 2]
    entry: DateText
    exit: DateText
    source: str
    contested: str = ""


class _WarShape(Shape):
    war: int | None = None
    id: str = ""
    name: str
    aka: Texts = []
    acts: list[_ActShape] = Field(min_length=1)
    fighters: list[_FighterShape] = []
    sides: dict[Literal["1", "2"], Texts] = {}
    start: DateText | None = None
    end: DateText | None = None
    regions: Texts = []
    contested: str = ""
    unverified: str = ""


def check_corrections(raw: bytes, atlas: Atlas, file: str = "war-acts.yaml") -> list[dict[str, Any]]:
    """Hold the file against its format.

    Raises:
        DataErrors: every mistake, with its line.
    """
    marked = read_yaml(raw, file)
    mistakes: list[Mistake] = list(marked.mistakes)
    if not isinstance(marked.data, list):
        raise DataErrors(
            [*mistakes, marked.mistake((), "war acts are a list of wars, each beginning with `- war:` or `- id:`")]
        )
    actors = frozenset([s.code for s in atlas.states] + [e.code for e in atlas.entities])
    places = frozenset(p.id for p in atlas.places) | actors
    rows: list[dict[str, Any]] = []
    seen: dict[int | str, int] = {}
    for n, value in enumerate(marked.data):
        row, wrong = fit(_WarShape, marked, value, (n,))
        mistakes += wrong.values()
        if row is None:
            continue
        key = row.war or row.id
        if key in seen:
            mistakes.append(
                marked.mistake((n,), f"`{key}` has a block already (line {marked.line((seen[key],))}); keep one")
            )
        seen[key] = n
        mistakes += [marked.mistake(path, what) for path, what in _mistakes(row, (n,), actors, places)]
        rows.append(row.model_dump())
    if mistakes:
        raise DataErrors(mistakes)
    return rows


def _mistakes(
    row: _WarShape, here: _Path, actors: frozenset[str], places: frozenset[str]
) -> Iterator[tuple[_Path, str]]:
    yield from _head(row, here)
    named = [((*here, "sides", side), state) for side, states in row.sides.items() for state in states]
    for n, act in enumerate(row.acts):
        place = (*here, "acts", n)
        named += [((*place, field), state) for field in ("by", "against") for state in getattr(act, field)]
        for state in {*act.by} & {*act.against}:
            yield place, f"{state} acts against itself"
        if act.where is not None and act.where not in places:
            yield (*place, "where"), f"unknown place `{act.where}`; places.yaml defines them"
        if When.parse(act.on).earliest is None:
            yield (*place, "on"), f"`{act.on}` has no first day; an act needs one"
    for n, fighter in enumerate(row.fighters):
        place = (*here, "fighters", n)
        named.append(((*place, "state"), fighter.state))
        yield from _order(fighter.state, fighter.entry, fighter.exit, place)
    for path, state in named:
        if state not in actors:
            yield path, f"unknown state `{state}`; use a code of states.yaml or entities.yaml"


def _head(row: _WarShape, here: _Path) -> Iterator[tuple[_Path, str]]:
    if (row.war is None) == (not row.id):
        yield here, "name the war by `war:` (its number in the Correlates of War list) or, if that lacks it, by `id:`"
    if row.war is None and not (len(row.sides) == 2 and row.start and row.end):
        yield (
            here,
            "a war that the Correlates of War list lacks needs `sides: {1: [...], 2: [...]}`, `start:` and `end:`",
        )
    if row.war is not None and (row.sides or row.start or row.end):
        yield here, "a listed war has its sides and days from the list; put what is wrong there under `fighters:`"
    yield from _order(row.name, row.start, row.end, here)


def _order(who: str, first: str | None, last: str | None, place: _Path) -> Iterator[tuple[_Path, str]]:
    """First and last day must be single days, in this order."""
    days = []
    for text in (first, last):
        try:
            days += [day(text)] if text else []
        except BadDate as error:
            yield place, str(error)
    if len(days) == 2 and days[1] < days[0]:
        yield place, f"{who} ends ({last}) before it begins ({first})"
