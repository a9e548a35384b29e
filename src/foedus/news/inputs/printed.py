"""The pages of a print as one text, without running heads, feet and page numbers, and with broken words whole."""

from __future__ import annotations

import re
from collections import Counter

from foedus.news.words import word_set

__all__ = ["whole_text"]

_EDGE = 3
"""So many lines at the head and foot of a page may be running lines."""

_MOST = 100
"""A running line is no longer, and is no sentence."""

_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
_BROKEN = re.compile(r"(?<=[^\W\d_]) ?[-\u2010\u00ad]\n(?=[^\W\d_])")
_LONGEST_WORD = 40
_BEFORE = re.compile(r"[^\W\d_]+\Z")
_BEHIND = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"(?<![^\W_])([^\W\d_]{1,40})[-\u2010]([^\W\d_]{1,40})")
_FIRST_PARTS = word_set("well self half non vice north south east west two three four five six seven eight nine")
_GOES_ON = re.compile(r"[^.!?:\"'\u201d\u2019)\s]\s*\Z")


def whole_text(pages: list[str]) -> str:
    r"""One text of the pages of a print.

    >>> pages = ["The Wire\nMany sol-\ndiers left the well-\n1", "The Wire\nknown base.\n2", "The Wire\nIt rained.\n3"]
    >>> print(whole_text(pages))
    Many soldiers left the well-known base.
    <BLANKLINE>
    It rained.
    """
    text = ""
    for page in _without_running(pages):
        apart = "\n" if _GOES_ON.search(text[-10:]) and page[:1].islower() else "\n\n"
        text += (apart if text and page else "") + page
    return _put_together(text.translate(_LIGATURES))


def _without_running(pages: list[str]) -> list[str]:
    """The pages without the lines at their edges that stand on three or more, whatever numbers are in them."""
    split = [[line.strip() for line in page.split("\n")] for page in pages]
    edges = ([line for line in lines if line] for lines in split)
    seen = Counter(shape for lines in edges for shape in {_shape(x) for x in (*lines[:_EDGE], *lines[-_EDGE:])} - {""})
    running = {shape for shape, times in seen.items() if times > 2}
    return ["\n".join(_behind(_behind(lines, running)[::-1], running)[::-1]) for lines in split]


def _shape(line: str) -> str:
    """A line with its numbers alike, or nothing for what is a sentence."""
    line = " ".join(line.split())
    return "" if len(line) > _MOST or line.endswith((".", "!", "?", ",", ";")) else re.sub(r"\d+", "0", line)


def _behind(lines: list[str], running: set[str]) -> list[str]:
    """The lines from the first that is no running line; the number of running lines at an edge is bounded."""
    at = told = 0
    while at < len(lines) and (not lines[at] or (told < _EDGE and _shape(lines[at]) in running)):
        told += bool(lines[at])
        at += 1
    return lines[at:]


def _put_together(text: str) -> str:
    """Words broken at the end of a line, whole; what is a compound elsewhere, or plainly one, keeps its hyphen."""
    compounds = {f"{a}-{b}".lower() for a, b in _COMPOUND.findall(text)}

    def joint(broken: re.Match[str]) -> str:
        before = _BEFORE.search(text, max(0, broken.start() - _LONGEST_WORD), broken.start())
        behind = _BEHIND.match(text, broken.end(), broken.end() + _LONGEST_WORD)
        one, two = (before[0] if before else ""), (behind[0] if behind else "")
        if two[:1].isupper() or f"{one}-{two}".lower() in compounds or (one in _FIRST_PARTS and len(two) > 3):
            return "-"
        return ""

    return _BROKEN.sub(joint, text)
