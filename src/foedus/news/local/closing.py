"""An attribution that closes its sentence ("..., the head of the service, Ann Lee, said") speaks for all of it.

This is closed language, and the parse often takes such an end for a second clause; so it is a rule and not learned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from foedus.news.local.sources import Candidate

__all__ = ["closing"]

_LONGEST = 14
"""Words behind the verb: to whom, where and when it was said."""

_OPENERS = frozenset({"and", "but", "while", "as", "or", "when", "after", "before", "because", "which", "who", "that"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CONTENT = frozenset({"ccomp", "xcomp"})


def closing(asked: Sequence[Candidate], head: Token) -> Candidate | None:
    """The candidate whose frame closes the sentence of this claim, if one does."""
    for candidate in asked:
        frame = candidate.frame
        if frame is None or candidate.speaker is None or frame.speaker is None:
            continue
        if frame.listed and frame.word.doc is head.doc and _closes(frame.word, frame.speaker, head):
            return candidate
    return None


def _closes(verb: Token, speaker: Token, head: Token) -> bool:
    doc = head.doc
    if not head.i < speaker.i < verb.i or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return False
    if len(doc) - verb.i > _LONGEST or any(t.tag_ in _FINITE for t in doc[verb.i + 1 :]):
        return False
    if any(c.dep_ in _CONTENT and c.i > verb.i for c in verb.children):
        return False
    if any(t.tag_ in _FINITE for t in doc[speaker.i + 1 : verb.i]):
        return False
    opened = _opening(speaker, parted=doc[verb.i - 1].text == ",")
    return opened > head.i and doc[opened].text == "," and doc[opened + 1].lower_ not in _OPENERS


def _opening(speaker: Token, *, parted: bool) -> int:
    """The comma before the noun phrase that speaks; -1 where a finite verb comes first.

    `parted`: a comma stands before the verb too, so that the last name is an apposition ("the chief, Ann Lee, said")
    and the comma before it opens nothing.
    """
    doc, passed = speaker.doc, not parted
    for at in range(speaker.i, -1, -1):
        if doc[at].text == ",":
            if passed:
                return at
            passed = True
        if doc[at].tag_ in _FINITE:
            return -1
    return -1
