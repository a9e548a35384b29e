"""Who does what to whom: the states and groups of a clause in the roles of its event, by data/triggers.yaml.

A role is filled by the first of its rules that finds somebody: `owner` ("North Korean soldiers", "troops from the
North"), `by`, `subject` (a noun before the trigger), `object` (a noun behind it), `to`, `from`, `place`, `against`,
`war` (where there is fighting: "the front in X", "X's front lines"), `all`, `source` (for whom the speaker speaks). In
the passive, subject and object change places.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from foedus.news.lists import triggers_list
from foedus.news.patterns import class_words
from foedus.news.words import word_set

if TYPE_CHECKING:
    from foedus.news.attribution import Attribution
    from foedus.news.document import Document
    from foedus.news.names import Named

__all__ = ["Clause", "actors"]

_PREPOSITIONS = {
    "by": "by",
    "in": "place",
    "into": "place",
    "on": "place",
    "at": "place",
    "inside": "place",
    "near": "place",
    "across": "place",
    "onto": "place",
    "over": "place",
    "to": "to",
    "towards": "to",
    "toward": "to",
    "for": "to",
    "from": "from",
    "of": "of",
    "against": "against",
    "with": "with",
    "alongside": "with",
    "between": "with",
    "under": "with",
    "since": "with",
}
_LEAD = re.compile(
    r"(\w+)(?:\s+(?:the|its|his|their|a|an|some|neighbouring|eastern|western|northern|southern|central|then|most of|"
    r"all of))*\s+$",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:['\u2019]s?)?\s*(?:,|,?\s*and|,?\s*or|-|\u2013|/)?\s*(?:the\s+)?\Z")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+|also\s+|then\s+)?$")


_DEEDS = word_set(
    "deployment withdrawal presence mission invasion attack attacks strike strikes raid raids offensive pullout"
)


_WAR = word_set(
    "war wars front fronts frontline frontlines battle battles battlefield battlefields combat fight fights fighting "
    "fought trenches"
)
"""Words that make a place a theatre: who goes there is no guest."""
_FRONT = word_set("front fronts frontline frontlines battlefield battlefields trenches")
"""Those of them that lie in the country whose they are: "Ukraine's front lines", not "Moscow's war"."""
_GROUND = word_set("camp camps soil territory port ports airfield airspace waters")
"""Words that make "Russian ..." a place."""


class Clause(NamedTuple):
    """Where a trigger stands and which stretch it rules."""

    start: int
    end: int
    trigger: tuple[int, int]
    head: tuple[int, int]


class _Seen(NamedTuple):
    named: Named
    how: str
    before: bool
    owns: bool


def actors(
    document: Document, clause: Clause, event: str, said: Attribution | None, frames: list[tuple[int, int]]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The roles of an event and who fills them."""
    seen = _seen(document, clause, frames)
    if re.match(r"\W*by\s+\w+ing\b", document.text[clause.start : clause.end][:40], re.IGNORECASE):
        seen = [s._replace(before=True) for s in seen]
    passive = bool(_PASSIVE.search(document.text[max(clause.start, clause.head[0] - 24) : clause.head[0]]))
    filled: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for role, rules in triggers_list()["roles"][event].items():
        for rule in rules:
            codes = _codes(document, seen, _turned(rule, passive), taken, said)
            codes = codes if rule == "all" else tuple(c for c in codes if c not in taken)
            if codes:
                filled[role] = codes
                taken |= set(codes) if rule != "all" else set()
                break
    return tuple(filled.items())


def _turned(rule: str, passive: bool) -> str:
    return {"subject": "object", "object": "subject"}.get(rule, rule) if passive else rule


def _seen(document: Document, clause: Clause, frames: list[tuple[int, int]]) -> list[_Seen]:
    found = []
    people = class_words("TROOPS") | class_words("ASSET") | class_words("WEAPON") | class_words("WORKER") | _DEEDS
    for named in document.named_in(clause.start, clause.end):
        if not named.codes or any(a <= named.start < b for a, b in frames):
            continue
        lead = _LEAD.search(document.text[max(clause.start, named.start - 40) : named.start])
        how = _PREPOSITIONS.get(lead[1].lower(), "") if lead else ""
        after = document.text[named.end : named.end + 2]
        genitive = named.kind == "demonym" or after.startswith(("'s", "\u2019s", "' ", "\u2019 "))
        near = [w.low for w in document.words_in(named.end, min(clause.end, named.end + 60))][:5]
        behind = [w.low for w in document.words_in(max(clause.start, named.start - 40), named.start)][-4:]
        owns = (genitive or named.text.isupper()) and any(w in people for w in near[:4])
        owns = owns or (how in ("from", "of") and any(w in people for w in behind[-3:]))
        if genitive and not how:
            how = "place" if _GROUND.intersection(near[:3]) else "genitive"
            how = "warring" if named.start >= clause.head[0] and _WAR.intersection(near[:2]) else how
        if (genitive and _FRONT.intersection(near[:2])) or (how in ("place", "to") and _WAR.intersection(behind)):
            how = "war"
        found.append(_Seen(named, how, named.start < clause.head[0], owns))
    return found


def _codes(
    document: Document, seen: list[_Seen], rule: str, taken: set[str], said: Attribution | None
) -> tuple[str, ...]:
    free = [s for s in seen if not taken & set(s.named.codes)]
    picks: list[_Seen] = []
    if rule == "source":
        code = said.speaker.affiliation if said else None
        return (
            (code.removeprefix("armedgroup:"),)
            if code and ":" not in code.removeprefix("armedgroup:") and code not in taken and code != "academia"
            else ()
        )
    if rule == "all":
        return tuple(dict.fromkeys(c for s in free for c in s.named.codes))
    if rule == "acting":
        picks = [s for s in free if s.how != "place"]
        return tuple(dict.fromkeys(c for s in picks for c in s.named.codes))
    if rule == "owner":
        picks = [s for s in free if s.owns][:1]
    elif rule == "subject":
        picks = [s for s in free if s.before and s.how in ("", "genitive")]
        picks = [s for s in picks if not s.how][:1] or picks[:1]
    elif rule == "object":
        picks = [s for s in free if not s.before and s.how in ("", "genitive")][:1]
    elif rule == "against":
        picks = [s for s in free if s.how == "against"] or [
            s for s in free if not s.before and s.how in ("place", "to", "war")
        ]
        picks = picks[:1]
    elif rule == "place":
        picks = [s for s in free if s.how in ("place", "to")][:1]
    else:
        picks = [s for s in free if s.how == rule][:1]
    return _joined(document, seen, picks[0]) if picks else ()


def _joined(document: Document, seen: list[_Seen], first: _Seen) -> tuple[str, ...]:
    """A pick and those linked with it by "and" or a comma."""
    codes, waiting, last = list(first.named.codes), list[str](), first.named.end
    for one in seen:
        if one.named.start <= last:
            continue
        link = _LINK.match(document.text[last : one.named.start])
        if not link:
            break
        waiting += one.named.codes
        last = one.named.end
        if link.group().strip(" '\u2019s") != ",":
            codes += waiting
            waiting = []
    return tuple(dict.fromkeys(codes))
