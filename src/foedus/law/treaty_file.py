"""The treaty file at the gate: its plain data if it is sound, and every mistake that it holds, with its line."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from foedus.gate.marked import Marked
from foedus.gate.shapes import fit
from foedus.law.treaty_sense import Path, Vocabulary, article_names, mistakes_of_sense
from foedus.law.treaty_shape import TreatyShape

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        for place in sorted(left, key=_late_first):
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


def _late_first(place: Path) -> tuple[tuple[int, str], ...]:
    """A key by which later rows come before earlier ones, so that cutting one moves no other."""
    return tuple((-part, "") if isinstance(part, int) else (0, part) for part in place)


def _cut(rest: Marked, place: Path) -> None:
    """Take a place out; where a row lacks a field, the row. What moves up keeps its line."""
    inside: Any = rest.data
    for part in place[:-1]:
        if isinstance(inside, dict) and part not in inside:
            return
        inside = inside[part]
    last = place[-1]
    if isinstance(inside, dict) and last not in inside and len(place) > 1:
        _cut(rest, place[:-1])
    elif isinstance(inside, dict):
        inside.pop(last, None)
    elif isinstance(inside, list) and isinstance(last, int) and last < len(inside):
        inside.pop(last)
        rest.lines = dict(_moved_up(rest.lines, place[:-1], last))


def _moved_up(lines: dict[Path, int], row: Path, gone: int) -> Iterator[tuple[Path, int]]:
    """The lines once a row of a list is gone: those of later rows belong to the row before."""
    depth = len(row)
    for path, line in lines.items():
        position = path[depth] if len(path) > depth and path[:depth] == row else None
        if not isinstance(position, int) or position < gone:
            yield path, line
        elif position > gone:
            yield (*row, position - 1, *path[depth + 1 :]), line
