"""Reading the atlas: files -> plain rows that have passed the gate, kept until a file changes -> records."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from foedus.atlas.records import build
from foedus.errors import DataErrors, Mistake
from foedus.gate.kept import Kept, digest

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from foedus.atlas.atlas import Atlas
    from foedus.gate.marked import Marked

__all__ = ["read_atlas", "shipped_atlas"]

NAMES = ("states", "entities", "places", "areas", "wars", "forces", "umbrellas")

_OPTIONAL = ("forces", "umbrellas")
"""Files that a folder of one's own may lack: then there are none."""


def read_atlas(folder: Traversable | None = None) -> Atlas:
    """Read the atlas that ships, or the files of the same names in another folder.

    Raises:
        DataErrors: every mistake in every file, with its line.
    """
    folder = folder or files("foedus") / "data"
    here = files("foedus")
    rules = b"".join((here / room / file).read_bytes() for room, file in _RULES)
    raw = {name: _bytes(folder / f"{name}.yaml", optional=name in _OPTIONAL) for name in NAMES}
    key = digest(*raw.values())
    kept = Kept("atlas", rules)
    entries = kept.read()
    if key not in entries:
        entries = {key: _read(raw)}
        kept.write(entries)
    return build(entries[key])


@cache
def shipped_atlas() -> Atlas:
    """The atlas that ships, read once: it is frozen, so everybody may share it."""
    return read_atlas()


def _bytes(file: Traversable, *, optional: bool) -> bytes:
    return b"[]" if optional and not file.is_file() else file.read_bytes()


_RULES = (
    ("atlas", "shapes.py"),
    ("atlas", "abroad_shapes.py"),
    ("atlas", "sense.py"),
    ("atlas", "abroad_sense.py"),
    ("gate", "shapes.py"),
    ("gate", "marked.py"),
)


def _read(raw: dict[str, bytes]) -> dict[str, Any]:
    from foedus.atlas.sense import check  # noqa: PLC0415 - only when a file changed
    from foedus.gate.marked import read_yaml  # noqa: PLC0415 - the same

    marked: dict[str, Marked] = {}
    mistakes: list[Mistake] = []
    for name in NAMES:
        try:
            marked[name] = read_yaml(raw[name], f"{name}.yaml")
        except DataErrors as error:
            mistakes += error.mistakes
    if not mistakes:
        rows, mistakes = check(marked)
    if mistakes:
        raise DataErrors(mistakes)
    return rows
