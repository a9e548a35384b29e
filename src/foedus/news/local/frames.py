"""Frames of attribution: every place in a sentence where somebody is said to say, think or deny something.

A frame is a verb with its subject ("the ministry announced", "wagers Farid Azimi"), a phrase ("according to X", "in the
view of X"), or a noun with its owner ("Tehran's denial"). Which frame a claim belongs to is decided later
(`foedus.news.local.sources`); here nothing is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.news.lists import word_classes
from foedus.news.local.classes import VERBAL, lemma

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from foedus.news.local.parsed import ParsedSentence

__all__ = ["Frame", "frames"]

_BY_NOUN = {"accusation": "accuse", "allegation": "allege", "denial": "deny", "assertion": "assert", "claim": "claim"}


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame.

    Attributes:
        word: the verb, preposition or noun that makes it.
        speech: lemma of the verb of speech, or the phrase that does its work.
        speaker: the head of the noun phrase that speaks; `None` in a passive without an agent.
        kind: `verb`, `phrase`, `noun`, `beside` (the noun right before the verb) or `quoted` ("quoted X as saying").
        listed: is it one of the listed verbs of speech?
    """

    word: Token
    speech: str
    speaker: Token | None
    kind: str
    listed: bool = True


def frames(parsed: ParsedSentence) -> list[Frame]:
    """Every frame of a sentence, in its order."""
    found = []
    for token in parsed.doc:
        if token.lower_ == "called" and token.i > 1 and token.doc[token.i - 2].lower_ == "so":
            continue  # what is so-called is called so by nobody in sight
        frame = _phrase(token) or _noun(token) or _quoted_as(token) or _verb(token)
        if frame:
            found.append(frame)
        beside = _beside(token)
        if beside and (frame is None or frame.speaker is None or frame.speaker.i != beside.i):
            listed = lemma(token) in word_classes()["speech"]["SPEECH"]
            found.append(Frame(token, _speech(token), beside, "beside", listed))
        after = _behind_clause(token)
        if after is not None and all(f.word.i != token.i or f.speaker is not after for f in found):
            listed = lemma(token) in word_classes()["speech"]["SPEECH"]
            found.append(Frame(token, _speech(token), after, "behind", listed))
        if token.text == ":" and (opened := _before_colon(token)) is not None:
            found.append(opened)
    return found


def _behind_clause(token: Token) -> Token | None:
    """The name or noun right behind a finite verb that follows a quotation or comma, whatever the parse has it do."""
    if token.pos_ not in VERBAL or token.tag_ not in ("VBD", "VBZ", "VBP") or token.i == 0:
        return None
    if lemma(token) in _TO_SOMEBODY:
        return None
    if token.nbor(-1).text not in _MARKS or token.i + 1 >= len(token.doc):
        return None
    at, stop = token.i + 1, min(len(token.doc), token.i + _SHORT)
    noun = None
    while at < stop and token.doc[at].pos_ in ("PROPN", "NOUN", "ADJ", "DET", "NUM", "PART"):
        noun = token.doc[at] if token.doc[at].pos_ in ("PROPN", "NOUN") else noun
        at += 1
    return noun


def _before_colon(colon: Token) -> Frame | None:
    """Who stands before a colon that opens what is said: "The ambassador went further: ...", "Minister X: ..."."""
    verbs = [t for t in colon.doc[: colon.i] if t.pos_ in VERBAL and t.tag_ in ("VBD", "VBZ", "VBP")]
    if verbs:
        speaker = _subject(verbs[0])
        return Frame(verbs[0], _speech(verbs[0]), speaker, "colon", listed=False) if speaker is not None else None
    nouns = [t for t in colon.doc[: colon.i] if t.pos_ in ("NOUN", "PROPN")]
    return Frame(colon, "say", nouns[-1], "label", listed=False) if nouns and colon.i < _SHORT else None


