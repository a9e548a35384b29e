"""Where in a sentence the one who speaks stands, and where what is said begins.

A speaker is the noun phrase that ends before a verb of speech ("the ministry in Seoul said"), the one before an
apposition ("Hong Min, a senior analyst, said"), or the one behind the verb ("said Vladimir Tikhonov, a professor").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus.news.words import word_set

if TYPE_CHECKING:
    from foedus.news.document import Document
    from foedus.news.sentences import Sentence
    from foedus.news.speakers import Speaker, Speakers

__all__ = [
    "ADVERBS",
    "ONLY_THAT",
    "TELLS",
    "THAT",
    "apposition_end",
    "content_start",
    "phrase_end",
    "speaker_before",
    "speaker_behind",
]

_TIME = (
    r"(?:(?:later |late |earlier |early )?(?:on |in |at |last |this |next )?"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: night| evening| morning)?"
    r"|in (?:reply|response|answer)[^,.;]*|in (?:a|an|the) \w+(?: \w+)?|at (?:a|the) \w+(?: \w+)?|in [A-Z]\w+"
    r"|yesterday|today|last (?:week|month|year)|on [A-Z]\w+ \d+)"
)
_NP_STOP = re.compile(
    r"[,;:.!?“”\"()](?=\s|$)|\s[\u2013—-]\s|\b(?:who|which|that|on|in|at|after|as|when|while|during|to|and then|but|"
    r"told|by|with|before|adding|because|last|this|yesterday|today|whose)\b"
)
_AFTER = re.compile(rf"(?:\s|{_TIME}|again|also|too|then|bluntly|flatly|\w+ly\b)*")
ONLY_THAT = word_set("conclude agree release reveal write boast expect hope")
"""Verbs that report speech only where "that" follows."""
TELLS = word_set("tell inform assure warn remind advise")
"""Verbs that name whom is spoken to."""
ADVERBS = re.compile(
    r"(?:\b(?:has|have|had|also|then|later|again|too|did|would|will|since|once|promptly|first|still|now|long|just|"
    rf"nonetheless|meanwhile|repeatedly|recently|\w+ly)\b|{_TIME}|\s)+$"
)
_BOUND = re.compile(r"[,;:“”\"()]|\s[\u2013—-]\s")
_LEAD = re.compile(
    r"^(?:(?:and|but|while|whereupon|whereas|though|although|as|yet|so|which|that|because|when|after|where|meanwhile|however|still|then|nor|"
    r"for his part|for its part|with)\s+)+",
    re.IGNORECASE,
)
THAT = re.compile(r"(?:[^,;:“”\"]{0,80}?)\bthat\s")
_BETWEEN = re.compile(rf"\s*(?:that\b|{_TIME}|on |in |at |to |after |before |during |again|earlier|later|\w+ly\b)")
_INNER = re.compile(r"\b(?:that|and|but|while|which|as|where|because)\s")
_NEXT_VERB = re.compile(r"\s*(?:would|will|had|has|have|is|was|were|are|could|should|may|might|must|can|did|does|do)\b")


def phrase_end(text: str, start: int, end: int) -> int:
    """The end of a noun phrase that begins here: the first mark or the first word that cannot belong to it."""
    part = text[start : min(end, start + 200)]
    stop = _NP_STOP.search(part)
    return start + (stop.start() if stop else len(part))


def apposition_end(text: str, start: int, end: int) -> int:
    """Behind "X": ", a researcher at Y" up to the next comma or the sentence's end."""
    opened = re.match(r"\s*(?:,|who\b|of\b|at\b|from\b)", text[start:end][:20])
    if not opened:
        return start
    stop = re.search(r"[;“”\"]|\.$|\.\s|,(?=\s)", text[start + opened.end() : min(end, start + 260)])
    return start + opened.end() + stop.start() if stop else min(end, start + 260)


def speaker_behind(
    document: Document, sentence: Sentence, after: int, speakers: Speakers
) -> tuple[Speaker, int] | None:
    """The noun phrase behind a verb of speech, and where it ends with its apposition."""
    text = document.text
    time = re.match(rf"\s*{_TIME}\s+", text[after : after + 40])
    after += time.end() if time else 0
    end = phrase_end(text, after, sentence.end)
    if (
        end - after < 2
        or _NEXT_VERB.match(text[end : end + 12])
        or re.search(r"\b(?:would|will|had|has|is|was|were|are|could|may|might)\b", text[after:end])
    ):
        return None
    stop = apposition_end(text, end, sentence.end)
    speaker = speakers.identify(after, end, (end, stop))
    return (speaker, stop if speaker.person else end) if speaker else None


def speaker_before(document: Document, base: int, end: int, speakers: Speakers) -> tuple[Speaker, int] | None:
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
    """The person, else the body, that an apposition belongs to."""
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


def content_start(document: Document, sentence: Sentence, after: int, lemma: str) -> tuple[int, bool]:
    """Where content begins behind the verb, and whether there is any."""
    text = document.text
    rest = text[after : sentence.end]
    that = THAT.match(rest)
    if that and (lemma in TELLS or lemma in ONLY_THAT or _BETWEEN.match(rest)) and len(that.group().split()) < 12:
        return after + that.end(), True
    start = after
    if lemma in TELLS:
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
