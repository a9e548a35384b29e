"""Where it happens: the name of a place in or near the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.news.document import Document
    from foedus.news.local.parsed import ParsedSentence

__all__ = ["place_of"]

_LOCAL = frozenset(
    {
        "in",
        "at",
        "on",
        "near",
        "to",
        "into",
        "from",
        "off",
        "over",
        "around",
        "along",
        "outside",
        "inside",
        "across",
        "above",
        "through",
        "toward",
        "towards",
        "onto",
    }
)
_NEVER = frozenset({"policy_statement", "motive_assessment", "treaty_clause", "relation_state", "sanction"})


def place_of(document: Document, parsed: ParsedSentence, event: str, span: tuple[int, int]) -> str | None:
    """The most specific place of the event, as the text has it; `None` where it tells none."""
    if event in _NEVER:
        return None
    best: tuple[int, str] | None = None
    for token in parsed.doc:
        if token.dep_ != "pobj" or token.head.lower_ not in _LOCAL or token.pos_ != "PROPN":
            continue
        start = parsed.start(token)
        if not span[0] <= start < span[1]:
            continue
        kind = parsed.kinds[token.i]
        if kind in ("DATE", "PERSON", "leader", "NUMBER", "MONEY", "outlet", "institute", "ORG", "entity", "armed"):
            continue
        first = min(t.i for t in token.subtree if t.dep_ in ("compound", "amod") or t.i == token.i)
        words = document.text[parsed.start(parsed.doc[first]) : parsed.end(token)]
        specific = 2 if kind in ("LOC", "GPE", "") else 1
        if best is None or specific > best[0]:
            best = (specific, words)
    return best[1] if best else None
