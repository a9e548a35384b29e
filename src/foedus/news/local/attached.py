"""Which number and which date of a sentence belong to a claim."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus.news.local.classes import VERBAL, classes_of, lemma

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from spacy.tokens import Token

    from foedus.news.local.day_memory import DayMemory
    from foedus.news.local.days import Reading
    from foedus.news.local.features import Features
    from foedus.news.local.parsed import ParsedSentence
    from foedus.news.local.sources import Candidate

__all__ = ["NO_NUMBER", "day_features", "no_day", "place_features"]


_WEEK, _YEAR, _SHORT = 7, 366, 16
_FUTURE = frozenset({"will", "would", "shall", "could", "may", "might", "should", "must", "can"})


NO_NUMBER: Features = {"nothing": 1.0}
"""What is chosen where no number of the sentence belongs to the claim."""


def no_day(listed: Sequence[Reading], event: str) -> Features:
    """What is chosen where no day of the sentence belongs to the claim."""
    places = min(3, len({r.start for r in listed}))
    return {"nothing": 1.0, "nothing " + event: 1.0, f"nothing of {places}": 1.0}


def _when(reading: Reading, dateline: date | None) -> str:
    if dateline is None:
        return "?"
    days = (reading.span.end - dateline).days
    if reading.span.start <= dateline <= reading.span.end:
        return "now"
    size = 0 if abs(days) <= _WEEK else 1 if abs(days) <= _YEAR else 2
    return ("past", "future")[days > 0] + str(size)


def day_features(
    parsed: ParsedSentence, reading: Reading, event: str, memory: DayMemory, dateline: date | None
) -> Features:
    """How the words of a date are read, the tense that they stand in, and what days were told before."""
    text = parsed.sentence.text
    before = re.findall(r"[A-Za-z]+", text[max(0, reading.start - 24) : reading.start])
    when = _when(reading, dateline)
    found: Features = {"how=" + reading.how: 1.0, f"how={reading.how} {event}": 0.7, "when=" + when: 1.0}
    found[f"when={when} {event}"] = found[f"when={when} how={reading.how}"] = 0.7
    words = parsed.sentence.text[reading.start : reading.end].lower()
    found["words=" + re.sub(r"\d+", "0", words)[:_SHORT]] = 0.7
    if memory.claimed is not None:
        found[f"same year={int(memory.claimed.start.year == reading.span.start.year)}"] = 1.0
        found[f"as before={int(memory.claimed == reading.span)}"] = 1.0
        found[f"after before={int(reading.span.start >= memory.claimed.start)}"] = 1.0
    found[f"how={reading.how} front={before[-1].lower() if before else '^'}"] = 1.0
    span = parsed.doc.char_span(reading.start, reading.end, alignment_mode="expand")
    verb = span.root if span else None
    while verb is not None and verb.pos_ not in VERBAL and verb.head.i != verb.i:
        verb = verb.head
    if verb is not None:
        aux = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
        tense = (
            "future"
            if _FUTURE & set(aux) or verb.tag_ == "VB"
            else "past"
            if verb.tag_ in ("VBD", "VBN")
            else "present"
        )
        found[f"how={reading.how} tense={tense}"] = 1.0
        found[f"when={when} tense={tense}"] = found[f"when={when} tag={verb.tag_}"] = 1.0
        found[f"how={reading.how} tag={verb.tag_}"] = 0.7
        found[f"how={reading.how} verb={lemma(verb)}"] = 0.7
        for word in aux:
            found[f"how={reading.how} aux={word}"] = 0.7
    days = (reading.span.end - reading.span.start).days
    found[f"how={reading.how} long={0 if days == 0 else 1 if days < 32 else 2 if days < 367 else 3}"] = 1.0
    return found


def place_features(
    parsed: ParsedSentence,
    head: Token,
    event: str,
    place: tuple[int, int],
    evidence: tuple[int, int],
    source: Candidate,
) -> Features:
    """Where a number or date stands, seen from a claim."""
    span = parsed.doc.char_span(*place, alignment_mode="expand")
    base = parsed.sentence.start
    inside = evidence[0] - base <= place[0] < evidence[1] - base
    found: Features = {f"inside={int(inside)}": 1.0, f"inside={int(inside)} {event}": 1.0}
    if not span:
        return found
    word = span.root
    way: list[Token] = []
    at = word
    while at.i not in (head.i, at.head.i) and len(way) < 6:
        way.append(at)
        at = at.head
    under = at.i == head.i
    found[f"under={int(under)}"] = found[f"under={int(under)} steps={min(len(way), 5)}"] = 1.0
    if under and way:
        found["through=" + way[-1].dep_] = 1.0
        found[f"clauses={sum(t.dep_ in ('ccomp', 'relcl', 'advcl', 'acl', 'conj') for t in way)}"] = 1.0
    verb = word
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    found["own verb"] = float(verb.i == head.i)
    if source.frame is not None and source.frame.word.doc is parsed.doc:
        speaks = verb.i == source.frame.word.i and verb.i != head.i
        found["of the saying"] = float(speaks)
        found[f"of the saying {event}"] = float(speaks)
    found["verb=" + lemma(verb)] = 0.5
    found["distance=" + str(min(4, abs(word.i - head.i) // 4))] = 1.0
    found["before" if word.i < head.i else "behind"] = 1.0
    for name in classes_of(word):
        found[f"word={name} {event}"] = 0.7
    for name in classes_of(verb):
        found[f"verb class={name}"] = 0.5
    return found
