"""How a report introduces its speakers: the institute or post behind a name, the full name of a service."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus.atlas.atlas import folded
from foedus.news.lists import names_list

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["introductions"]

_POST = r"(?:who |an? |the )?([a-z][^,;.\u201c\u201d\"]{6,90}?)(?=[,;.]|$)"
_HINTS = re.compile(r"\b(?:at|of|for|with|from)\b")


def introductions(text: str, sources: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Who the sources are, as far as the report or the list of services tells.

    >>> introductions("It is so, said Ann Lee, a researcher at the Centre for Peace.", ["Ann Lee", "experts"])
    (('Ann Lee', 'researcher at the Centre for Peace'),)
    """
    services = {folded(name): row["name"] for row in names_list()["services"] for name in row["names"]}
    found = {}
    for source in dict.fromkeys(sources):
        told = services.get(folded(source)) or _post(text, source)
        if told and folded(told) != folded(source):
            found[source] = told
    return tuple(found.items())


def _post(text: str, name: str) -> str | None:
    """The apposition behind a full name: "a researcher at the Centre for Peace"."""
    if " " not in name or not name[:1].isupper():
        return None
    written = re.escape(name).replace("'", "['\u2019]")
    for match in re.finditer(rf"{written},\s+{_POST}", text):
        if _HINTS.search(match[1]):
            return " ".join(match[1].split())
    return None
