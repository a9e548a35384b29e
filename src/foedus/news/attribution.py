"""Who says what: frames of attribution in a sentence, and quotations that go on.

Three frames: "X said that ...", "..., X said", "..., said X", and "according to X" in the same places. A sentence inside
a quotation without a frame of its own belongs to the frame of the sentence that shares the quotation, or, where its
paragraph opens with one, to the last speaker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from foedus.news.lists import triggers_list
from foedus.news.patterns import all_forms

if TYPE_CHECKING:
    from foedus.news.document import Document
    from foedus.news.sentences import Sentence
    from foedus.news.speakers import Speaker, Speakers
    from foedus.news.words import Word

__all__ = ["Attribution", "attributions"]

_TIME = (
    r"(?:(?:later |late |earlier |early )?(?:on |in |at |last |this |next )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: night| evening| morning)?"
    r"|in (?:reply|response|answer)[^,.;]*|in (?:a|an|the) \w+(?: \w+)?|at (?:a|the) \w+(?: \w+)?|in [A-Z]\w+|yesterday|today|last (?:week|month|year)|on [A-Z]\w+ \d+)"
)
_AFTER = re.compile(rf"(?:\s|{_TIME}|again|also|too|then|bluntly|flatly|\w+ly\b)*")
_ONLY_THAT = word_set("conclude agree release reveal write boast expect hope")
_TELLS = word_set("tell inform assure warn remind advise")
_ADVERB = re.compile(
    r"(?:\b(?:has|have|had|also|then|later|again|too|did|would|will|since|once|promptly|first|still|now|long|just|"
    rf"nonetheless|meanwhile|repeatedly|recently|\w+ly)\b|{_TIME}|\s)+$"
)
_BOUND = re.compile(r"[,;:“”\"()]|\s[\u2013—-]\s")
_LEAD = re.compile(
    r"^(?:(?:and|but|while|though|although|as|yet|so|which|that|because|when|after|where|meanwhile|however|still|then|nor|for his part|"
    r"for its part|with)\s+)+",
    re.IGNORECASE,
)
_THAT = re.compile(r"(?:[^,;:“”\"]{0,80}?)\bthat\s")
_BETWEEN = re.compile(rf"\s*(?:that\b|{_TIME}|on |in |at |to |after |before |during |again|earlier|later|\w+ly\b)")
_INNER = re.compile(r"\b(?:that|and|but|while|which|as|where|because)\s")
_NEXT_VERB = re.compile(r"\s*(?:would|will|had|has|have|is|was|were|are|could|should|may|might|must|can|did|does|do)\b")


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
    for number, word in enumerate(words):
        if any(f.frame[0] <= word.start < f.frame[1] for f in found) or document.name_at(word.start):
            continue
        if "-" in (document.text[word.start - 1 : word.start], document.text[word.end : word.end + 1]):
            continue
        phrase = _phrase(words, number)
        if phrase:
            frame = _by_phrase(document, sentence, words, number, phrase, speakers)
        elif (word.low in verb_lemmas() or _goes_on(words, number)) and not document.quote_at(word.start):
            frame = _by_verb(document, sentence, words, number, speakers)
        else:
            continue
        if frame:
            found.append(frame)
    return found


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
    end = _np_end(document.text, after, sentence.end)
    speaker = speakers.identify(after, end, (end, _apposition_end(document.text, end, sentence.end)))
    if not speaker:
        return None
    stop = _apposition_end(document.text, end, sentence.end) if speaker.person else end
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
    trimmed = left[:-60] + _ADVERB.sub("", left[-60:])
    inverted = not trimmed.strip() or trimmed.rstrip()[-1:] in ',”"\u2013—»'
    if inverted and trimmed.strip() and lemma not in _TELLS:
        right = _inverted(document, sentence, after, speakers)
        if right:
            speaker, stop = right
            frame = (verb.start, stop)
            return _attribution(
                document, sentence, speaker, lemma, frame, (_open(text, sentence.start, verb.start), sentence.end)
            )
    if lemma == "declare" and text[after : after + 4] == " war":
        return None
    subject = _subject(document, base, base + len(trimmed), speakers)
    if not subject:
        return None
    speaker, start = subject
    if (
        lemma in _ONLY_THAT
        and not _THAT.match(text[after : min(sentence.end, after + 80)])
        and text[after : after + 2].strip()[:1] not in (",", ".", "")
    ):
        return None
    after, prefix = _content_start(document, sentence, after, lemma)
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
        and n.text in triggers_outlets()
    ]
    return Attribution(speaker, verb, tuple(dict.fromkeys(relayed)), frame, content)


@cache
def triggers_outlets() -> frozenset[str]:
    """Names of outlets."""
    from foedus.news.lists import names_list  # noqa: PLC0415 - kept beside its only user

    return frozenset(names_list()["outlets"])


def _open(text: str, start: int, end: int) -> int:
    """Where the clause begins that ends here: behind the last semicolon."""
    cut = text.rfind(";", start, end)
    return cut + 1 if cut >= 0 else start


def _np_end(text: str, start: int, end: int) -> int:
    """The end of a noun phrase that begins here: the first mark or the first word that cannot belong to it."""
    part = text[start : min(end, start + 200)]
    stop = re.search(
        r"[,;:.!?“”\"()](?=\s|$)|\s[\u2013—-]\s|\b(?:who|which|that|on|in|at|after|as|when|while|during|to|and then|but|told|by|with|before|"
        r"adding|because|last|this|yesterday|today|whose)\b",
        part.replace(" on the ", " .n the ") if part.startswith(" the council on") else part,
    )
    return start + (stop.start() if stop else len(part))


def _apposition_end(text: str, start: int, end: int) -> int:
    """Behind "X": ", a researcher at Y" up to the next comma or the sentence's end."""
    opened = re.match(r"\s*(?:,|who\b|of\b|at\b|from\b)", text[start:end][:20])
    if not opened:
        return start
    stop = re.search(r"[;“”\"]|\.$|\.\s|,(?=\s)", text[start + opened.end() : min(end, start + 260)])
    return start + opened.end() + stop.start() if stop else min(end, start + 260)


