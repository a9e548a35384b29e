"""A clause as named numbers: its words, their classes, and how they hang together.

Words of the training reports do not come back in others; classes and the frames in which they stand do. So most
features are pairs of classes: a verb of sending with troops as its object.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.news.local.classes import VERBAL, classes_of, lemma
from foedus.news.local.clauses import arguments, own_words, what_happens

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.news.local.clauses import Reference
    from foedus.news.local.parsed import ParsedSentence

__all__ = ["Features", "SentenceView", "clause_features"]

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence with what every clause in it shares: words without names, classes of each word."""

    parsed: ParsedSentence
    words: tuple[str, ...]
    classes: tuple[tuple[str, ...], ...]
    reference: Reference
    nouns: frozenset[str]

    @classmethod
    def of(cls, parsed: ParsedSentence, reference: Reference) -> SentenceView:
        """Look at a sentence once."""
        classes = []
        for token, kind in zip(parsed.doc, parsed.kinds, strict=True):
            classes.append((*classes_of(token), *((f"<{kind}>",) if kind else ())))
        nouns = {c for t, found in zip(parsed.doc, classes, strict=True) if t.pos_ in ("NOUN", "PROPN") for c in found}
        words = tuple(_word(t, k) for t, k in zip(parsed.doc, parsed.kinds, strict=True))
        return cls(parsed, words, tuple(classes), reference, frozenset(n for n in nouns if n[0] != "<"))


def _word(token: Token, kind: str) -> str:
    if kind and token.pos_ in ("PROPN", "ADJ", "NUM", "NOUN"):
        return f"<{kind}>"
    return "<NUM>" if token.like_num else lemma(token)


def clause_features(view: SentenceView, head: Token) -> Features:
    """The clause under one head."""
    found: Features = {}
    words, classes = view.words, view.classes
    own = [c for c in classes[head.i] if c[0] != "<"] or ["?" + head.pos_]
    found["head=" + words[head.i]] = found["pos=" + head.pos_] = found["dep=" + head.dep_] = 1.0
    found["tag=" + head.tag_] = 1.0
    for name in own:
        found["H=" + name] = 1.0
    _add_parent(found, view, head)
    _add_arguments(found, view, head, own)
    _add_context(found, view, head, own)
    _add_inner_verb(found, view, head)
    return found


def _add_parent(found: Features, view: SentenceView, head: Token) -> None:
    if head.head.i == head.i:
        return
    found[f"parent={view.words[head.head.i]}>{head.dep_}"] = 1.0
    for name in classes_of(head.head) or ("?",):
        found[f"P={name}>{head.dep_}"] = 1.0


def _add_arguments(found: Features, view: SentenceView, head: Token, own: list[str]) -> None:
    words, classes = view.words, view.classes
    for child in head.children:
        found["child=" + child.dep_] = 1.0
        found[f"child={child.dep_}:{words[child.i]}"] = 1.0
        found[f"pair={words[head.i]}:{child.dep_}:{words[child.i]}"] = 1.0
        if child.dep_ in ("aux", "auxpass", "mark"):
            found[f"{child.dep_}={child.lower_}"] = 0.6
        elif child.dep_ == "neg":
            found["negated"] = 0.5
        elif child.dep_ == "ccomp":
            found["says before" if child.i < head.i else "says after"] = found["says"] = 1.0
        elif child.i in view.reference:
            _add_referent(found, view, child, own)
    for role, word in arguments(head):
        for name in classes[word.i]:
            found[f"A={role}:{name}"] = found["A*=" + name] = 1.0
            for h in own:
                found[f"HA={h}|{role}:{name}"] = 1.0
        for inner in word.children:
            below = inner.children if inner.dep_ == "prep" else (inner,)
            for deep in below:
                found[f"deep={role}.{inner.dep_}:{words[deep.i]}"] = 1.0
                for name in classes[deep.i]:
                    found["G=" + name] = 1.0
                    for h in own:
                        found[f"HG={h}|{name}"] = 0.7


def _add_referent(found: Features, view: SentenceView, pronoun: Token, own: list[str]) -> None:
    role = "subject" if pronoun.dep_ == "nsubj" else "object"
    for name in view.reference[pronoun.i]:
        found[f"R={role}:{name}"] = 1.0
        for h in own:
            found[f"HA={h}|{role}:{name}"] = 0.7


def _add_context(found: Features, view: SentenceView, head: Token, own: list[str]) -> None:
    for word in own_words(head):
        if not word.is_stop and not word.is_punct:
            found["own=" + view.words[word.i]] = 1.0
    for word in head.subtree:
        if word.i == head.i:
            continue
        if not word.is_stop and word.pos_ in ("VERB", "NOUN", "ADJ"):
            found["below=" + view.words[word.i]] = 0.7
        for name in view.classes[word.i]:
            found["B=" + name] = 0.7
            for h in own:
                found[f"HB={h}|{name}"] = 0.5
    for name in view.nouns:
        found["S=" + name] = 0.4


def _add_inner_verb(found: Features, view: SentenceView, head: Token) -> None:
    """What is planned, begun or wanted counts as if it stood alone."""
    inner = what_happens(head)
    if inner.i == head.i:
        return
    found["inner=" + view.words[inner.i]] = 1.0
    subjects = [c for c in head.children if c.dep_ in ("nsubj", "nsubjpass")]
    for h in classes_of(inner):
        found["H=" + h] = 0.8
        found["inner:H=" + h] = 1.0
        for role, word in arguments(inner):
            for name in view.classes[word.i]:
                found[f"HA={h}|{role}:{name}"] = 0.8
        for word in subjects:
            for name in view.classes[word.i]:
                found[f"HA={h}|{'subject' if word.dep_ == 'nsubj' else 'object'}:{name}"] = 0.8
    if inner.pos_ not in VERBAL:
        found["is a"] = 1.0
