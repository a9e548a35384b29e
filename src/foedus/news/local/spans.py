"""The evidence: the shortest stretch with the trigger and its core arguments.

From the head outwards: what hangs on it is taken in or left out, each with its own probability; whatever lies between
two parts that are taken is taken too, for evidence is one stretch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.news.local.classes import VERBAL, classes_of, lemma

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.tokens import Token

    from foedus.news.local.features import Features
    from foedus.news.local.parsed import ParsedSentence

__all__ = ["evidence", "part_features", "parts"]

_TRIM = frozenset({"punct", "cc"})


def parts(head: Token) -> list[Token]:
    """What hangs on the head and may be taken in or left out."""
    return [c for c in head.children if c.dep_ != "punct"]


def part_features(parsed: ParsedSentence, head: Token, child: Token, event: str) -> Features:
    """One part of a clause."""
    side = "left" if child.i < head.i else "right"
    first = parsed.doc[child.left_edge.i]
    last = child.right_edge.i
    before = parsed.doc[child.left_edge.i - 1].text if child.left_edge.i else "^"
    after = parsed.doc[last + 1].text if last + 1 < len(parsed.doc) else "$"
    length = min(5, (last - child.left_edge.i) // 3)
    found: Features = {
        f"{side} {child.dep_}": 1.0,
        f"{side} {child.dep_} {head.pos_}": 1.0,
        f"{side} {child.dep_} {event}": 1.0,
        f"{side} {child.dep_} first={first.lower_}": 1.0,
        f"{child.dep_} length={length}": 1.0,
        f"{side} comma={int(before == ',')}{int(after == ',')}": 1.0,
        f"{side} {child.dep_} comma={int(before == ',')}{int(after == ',')}": 1.0,
        f"{child.dep_} word={lemma(child)}": 0.7,
        f"{child.dep_} pos={child.pos_}": 1.0,
        f"opens={int(child.left_edge.i == 0)} {child.dep_}": 1.0,
        f"head dep={head.dep_} {side} {child.dep_}": 1.0,
        f"verbal={int(child.pos_ in VERBAL)} {side} comma={int(before == ',')}": 1.0,
    }
    inside = {parsed.kinds[t.i] for t in child.subtree if parsed.kinds[t.i]}
    for kind in inside:
        found[f"{child.dep_} holds <{kind}>"] = 0.7
        found[f"{child.dep_} holds <{kind}> {event}"] = 0.7
    for name in classes_of(child):
        found[f"{child.dep_} class={name} {event}"] = 0.7
    return found


def evidence(
    parsed: ParsedSentence, head: Token, event: str, taken: Callable[[Sequence[Features]], Sequence[float]]
) -> tuple[int, int]:
    """First and last token of the evidence.

    Args:
        parsed: the sentence.
        head: the head of the claim.
        event: its type.
        taken: gives the probability that each part is taken.
    """
    hanging = parts(head)
    chances = taken([part_features(parsed, head, child, event) for child in hanging]) if hanging else ()
    first = last = head.i
    for child, chance in zip(hanging, chances, strict=True):
        if chance >= 0.5:
            first, last = min(first, child.left_edge.i), max(last, child.right_edge.i)
    while (
        first < head.i
        and (parsed.doc[first].is_punct or parsed.doc[first].dep_ in _TRIM)
        and not _opens(parsed, first, last)
    ):
        first += 1
    while last > head.i and (parsed.doc[last].is_punct and not _closes(parsed, first, last)):
        last -= 1
    return first, last


def _opens(parsed: ParsedSentence, first: int, last: int) -> bool:
    return parsed.doc[first].text in ('"', "“", "(") and any(
        t.text in ('"', "”", ")") for t in parsed.doc[first + 1 : last + 1]
    )


def _closes(parsed: ParsedSentence, first: int, last: int) -> bool:
    return parsed.doc[last].text in ('"', "”", ")") and any(t.text in ('"', "“", "(") for t in parsed.doc[first:last])
