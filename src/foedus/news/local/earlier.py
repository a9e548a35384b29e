"""Speakers by short names: "the service said" after the National Intelligence Service; names without their titles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.news.speakers import Speaker

__all__ = ["ShortNames", "untitled"]

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


@dataclass(slots=True)
class ShortNames:
    """The speakers so far, by the words of their names.

    >>> from foedus.news.speakers import Speaker
    >>> names = ShortNames()
    >>> _ = names.settled(Speaker("National Intelligence Service", "KOR", False))
    >>> names.settled(Speaker("service", None, False)).source
    'National Intelligence Service'
    """

    latest: dict[str, Speaker] = field(default_factory=dict)

    def settled(self, speaker: Speaker) -> Speaker:
        """The speaker without titles; whom a bare noun ("the agency") means is the latest whose name has that noun."""
        found = untitled(self._in_full(speaker))
        for word in found.source.lower().split():
            if word != found.source:
                self.latest[word] = found
        return found

    def _in_full(self, speaker: Speaker) -> Speaker:
        noun = speaker.source
        if speaker.affiliation is not None or not noun.isalpha() or not noun.islower():
            return speaker
        return self.latest.get(noun, speaker)
