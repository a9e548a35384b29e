"""How many of what: numbers with their unit as ranges, by the annotation scheme's rules.

"about 1,500" is 1500 to 1500, "more than 1,000" has no upper side, "hundreds" is 100 to 999.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from foedus.news.words import SMALL_NUMBERS
from foedus.terms.claims import Quantity

__all__ = ["Counted", "Number", "numbers", "quantities"]

_SCALE = {
    "hundred": 100,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "m": 1e6,
    "dozen": 12,
    "score": 20,
}
_THOUSAND = 1000
_VAGUE = {
    "tens of thousands": (10_000, 99_999),
    "hundreds of thousands": (100_000, 999_999),
    "several thousand": (2000, 9000),
    "several hundred": (200, 900),
    "a few hundred": (200, 900),
    "a few thousand": (2000, 9000),
    "several dozen": (24, 99),
    "a few dozen": (24, 99),
    "hundreds": (100, 999),
    "thousands": (1000, 9999),
    "dozens": (24, 99),
    "scores": (40, 99),
}
_UNITS = (
    ("police", r"police(?:m[ae]n)?|police officers|gendarmes"),
    ("killed", r"dead|deaths|killed|lives|bodies"),
    ("wounded", r"wounded|injured|hurt"),
    ("fighters", r"fighters|militants|rebels|mercenar(?:y|ies)|insurgents|jihadists|gunmen|guerrillas|militiamen"),
    ("workers", r"workers|labourers|laborers|doctors|engineers|nurses|specialists|technicians|medics|loggers|builders"),
    ("tanks", r"tanks"),
    ("drones", r"drones|unmanned aircraft"),
    ("aircraft", r"aircraft|jets?|planes|helicopters|bombers|fighter jets|warplanes|fighters jets|gunships"),
    ("ships", r"ships|warships|vessels|frigates?|destroyers?|submarines?|corvettes|boats|patrol boats"),
    (
        "weapons",
        r"missiles|shells|rockets|howitzers|guns|rounds|rifles|launchers|batteries|interceptors|vehicles|warheads|bombs|torpedoes|munitions",
    ),
    (
        "troops",
        (
            r"troops?|soldiers?|personnel|servicem[ae]n|commandos|marines|paratroopers|peacekeepers|men|reservists|military|"
            r"sailors|airmen|special forces|advisers|advisors|trainers|instructors|strong|officers|members|forces|more"
        ),
    ),
)
_UNIT = re.compile(r"\b(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _UNITS) + r")\b", re.IGNORECASE)
_SMALL = "|".join(SMALL_NUMBERS)
_TENS = "hundred|thousand|million|billion|dozen|score"
_WORDED = rf"(?:{_SMALL})(?:-(?:one|two|three|four|five|six|seven|eight|nine)\b)?+"
"""`sixty-seven` is one number: what is joined is never taken apart again."""
_FIGURE = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|{_WORDED}"
    rf"|half an?(?= (?:{_TENS})\b)|an?(?= (?:{_TENS})\b))"
)
_REST = rf"(?:(?<=hundred)|(?<=thousand))(?: and)? {_WORDED}\b(?![ -](?:{_TENS})\b)"
_SCALED = rf"{_FIGURE}(?:[ -](?:{_TENS}|bn))?(?: thousand| million)?(?:{_REST})?+"
_OPEN = (
    "more than|at least|no fewer than|no less than|not fewer than|upwards of|over|above|exceed(?:s|ed|ing)?|"
    "in excess of"
)
_SHUT = r"up to|no more than|at most|fewer than|less than|under|below|not more than|as many as"
_NUMBER = re.compile(
    rf"(?P<money>[$€])? ?\b(?:(?P<vague>{'|'.join(_VAGUE)})"
    rf"|(?:(?P<open>{_OPEN})|(?P<shut>{_SHUT})) (?:some |about )?[$€]?(?P<one>{_SCALED})"
    rf"|(?:between )?(?P<low>{_SCALED})(?: to |-|\u2013| and | or )(?P<high>{_SCALED})"
    rf"|(?P<plain>{_SCALED}))(?P<plus>-plus)?(?![\w%])",
    re.IGNORECASE,
)
_COUNTS = frozenset(SMALL_NUMBERS) | frozenset(_SCALE) | frozenset(w for words in _VAGUE for w in words.split())
_BREAKS = re.compile(r"[^\w]+")
_DIGIT = re.compile(r"\d")
_MONEY = re.compile(r" ?(?P<usd>dollars|US dollars|USD)|(?P<eur> euros?| EUR)", re.IGNORECASE)
_STOP = re.compile(
    r"[,;:.!?()“”\"]| (?:in|on|at|from|to|and|who|which|that"
    r"|were|was|is|are|have|had|for|by"
    r"|years?|days?|months?|weeks?|hours|km|kilometres|miles|per|percent)\b"
)
_TAIL = re.compile(
    r" (?:people |civilians |others |soldiers |of them )?(?:were |was |have been |had been )?"
    r"(killed|dead|wounded|injured)\b"
)
_GAP = 5
"""So many words may stand between a number and its unit ("1,500 North Korean special forces soldiers")."""


class Number(NamedTuple):
    """A number as a range, whatever it counts; `money` is its sign or name, if it is money."""

    low: float | None
    high: float | None
    money: str
    start: int
    end: int


def numbers(text: str) -> list[Number]:
    """Every number in a sentence, with what is vague or open about it.

    >>> [(n.low, n.high) for n in numbers("some sixty of them, 700 to 1,000 others and over $2 billion")]
    [(60.0, 60.0), (700.0, 1000.0), (2000000000.0, None)]
    """
    found = []
    if not _COUNTS.isdisjoint(_BREAKS.sub(" ", text.lower()).split()) or _DIGIT.search(text):
        for match in _NUMBER.finditer(text):
            bounds = _bounds(match)
            if bounds:
                money, end = _money(text, match)
                found.append(Number(*bounds, money, match.start(), end))
    return found


class Counted(NamedTuple):
    """A quantity and where its words stand."""

    quantity: Quantity
    start: int
    end: int


def quantities(text: str) -> list[Counted]:
    """Every number of people, arms or money in a sentence.

    >>> [c.quantity for c in quantities("About 1,500 North Korean soldiers, at least 20 tanks")]
    [Quantity(low=1500.0, high=1500.0, unit='troops'), Quantity(low=20.0, high=None, unit='tanks')]
    """
    found: list[Counted] = []
    if _COUNTS.isdisjoint(_BREAKS.sub(" ", text.lower()).split()) and not _DIGIT.search(text):
        return found
    for match in _NUMBER.finditer(text):
        if text[match.end() : match.end() + 8].startswith(" of the "):
            continue
        unit, end = _unit(text, match)
        bounds = _bounds(match)
        if unit and bounds:
            found.append(Counted(Quantity(*bounds, unit), match.start(), end))
    return found


def _money(text: str, match: re.Match[str]) -> tuple[str, int]:
    named = _MONEY.match(text[match.end() : match.end() + 12])
    sign = match["money"] or next((c for c in match.group() if c in "$€"), "")
    if not sign and not named:
        return "", match.end()
    euro = sign == "€" or bool(named and named["eur"])
    return ("EUR" if euro else "USD"), match.end() + (named.end() if named else 0)


def _unit(text: str, match: re.Match[str]) -> tuple[str, int]:
    money, end = _money(text, match)
    if money:
        return money, end
    after = text[match.end() : match.end() + 90]
    stop = _STOP.search(after)
    near = after[: stop.start()] if stop else after
    near = " ".join(near.split(" ")[: _GAP + 2])
    hits = list(_UNIT.finditer(near))
    if hits:
        named = hits[-1].lastgroup or ""
        if hits[-1].group().lower() == "more" and len(hits) > 1:
            named = hits[-2].lastgroup or ""
        return named, match.end() + hits[-1].end()
    tail = _TAIL.match(after)
    if tail:
        return ("killed" if tail[1] in ("killed", "dead") else "wounded"), match.end() + tail.end()
    before = re.search(
        r"\b(kill(?:ed|ing|s)|wound(?:ed|ing|s)|injur(?:ed|ing))(?: at least| some| about| more than| up to)? ?$",
        text[max(0, match.start() - 30) : match.start()],
    )
    if before:
        return ("killed" if before[1].startswith("kill") else "wounded"), match.end()
    return "", match.end()


def _bounds(match: re.Match[str]) -> tuple[float | None, float | None] | None:
    if match["vague"]:
        least, most = _VAGUE[match["vague"].lower()]
        return float(least), float(most)
    if match["one"]:
        value = _value(match["one"])
        return (value, None) if match["open"] else (None, value)
    if match["plain"]:
        value = _value(match["plain"])
        return value, None if match["plus"] else value
    low, high = _value(match["low"]), _value(match["high"])
    if low < high and high % 1000 == 0 and low < 1000 <= high and re.search("thousand", match["high"], re.IGNORECASE):
        low *= 1000
    return (low, high) if low < high else (high, high)  # "cut from 8,350 to 4,500": what it comes to


def _value(words: str) -> float:
    """What the words of a number come to.

    >>> _value("six hundred and forty-nine"), _value("half a million"), _value("1,500")
    (649.0, 500000.0, 1500.0)
    """
    total = part = 0.0
    half = False
    for word in re.split(r"[ -]", words.lower()):
        if word in _SCALE:
            part = (part or 1) * _SCALE[word]
            if _SCALE[word] >= _THOUSAND:
                total, part = total + part, 0.0
        elif word in ("a", "an"):
            part = 1.0
        elif word == "half":
            half = True
        elif word != "and":
            part += SMALL_NUMBERS[word] if word in SMALL_NUMBERS else float(word.replace(",", ""))
    return (total + part) / (2 if half else 1)