def _inverted(document: Document, sentence: Sentence, after: int, speakers: Speakers) -> tuple[Speaker, int] | None:
    text = document.text
    time = re.match(rf"\s*{_TIME}\s+", text[after : after + 40])
    after += time.end() if time else 0
    end = _np_end(text, after, sentence.end)
    if (
        end - after < 2
        or _NEXT_VERB.match(text[end : end + 12])
        or re.search(r"\b(?:would|will|had|has|is|was|were|are|could|may|might)\b", text[after:end])
    ):
        return None
    stop = _apposition_end(text, end, sentence.end)
    speaker = speakers.identify(after, end, (end, stop))
    return (speaker, stop if speaker.person else end) if speaker else None


def _subject(document: Document, base: int, end: int, speakers: Speakers) -> tuple[Speaker, int] | None:
    """The noun phrase that ends here, or the one before the apposition that ends here."""
    text = document.text
    base = max(base, end - 300)
    part = text[base:end].rstrip()
    apposed = part.endswith(",")
    cuts = [base, *(base + m.end() for m in _BOUND.finditer(part.rstrip(",")))]
    chunks = list(zip(cuts, [*(c - 1 for c in cuts[1:]), base + len(part.rstrip(","))], strict=True))
    if apposed:
        return _apposed(document, chunks[-4:], speakers)
    start, stop = chunks[-1]
    start = _trim(text, start, stop)
    speaker = speakers.identify(start, stop, (start, stop)) if stop - start < 140 else None
    if speaker is None and len(chunks) > 1 and " who " in text[chunks[-1][0] - 2 : stop]:
        return _apposed(document, chunks[-3:], speakers)
    return (speaker, start) if speaker else None


def _apposed(document: Document, chunks: list[tuple[int, int]], speakers: Speakers) -> tuple[Speaker, int] | None:
    text = document.text
    last = chunks[-1][1]
    for start, stop in reversed(chunks):
        begin = _trim(text, start, stop)
        if stop - begin > 90 or stop <= begin:
            continue
        speaker = speakers.identify(
            begin, stop, (stop, last) if stop < last else (chunks[max(0, len(chunks) - 2)][0], stop)
        )
        if (
            speaker
            and speaker.person
            and (stop < last or document.text[begin:stop].strip().endswith(speaker.source[-4:]))
        ):
            return speaker, begin
    for start, stop in reversed(chunks):
        begin = _trim(text, start, stop)
        speaker = speakers.identify(begin, stop) if 0 < stop - begin < 90 else None
        if speaker:
            return speaker, begin
    return None


def _trim(text: str, start: int, stop: int) -> int:
    """Skip what leads a noun phrase without belonging to it."""
    part = text[start:stop]
    lead = len(part) - len(part.lstrip())
    match = _LEAD.match(part[lead:])
    lead += match.end() if match else 0
    that = [m.end() for m in _INNER.finditer(part, lead)] if len(part) - lead > 60 else []
    pronoun = re.search(r"\b(?:he|she|it|they)\s*$", part)
    if pronoun:
        return start + pronoun.start()
    return start + (that[-1] if that else lead)


def _content_start(document: Document, sentence: Sentence, after: int, lemma: str) -> tuple[int, bool]:
    """Where content begins behind the verb, and whether there is any."""
    text = document.text
    rest = text[after : sentence.end]
    that = _THAT.match(rest)
    if that and (lemma in _TELLS or lemma in _ONLY_THAT or _BETWEEN.match(rest)) and len(that.group().split()) < 12:
        return after + that.end(), True
    start = after
    if lemma in _TELLS:
        addressee = re.match(
            r"\s*(?:the )?[\w\u2019'-]+(?: (?:news agency|television|radio|agency|reporters|newspaper|parliament))?",
            rest,
        )
        start += addressee.end() if addressee else 0
    time = _AFTER.match(text, start, sentence.end)
    stop = time.end() if time else start
    tail = text[stop : sentence.end].lstrip()
    if not tail or tail[0] in ".,;)!?\u2013—" or re.match(r"[\"”]", tail):
        quoted = re.match(r"[,:]?\s*[\"“]", tail)
        return stop, bool(quoted) and len(tail.split()) > 2
    return stop, len(tail.split()) > 2
