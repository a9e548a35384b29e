"""A row of a model's answer, held against the report: a claim, or why there is none.

Every word of a claim stands in the report, every code is of somebody whom the report names, every number and day can be
read in the sentence; the rest is a word of our own lists. What fails in its core is dropped; a side field that fails
(affiliation, outlet, verb, cue, place, a day without words) is left empty. Both are counted, by reasons of our own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from foedus.news.llm.figures import gives
from foedus.news.llm.named import named_codes
from foedus.news.llm.prompt import ROLES, UNITS
from foedus.news.llm.shapes import Days, Number, Row
from foedus.news.patterns import all_forms
from foedus.news.words import MONTHS, word_set
from foedus.terms.claims import EVENT_TYPES, MODALITIES, NARRATOR, Claim, DateSpan, Quantity
from foedus.terms.scheme import from_scheme
from foedus.terms.states import State

if TYPE_CHECKING:
    from foedus.news.document import Document
    from foedus.news.sentences import Sentence

__all__ = ["Checks"]

_SIDE = " left out"
_MARKS = {"'": "['\u2018\u2019]", '"': '["\u201c\u201d„«»]'}
_MARKS |= dict.fromkeys("\u2018\u2019", _MARKS["'"]) | dict.fromkeys("\u201c\u201d„«»", _MARKS['"'])
_TIME = word_set(
    "today yesterday tomorrow tonight overnight morning evening day days week weeks weekend month months year years "
    "decade decades century since until spring summer autumn winter monday tuesday wednesday thursday friday saturday "
    "sunday ago earlier later recently last next hours hour dawn midnight christmas easter anniversary"
) | frozenset(MONTHS)
_SMALL = word_set("by the a an of to on in with for it be been over that")
_YEARS = 60


class _Drop(Exception):
    """Why a row is no claim."""


@dataclass(slots=True)
class Checks:
    """The checks of one report.

    Attributes:
        reader: name that travels with each claim.
        dropped: reason -> how many rows, and how many fields that were "left out".
    """

    document: Document
    reader: str
    dropped: Counter[str] = field(default_factory=Counter)
    _named: frozenset[str] = field(init=False)
    _starts: list[int] = field(init=False)
    _taken: set[tuple[str, str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._starts = [s.start for s in self.document.sentences]
        self._named = named_codes(self.document)

    @property
    def named(self) -> list[tuple[str, str]]:
        """Codes that may stand in roles, and their names in the atlas."""
        atlas, day = self.document.atlas, self.document.dateline
        return [(code, atlas.name(code, day)) for code in sorted(self._named)]

    def claim(self, raw: Any, piece: tuple[int, int]) -> Claim | None:
        """The claim that this row makes about this piece of the report; `None` and a count where it makes none."""
        side: Counter[str] = Counter()
        try:
            found = self._claim(raw, piece, side)
        except _Drop as why:
            self.dropped[str(why)] += 1
            return None
        self.dropped += side
        return found

    def _claim(self, raw: Any, piece: tuple[int, int], side: Counter[str]) -> Claim:
        row = _row(raw)
        sentence, start, end = self._place(row, piece)
        narrator = row.source.upper() == NARRATOR
        source = NARRATOR if narrator else self._source(row.source)
        text = sentence.text
        quantity, days = _quantity(row.quantity, text), self._days(row.date, text)
        if days and not _tells_time(text):
            days = None
            side["date without words" + _SIDE] += 1
        claim = Claim(
            source=source,
            affiliation=NARRATOR if narrator else self._affiliation(row.source_affiliation, side),
            relayed_by=self._outlets(row.relayed_by, side),
            speech_verb=None if narrator else self._verb(row.speech_verb, sentence, side),
            modality=row.modality,
            cue=_in(row.cue, text, "cue", side) or "",
            event_type=row.event_type,
            status=row.status,
            actors=self._actors(row),
            quantity=quantity,
            date=days,
            place=_in(row.place, text, "place", side),
            sentence=text,
            start=start,
            end=end,
            reader=self.reader,
        )
        self._taken.add((claim.event_type, claim.source, claim.start))
        return claim

    def _place(self, row: Row, piece: tuple[int, int]) -> tuple[Sentence, int, int]:
        """Where the evidence stands: of several places the one in the sentence that is quoted."""
        text = self.document.text
        if len(row.evidence.split()) < 2:
            raise _Drop("evidence is a single word")
        found = []
        for match in _written(row.evidence).finditer(text, *piece):
            sentence = self._sentence(*match.span())
            if sentence:
                found.append((sentence, *match.span()))
        if not found:
            apart = _written(row.evidence).search(text, *piece)
            raise _Drop("evidence is not inside one sentence" if apart else "evidence does not stand in the report")
        if len(found) == 1:
            return found[0]
        quoted = _flat(row.sentence)
        same = [f for f in found if quoted and (_flat(f[0].text) in quoted or quoted in _flat(f[0].text))]
        if not same:
            raise _Drop("evidence stands several times, and the sentence quoted is none of them")
        free = [f for f in same if (row.event_type, row.source, f[1]) not in self._taken]
        return (free or same)[0]

    def _sentence(self, start: int, end: int) -> Sentence | None:
        at = bisect_right(self._starts, start) - 1
        inside = self.document.sentences[at] if at >= 0 else None
        return inside if inside and end <= inside.end else None

    def _source(self, name: str) -> str:
        """The source as it stands in the report, or two of them joined ("China and Kazakhstan")."""
        name = " ".join(re.sub(r"^(?:the|a|an) ", "", name, flags=re.IGNORECASE).split())
        for parts in ([name], re.split(r" and |, ", name)):
            if all(part and _written(part, any_case=True).search(self.document.text) for part in parts):
                return name
        raise _Drop("source does not stand in the report")

    def _actors(self, row: Row) -> tuple[tuple[str, tuple[str, ...]], ...]:
        roles = ROLES[row.event_type]
        if not row.actors.keys() <= {*roles}:
            raise _Drop("unknown role")
        told = {role: tuple(dict.fromkeys(map(self._code, row.actors[role]))) for role in roles if row.actors.get(role)}
        return tuple(told.items())

    def _code(self, code: str) -> str:
        """The atlas's code of an actor that the report names."""
        actor = self.document.atlas.find(from_scheme(code))
        if actor is None:
            raise _Drop("unknown code in a role")
        if actor.code not in self._named:
            raise _Drop("role is not named in the report")
        return actor.code

    def _days(self, told: Days | None, sentence: str) -> DateSpan | None:
        if told is None:
            return None
        if told.end < told.start:
            raise _Drop("date ends before it starts")
        day = self.document.dateline
        if day is None:
            if str(told.start.year) not in sentence:
                raise _Drop("date without a dateline to count from")
        elif not 1000 <= told.start.year <= told.end.year <= day.year + _YEARS:
            raise _Drop("date out of range")
        return DateSpan(told.start, told.end)

    def _affiliation(self, told: str | None, side: Counter[str]) -> str | None:
        if not told:
            return None
        if all(self._speaks(part.strip()) for part in told.split(",")):
            return ",".join(part.strip() for part in told.split(","))
        side["affiliation" + _SIDE] += 1
        return None

    def _speaks(self, told: str) -> bool:
        kind, _, name = told.partition(":")
        if not name:
            return told in self._named or told == "academia"
        if kind == "thinktank":
            return isinstance(self.document.atlas.find(name), State)
        if kind == "armedgroup" and name in self._named:
            return True
        return kind in ("armedgroup", "media", "ngo") and bool(_written(name).search(self.document.text))

    def _outlets(self, told: list[str], side: Counter[str]) -> tuple[str, ...]:
        found = {name: _written(name).search(self.document.text) for name in told if name}
        side["outlet" + _SIDE] += sum(match is None for match in found.values())
        return tuple(dict.fromkeys(" ".join(m.group().split()) for m in found.values() if m))

    def _verb(self, told: str | None, sentence: Sentence, side: Counter[str]) -> str | None:
        """The lemma whose form stands in the sentence, or in one of its paragraph: a quotation may go on."""
        if not told:
            return None
        near = [s.text for s in self.document.sentences if s.paragraph == sentence.paragraph]
        present = {w.lower() for text in near for w in re.findall(r"[^\W\d_]+", text)}
        told = told.lower()
        if any(_written(told, any_case=True).search(text) for text in near):
            return told
        if all(all_forms(word) & present or _noun(word, present) for word in told.split() if word not in _SMALL):
            return told
        side["speech verb" + _SIDE] += 1
        return None