def _speech(token: Token) -> str:
    """The lemma with its particle: "point out", "go on"."""
    word = lemma(token)
    parts = [c.lower_ for c in token.children if c.dep_ == "prt" or (word == "go" and c.lower_ == "on")]
    return " ".join([word, *parts])


_MARKS = frozenset({",", '"', "''", "'", ":", ";", "-", "--"})
_SKIPPED = frozenset({"ADV", "AUX", "PART"})


def _beside(token: Token) -> Token | None:
    """The noun right before a verb that ends its sentence or clause, parted from the rest by a mark: "..., X said"."""
    if token.pos_ not in VERBAL or token.dep_ in ("aux", "auxpass") or token.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    at = token.i - 1
    while at > 0 and token.doc[at].pos_ in _SKIPPED:
        at -= 1
    if at > 0 and token.doc[at].text == "," and token.doc[at - 1].ent_type_ == "PERSON":
        at -= 1  # "..., the head of the service, Ann Lee, said"
    if at < 0 or token.doc[at].pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    word, first = token.doc[at], at
    while (
        first > 0
        and token.doc[first - 1].pos_ in ("PROPN", "NOUN", "ADJ", "DET", "NUM", "PRON", "PART")
        and token.i - first < 9
    ):
        first -= 1
    opened = first == 0 or token.doc[first - 1].text in _MARKS
    if not opened and (whole := _before_phrases(token, first)) is not None:
        word, opened = whole, True
    closed = token.i + 1 < len(token.doc) and token.doc[token.i + 1].text in (
        ".",
        ",",
        ":",
        '"',
        "“",
        ";",
        "``",
        "on",
        "in",
        "to",
        "at",
        "that",
    )
    told = lemma(token) in _TO_SOMEBODY and token.i + 1 < len(token.doc) and token.doc[token.i + 1].pos_ in _LISTENERS
    return word if opened and (closed or told) else None


_LISTENERS = frozenset({"NOUN", "PROPN", "DET", "PRON"})
_LINKS = frozenset({"of", "at", "in", "for", "from", "to", "near", "with", "on"})
_LONG, _SHORT = 14, 9
_TO_SOMEBODY = frozenset({"tell", "inform", "assure", "remind", "advise", "warn", "quote", "cite", "accuse"})
"""Verbs with who listens right behind them."""


def _before_phrases(token: Token, first: int) -> Token | None:
    """The noun that phrases hang on, back to a mark: ", an officer at the Jazeera camp related"."""
    noun, at = None, first - 1
    while at >= 0 and token.i - at < _LONG and token.doc[at].text not in _MARKS:
        word = token.doc[at]
        if word.lower_ in _LINKS:
            noun = None
        elif word.pos_ in ("NOUN", "PROPN"):
            noun = noun or word
        elif word.pos_ not in ("ADJ", "DET", "NUM", "PART", "PRON"):
            return None
        at -= 1
    return noun if at < 0 or token.doc[at].text in _MARKS else None


def _quoted_as(token: Token) -> Frame | None:
    """`quoted X as saying`, `X was quoted as saying`, `citing X`."""
    if token.pos_ not in VERBAL or lemma(token) not in ("quote", "cite", "report", "hear"):
        return None
    if lemma(token) == "cite" and token.tag_ == "VBG":
        cited = _first(c for c in token.children if c.dep_ == "dobj")
        return Frame(token, "cite", cited, "quoted") if cited is not None else None
    if not any(c.lower_ == "as" for c in token.children):
        return None
    spoken = _first(c for c in token.children if c.dep_ in ("dobj", "nsubjpass"))
    return Frame(token, lemma(token), spoken, "quoted") if spoken is not None else None


