"""Clauses: which words can head a claim, what hangs on them, and what pronouns stand for.

The head of a claim is nearly always a verb of its own clause, or a noun that tells an event ("the departure of ...").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.news.local.classes import VERBAL, classes_of, lemma

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from foedus.news.local.parsed import ParsedSentence

__all__ = ["Reference", "arguments", "heads", "noun_phrase", "own_words", "referents", "what_happens"]

_NOUN_HEADS = frozenset({"appos", "ROOT", "pobj", "dobj", "nsubj", "nsubjpass", "conj", "pcomp", "npadvmod", "attr"})
_APART = frozenset({"ccomp", "relcl", "advcl", "parataxis", "csubj"})
_ROLES = {"nsubj": "subject", "agent": "subject", "by": "subject"} | dict.fromkeys(
    ("dobj", "nsubjpass", "attr", "dative", "acomp", "oprd"), "object"
)
_ROLES |= dict.fromkeys(("amod", "compound", "poss", "npadvmod", "prt"), "modifier")
_ROLES |= dict.fromkeys(("xcomp", "ccomp", "acl", "relcl", "conj", "appos"), "clause")
_DEPTH = 3

Reference = dict[int, tuple[str, ...]]
"""Number of a pronoun in its sentence -> the classes of what it stands for."""


def heads(parsed: ParsedSentence) -> list[Token]:
    """The words that can head a claim, in the order of the text."""
    return [
        t
        for t in parsed.doc
        if (t.pos_ in VERBAL and t.dep_ not in ("aux", "auxpass"))
        or (t.pos_ in ("NOUN", "PROPN", "NUM") and t.dep_ in _NOUN_HEADS)
    ]


def own_words(head: Token) -> list[Token]:
    """The words of a clause without the clauses inside it."""
    found, waiting = [], [head]
    while waiting:
        word = waiting.pop()
        found.append(word)
        waiting += [c for c in word.children if c.dep_ not in _APART and not (c.dep_ == "conj" and c.pos_ in VERBAL)]
    return sorted(found, key=lambda t: t.i)


_LOOSE = frozenset({"relcl", "appos", "acl", "punct", "parataxis", "ccomp", "advcl"})


def noun_phrase(word: Token) -> tuple[int, int]:
    """First and last token of a noun phrase, without relative clauses and appositions."""
    kept = {word.i}
    for child in word.children:
        if child.dep_ not in _LOOSE:
            kept.update(t.i for t in child.subtree)
    first = last = word.i
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    return first, last


def arguments(head: Token) -> Iterator[tuple[str, Token]]:
    """What hangs on a word: `subject`, `object`, `modifier`, `clause`, or the preposition's object as `prep`."""
    for child in head.children:
        if child.dep_ in ("prep", "agent"):
            role = "subject" if child.lower_ == "by" else "prep"
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    yield role, inner
        elif child.dep_ in _ROLES:
            yield _ROLES[child.dep_], child


def what_happens(head: Token) -> Token:
    """The verb that says what happens, behind "is to", "plans to", "has begun to", "is ready to"."""
    word = head
    for _ in range(_DEPTH):
        inner = [c for c in word.children if c.dep_ == "xcomp" and c.pos_ in VERBAL]
        if not inner and lemma(word) in ("be", "become"):
            inner = [c for c in word.children if c.dep_ in ("attr", "acomp")]
            if inner:
                inner = [g for g in inner[0].children if g.dep_ in ("xcomp", "acl") and g.pos_ == "VERB"] or inner
        if not inner:
            break
        word = inner[0]
    return word


_PLURAL = frozenset({"they", "them", "their", "those", "these"})
_SINGULAR = frozenset({"it", "this", "that"})
_CORE = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "appos", "ROOT"})


def referents(sentences: list[ParsedSentence]) -> list[Reference]:
    """For each sentence, what its pronouns stand for: the last noun of the field with their number."""
    plural: tuple[str, ...] = ()
    singular: tuple[str, ...] = ()
    found = []
    for parsed in sentences:
        here: Reference = {}
        for t in parsed.doc:
            if t.pos_ == "PRON" and t.lower_ in _PLURAL:
                here[t.i] = plural
            elif t.pos_ == "PRON" and t.lower_ in ("which", "who") and (noun := _relative(t)) is not None:
                here[t.i] = classes_of(noun)
            elif t.pos_ == "PRON" and t.lower_ in _SINGULAR:
                here[t.i] = singular
            elif t.pos_ == "NUM" and t.dep_ in ("nsubj", "nsubjpass", "dobj"):
                here[t.i] = plural
            elif t.pos_ == "NOUN" and t.dep_ in _CORE and classes_of(t):
                if t.tag_ == "NNS":
                    plural = classes_of(t)
                else:
                    singular = classes_of(t)
        found.append(here)
    return found


def _relative(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for."""
    verb = pronoun.head
    return verb.head if verb.dep_ == "relcl" and verb.head.i != verb.i else None
