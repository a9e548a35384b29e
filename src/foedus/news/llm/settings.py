"""Which model is asked, where, with which key, and what a report may cost."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from foedus.errors import MissingReader

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["KEY", "MODEL", "URL", "Limits", "Settings", "settings_from"]

URL, MODEL, KEY = "FOEDUS_LLM_URL", "FOEDUS_LLM_MODEL", "FOEDUS_LLM_KEY"

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_NEEDED = {
    URL: "the address of an endpoint that speaks OpenAI's protocol, for example https://llm.example.org/v1",
    MODEL: "the name of the model, as the endpoint calls it",
    KEY: "the endpoint's key (an endpoint on this machine needs none)",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one report may cost.

    Attributes:
        wait: seconds for one answer; `total`: seconds for one report, retries included.
        tries: how often one piece is asked before the reader gives up.
        calls: requests for one report, retries included.
        piece: characters of the report in one request; `overlap`: how many of them the next one repeats.
        answer: bytes of one answer; `rows`: claims in one answer, the rest is dropped.
    """

    wait: float = 90.0
    total: float = 600.0
    tries: int = 4
    calls: int = 40
    piece: int = 12_000
    overlap: int = 600
    answer: int = 2_000_000
    rows: int = 500


@dataclass(frozen=True, slots=True)
class Settings:
    """A model and where it is asked; the key is never printed.

    Attributes:
        url: of the endpoint, to which `/chat/completions` is added.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        _check(self)

    @property
    def parts(self) -> SplitResult:
        """The address taken apart."""
        return urlsplit(self.url)

    @property
    def host(self) -> str:
        """Who is asked, for messages: an address may hold what should not be printed."""
        return self.parts.hostname or ""

    @property
    def path(self) -> str:
        """The path that is asked."""
        path = self.parts.path.rstrip("/")
        path += "" if path.endswith("/chat/completions") else "/chat/completions"
        return path + (f"?{self.parts.query}" if self.parts.query else "")


def settings_from(env: Mapping[str, str] | None = None, limits: Limits | None = None) -> Settings:
    """The settings that the environment names.

    Raises:
        MissingReader: a variable is not set, or cannot be used; says which, and what to do.

    >>> settings_from({"FOEDUS_LLM_URL": "https://llm.example.org/v1", "FOEDUS_LLM_MODEL": "m"})
    Traceback (most recent call last):
        ...
    foedus.errors.MissingReader: the reader llm needs FOEDUS_LLM_KEY: the endpoint's key (an endpoint on this machine \
needs none). Set it, or take another reader (--reader plain needs nothing)
    >>> settings_from({"FOEDUS_LLM_URL": "http://localhost:8080/v1", "FOEDUS_LLM_MODEL": "m"}).path
    '/v1/chat/completions'
    """
    env = os.environ if env is None else env
    told = {name: env.get(name, "").strip() for name in _NEEDED}
    missing = [name for name in (URL, MODEL) if not told[name]]
    if not told[KEY] and not _loopback(told[URL]):
        missing.append(KEY)
    if missing:
        what = "; ".join(f"{name}: {_NEEDED[name]}" for name in missing)
        them = "it" if len(missing) == 1 else "them"
        raise MissingReader(
            f"the reader llm needs {what}. Set {them}, or take another reader (--reader plain needs nothing)"
        )
    return Settings(told[URL], told[MODEL], told[KEY], limits or Limits())


def _loopback(url: str) -> bool:
    try:
        return urlsplit(url).hostname in _LOOPBACK
    except ValueError:
        return False


def _check(settings: Settings) -> None:
    """Refuse what cannot be asked, before anything is sent; no message repeats the key or the whole address."""
    try:
        parts, _ = settings.parts, settings.parts.port
    except ValueError:
        raise MissingReader(f"{URL} is no address; give one like https://llm.example.org/v1") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or not _clean(settings.url):
        raise MissingReader(f"{URL} is no web address; give one like https://llm.example.org/v1")
    if parts.username or parts.password:
        raise MissingReader(f"{URL} holds a name or password; take it out and put the key into {KEY}")
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise MissingReader(
            f"{URL} must begin with https:// for {parts.hostname}: over http the key and the report travel in the "
            "open; http:// is only for this machine (localhost)"
        )
    if not _clean(settings.key):
        raise MissingReader(f"{KEY} holds a space, a line end or a letter outside ASCII; copy the key again")
    if not settings.model.isprintable():
        raise MissingReader(f"{MODEL} holds a character that cannot be printed; write the model's name again")


def _clean(text: str) -> bool:
    return all("!" <= c <= "~" for c in text)
