"""Who says what: frames of attribution in a sentence, and quotations that go on.

Three frames: "X said that ...", "..., X said", "..., said X", and "according to X" in the same places. A sentence
inside a quotation without a frame of its own belongs to the frame of the sentence that shares the quotation, or, where
its paragraph opens with one, to the last speaker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from foedus.news.lists import names_list, triggers_list
from foedus.news.patterns import all_forms
from foedus.news.phrases import (
    ADVERBS,
    ONLY_THAT,
    TELLS,
    THAT,
    apposition_end,
    content_start,
    phrase_end,
    speaker_before,
    speaker_behind,
)
from foedus.news.words import word_set

if TYPE_CHECKING:
    from foedus.news.document import Document
    from foedus.news.sentences import Sentence
    from foedus.news.speakers import Speaker, Speakers
    from foedus.news.words import Word

__all__ = ["MOST", "Attribution", "attributions"]

MOST = 24
"""So many verbs of speech are looked at in one sentence; no sentence that is one has more."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A frame found: who, with which verb, for which stretches; `frame` itself is no content."""

    speaker: Speaker
    verb: str
    relayed: tuple[str, ...]
    frame: tuple[int, int]
    content: tuple[tuple[int, int], ...]

    def covers(self, place: int) -> bool:
        """Does this place belong to what is said?"""
        return any(a <= place < b for a, b in self.content)


@cache
def verb_lemmas() -> dict[str, str]:
    """Every form of a speech verb -> the verb."""
    found: dict[str, str] = {}
    for verb in triggers_list()["speech_verbs"]:
        for form in all_forms(verb):
            found.setdefault(form, verb)
    return found


def attributions(document: Document, sentence: Sentence, words: list[Word], speakers: Speakers) -> list[Attribution]:
    """The frames of one sentence, in its order."""
    found: list[Attribution] = []
    tries = 0
    lemmas = verb_lemmas()
    for number, word in enumerate(words):
        if word.low not in lemmas and word.low not in _OPENERS:
            continue
        if any(f.frame[0] <= word.start < f.frame[1] for f in found) or document.name_at(word.start):
            continue
        if "-" in (document.text[word.start - 1 : word.start], document.text[word.end : word.end + 1]):
            continue
        phrase = _phrase(words, number)
        if phrase:
            frame = _by_phrase(document, sentence, words, number, phrase, speakers)
        elif tries < MOST and (word.low in lemmas or _goes_on(words, number)) and not document.quote_at(word.start):
            tries += 1
            frame = _by_verb(document, sentence, words, number, speakers)
        else:
            continue
        if frame:
            found.append(frame)
    return found


_OPENERS = word_set("according in by went goes")
"""First words of phrases that do a verb's work, and of "went on"."""


def _phrase(words: list[Word], number: int) -> str:
    if words[number].low not in ("according", "in", "by"):
        return ""
    low = [w.low for w in words[number : number + 4]]
    return next((p for p in triggers_list()["speech_phrases"] if low[: len(p.split())] == p.split()), "")


def _goes_on(words: list[Word], number: int) -> bool:
    return words[number].low in ("went", "goes") and [w.low for w in words[number + 1 : number + 2]] == ["on"]


def _by_phrase(
    document: Document, sentence: Sentence, words: list[Word], number: int, phrase: str, speakers: Speakers
) -> Attribution | None:
    after = words[number + len(phrase.split()) - 1].end
    end = phrase_end(document.text, after, sentence.end)
    speaker = speakers.identify(after, end, (end, apposition_end(document.text, end, sentence.end)))
    if not speaker:
        return None
    stop = apposition_end(document.text, end, sentence.end) if speaker.person else end
    frame = (words[number].start, stop)
    verb = phrase if phrase.startswith("according") else phrase.removesuffix(" of")
    return _attribution(document, sentence, speaker, verb, frame, (sentence.start, sentence.end))


def _by_verb(
    document: Document, sentence: Sentence, words: list[Word], number: int, speakers: Speakers
) -> Attribution | None:
    text, verb = document.text, words[number]
    lemma = verb_lemmas().get(verb.low, "go on")
    after = words[number + 1].end if lemma == "go on" else verb.end
    left = text[max(sentence.start, verb.start - 400) : verb.start]
    if len(left) == 400:
        left = left[left.find(" ") :]
    base = verb.start - len(left)
    trimmed = left[:-60] + ADVERBS.sub("", left[-60:])
    inverted = not trimmed.strip() or trimmed.rstrip()[-1:] in ',”"\u2013—»'
    if inverted and trimmed.strip() and lemma not in TELLS:
        right = speaker_behind(document, sentence, after, speakers)
        if right:
            speaker, stop = right
            frame = (verb.start, stop)
            return _attribution(
                document, sentence, speaker, lemma, frame, (_open(text, sentence.start, verb.start), sentence.end)
            )
    if lemma == "declare" and text[after : after + 4] == " war":
        return None
    subject = speaker_before(document, base, base + len(trimmed), speakers)
    if not subject:
        return None
    speaker, start = subject
    if (
        lemma in ONLY_THAT
        and not THAT.match(text[after : min(sentence.end, after + 80)])
        and text[after : after + 2].strip()[:1] not in (",", ".", "")
    ):
        return None
    after, prefix = content_start(document, sentence, after, lemma)
    if prefix:
        return _attribution(document, sentence, speaker, lemma, (start, after), (after, sentence.end))
    before = text[sentence.start : start]
    if len(before.split()) < 3:
        return None
    return _attribution(
        document, sentence, speaker, lemma, (start, after), (_open(text, sentence.start, start), sentence.end)
    )


def _attribution(
    document: Document, sentence: Sentence, speaker: Speaker, verb: str, frame: tuple[int, int], whole: tuple[int, int]
) -> Attribution:
    content = tuple(
        (a, b) for a, b in ((whole[0], min(frame[0], whole[1])), (max(frame[1], whole[0]), whole[1])) if b - a > 2
    )
    near = document.named_in(frame[0], min(sentence.end, frame[1] + 40))
    told = document.text[frame[0] : min(sentence.end, frame[1] + 40)]
    relayed = [
        n.text
        for n in near
        if (n.kind == "outlet" or n.text.isupper())
        and re.search(rf"\b(?:told|to|by|with|on|in|informed)\s+(?:\w+\s+){{0,4}}{re.escape(n.text)}", told)
        and n.text in _outlets()
    ]
    return Attribution(speaker, verb, tuple(dict.fromkeys(relayed)), frame, content)


@cache
def _outlets() -> frozenset[str]:
    """Names of outlets."""
    return frozenset(names_list()["outlets"])


def _open(text: str, start: int, end: int) -> int:
    """Where the clause begins that ends here: behind the last semicolon."""
    cut = text.rfind(";", start, end)
    return cut + 1 if cut >= 0 else start
