"""The treaty file at the gate: its plain data if it is sound, and every mistake that it holds, with its line."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from foedus.gate.marked import Marked
from foedus.gate.shapes import fit
from foedus.law.treaty_sense import Path, Vocabulary, article_names, mistakes_of_sense
from foedus.law.treaty_shape import TreatyShape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.errors import Mistake

__all__ = ["check_treaty"]


def check_treaty(marked: Marked, words: Vocabulary) -> tuple[dict[str, Any] | None, list[Mistake]]:
    """Hold a file against the format: its plain data if it is sound, and every mistake with its line."""
    mistakes = list(marked.mistakes)
    if not isinstance(marked.data, dict):
        return None, [*mistakes, marked.mistake((), "a treaty file is one block of fields, beginning with `id:`")]
    model, wrong = fit(TreatyShape, marked, marked.data)
    mistakes += wrong.values()
    if model is None:
        return None, [*mistakes, *_beside(marked, words, wrong)]
    mistakes += [marked.mistake(path, what) for path, what in mistakes_of_sense(model, words, marked.file)]
    plain = model.model_dump(exclude_defaults=True)
    plain["articles"] = article_names(model.articles)
    return (None if mistakes else plain), mistakes


def _beside(marked: Marked, words: Vocabulary, wrong: dict[Path, Mistake]) -> list[Mistake]:
    """The mistakes of sense in what is left of a file once the places with mistakes of shape are taken out."""
    rest, left, model = Marked(marked.file, copy.deepcopy(marked.data), dict(marked.lines)), wrong, None
    for _ in range(3):  # a required field that was cut leaves its row incomplete: then the row goes
        for place in _to_cut(rest, left):
            _cut(rest, place)
        model, left = fit(TreatyShape, rest, rest.data)
        if model is not None:
            break
    if model is None:
        return []
    cut = {str(place[0]) for place in wrong}
    found = list(mistakes_of_sense(model, words, marked.file))
    if cut & {"clauses", "not_coded"}:  # what was cut may have accounted for an article
        found = [(path, what) for path, what in found if path != ("articles",)]
    return [rest.mistake(path, what) for path, what in found if not any(f"`{field}`" in what for field in cut)]


def _to_cut(rest: Marked, places: Iterable[Path]) -> list[Path]:
    """What goes: each place, or, where a field is missing, its row; each once, and later rows before earlier ones.

    All of it is settled before anything is cut, so that a place is never looked up where another row has moved to.
    """
    whole = {_row_of(rest, place) for place in places}
    outermost = {place for place in whole if not any(place[:n] in whole for n in range(1, len(place)))}
    return sorted((place for place in outermost if place), key=_late_first)


def _row_of(rest: Marked, place: Path) -> Path:
    """The place itself if there is something at it, else the innermost that there is around it."""
    inside: Any = rest.data
    for depth, part in enumerate(place):
        there = part in inside if isinstance(inside, dict) else isinstance(inside, list) and _holds(inside, part)
        if not there:
            return place[:depth]
        inside = inside[part]
    return place


def _holds(row: list[Any], part: str | int) -> bool:
    return isinstance(part, int) and part < len(row)


def _late_first(place: Path) -> tuple[tuple[int, str], ...]:
    """A key by which later rows come before earlier ones, so that cutting one moves no other."""
    return tuple((-part, "") if isinstance(part, int) else (0, part) for part in place)


def _cut(rest: Marked, place: Path) -> None:
    """Take a place out. What moves up keeps its line."""
    inside: Any = rest.data
    for part in place[:-1]:
        inside = inside[part]
    inside.pop(place[-1])
    if isinstance(inside, list) and isinstance(place[-1], int):
        rest.lines = dict(_moved_up(rest.lines, place[:-1], place[-1]))


def _moved_up(lines: dict[Path, int], row: Path, gone: int) -> Iterator[tuple[Path, int]]:
    """The lines once a row of a list is gone: those of later rows belong to the row before."""
    depth = len(row)
    for path, line in lines.items():
        position = path[depth] if len(path) > depth and path[:depth] == row else None
        if not isinstance(position, int) or position < gone:
            yield path, line
        elif position > gone:
            yield (*row, position - 1, *path[depth + 1 :]), line
