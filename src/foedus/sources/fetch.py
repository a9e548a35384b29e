"""The file of a data set, verified: from a mirror, from the cache, or downloaded once from its pinned address."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from foedus.errors import FoedusError, SourceAltered, SourceMissing
from foedus.gate.kept import cache_folder
from foedus.sources.files import cached, mirror_address, standing
from foedus.sources.registry import Source, source

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Progress", "local", "say_progress"]

Progress = Callable[[Source, int], None]
"""Called while a file comes: the data set, and how many of its bytes are here."""


def say_progress(wanted: Source, here: int) -> None:
    """Tell standard error: a line that counts on a terminal, one line at the end elsewhere."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\rfoedus: fetching {wanted.id}: {here:,} of {wanted.bytes:,} bytes")
    elif here == wanted.bytes:
        sys.stderr.write(f"foedus: received {wanted.id} ({here:,} bytes)\n")
    sys.stderr.flush()


def local(which: str | Source, *, progress: Progress | None = None) -> Path:
    """The verified file of a data set.

    It is looked for in the folder that `FOEDUS_MIRROR` names, then in the cache folder (`FOEDUS_CACHE`, else the
    user's own). If it is in neither it is downloaded into the cache: from the server that `FOEDUS_MIRROR` names, else
    from the public repository at the registered commit. A download that breaks off goes on where it stopped, at once or
    the next time. The digest is taken every time. A file in the cache with other bytes is removed and fetched again;
    one in a mirror's folder is refused and left alone, because the folder is the user's.

    Args:
        which: a data set or its id.
        progress: called with the data set and the bytes that are here so far; left out, standard error is told.

    Raises:
        UnknownName: no such data set.
        SourceMissing: it is not here and cannot be fetched.
        SourceAltered: the mirror's file, or what the server sends, has other bytes than the registered ones.
        FoedusError: `FOEDUS_MIRROR` names no folder, or the cache folder cannot be written.
    """
    wanted = which if isinstance(which, Source) else source(which)
    found = standing(wanted)
    if found.state == "ok":
        return found.path
    if found.state == "altered":
        if not found.ours:
            raise _altered(wanted, str(found.path), "replace it in the folder that FOEDUS_MIRROR names, or unset that")
        found.path.unlink(missing_ok=True)
    return _download(wanted, progress or say_progress)


def _download(wanted: Source, progress: Progress) -> Path:
    from requests import RequestException  # noqa: PLC0415 - only to download

    from foedus.sources.transfer import BrokenOff  # noqa: PLC0415 - the same

    mirror = mirror_address()
    address = f"{mirror}/{quote(wanted.file)}" if mirror else wanted.address
    try:
        progress(wanted, _part(wanted).stat().st_size if _part(wanted).exists() else 0)
        return _retrieve(wanted, address, progress)
    except (RequestException, BrokenOff) as error:
        raise _missing(wanted, _why(error, address)) from error
    except OSError as error:
        raise FoedusError(
            f"{wanted.id} cannot be kept in {cache_folder()}: {error.strerror or error}; name a folder that can be "
            "written with FOEDUS_CACHE"
        ) from error
    finally:
        if progress is say_progress and sys.stderr.isatty():
            sys.stderr.write("\n")


def _retrieve(wanted: Source, address: str, progress: Progress) -> Path:
    """Let pooch bring it, check it and put it into its place in one step.

    What an earlier attempt left may be spoilt: then the whole file is fetched once more.
    """
    import pooch  # noqa: PLC0415 - only to download
    from requests import RequestException  # noqa: PLC0415 - the same

    from foedus.sources.transfer import OtherSize, Transfer  # noqa: PLC0415 - the same

    pooch.get_logger().setLevel("WARNING")  # progress is told here
    target, part = cached(wanted), _part(wanted)
    for left in (True, False) if part.exists() else (False,):
        try:
            pooch.retrieve(
                address,
                known_hash=f"sha256:{wanted.sha256}",
                fname=target.name,
                path=target.parent,
                downloader=Transfer(part, wanted.bytes, lambda here: progress(wanted, here)),
            )
        except RequestException:  # some of these are ValueErrors too
            raise
        except (ValueError, OtherSize):
            part.unlink(missing_ok=True)
            if not left:
                raise _altered(wanted, f"what {address} sends", "nothing was kept; try another mirror") from None
        else:
            break
    return target


def _part(wanted: Source) -> Path:
    return cached(wanted).with_name(f"{cached(wanted).name}.part")


def _why(error: Exception, address: str) -> str:
    from requests import HTTPError, Timeout  # noqa: PLC0415 - only to download

    host = urlsplit(address).netloc
    if isinstance(error, HTTPError) and error.response is not None:
        return f"{host} answers {error.response.status_code} for {address}"
    if isinstance(error, Timeout):
        return f"{host} does not answer"
    said = str(error)
    return said if said.startswith(host) else f"no connection to {host}"


def _missing(wanted: Source, why: str) -> SourceMissing:
    return SourceMissing(
        wanted.id,
        f"{wanted.id} is not here ({wanted.file}: {wanted.name}, version {wanted.version}) and cannot be fetched: {why}"
        f". `foedus data fetch {wanted.id}` tries again and goes on where it stopped; FOEDUS_MIRROR may name a folder "
        f"that holds the file. Its makers' page, with what to cite: {wanted.page}",
    )


def _altered(wanted: Source, what: str, do: str) -> SourceAltered:
    return SourceAltered(
        wanted.id,
        f"{what} is not {wanted.id} as it is registered ({wanted.name}, version {wanted.version}): it is truncated, "
        f"altered or another version, and is refused; {do}",
    )
