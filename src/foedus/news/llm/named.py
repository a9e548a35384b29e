"""Who is named in a report, as widely as its words allow: the codes that a claim's roles may hold.

What the book of names finds counts, and so does every state or entity one of whose names stands in the text though it
may mean another too ("Congo"): the model has read the sentence, and is only to be kept from inventing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.news.words import plain_words
from foedus.terms.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.news.document import Document
    from foedus.terms.states import Actor

__all__ = ["named_codes"]


def named_codes(document: Document) -> frozenset[str]:
    """Codes of the atlas whose bearers the report names."""
    found = {code for n in document.named for code in n.codes if document.atlas.find(code) is not None}
    actors: tuple[Actor, ...] = (*document.atlas.states, *document.atlas.entities)
    by_first: dict[str, set[tuple[tuple[str, ...], str]]] = {}
    for actor in actors:
        for name in _names(actor, document):
            key = plain_words(name)
            if key:
                by_first.setdefault(key[0], set()).add((key, actor.code))
    words = [w.text for w in document.words]
    for at, word in enumerate(words):
        found |= {code for key, code in by_first.get(word, ()) if tuple(words[at : at + len(key)]) == key}
    return frozenset(found)


def _names(actor: Actor, document: Document) -> Iterable[str]:
    """The names by which it may be meant: those that others bear too only while it is there."""
    yield from (actor.name, *actor.variants)
    day = document.dateline
    if isinstance(actor, State):
        yield from (n.name for n in actor.names)
    if day is None or not actor.exists(day):
        return
    yield from actor.demonyms
    if isinstance(actor, State):
        yield from actor.ambiguous
        capital = actor.capital(day)
        yield from (capital.name, *capital.aka) if capital else ()
