"""Speakers by short names: "the service said" after the National Intelligence Service; names without their titles."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.news.speakers import Speaker

__all__ = ["in_full", "untitled"]

_TITLED = re.compile(
    r"^.*\b(?:Minister|President|Secretary|Chancellor|General|Ambassador|Chief|Premier|Chairman|Director|Envoy|Commander|"
    r"Marshal|Admiral|Governor|Senator|Secretary of State|Secretary of Defen[cs]e|[Ss]pokes(?:man|woman|person))\s+"
    r"(?P<name>[A-Z][\w\u2019'-]+(?:\s+(?:[A-Z][\w\u2019'-]+|al-\w+|bin|van|von|de)){1,3})$"
)

_APPOSED = re.compile(
    r"^[^,]{3,}, (?P<name>[A-Z][\w\u2019'-]+(?: (?:[A-Z][\w\u2019'-]+|al-\w+|bin|van|von|de)){1,3}),?$"
)


def untitled(speaker: Speaker) -> Speaker:
    """A person's name without the titles before it.

    >>> from foedus.news.speakers import Speaker
    >>> untitled(Speaker("South Korean Defence Minister Shin Won-sik", "KOR", True)).source
    'Shin Won-sik'
    """
    found = _TITLED.match(speaker.source) or _APPOSED.match(speaker.source)
    return replace(speaker, source=found["name"], person=True) if found else speaker


def in_full(speaker: Speaker, before: Iterable[Speaker]) -> Speaker:
    """The speaker whom a bare noun ("the agency") means: the latest before whose name or title has that noun.

    >>> from foedus.news.speakers import Speaker
    >>> service = Speaker("National Intelligence Service", "KOR", False)
    >>> in_full(Speaker("service", None, False), [service]).source
    'National Intelligence Service'
    """
    noun = speaker.source
    if speaker.affiliation is not None or not noun.isalpha() or not noun.islower():
        return speaker
    named = [b for b in before if b.source != noun and noun in b.source.lower().split()]
    return named[-1] if named else speaker
