"""The registry: every data set of others that Foedus can read, pinned to one version, one address, one digest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from foedus.errors import DataErrors, UnknownName
from foedus.gate.kept import Kept, digest

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["Source", "read_registry", "source", "sources"]

_HOST = "https://raw.githubusercontent.com"


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a data set, in one version.

    Attributes:
        id: what commands and functions call it (`cow-nmc`).
        file: where it stands in the cache folder and in a mirror.
        name: the data set, and which part of it.
        version: as its makers count, or the year of the publication.
        first, last: the years that it covers. Inside them silence means that nothing happened, outside that nobody
            looked. `None` where the file says nothing of years.
        unit: what one row is (`state-year`, `directed dyad-year`, `alliance member`).
        system: whose state codes stand in it: `cow` (Correlates of War), `gw` (Gleditsch and Ward), `both`, or `None`.
        terms: the terms that were seen. Read those of the data set itself before you pass it on.
        page: where its makers explain it and say how to cite it.
        cite: keys of the entries that stand in `bibtex`.
        repository, commit, path: the public repository that carries the file, pinned.
        sha256, bytes: digest and size; a file that differs is refused.
    """

    id: str
    file: str
    name: str
    version: str
    first: int | None
    last: int | None
    unit: str
    system: str | None
    terms: str
    page: str
    cite: tuple[str, ...]
    repository: str
    commit: str
    path: str
    sha256: str
    bytes: int

    @property
    def address(self) -> str:
        """Where the file is downloaded from: the repository, at the commit.

        >>> source("mid-a").address.rpartition("/")[2]
        'MIDA%205.0.csv'
        """
        return f"{_HOST}/{self.repository}/{self.commit}/{quote(self.path)}"

    @property
    def years(self) -> str:
        """The years that it covers, for a reader; empty where the file says nothing of years.

        >>> source("cow-nmc").years
        '1816-2022'
        """
        return "" if self.first is None else f"{self.first}-{self.last}"


def source(id: str) -> Source:  # noqa: A002 - it is called so everywhere: in the file, on the command line, in a panel
    """The data set with this id.

    Raises:
        UnknownName: no such id; near ones are suggested.

    >>> source("atop-members").file
    'atop/atop5_1m.csv'
    """
    found = _registry().get(id)
    if found is None:
        raise UnknownName("data set", id, _registry(), "`foedus data list` shows all")
    return found


def sources() -> tuple[Source, ...]:
    """Every data set of the registry, in its order.

    >>> "cow-nmc" in {s.id for s in sources()}
    True
    """
    return tuple(_registry().values())


@cache
def _registry() -> dict[str, Source]:
    """The registry that ships, read once: its records are frozen, so everybody may share them."""
    return {found.id: found for found in read_registry(files("foedus") / "data")}


def read_registry(folder: Traversable) -> tuple[Source, ...]:
    """Read `sources.yaml` and check it against `sources.bib` beside it.

    Raises:
        DataErrors: every mistake, with its line.
    """
    raw, bib = (folder / "sources.yaml").read_bytes(), (folder / "sources.bib").read_bytes()
    here = files("foedus")
    rules = b"".join((here / room / name).read_bytes() for room, name in _RULES)
    kept = Kept("sources", rules)
    entries = kept.read()
    key = digest(raw, bib)
    if key not in entries:
        entries = {key: _read(raw, bib)}
        kept.write(entries)
    return tuple(Source(**row | {"cite": tuple(row["cite"])}) for row in entries[key])


_RULES = (
    ("sources", "shapes.py"),
    ("sources", "bibliography.py"),
    ("sources", "registry.py"),
    ("gate", "shapes.py"),
    ("gate", "marked.py"),
)


def _read(raw: bytes, bib: bytes) -> list[dict[str, Any]]:
    from foedus.gate.marked import read_yaml  # noqa: PLC0415 - only when a file changed
    from foedus.sources.bibliography import read_bibliography  # noqa: PLC0415 - the same
    from foedus.sources.shapes import check  # noqa: PLC0415 - the same

    rows, mistakes = check(read_yaml(raw, "sources.yaml"), read_bibliography(bib, "sources.bib"))
    if mistakes:
        raise DataErrors(mistakes)
    return rows
