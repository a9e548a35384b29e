"""The furniture of a page: menus, notices, links, captions and credits, found line by line and skipped.

It stays in the stored text, so that nobody wonders where it went and every offset holds; it is only not read.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from foedus.news.lists import furniture_list

__all__ = ["furniture_in", "furniture_kind"]

_LONGEST_LINK = 140


class _Row(NamedTuple):
    kind: str
    when: re.Pattern[str]
    longest: int
    below: bool


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(
            row["kind"],
            re.compile("|".join(f"(?:{w})" for w in row["when"]), re.IGNORECASE),
            row["longest"],
            row["below"],
        )
        for row in furniture_list()
    )


@cache
def _most() -> int:
    return max(row.longest for row in _rows())


def furniture_kind(line: str) -> str:
    """Which kind of furniture a line is, or "".

    >>> furniture_kind("Share this article on Facebook"), furniture_kind("The army left.")
    ('share', '')
    """
    found = _row(line.strip())
    return found.kind if found else ""


def furniture_in(text: str, body: int) -> tuple[tuple[int, int], ...]:
    r"""The stretches of a body that are furniture, in order, none touching another.

    Args:
        text: the stored text.
        body: where the body begins.

    >>> text = "It left.\nRead more\nA pact explained\n\nIt came back, and it stayed."
    >>> [text[a:b] for a, b in furniture_in(text, 0)]
    ['Read more\nA pact explained']
    """
    found: list[tuple[int, int]] = []
    at, below = body, False
    for part in text[body:].split("\n"):
        start, at = at, at + len(part) + 1
        line = part.strip()
        if not line:
            continue
        row = _row(line)
        if row is None and not (below and _is_link(line)):
            below = False
            continue
        below = row.below if row else below
        if found and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], start + len(part))
        else:
            found.append((start, start + len(part)))
    return tuple(found)


def _row(line: str) -> _Row | None:
    if len(line) > _most():
        return None
    line = line.lstrip("-•*|> ").rstrip("|> ")
    return next((row for row in _rows() if len(line) <= row.longest and row.when.fullmatch(line)), None)


def _is_link(line: str) -> bool:
    """A line under "Related stories" that is a headline, and no prose."""
    return len(line) <= _LONGEST_LINK and not line.endswith((".", "!", "”", '"', ":"))
