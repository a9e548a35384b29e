"""When two claims agree: sources, numbers and dates, as the annotation scheme has it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from foedus.news.words import word_set
from foedus.terms.claims import NARRATOR

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["bare_words", "dates_touch", "same_date", "same_quantity", "same_source"]

_IGNORED = word_set(
    "the a an of s mr mrs ms gen general president prime minister secretary spokesman spokesperson spokeswoman from to "
    "and in for its his"
)


def bare_words(text: str | None) -> list[str]:
    """Words without accents, titles and small words.

    >>> bare_words("the President of Türkiye's aide")
    ['turkiye', 'aide']
    """
    return list(_bare(text or ""))


@lru_cache(maxsize=65_536)
def _bare(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", text.replace("\u2019", "'").lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return tuple(w for w in re.findall(r"[a-z0-9]+", re.sub(r"'s\b", " ", plain)) if w not in _IGNORED)


def same_source(one: str, two: str) -> bool:
    """The narrator equals only the narrator; names agree on half of their words, or if one contains the other.

    >>> same_source("Hong Min", "Hong"), same_source("Hong Min", "NARRATOR")
    (True, False)
    """
    a, b = set(bare_words(one)), set(bare_words(two))
    if NARRATOR in (one, two) or not a or not b:
        return one.lower() == two.lower()
    common = len(a & b)
    return common > 0 and (4 * common >= len(a) + len(b) or a <= b or b <= a)


def same_quantity(one: Mapping[str, Any] | None, two: Mapping[str, Any] | None) -> bool:
    """Both bounds within 1 per cent.

    >>> same_quantity({"low": 1000, "high": None}, {"low": 1005.0, "high": None})
    True
    """
    return bool(one) and bool(two) and all(_near((one or {}).get(k), (two or {}).get(k)) for k in ("low", "high"))


def _near(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(float(a) - float(b)) <= 0.01 * max(abs(float(a)), 1.0)


def _days(value: Mapping[str, Any] | None) -> tuple[date, date] | None:
    try:
        return (date.fromisoformat(value["start"]), date.fromisoformat(value["end"])) if value else None
    except (KeyError, TypeError, ValueError):
        return None


def same_date(one: Mapping[str, Any] | None, two: Mapping[str, Any] | None) -> bool:
    """The same first and last day."""
    return _days(one) is not None and _days(one) == _days(two)


def dates_touch(one: Mapping[str, Any] | None, two: Mapping[str, Any] | None) -> bool:
    """They have a day in common."""
    a, b = _days(one), _days(two)
    return a is not None and b is not None and a[0] <= b[1] and b[0] <= a[1]
