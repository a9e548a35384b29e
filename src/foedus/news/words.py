"""A text as words with their places: what every later room counts in.

A word is letters or digits; marks between words stay in the gaps. Capital letters with dots ("U.S.") are one word,
numbers with points and commas ("1,500") too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

__all__ = ["MONTHS", "SMALL_NUMBERS", "Word", "forms", "plain_words", "word_set", "words"]

MONTHS = {
    name: n
    for n, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
"""Names of months and their usual abbreviations, in small letters."""

_UP_TO_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
SMALL_NUMBERS = {name: n for n, name in enumerate(_UP_TO_TWENTY.split())} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
"""Number words up to twenty, and the tens."""

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+")


class Word(NamedTuple):
    """One word: as written without accents, in small letters, and where it stands."""

    text: str
    low: str
    start: int
    end: int


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a text, or of a part of it.

    >>> [w.text for w in words("U.S. troops, some 1,500 of them")]
    ['U.S.', 'troops', 'some', '1,500', 'of', 'them']
    """
    found = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        word = word if word.isascii() else _bare(word)
        found.append(Word(word, word.lower(), match.start(), match.end()))
    return found


@lru_cache(maxsize=65_536)
def plain_words(name: str) -> tuple[str, ...]:
    """A name as its words, spelled as `words` spells them."""
    return tuple(w.text for w in words(name))


def _bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def forms(word: str) -> frozenset[str]:
    """The regular forms of a verb or noun; irregular ones are data.

    >>> sorted(forms("carry"))
    ['carried', 'carries', 'carry', 'carrying']
    >>> "planning" in forms("plan") and "deploying" in forms("deploy")
    True
    """
    ends = {word, word + "s"}
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        ends = {word, word[:-1] + "ies", word[:-1] + "ied", word + "ing"}
    elif word.endswith("e"):
        ends |= {word + "d", word[:-1] + "ing"}
    else:
        ends |= {word + "ed", word + "ing"}
        if word.endswith(("s", "x", "z", "ch", "sh")):
            ends = (ends - {word + "s"}) | {word + "es"}
        if re.search(r"[^aeiou][aeiou][bdgklmnprt]$", word):
            ends |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return frozenset(ends)


def word_set(text: str) -> frozenset[str]:
    """A set of words, written as words.

    >>> sorted(word_set("one two"))
    ['one', 'two']
    """
    return frozenset(text.split())
