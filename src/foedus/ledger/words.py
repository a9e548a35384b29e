"""What the words of a claim tell beyond its type: a guarantee, a novelty, a war, a suspension."""

from __future__ import annotations

import re
from functools import cache

from foedus.news.lists import evidence_words

__all__ = ["CLASSES", "told_in_words"]

CLASSES = ("GUARANTEE", "NOVELTY", "WAR", "CEASEFIRE", "SUSPENSION", "DENUNCIATION", "ACCESSION")
"""Classes of words, in the order of their bits in the columns."""


def told_in_words(sentence: str) -> frozenset[str]:
    """The classes of which the sentence holds a word.

    >>> sorted(told_in_words("It is the first time that the two are at war."))
    ['NOVELTY', 'WAR']
    """
    return frozenset(name for name in CLASSES if _pattern(name).search(sentence))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = sorted(evidence_words()[name], key=len, reverse=True)
    told = (re.escape(w.removesuffix("-")) + (r"\w*" if w.endswith("-") else r"\b") for w in words)
    return re.compile(r"\b(?:" + "|".join(told) + ")", re.IGNORECASE)
