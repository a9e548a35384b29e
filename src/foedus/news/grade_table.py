"""The table of source grades: read, checked with file and line, and asked by source."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.errors import DataErrors, Mistake, near
from foedus.gate.kept import Kept, digest
from foedus.news.agreement import bare_words

if TYPE_CHECKING:
    from foedus.gate.marked import Marked

__all__ = ["KINDS", "Entry", "GradeTable", "read_grades", "shipped_grades"]

KINDS = (
    *("state_party", "state_other", "intelligence", "organisation", "monitor", "wire_service", "press", "state_media"),
    *("think_tank", "academia", "ngo", "armed_group", "unnamed_official", "unnamed", "social_media", "document"),
    "unknown",
)
"""Every kind of source that the reader tells apart; the table must hold each once."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the table says of a source: its kind, reliability and reasons, and the state that owns or directs it."""

    kind: str
    reliability: str
    reasons: tuple[str, ...]
    of: str | None = None


@dataclass(frozen=True, slots=True)
class GradeTable:
    """Grades of sources, by kind and by name; `spoken` keeps for whom a source speaks, once it was asked."""

    kinds: dict[str, Entry]
    words: tuple[tuple[tuple[str, ...], str], ...]
    names: dict[str, Entry]
    spoken: dict[tuple[str, str | None], frozenset[str]] = field(default_factory=dict, repr=False, compare=False)
    _described: dict[str, str | None] = field(default_factory=dict, repr=False, compare=False)

    def named(self, name: str) -> Entry | None:
        """The row of a single source.

        >>> shipped_grades().named("the Korean Central News Agency").of
        'PRK'
        """
        return self.names.get(_key(name))

    def described(self, source: str) -> str | None:
        """The kind that the words of a description tell, the longest words first.

        >>> shipped_grades().described("two senior officials")
        'unnamed_official'
        """
        if source not in self._described:
            told = tuple(bare_words(source))
            self._described[source] = next((kind for words, kind in self.words if _holds(told, words)), None)
        return self._described[source]


def _holds(told: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(told[at : at + len(words)] == words for at in range(len(told) - len(words) + 1))


@cache
def shipped_grades() -> GradeTable:
    """The table that ships, read once."""
    raw = files("foedus").joinpath("data", "source-grades.yaml").read_bytes()
    rules = b"".join(files("foedus").joinpath(*rule).read_bytes() for rule in _RULES)
    kept, key = Kept("source-grades", rules), digest(raw)
    entries = kept.read()
    if key not in entries:
        entries = {key: _checked(raw, "source-grades.yaml")}
        kept.write(entries)
    return _built(entries[key])


_RULES = (
    ("news", "grade_shapes.py"),
    ("news", "grade_table.py"),
    ("gate", "shapes.py"),
    ("gate", "marked.py"),
)


def read_grades(source: Path | bytes) -> GradeTable:
    """A table of one's own, in the form of data/source-grades.yaml.

    Raises:
        DataErrors: every mistake in it, with its line.
    """
    raw, name = (source.read_bytes(), source.name) if isinstance(source, Path) else (source, "source-grades.yaml")
    return _built(_checked(raw, name))


def _checked(raw: bytes, name: str) -> dict[str, Any]:
    from foedus.gate.marked import read_yaml  # noqa: PLC0415 - only when a file changed
    from foedus.gate.shapes import fit  # noqa: PLC0415 - only when the file changed
    from foedus.news.grade_shapes import Table  # noqa: PLC0415 - only when the file changed

    marked = read_yaml(raw, name)
    checked, mistakes = fit(Table, marked, marked.data)
    found = [*marked.mistakes, *mistakes.values()]
    if checked is not None:
        plain: dict[str, Any] = checked.model_dump()
        found += _senseless(plain, marked)
    if found:
        raise DataErrors(found)
    return plain


def _senseless(table: dict[str, Any], marked: Marked) -> list[Mistake]:
    """What is well formed and makes no sense: unknown or missing kinds, and what stands twice."""
    found: list[Mistake] = []
    seen: dict[str, int] = {}
    for n, row in enumerate(table["kinds"]):
        place = ("kinds", n, "kind")
        found += _unknown(row["kind"], place, marked)
        found += _twice(f"kind {row['kind']}", place, seen, marked)
        for at, words in enumerate(row["words"]):
            found += _twice(f"words {' '.join(bare_words(words))}", ("kinds", n, "words", at), seen, marked)
            if not bare_words(words):
                found.append(marked.mistake(("kinds", n, "words", at), f"{words!r} holds no word that tells a kind"))
        found += _blank(row, ("kinds", n), marked)
    missing = [kind for kind in KINDS if f"kind {kind}" not in seen]
    if missing:
        found.append(marked.mistake(("kinds",), f"kinds are missing: {', '.join(missing)}; give each a row"))
    for n, row in enumerate(table["named"]):
        found += _unknown(row["kind"], ("named", n, "kind"), marked)
        found += _blank(row, ("named", n), marked)
        for at, name in enumerate(row["names"]):
            found += _twice(f"name {_key(name)}", ("named", n, "names", at), seen, marked)
        if row["reliability"] and not row["reasons"]:
            found.append(marked.mistake(("named", n), "a reliability of its own needs reasons of its own"))
    return found


def _unknown(kind: str, place: tuple[str | int, ...], marked: Marked) -> list[Mistake]:
    if kind in KINDS:
        return []
    close = near(kind, KINDS)
    hint = f". Did you mean {' or '.join(close)}?" if close else ""
    return [marked.mistake(place, f"unknown kind `{kind}`; the kinds are {', '.join(KINDS)}{hint}")]


def _twice(what: str, place: tuple[str | int, ...], seen: dict[str, int], marked: Marked) -> list[Mistake]:
    line = marked.line(place)
    if what in seen:
        return [marked.mistake(place, f"the {what} stands on line {seen[what]} too; keep one")]
    seen[what] = line
    return []


def _blank(row: dict[str, Any], place: tuple[str | int, ...], marked: Marked) -> list[Mistake]:
    return [
        marked.mistake((*place, "reasons", n), "a reason is empty; say why in a sentence")
        for n, reason in enumerate(row["reasons"])
        if not reason.strip()
    ]


def _built(plain: dict[str, Any]) -> GradeTable:
    kinds = {r["kind"]: Entry(r["kind"], r["reliability"], tuple(r["reasons"])) for r in plain["kinds"]}
    words = [(tuple(bare_words(w)), r["kind"]) for r in plain["kinds"] for w in r["words"]]
    names: dict[str, Entry] = {}
    for row in plain["named"]:
        as_kind = kinds[row["kind"]]
        reasons = tuple(row["reasons"]) or as_kind.reasons
        entry = Entry(row["kind"], row["reliability"] or as_kind.reliability, reasons, row["of"])
        names |= {_key(name): entry for name in row["names"]}
    return GradeTable(kinds, tuple(sorted(words, key=lambda row: (-len(row[0]), row))), names)


@lru_cache(maxsize=65_536)
def _key(name: str) -> str:
    return " ".join(bare_words(name))
