"""A report's body as paragraphs, sentences and quotations, each with its exact place.

Ends are found by their marks, not after abbreviations, initials or inside numbers. A line without an end mark that is
short is a heading, and no sentence. A page break inside a sentence (the next line goes on in small letters) is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.news.words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["LONGEST", "Sentence", "quotations", "sentences"]

LONGEST = 2500
"""No sentence has more characters; what is longer is read in pieces, so that time grows only with the length."""

_SHORT = word_set(
    "mr mrs ms dr prof gen lt col maj capt sgt adm cmdr brig sen rep gov pres st jr sr no nos vs etc fig art approx "
    "jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n e.g i.e a.m p.m"
)
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”\u2019»)\]]*+(?=\s)")
_BREAK = re.compile(r"\n[ \n]*\n")
_STARTERS = word_set("The A An It He She They We But And In On At This That These Those When If After Before")
_QUOTES = re.compile('["“”„«»]')


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `text[start:end]` of the report, and the number of its paragraph."""

    text: str
    start: int
    end: int
    paragraph: int


def sentences(text: str, begin: int = 0, skipped: Sequence[tuple[int, int]] = ()) -> list[Sentence]:
    r"""The sentences from `begin` on, headings and what is skipped left out; none goes on behind a skipped stretch.

    >>> [s.text for s in sentences("Mr. Li of the U.S. left at 2.30. \"So it goes.\" He smiled.")]
    ['Mr. Li of the U.S. left at 2.30.', '"So it goes."', 'He smiled.']
    """
    found: list[Sentence] = []
    for number, (start, end) in enumerate(_without(_paragraphs(text, begin), skipped)):
        first = start
        for mark in _END.finditer(text, start, end):
            if not _ends(text, mark, end):
                continue
            found.append(_cut(text, first, mark.end(), number))
            first = mark.end()
        if text[first:end].strip() and not _heading(text[first:end], first == start):
            found.append(_cut(text, first, end, number))
    return [piece for s in found if s.text for piece in _pieces(s)]


def _pieces(sentence: Sentence) -> list[Sentence]:
    """A sentence that is no sentence any more (a table, a list without marks) in pieces that can be read."""
    pieces, at, text = [], 0, sentence.text
    while len(text) - at > LONGEST:
        stop = text.rfind(" ", at, at + LONGEST)
        stop = stop if stop > at else at + LONGEST
        pieces.append(_cut(text, at, stop, sentence.paragraph))
        at = stop
    pieces.append(_cut(text, at, len(text), sentence.paragraph))
    return [Sentence(p.text, p.start + sentence.start, p.end + sentence.start, p.paragraph) for p in pieces if p.text]


def _paragraphs(text: str, begin: int) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    at = begin
    for gap in _BREAK.finditer(text, begin):
        before, after = text[max(at, gap.start() - 1) : gap.start()], text[gap.end() : gap.end() + 1]
        if after.islower() and (before.isalnum() or before in ",;"):
            continue
        parts.append((at, gap.start()))
        at = gap.end()
    return [*parts, (at, len(text))]


def _without(parts: list[tuple[int, int]], skipped: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Paragraphs without skipped stretches, which cut them; both are in order."""
    if not skipped:
        return parts
    left: list[tuple[int, int]] = []
    at = 0
    for first, end in parts:
        start = first
        while at < len(skipped) and skipped[at][1] <= start:
            at += 1
        number = at
        while number < len(skipped) and skipped[number][0] < end:
            if start < skipped[number][0]:
                left.append((start, skipped[number][0]))
            start = max(start, skipped[number][1])
            number += 1
        if start < end:
            left.append((start, end))
    return left


def _ends(text: str, mark: re.Match[str], end: int) -> bool:
    """Does this mark end a sentence?"""
    if text[mark.start()] != "." or mark.group().startswith(".."):
        after = text[mark.end() : mark.end() + 40].lstrip()
        return mark.end() >= end or not after[:1].islower()
    last = re.search(r"[\w.]+$", text[max(0, mark.start() - 24) : mark.start()])
    word = last.group() if last else ""
    rest = text[mark.end() : mark.end() + 60].lstrip().lstrip("\"'“\u2018(")
    following = re.match(r"\w+", rest)
    if len(mark.group()) > 1 and following and rest[:1].islower():
        return False
    if word.lower() in _SHORT or re.fullmatch(r"[A-Z]|(?:[A-Z]\.)+[A-Z]", word):
        title = word.lower() in _SHORT and "." not in word
        return not title and bool(following) and following.group() in _STARTERS if following else True
    return not rest[:1].islower()


def _heading(part: str, whole: bool) -> bool:
    plain = part.strip()
    return whole and len(plain.split()) < 9 and not plain.endswith((".", "!", "?", ":", '"', "”"))


def _cut(text: str, start: int, end: int, number: int) -> Sentence:
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    return Sentence(part.strip(), start, start + len(part.strip()), number)


def quotations(text: str, parts: list[Sentence], skipped: Sequence[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """The places of quotations, each inside one paragraph; a mark that is never closed quotes to the paragraph's end.

    >>> text = 'He said "no". She left.'
    >>> [text[a:b] for a, b in quotations(text, sentences(text))]
    ['"no"']
    """
    if not parts:
        return []
    ends: dict[int, int] = {}
    for part in parts:
        ends[part.paragraph] = part.end
    starts = [p.start for p in parts]
    left_out = [a for a, _ in skipped]
    found: list[tuple[int, int]] = []
    opened, inside = -1, -1
    for mark in _QUOTES.finditer(text, starts[0]):
        region = bisect_right(left_out, mark.start()) - 1
        if region >= 0 and mark.start() < skipped[region][1]:
            continue
        at = bisect_right(starts, mark.start()) - 1
        paragraph = parts[at].paragraph if at >= 0 else -1
        if opened >= 0 and paragraph != inside:
            found.append((opened, max(ends[inside], opened + 1)))
            opened = -1
        if opened < 0:
            if mark.group() in '"“„«':
                opened, inside = mark.start(), paragraph
        elif mark.group() in '"”»':
            found.append((opened, mark.end()))
            opened = -1
    if opened >= 0:
        found.append((opened, max(ends[inside], opened + 1)))
    return found
