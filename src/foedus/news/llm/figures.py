"""Which numbers a sentence gives, in digits or words: what a quantity must be found among."""

from __future__ import annotations

import re

from foedus.news.words import SMALL_NUMBERS

__all__ = ["gives"]

_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12, "score": 20}
_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}
_VAGUE = {
    "dozens": (24, 99),
    "several dozen": (24, 99),
    "a few dozen": (24, 99),
    "by the dozen": (24, 99),
    "scores": (40, 99),
    "hundreds": (100, 999),
    "several hundred": (200, 900),
    "a few hundred": (200, 900),
    "thousands": (1000, 9999),
    "several thousand": (2000, 9000),
    "a few thousand": (2000, 9000),
    "tens of thousands": (10_000, 99_999),
    "hundreds of thousands": (100_000, 999_999),
    "millions": (1_000_000, 9_999_999),
}
_SMALL = "|".join(SMALL_NUMBERS)
_NUMBER = re.compile(
    rf"(?P<digits>\d+(?:,\d{{3}})*(?:\.\d+)?)(?P<short>bn|tn|mn|[km])?(?![\w])|\b(?P<word>(?:{_SMALL})(?:-(?:{_SMALL}))?|an?)\b",
    re.IGNORECASE,
)
_SCALE = re.compile(rf"\b({'|'.join(_SCALES)})s?\b", re.IGNORECASE)


def gives(sentence: str, low: float | None, high: float | None) -> bool:
    """Does the sentence give these bounds, each within 1 per cent?

    >>> gives("some 10 to 12 thousand men", 10000, 12000), gives("some 1,500 men", 15000, 15000)
    (True, False)
    >>> gives("a hundred and thirty-seven dead", 137, 137), gives("half a billion dollars", 5e8, 5e8)
    (True, True)
    >>> gives("hundreds of drones", 100, 999), gives("a $2.5bn loan", 2.5e9, 2.5e9), gives("a few men", 3, 3)
    (True, True, False)
    """
    plain = " ".join(sentence.lower().replace("-", " ").split())
    if any(re.search(rf"\b{words}\b", plain) and (low, high) == bounds for words, bounds in _VAGUE.items()):
        return True
    scales = {1.0, *(_SCALES[m[1].lower()] for m in _SCALE.finditer(sentence))}
    if {1e2, 1e3} <= scales:
        scales.add(1e5)
    if "half a" in plain:
        scales |= {scale / 2 for scale in scales}
    values = _values(sentence)
    found = {value * scale for value in values for scale in scales}
    found |= {above * 100 + below for above in values for below in values if above < 10} if 1e2 in scales else set()
    return all(bound is None or any(abs(bound - f) <= 0.01 * max(f, 1e-9) for f in found) for bound in (low, high))


def _values(sentence: str) -> set[float]:
    values: set[float] = set()
    for match in _NUMBER.finditer(sentence):
        if match["digits"]:
            if len(match["digits"]) > 20:
                continue
            values.add(float(match["digits"].replace(",", "")) * _SHORT.get((match["short"] or "").lower(), 1))
        else:
            values.add(float(sum(SMALL_NUMBERS.get(w, 1) for w in match["word"].lower().split("-"))))
    return values