def _row(raw: Any) -> Row:
    try:
        row = Row.model_validate(raw)
    except ValidationError:
        raise _Drop("not in the shape of a claim") from None
    if row.event_type not in EVENT_TYPES:
        raise _Drop("unknown event type")
    if row.modality not in MODALITIES:
        raise _Drop("unknown modality")
    return row


def _quantity(told: Number | None, sentence: str) -> Quantity | None:
    if told is None:
        return None
    if told.unit not in UNITS:
        raise _Drop("unknown unit")
    if told.low is None and told.high is None:
        raise _Drop("quantity without a number")
    if told.low is not None and told.high is not None and told.low > told.high:
        raise _Drop("quantity upside down")
    if not gives(sentence, told.low, told.high):
        raise _Drop("quantity does not stand in the sentence")
    return Quantity(told.low, told.high, told.unit)


def _tells_time(sentence: str) -> bool:
    return any(c.isdigit() for c in sentence) or not _TIME.isdisjoint(re.findall(r"[a-z]+", sentence.lower()))


def _in(told: str | None, sentence: str, what: str, side: Counter[str]) -> str | None:
    if not told:
        return None
    found = _written(told).search(sentence)
    if found:
        return found.group()
    side[what + _SIDE] += 1
    return None


def _noun(verb: str, present: set[str]) -> bool:
    """Does the noun of a verb stand there ("accusation", "assertion")?"""
    stem = verb.removesuffix("e")
    return len(stem) > 4 and any(word.startswith(stem) for word in present)


@lru_cache(maxsize=4096)
def _written(words: str, *, any_case: bool = False) -> re.Pattern[str]:
    """These words as they may stand in a text: white space and the make of quotation marks do not count."""
    parts = ["".join(_MARKS.get(c) or re.escape(c) for c in part) for part in words.split()]
    before = r"(?<!\w)" if words.strip()[:1].isalnum() else ""
    after = r"(?!\w)" if words.strip()[-1:].isalnum() else ""
    pattern = before + r"\s+".join(parts) + after if parts else r"(?!)"
    return re.compile(pattern, re.IGNORECASE if any_case else 0)


def _flat(text: str) -> str:
    flat = " ".join(text.split())
    return re.sub("[\u201c\u201d„«»]", '"', re.sub("[\u2018\u2019]", "'", flat))
