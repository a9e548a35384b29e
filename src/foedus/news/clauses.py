"""Where the clauses of a sentence part, and which of them only suppose something."""

from __future__ import annotations

import re

__all__ = ["around", "conditions", "cuts"]

_CUT = re.compile(
    r"[;:](?=\s)|\s[\u2013—-]\s"
    r"|,\s+(?=(?:and|but|while|whereas|although|though|which|with|as|after|before|where|so|who|yet|or|then)\b)"
    r"|,\s+(?=[\"“])|(?P<back>,\s+(?=(?:is|are|was|were|has|have|had|will|would)\b))"
)
_RELATIVE = ("which ", "who ", "where ")
_CONDITION = re.compile(
    r"(?:(?<!\bas )\b(?:if|unless|lest|only once|in (?:the event|case) of|provided that|on condition that|as long as)\b"
    r"|\AShould\b)(?:(?! (?:would|will) )[^,;:.!?\u2013—“”\"])*",
    re.IGNORECASE,
)


def cuts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The places of the marks between clauses; ", was" parts two only behind a relative clause.

    >>> text = "The pact, which binds both, was signed, and it holds."
    >>> [text[a:b] for a, b in cuts(text, 0, len(text))], [text[b : b + 5] for _, b in cuts(text, 0, len(text))]
    ([', ', ', ', ', '], ['which', 'was s', 'and i'])
    """
    found: list[tuple[int, int]] = []
    relative = False
    for cut in _CUT.finditer(text, start, end):
        if not cut["back"] or relative:
            found.append(cut.span())
        relative = text.startswith(_RELATIVE, cut.end())
    return found


def around(cuts: list[tuple[int, int]], whole: tuple[int, int], place: int) -> tuple[int, int]:
    """The clause around a place.

    >>> around([(8, 10), (26, 28)], (0, 40), 12)
    (10, 26)
    """
    start, end = whole
    for cut in cuts:
        if cut[1] <= place:
            start = cut[1]
        elif cut[0] > place:
            end = cut[0]
            break
    return start, end


def conditions(text: str) -> list[tuple[int, int]]:
    """Where the conditions of a sentence stand: what is said there is supposed, and claimed by nobody.

    >>> text = "Moscow would help if Minsk were attacked, he said."
    >>> [text[a:b] for a, b in conditions(text)]
    ['if Minsk were attacked']
    """
    return [found.span() for found in _CONDITION.finditer(text)]
