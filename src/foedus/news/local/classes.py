"""The words of the field by what they do: `SEND`, `TROOPS`, `TREATY`, ..., from data/triggers/words.yaml.

A word may stand in several classes. An entry of two words ("pull out", "take effect") is a verb with a word that hangs
on it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from foedus.news.lists import word_classes

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["VERBAL", "classes_of", "lemma"]

VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


@cache
def _tables() -> tuple[dict[str, dict[str, tuple[str, ...]]], dict[str, tuple[tuple[str, str], ...]]]:
    single: dict[str, dict[str, tuple[str, ...]]] = {}
    phrases: dict[str, tuple[tuple[str, str], ...]] = {}
    for group, classes in word_classes().items():
        table = single.setdefault(group, {})
        for name, words in classes.items():
            for word in words:
                first, _, rest = word.partition(" ")
                if rest:
                    phrases[first] = (*phrases.get(first, ()), (rest.split()[0], name))
                else:
                    table[first] = (*table.get(first, ()), name)
    return single, phrases


def lemma(token: Token) -> str:
    """The ground form, in small letters."""
    return str(token.lemma_).lower()


def classes_of(token: Token) -> tuple[str, ...]:
    """The classes of one word in its sentence."""
    single, phrases = _tables()
    word, pos = lemma(token), token.pos_
    found: tuple[str, ...] = ()
    if pos in VERBAL:
        found = single["verbs"].get(word, ())
        if word in phrases:
            hanging = {lemma(c) for c in token.children} | {c.lower_ for c in token.children}
            found += tuple(name for rest, name in phrases[word] if rest in hanging)
    if pos in _NOMINAL:
        found += single["nouns"].get(word, ())
    if pos == "ADJ":
        found += single["adjectives"].get(word, ())
    return tuple(dict.fromkeys(found))
