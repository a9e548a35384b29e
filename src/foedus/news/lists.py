"""The reader's word lists: names, triggers and what is in data/triggers/, checked once and kept until they change."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from foedus.errors import DataErrors
from foedus.gate.kept import Kept, digest

__all__ = ["evidence_words", "furniture_list", "names_list", "triggers_list", "word_classes"]


@cache
def names_list() -> dict[str, Any]:
    """Leaders, bodies, outlets, think tanks and names that are none."""
    return _list("names")


@cache
def triggers_list() -> dict[str, Any]:
    """Word classes, speech verbs, speakers, cues of modality and event triggers."""
    return _list("triggers")


@cache
def word_classes() -> dict[str, dict[str, tuple[str, ...]]]:
    """Word classes by part of speech: group -> class -> words."""
    listed = _list("triggers/words")
    return {group: {name: tuple(row["words"]) for name, row in rows.items()} for group, rows in listed.items()}


@cache
def evidence_words() -> dict[str, tuple[str, ...]]:
    """What words of a claim tell the ledger: class -> words; a dash at the end stands for any ending."""
    return {name: tuple(row["words"]) for name, row in _list("triggers/evidence")["classes"].items()}


@cache
def furniture_list() -> list[dict[str, Any]]:
    """What stands on the page of a report and is no part of it."""
    rows: list[dict[str, Any]] = _list("triggers/furniture")["rows"]
    return rows


def _list(name: str) -> dict[str, Any]:
    raw = files("foedus").joinpath("data", *f"{name}.yaml".split("/")).read_bytes()
    rules = b"".join((files("foedus") / room).joinpath(file).read_bytes() for room, file in _RULES)
    kept = Kept(f"news-{name.replace('/', '-')}", rules)
    key = digest(raw)
    entries = kept.read()
    if key not in entries:
        entries = {key: _read(name, raw)}
        kept.write(entries)
    found: dict[str, Any] = entries[key]
    return found


_RULES = (("news", "shapes.py"), ("gate", "shapes.py"), ("gate", "marked.py"))


def _read(name: str, raw: bytes) -> dict[str, Any]:
    from foedus.gate.marked import read_yaml  # noqa: PLC0415 - only when a file changed
    from foedus.gate.shapes import fit  # noqa: PLC0415 - only when the file changed
    from foedus.news.shapes import SHAPES  # noqa: PLC0415 - the same

    marked = read_yaml(raw, f"{name}.yaml")
    checked, mistakes = fit(SHAPES[name], marked, marked.data)
    if mistakes or marked.mistakes:
        raise DataErrors([*marked.mistakes, *mistakes.values()])
    plain: dict[str, Any] = checked.model_dump(by_alias=True)
    return plain
