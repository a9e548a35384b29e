"""Where the page listens, and who may ask: decided before it starts."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from dataclasses import dataclass, field

from foedus.errors import FoedusError

__all__ = ["LOOPBACK", "Settings"]

LOOPBACK = ("127.0.0.1", "localhost", "::1")

SHORTEST = 16
"""Letters of a token that cannot be guessed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the page is served.

    Attributes:
        host, port: where it listens.
        token: what whoever asks must know, if it listens beyond this machine.
        ledger: the address of the ledger, if there is one.
        secret: signs the forms of this run.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    token: str | None = field(default=None, repr=False)
    ledger: str | None = None
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def __post_init__(self) -> None:
        if self.host not in LOOPBACK and self.token is None:
            raise FoedusError(
                f"--host {self.host} lets other machines ask, so they must know a token: add --token, of {SHORTEST} "
                f"letters or more, such as {secrets.token_urlsafe(18)}; without --host the page listens on this "
                "machine only"
            )
        if self.token is not None and (len(self.token) < SHORTEST or not self.token.isascii()):
            raise FoedusError(f"--token has {len(self.token)} letters; give {SHORTEST} or more, of ASCII")

    def answers_to(self, header: str) -> bool:
        """Is this Host header one of ours? A page of somebody else whose name leads here sends its own (rebinding).

        >>> Settings().answers_to("127.0.0.1:8000"), Settings().answers_to("evil.example:8000")
        (True, False)
        """
        name = _name(header)
        if name in LOOPBACK or name == self.host.lower():
            return True
        if self.host in LOOPBACK:
            return False
        return name == socket.gethostname().lower() or _is_address(name)


def _name(header: str) -> str:
    """The host of a Host header, without its port."""
    header = header.strip().lower()
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.partition(":")[0]


def _is_address(name: str) -> bool:
    """A number is no name, so that nobody else's name can lead here by it."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
