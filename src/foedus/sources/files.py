"""Where the file of a data set is, and whether its bytes are the registered ones.

`FOEDUS_MIRROR` names a folder, or the address of a server, with the same files under the same names; what such a folder
holds comes first. Else the file stands in the cache folder. Its digest is taken every time: the files are small, and a
table made from a file that somebody changed is worse than none.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from foedus.errors import FoedusError
from foedus.gate.kept import cache_folder

if TYPE_CHECKING:
    from foedus.sources.registry import Source

__all__ = ["Standing", "cached", "mirror_address", "standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How the file of one data set stands.

    Attributes:
        state: `ok`; `missing`; or `altered`, when its bytes are not the registered ones.
        path: where the file is, or would be.
        ours: does it stand in the cache folder, where Foedus may remove it? A mirror is the user's.
    """

    state: Literal["ok", "missing", "altered"]
    path: Path
    ours: bool


def standing(source: Source) -> Standing:
    """How the file of a data set stands here, without fetching it.

    Raises:
        FoedusError: `FOEDUS_MIRROR` names a folder that does not exist.
    """
    folder = _mirror_folder()
    if folder is not None and (folder / source.file).is_file():
        return Standing(_state(source, folder / source.file), folder / source.file, ours=False)
    path = cached(source)
    return Standing(_state(source, path) if path.is_file() else "missing", path, ours=True)


def cached(source: Source) -> Path:
    """Where the file stands in the cache folder once it is fetched."""
    return cache_folder() / "sources" / source.file


def mirror_address() -> str | None:
    """The address of the server that `FOEDUS_MIRROR` names, without a slash at its end; `None` if it names none."""
    named = os.environ.get("FOEDUS_MIRROR", "")
    return named.rstrip("/") if _is_address(named) else None


def _mirror_folder() -> Path | None:
    named = os.environ.get("FOEDUS_MIRROR", "")
    if not named or _is_address(named):
        return None
    folder = Path(named)
    if not folder.is_dir():
        raise FoedusError(
            f"FOEDUS_MIRROR names {named}, which is no folder; name one that holds the files, or unset it"
        )
    return folder


def _is_address(named: str) -> bool:
    return named.startswith(("http://", "https://"))


def _state(source: Source, path: Path) -> Literal["ok", "altered"]:
    return "ok" if hashlib.sha256(path.read_bytes()).hexdigest() == source.sha256 else "altered"
