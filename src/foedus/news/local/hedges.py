"""How surely it is said: denied, conditional, alleged, possible, likely, reported or asserted.

What bears on a claim is closed: auxiliaries and negations of its own clause, verbs on the way up to the root, the verb
of the attribution, conditional clauses that hang on it, and the cues of data/triggers.yaml in its evidence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from foedus.news.lists import triggers_list
from foedus.news.local.classes import classes_of, lemma
from foedus.news.local.clauses import own_words, what_happens

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.news.local.features import Features
    from foedus.news.local.parsed import ParsedSentence
    from foedus.news.local.sources import Candidate

__all__ = ["cue_of", "disbelieved", "hedge_features", "is_there", "settled"]

_KINDS = ("denied", "negation", "conditional", "alleged", "possible", "wished", "likely", "reported")
_STEPS = 4


@cache
def _cues(kind: str) -> re.Pattern[str]:
    return re.compile(
        r"(?:\b|(?=n['\u2019]t))(?:" + "|".join(triggers_list()["cues"][kind]) + r")(?!\w)", re.IGNORECASE
    )


def hedge_features(
    parsed: ParsedSentence, head: Token, event: str, source: Candidate, span: tuple[int, int]
) -> Features:
    """What tells how surely the claim under this head is said."""
    found: Features = {"event=" + event: 1.0, "head class=" + ",".join(classes_of(head)[:1]): 0.5}
    for word, where in ((head, "own"), (what_happens(head), "inner")):
        for child in word.children:
            if child.dep_ in ("aux", "auxpass", "neg", "mark", "advmod", "expl", "preconj"):
                found[f"{where} {child.dep_}={child.lower_}"] = 1.0
            if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and _negative(child):
                found[where + " nothing"] = 1.0
            if child.dep_ in ("advcl", "prep"):
                for mark in child.children:
                    if mark.dep_ in ("mark", "advmod") or mark.i == child.left_edge.i:
                        found[f"{where} clause={mark.lower_}"] = 1.0
                found[f"{where} {child.dep_}={child.lower_}"] = 0.7
        found[where + " verb=" + lemma(word)] = 0.7
    for word in own_words(head):
        if word.pos_ in ("ADV", "AUX", "ADJ", "DET", "PART", "SCONJ"):
            found["own word=" + word.lower_] = 0.7
    _add_way_up(found, head)
    _add_cues(found, parsed, span)
    if parsed.doc[head.left_edge.i].lower_ in ("should", "were", "had", "if", "unless"):
        found["inverted=" + parsed.doc[head.left_edge.i].lower_] = 1.0
    found["question"] = float(parsed.doc.text.rstrip().endswith("?"))
    _add_source(found, head, source)
    return found


def _negative(token: Token) -> bool:
    return token.lower_ in ("no", "none", "nobody", "nothing", "neither") or any(
        c.lower_ in ("no", "neither", "not") for c in token.children
    )


def _add_way_up(found: Features, head: Token) -> None:
    word = head
    for step in range(_STEPS):
        if word.head.i == word.i:
            break
        via, word = word.dep_, word.head
        found[f"up {lemma(word)}>{via}"] = found["up any " + lemma(word)] = 1.0
        for name in classes_of(word):
            found[f"up class {name}>{via}"] = 1.0
        for child in word.children:
            if child.dep_ in ("aux", "neg", "advmod", "auxpass"):
                found[f"up{min(step, 1)} {child.dep_}={child.lower_}"] = 0.8


def _add_cues(found: Features, parsed: ParsedSentence, span: tuple[int, int]) -> None:
    text, base = parsed.sentence.text, parsed.sentence.start
    evidence = text[max(0, span[0] - base) : span[1] - base]
    around = text[max(0, span[0] - base - 40) : max(0, span[0] - base)]
    for kind in _KINDS:
        if _cues(kind).search(evidence):
            found["cue inside=" + kind] = 1.0
        if _cues(kind).search(around):
            found["cue before=" + kind] = 1.0
        if kind in ("conditional", "reported", "alleged") and _cues(kind).search(text):
            found["cue sentence=" + kind] = 0.6


def _add_source(found: Features, head: Token, source: Candidate) -> None:
    if source.speaker is None or source.frame is None:
        found["narrator"] = 1.0
        return
    frame = source.frame
    here = "self" if frame.word.i == head.i and frame.word.doc is head.doc else "frame"
    found[f"{here} speech={source.speech}"] = 1.0
    for name in classes_of(frame.word):
        found[f"{here} class={name}"] = 1.0
    if any(c.dep_ == "neg" for c in frame.word.children):
        found[here + " negated"] = 1.0
    if source.speaker.affiliation and source.speaker.affiliation.startswith("media:"):
        found["medium"] = 1.0


def is_there(head: Token) -> bool:
    """Does the clause say that somebody is somewhere by now ("are already in Russia, likely to go on")?"""
    by_now = any(c.dep_ == "advmod" and c.lower_ in ("already", "still", "now") for c in head.children)
    return by_now and head.tag_ in ("VBP", "VBZ") and lemma(head) == "be" and not _negated(head)


def _negated(head: Token) -> bool:
    return any(c.dep_ == "neg" for c in head.children)


def settled(modality: str, head: Token, source: Candidate) -> str | None:
    """What grammar settles: not denying is no denial, and neither confirming nor denying says nothing (`None`).

    Whoever is somewhere already is not only likely to be.
    """
    if modality in ("likely", "possible") and is_there(head):
        return "asserted"
    for word in (head, source.frame.word if source.frame is not None else head):
        if "DENY" not in classes_of(word):
            continue
        before = {t.lower_ for t in word.doc[max(0, word.i - 4) : word.i]}
        if before & {"nor", "neither"} and any("CONFIRM" in classes_of(t) for t in word.sent):
            return None
        negated = any(c.dep_ == "neg" for c in word.children)
        if modality == "denied" and negated:
            return "possible"
    return modality


_FALSE = re.compile(
    r"\b(?:fake news|hoax(?:es)?|fabrications?|canards?|fairy tales?|pack of lies|pure invention)\b", re.IGNORECASE
)


def disbelieved(words: str) -> bool:
    """Do the words call what they speak of false ("another piece of fake news")? That denies it.

    >>> disbelieved("This looks like another hoax"), disbelieved("This looks like another drill")
    (True, False)
    """
    return bool(_FALSE.search(words))


def cue_of(parsed: ParsedSentence, modality: str, span: tuple[int, int], source: Candidate) -> str:
    """The words that gave the modality, as far as one can point at them."""
    if modality == "asserted":
        return ""
    kinds = {"denied": ("denied", "negation"), "possible": ("possible", "wished")}.get(modality, (modality,))
    text, base = parsed.sentence.text, parsed.sentence.start
    for part in (text[max(0, span[0] - base) : span[1] - base], text):
        for kind in kinds:
            match = _cues(kind).search(part)
            if match:
                return match.group().strip()
    return source.speech or ""
