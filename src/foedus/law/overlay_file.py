"""The file of overlays at the gate: its plain rows, or every mistake in it with its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from foedus.errors import DataErrors, Mistake
from foedus.gate.marked import Marked, read_yaml
from foedus.gate.shapes import Shape, Texts, Word, fit
from foedus.law.treaty_sense import Path, Vocabulary, mistakes_in_condition, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.atlas.atlas import Atlas

__all__ = ["check_overlays"]


class _OverlayShape(Shape):
    treaty: Word
    kinds: list[Literal["defense", "offense", "neutrality", "nonaggression", "consultation"]] = Field(min_length=1)
    promisors: Texts = []
    promisees: Texts = []
    adversaries: Texts = []
    when: Any = None
    drop: bool = False
    reason: str
    source: str
    verified: bool = False


def check_overlays(raw: bytes, atlas: Atlas, file: str = "atop-overlays.yaml") -> list[dict[str, Any]]:
    """Hold the file against its format.

    Raises:
        DataErrors: every mistake, with its line.
    """
    marked = read_yaml(raw, file)
    words = vocabulary(atlas)
    mistakes: list[Mistake] = list(marked.mistakes)
    rows: list[dict[str, Any]] = []
    if not isinstance(marked.data, list):
        raise DataErrors(
            [*mistakes, marked.mistake((), "overlays are a list of rows, each beginning with `- treaty:`")]
        )
    for n, value in enumerate(marked.data):
        row, wrong = fit(_OverlayShape, marked, value, (n,))
        mistakes += wrong.values()
        if row is not None:
            mistakes += _senseless(marked, row, n, words)
            rows.append(row.model_dump())
    if mistakes:
        raise DataErrors(mistakes)
    return rows


def _senseless(marked: Marked, row: _OverlayShape, n: int, words: Vocabulary) -> Iterator[Mistake]:
    for path, what in _mistakes(row, (n,), words):
        yield marked.mistake(path, what)


def _mistakes(row: _OverlayShape, here: Path, words: Vocabulary) -> Iterator[tuple[Path, str]]:
    if not re.fullmatch(r"atop:\d{4}(\.\d+)?", row.treaty):
        yield (*here, "treaty"), f"`{row.treaty}` is no alliance of ATOP; write atop:1350, or atop:2070.2 for one phase"
    for field in ("promisors", "promisees", "adversaries"):
        for state in getattr(row, field):
            if state not in words.actors:
                yield (*here, field), f"unknown state `{state}`; use a code of states.yaml or entities.yaml"
    if row.when is not None:
        yield from mistakes_in_condition(row.when, (*here, "when"), words)
    settles = row.when is not None or row.adversaries or row.promisors or row.promisees
    if row.drop == bool(settles):
        yield here, "say what it mends: `when:`, `adversaries:`, `promisors:` or `promisees:`; or `drop: true` alone"
    if row.when is not None and row.adversaries:
        yield (*here, "adversaries"), "`when:` stands for the whole condition; put the adversaries there under `by:`"