def _verb(token: Token) -> Frame | None:
    if token.pos_ not in VERBAL or token.dep_ in ("aux", "auxpass"):
        return None
    word = lemma(token)
    listed = word in word_classes()["speech"]["SPEECH"]
    if not listed and not _reports(token):
        return None
    passive = any(c.dep_ == "nsubjpass" for c in token.children)
    speaker = _first(g for c in token.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj")
    if speaker is None and not passive:
        speaker = _behind(token) or _subject(token)
    if speaker is None and not passive:
        return None
    return Frame(token, _speech(token), speaker, "verb", listed)


def _reports(token: Token) -> bool:
    """A verb that is not listed reports where a clause is its content, or a quotation or comma parts it from one."""
    if any(c.dep_ == "ccomp" and c.pos_ in VERBAL for c in token.children):
        return True
    before = token.nbor(-1).text if token.i > token.sent.start else ""
    return before in (",", '"') and _subject(token) is not None


def _behind(token: Token) -> Token | None:
    """The speaker right behind a verb that follows a quotation or a comma: "..., wagers Farid Azimi"."""
    before = token.nbor(-1).text if token.i > 0 else ""
    if before not in _MARKS or token.i + 1 >= len(token.doc):
        return None
    after = token.nbor(1)
    if after.pos_ not in ("PROPN", "DET", "PRON", "NOUN", "ADJ", "NUM") or after.lower_ in ("that", "which", "who"):
        return None
    word = after
    while (
        word.head.i > token.i
        and word.head.i != word.i
        and word.dep_ in ("compound", "det", "amod", "poss", "nummod", "nmod")
    ):
        word = word.head
    own = _first(c for c in token.children if c.dep_ == "nsubj")
    if own is not None:
        return word if own.i == word.i else None
    if lemma(token) in _TO_SOMEBODY:
        return None
    return word if word.i - token.i < 9 and word.dep_ not in ("advmod", "prep", "npadvmod") else None


def _subject(token: Token) -> Token | None:
    """The subject of a verb, its own or that of the verb it goes on from."""
    verb, steps = token, 0
    while steps < 4:
        found = [c for c in verb.children if c.dep_ in ("nsubj", "csubj")]
        own = min(found, key=lambda c: abs(c.i - verb.i)) if found else None
        if own is not None:
            if verb.dep_ == "relcl" and own.lower_ in ("who", "which", "that"):
                return verb.head
            return own
        if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.pos_ in ("NOUN", "PROPN"):
            return verb.head
        if verb.dep_ not in ("conj", "xcomp", "advcl", "parataxis", "dep"):
            return None
        if verb.head.i == verb.i or verb.head.pos_ not in VERBAL:
            return None
        verb, steps = verb.head, steps + 1
    return None


def _phrase(token: Token) -> Frame | None:
    """`according to X`, `in the view of X`, `by X's account`."""
    if token.lower_ == "according":
        spoken = _first(
            g for c in token.children if c.dep_ == "prep" for g in c.children if g.dep_ in ("pobj", "nsubj")
        )
        return Frame(token, "according to", spoken, "phrase") if spoken is not None else None
    if token.dep_ != "prep" or token.lower_ not in ("in", "by", "on"):
        return None
    for noun in token.children:
        if noun.dep_ == "pobj" and lemma(noun) in word_classes()["speech"]["VIEW"]:
            owner = _owner(noun)
            if owner is not None:
                of = "of" if any(c.lower_ == "of" for c in noun.children) else ""
                return Frame(token, f"{token.lower_} the {noun.lower_} {of}".strip(), owner, "phrase")
    return None


def _noun(token: Token) -> Frame | None:
    """`Tehran's denial`, `accusations by Somalia`."""
    word = lemma(token)
    if token.pos_ != "NOUN" or word not in word_classes()["speech"]["SPEECH_NOUN"]:
        return None
    owner = _owner(token)
    return Frame(token, _BY_NOUN.get(word, word), owner, "noun") if owner is not None else None


def _owner(noun: Token) -> Token | None:
    owner = _first(c for c in noun.children if c.dep_ == "poss")
    if owner is not None:
        return owner
    return _first(
        g for c in noun.children if c.lower_ in ("of", "by", "from", "in") for g in c.children if g.dep_ == "pobj"
    )


def _first(tokens: Iterable[Token]) -> Token | None:
    return next(iter(tokens), None)
