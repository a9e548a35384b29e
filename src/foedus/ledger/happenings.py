"""Matters that happen or are said once: exercises, threats, sanctions, visits, requests, policy, guarantees, motives.

Which claims tell of one is decided by the reader's rules for the same claim: type, actors, days, places, and where
words are the matter half of the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.ledger.heard import heads
from foedus.ledger.ongoing import matter_of
from foedus.news.same import same_claims

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedus.ledger.grading import Grader
    from foedus.ledger.heard import Heard
    from foedus.terms.evidence import Matter
    from foedus.terms.tellings import Telling

__all__ = ["happenings"]


def happenings(kind: str, heard: Sequence[Heard], grader: Grader) -> Iterator[Matter]:
    """The matters of a kind."""
    by_telling: dict[Telling, list[Heard]] = {}
    for h in heard:
        by_telling.setdefault(h.telling, []).append(h)
    gathered: dict[int, dict[str, Heard]] = {}
    for group in same_claims(by_telling, table=grader.table):
        rows = gathered.setdefault(group.matter, {})
        for told in (*group.tellings, *group.denials):
            rows.update({h.entry: h for h in by_telling[told]})
    for mine in _held_together(list(gathered.values()), heard, grader):
        if not any(h.of_day for h in mine):
            continue
        first = mine[0]
        about = _about(mine)
        who = "+".join(dict.fromkeys(code for _, codes in about for code in codes)) or "nobody named"
        yield matter_of(f"{kind}:{who}:{first.as_of}:{first.entry[:9]}", kind, about, mine, grader)


def _held_together(groups: Sequence[dict[str, Heard]], heard: Sequence[Heard], grader: Grader) -> list[list[Heard]]:
    """Groups that share claims which an analyst holds to be the same are one."""
    head = heads(heard, grader.judged.same)
    place: dict[str, int] = {}
    joined: list[dict[str, Heard]] = []
    for group in groups:
        at = next((place[head[key]] for key in group if head[key] in place), len(joined))
        if at == len(joined):
            joined.append({})
        joined[at].update(group)
        place.update(dict.fromkeys((head[key] for key in group), at))
    return [sorted(rows.values(), key=lambda h: h.order) for rows in joined]


def _about(mine: Sequence[Heard]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Everyone in every role, in the order in which claims name them."""
    found: dict[str, dict[str, None]] = {}
    for h in mine:
        for role, codes in h.claim.actors:
            found.setdefault(role, {}).update(dict.fromkeys(codes))
    return tuple((role, tuple(codes)) for role, codes in sorted(found.items()))
