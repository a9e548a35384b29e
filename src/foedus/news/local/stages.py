"""How far an event has come: planned, ordered, underway, completed, present, ended, or left open.

Grammar tells much of it: tense and aspect of the clause, and of the verbs on which it hangs, with what kind of event
it is and how surely it is said. Positions, motives, clauses, relations and threats have no stage.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus.news.local.classes import classes_of, lemma
from foedus.news.local.clauses import own_words, what_happens
from foedus.news.local.hedges import hedge_features
from foedus.news.modality import stages

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.news.local.features import Features
    from foedus.news.local.parsed import ParsedSentence
    from foedus.news.local.sources import Candidate

__all__ = ["STAGELESS", "stage_features"]

STAGELESS = ("policy_statement", "motive_assessment", "relation_state", "treaty_clause", "threat")
"""Types of which nothing can be planned, underway or over."""

_STEPS = 3
_WHEN = re.compile(
    r"\b(?:since|already|ago|until|still|yet|now|currently|so far|when|once|after|before)\b", re.IGNORECASE
)


def stage_features(
    parsed: ParsedSentence, head: Token, event: str, modality: str, source: Candidate, span: tuple[int, int]
) -> Features:
    """What tells how far the event under this head has come."""
    found = dict(hedge_features(parsed, head, event, source, span))
    base = parsed.sentence.start
    evidence = parsed.sentence.text[max(0, span[0] - base) : span[1] - base]
    found["mode=" + modality] = 1.0
    found[f"mode={modality} {event}"] = 0.7
    for kind in stages(evidence):
        found["says " + kind] = found[f"says {kind} {event}"] = 1.0
    for match in _WHEN.finditer(evidence):
        found["when=" + match[0].lower()] = 1.0
    _add_tense(found, head, "own", event)
    inner = what_happens(head)
    if inner.i != head.i:
        _add_tense(found, inner, "inner", event)
    word = head
    for step in range(_STEPS):
        if word.head.i == word.i:
            break
        word = word.head
        if word.pos_ in ("VERB", "AUX"):
            _add_tense(found, word, f"up{step}", event)
    for word in own_words(head):
        found["own lemma=" + lemma(word)] = 0.4
        for name in classes_of(word):
            found["own class=" + name] = 0.4
    return found


def _add_tense(found: Features, word: Token, where: str, event: str) -> None:
    """Tag of a word with its auxiliaries: "VBN has been", "VB will"."""
    aux = " ".join(c.lower_ for c in word.children if c.dep_ in ("aux", "auxpass"))
    found[f"{where} tense={word.tag_} {aux}"] = 1.0
    found[f"{where} tag={word.tag_} {event}"] = 0.7
