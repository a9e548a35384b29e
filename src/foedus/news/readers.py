"""Readers: whatever finds claims in a report, behind one protocol.

`local` uses trained models over a parse and needs the extra `nlp`; `plain` needs nothing; `llm` asks a language model
that the user names. Name and version of the reader travel with each claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from foedus.errors import BadQuestion, near
from foedus.news.local.language import lacking

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.news.document import Document
    from foedus.terms.claims import Claim

__all__ = ["READERS", "Reader", "choose_reader"]

READERS = ("auto", "local", "plain", "llm")
"""Names of readers; `auto` is `local` where its models are installed, else `plain`."""


class Reader(Protocol):
    """What finds claims."""

    @property
    def name(self) -> str:
        """Name and version ("local 2")."""

    def claims(self, document: Document) -> Iterable[Claim]:
        """The claims of a report, in any order; offsets count characters of `document.text`."""


def choose_reader(name: str = "auto") -> Reader:
    """The reader of this name.

    Raises:
        BadQuestion: there is none of this name.
        MissingReader: it needs what is not installed or not set; says what to do.

    >>> choose_reader("plain").name
    'plain 1'
    """
    if name == "auto":
        name = "plain" if lacking() else "local"
    if name == "plain":
        from foedus.news.plain_reader import PlainReader  # noqa: PLC0415 - each reader only where it is asked for

        return PlainReader()
    if name == "local":
        from foedus.news.local.reader import LocalReader  # noqa: PLC0415 - the same

        return LocalReader()
    if name == "llm":
        from foedus.news.llm.reader import LlmReader  # noqa: PLC0415 - the same

        return LlmReader.from_environment()
    meant = near(name, READERS)
    hint = f". Did you mean {meant[0]}?" if meant else ""
    raise BadQuestion(f"no reader is called {name!r}; there are {', '.join(READERS)}{hint}")
