"""Which treaties of the corpus a text names, by name or by who signed when.

"the treaty signed by X and Y in June" is the corpus's treaty between those two states that was signed in that month, if
exactly one fits: the latest before the dateline, or the latest at all without one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import combinations, islice
from typing import TYPE_CHECKING

from foedus.news.dates import dates
from foedus.news.words import plain_words
from foedus.terms.claims import Mention

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from foedus.news.dates import Dated
    from foedus.news.document import Document
    from foedus.news.sentences import Sentence
    from foedus.terms.treaties import Treaty

__all__ = ["treaty_mentions"]

_NOUN = re.compile(r"\b(?:treaty|pact|deal|alliance|accord|agreement|partnership|text|document)\b", re.IGNORECASE)
_MADE = re.compile(
    r"\b(?:sign(?:ed|ing)|conclud(?:ed|ing)|inked|sealed|agreed|initialled|struck|reached|of)\b", re.IGNORECASE
)
_YEAR = re.compile(
    r"\b(1[89]\d\d|20\d\d)(?= (?:\w+ ){0,2}(?:treaty|pact|alliance|accord|agreement|deal))|(?<=treaty of )\d{4}",
    re.IGNORECASE,
)
_FIFTH = re.compile(r"\bArticle (?:5|Five|V)\b")
_GAP = re.compile(r"[\s\-\u2013—'\u2019.,()]{0,4}\Z")
NATO = "1949-north-atlantic"
"""Whose Article 5 "Article 5" is, where the alliance is named."""


def treaty_mentions(document: Document, treaties: Sequence[Treaty]) -> tuple[Mention, ...]:
    """Every mention of a treaty, in the order of the text."""
    found = _by_name(document, treaties)
    starts = [s.start for s in document.sentences]
    taken = {(m.code, starts[at]) for m in found if (at := bisect_right(starts, m.start) - 1) >= 0}
    alliance = any("NATO" in n.codes for n in document.named) or any(m.code == NATO for m in found)
    if alliance and any(t.id == NATO for t in treaties):
        found += [Mention(NATO, m.group(), m.start(), m.end()) for m in _FIFTH.finditer(document.text)]
    pairs = _pairs(treaties, document.dateline)
    for sentence in document.sentences:
        noun = _NOUN.search(sentence.text)
        if noun:
            told = _by_signing(document, sentence, pairs)
            if told and (told.code, sentence.start) not in taken:
                found.append(told)
    return tuple(sorted(found, key=lambda m: (m.start, m.end)))


def _by_name(document: Document, treaties: Sequence[Treaty]) -> list[Mention]:
    index: dict[tuple[str, ...], list[tuple[tuple[str, ...], Treaty]]] = {}
    for treaty in treaties:
        for name in (treaty.name, *treaty.aka):
            key = plain_words(name)
            if key:
                folded = tuple(w if len(key) == 1 else w.lower() for w in key)
                index.setdefault(tuple(w.lower() for w in folded[:3]), []).append((folded, treaty))
    found: list[Mention] = []
    words, at = document.words, 0
    firsts = {key[0] for key in index}
    while at < len(words):
        if words[at].low not in firsts:
            at += 1
            continue
        best: tuple[int, list[Treaty]] = (0, [])
        opening = tuple(w.low for w in words[at : at + 3])
        for key, treaty in (row for n in (1, 2, 3) for row in index.get(opening[:n], ()) if len(opening) >= n):
            size = len(key)
            if size < best[0] or at + size > len(words):
                continue
            if size == 1:
                same = words[at].text == key[0]
            else:
                same = all(words[at + n].low == key[n] for n in range(size))
                same = same and all(
                    _GAP.match(document.text[words[n].end : words[n + 1].start]) for n in range(at, at + size - 1)
                )
            if same:
                best = (size, [treaty]) if size > best[0] else (size, [*best[1], treaty])
        size, named = best
        one = _latest(named, document.dateline)
        if one:
            start, end = words[at].start, words[at + size - 1].end
            found.append(Mention(one.id, document.text[start:end], start, end))
        at += size or 1
    return found


def _latest(treaties: list[Treaty], dateline: date | None) -> Treaty | None:
    """The last one signed up to the dateline; a name that is only borne later is no name yet."""
    known = [t for t in dict.fromkeys(treaties) if _signed_by(t, dateline)]
    known = known or (treaties if dateline is None else [])
    return max(known, key=lambda t: str(t.signed or "")) if known else None


def _signed_by(treaty: Treaty, dateline: date | None) -> bool:
    first = treaty.signed.earliest if treaty.signed else None
    return dateline is None or first is None or first <= dateline


def _pairs(treaties: Sequence[Treaty], dateline: date | None) -> dict[tuple[str, ...], list[Treaty]]:
    """Treaties between two states, signed by the dateline."""
    found: dict[tuple[str, ...], list[Treaty]] = {}
    for treaty in treaties:
        if len(treaty.states) == 2 and _signed_by(treaty, dateline):
            found.setdefault(tuple(sorted(treaty.states)), []).append(treaty)
    return found


def _by_signing(document: Document, sentence: Sentence, pairs: dict[tuple[str, ...], list[Treaty]]) -> Mention | None:
    years = list(_YEAR.finditer(sentence.text))
    for noun in islice(_NOUN.finditer(sentence.text), 6):
        after = sentence.text[noun.end() : noun.end() + 160]
        made = _MADE.search(after)
        year = next((y for y in years if -40 < noun.start() - y.start() < 40), None)
        if not year and not (made or re.match(r" that ", after)):
            continue
        start = sentence.start + max(0, noun.start() - 90)
        end = sentence.start + noun.end() + 160
        states = {c for n in document.named_in(start, min(end, sentence.end)) for c in n.codes}
        if len(states) < 2:
            continue
        known = [t for two in combinations(sorted(states)[:8], 2) for t in pairs.get(two, ())]
        if not known:
            continue
        if year:
            fitting = [t for t in known if t.signed and t.signed.text[:4] == year.group()]
            stop = noun.end()
        else:
            fitting, stop = _in_month(known, dates(after, document.dateline), noun.end())
        one = fitting[0] if len(fitting) == 1 else _newest(fitting)
        if one:
            a, b = sentence.start + noun.start(), sentence.start + stop
            return Mention(one.id, document.text[a:b], a, b)
    return None


def _in_month(known: list[Treaty], days: list[Dated], base: int) -> tuple[list[Treaty], int]:
    """Those signed in the first month or day that follows."""
    for day in days:
        if day.month:
            fitting = [t for t in known if t.signed and t.signed.earliest and t.signed.earliest.month == day.month]
        elif day.span:
            fitting = [
                t
                for t in known
                if t.signed and t.signed.earliest and day.span.start <= t.signed.earliest <= day.span.end
            ]
        else:
            fitting = []
        if fitting:
            return fitting, base + day.end
    return [], base


def _newest(treaties: list[Treaty]) -> Treaty | None:
    return max(treaties, key=lambda t: str(t.signed)) if treaties else None
