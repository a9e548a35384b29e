"""The shape of the registry's file, and the mistakes that a shape alone cannot see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from foedus.gate.shapes import Shape, Texts, Word, fit

if TYPE_CHECKING:
    from collections.abc import Collection

    from foedus.errors import Mistake
    from foedus.gate.marked import Marked

__all__ = ["check"]


class _Upstream(Shape):
    repository: str = Field(pattern=r"^[\w.-]+/[\w.-]+$")
    commit: str = Field(pattern=r"^[0-9a-f]{40}$")


class _Source(Shape):
    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    file: str = Field(pattern=r"^[\w-]+/\w[\w .-]*$")
    name: str
    version: Word
    first: int | None = None
    last: int | None = None
    unit: str
    system: Literal["cow", "gw", "both"] | None = None
    terms: str
    page: str = Field(pattern=r"^https?://")
    cite: Texts = Field(min_length=1)
    upstream: str
    path: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    bytes: int = Field(gt=0)


class _File(Shape):
    upstreams: dict[str, _Upstream]
    sources: list[_Source]


def check(marked: Marked, keys: Collection[str]) -> tuple[list[dict[str, Any]], list[Mistake]]:
    """The registry as plain rows, or every mistake in it.

    Args:
        marked: the file.
        keys: the keys of the bibliography.
    """
    found, mistakes = fit(_File, marked, marked.data)
    if found is None:
        return [], [*marked.mistakes, *mistakes.values()]
    wrong = list(marked.mistakes)
    rows: list[dict[str, Any]] = []
    taken: dict[str, set[str]] = {"id": set(), "file": set()}
    for n, block in enumerate(found.sources):
        here = ("sources", n)
        row = block.model_dump()
        for field, seen in taken.items():
            if row[field] in seen:
                wrong.append(marked.mistake((*here, field), f"`{field}: {row[field]}` stands here twice; keep one"))
            seen.add(row[field])
        if (block.first is None) != (block.last is None) or (block.first or 0) > (block.last or 0):
            wrong.append(marked.mistake((*here, "first"), "`first` and `last` stand together, the earlier year first"))
        wrong += [
            marked.mistake((*here, "cite"), f"`{key}` is no entry of sources.bib; add it there")
            for key in block.cite
            if key not in keys
        ]
        upstream = found.upstreams.get(row.pop("upstream"))
        if upstream is None:
            known = ", ".join(found.upstreams)
            wrong.append(marked.mistake((*here, "upstream"), f"unknown upstream; the upstreams are {known}"))
        else:
            rows.append(row | upstream.model_dump())
    return rows, wrong
