"""One file over HTTP, going on where the last attempt stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["BrokenOff", "OtherSize", "Transfer"]

_CHUNK = 1 << 12  # what a transfer that breaks off may lose
_PATIENCE = (10, 60)  # seconds for a connection, seconds without a byte


class BrokenOff(Exception):
    """The server stopped before the end; what came is kept for the next attempt."""


class OtherSize(Exception):
    """The server has more bytes than the registered file."""


class Transfer:
    """A downloader in pooch's sense: called with an address and a file to write.

    What has come so far stands in a file of its own, which outlives an attempt that breaks off. The next one asks for
    the rest (HTTP Range). Attempts go on as long as each brings something.

    Args:
        part: the file for what has come so far.
        size: the registered number of bytes.
        said: called with the number of bytes that are here.
    """

    def __init__(self, part: Path, size: int, said: Callable[[int], None]) -> None:
        self._part, self._size, self._said = part, size, said

    def __call__(self, address: str, target: Any, pooch: Any = None, *, check_only: bool = False) -> None:
        """Bring the whole file to `target`."""
        del pooch, check_only  # pooch passes what only its own downloaders need
        from requests import ConnectionError as Lost  # noqa: PLC0415 - only to download
        from requests import Timeout  # noqa: PLC0415 - the same
        from requests.exceptions import ChunkedEncodingError  # noqa: PLC0415 - the same

        if self._here() > self._size:
            self._part.unlink()
        while self._here() != self._size:
            before = self._here()
            try:
                self._receive(address)
            except (BrokenOff, ChunkedEncodingError, Lost, Timeout):
                if self._here() <= before:
                    raise
        self._part.replace(target)

    def _here(self) -> int:
        return self._part.stat().st_size if self._part.exists() else 0

    def _receive(self, address: str) -> None:
        import requests  # noqa: PLC0415 - only to download

        here = self._here()
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={here}-"} if here else {})
        with requests.get(address, headers=headers, stream=True, timeout=_PATIENCE) as reply:
            if reply.status_code == requests.codes.requested_range_not_satisfiable:
                raise BrokenOff(f"{urlsplit(address).netloc} has a shorter file than the registered one")
            reply.raise_for_status()
            goes_on = reply.status_code == requests.codes.partial_content
            here = here if goes_on else 0
            self._part.parent.mkdir(parents=True, exist_ok=True)
            with self._part.open("ab" if goes_on else "wb") as out:
                for chunk in reply.iter_content(_CHUNK):
                    here += len(chunk)
                    if here > self._size:
                        raise OtherSize
                    out.write(chunk)
                    self._said(here)
        if here < self._size:
            raise BrokenOff(f"{urlsplit(address).netloc} stopped after {here:,} of {self._size:,} bytes")
