"""From whom a telling really comes: one source under several names, relays, copies, and bodies of one government.

What counts is not how many outlets print a thing but from how many places it comes that do not lean on one another.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from foedus.atlas.atlas import folded
from foedus.news.agreement import bare_words
from foedus.news.alike import alike
from foedus.news.grade_table import shipped_grades
from foedus.news.lists import names_list
from foedus.terms.claims import NARRATOR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foedus.news.grade_table import GradeTable
    from foedus.terms.claims import Claim
    from foedus.terms.tellings import Telling

__all__ = ["Traced", "known_as", "origin", "speaks_for", "trace"]


@dataclass(frozen=True, slots=True)
class Traced:
    """Independent origins and the tellings that come from each; `relays` only pass on."""

    origins: dict[str, tuple[Telling, ...]]
    relays: tuple[str, ...]


@lru_cache(maxsize=65_536)
def known_as(source: str) -> str:
    """The one name of a source: the full name of a service, else the words of the name.

    >>> known_as("NIS") == known_as("South Korea's National Intelligence Service")
    True
    >>> known_as("the Kremlin") == known_as("White House")
    False
    """
    return _services().get(folded(source)) or " ".join(bare_words(source)) or folded(source)


@cache
def _services() -> dict[str, str]:
    return {folded(name): row["name"] for row in names_list()["services"] for name in (row["name"], *row["names"])}


@cache
def _bodies() -> dict[str, str]:
    """Bodies of state by name -> the state; two states that share a name share it with nobody."""
    found: dict[str, set[str]] = {}
    for row in names_list()["bodies"]:
        for name in row["names"]:
            found.setdefault(known_as(name), set()).add(row["of"])
    return {name: next(iter(of)) for name, of in found.items() if len(of) == 1}


def speaks_for(claim: Claim, table: GradeTable | None = None) -> frozenset[str]:
    """The states, organisations and armed groups for which the source of a claim speaks; none for others.

    >>> from foedus.terms.claims import Claim
    >>> said = Claim("NIS", None, (), "say", "asserted", "", "attack", None, (), None, None, None, "", 0, 0)
    >>> sorted(speaks_for(said))
    ['KOR']
    """
    if claim.source == NARRATOR:
        return frozenset()
    table, asked = table or shipped_grades(), (claim.source, claim.affiliation)
    if asked not in table.spoken:
        table.spoken[asked] = _speaks_for(claim, table)
    return table.spoken[asked]


def _speaks_for(claim: Claim, table: GradeTable) -> frozenset[str]:
    named = table.named(claim.source)
    if named and named.of:
        return frozenset([named.of])
    told = [part.strip() for part in (claim.affiliation or "").split(",") if part.strip() not in ("", NARRATOR)]
    if not told:
        body = _bodies().get(known_as(claim.source))
        return frozenset([body] if body else [])
    kinds = [part.partition(":") for part in told]
    return frozenset(
        name if kind == "armedgroup" else kind
        for kind, _, name in kinds
        if kind == "armedgroup" or (not name and kind != "academia")
    )


def origin(told: Telling, table: GradeTable | None = None) -> str:
    """The origin of a telling, by a key that is the same in every report.

    Bodies of one government are one origin; so are unnamed sources that are described in the same way, since nobody can
    show that they are two.
    """
    claim, table = told.claim, table or shipped_grades()
    if claim.source == NARRATOR:
        by = claim.relayed_by[0] if claim.relayed_by else told.outlet
        return _outlet(by, table) if by else f"report {told.report}"
    states = speaks_for(claim, table)
    if states:
        return "state " + ",".join(sorted(states))
    kind, _, name = (claim.affiliation or "").partition(":")
    if kind == "media":
        return _outlet(name or claim.source, table)
    if kind == "ngo":
        return f"ngo {known_as(name or claim.source)}"
    named = table.named(claim.source)
    if named:
        return _outlet(claim.source, table) if named.kind in _MEDIA else f"source {known_as(claim.source)}"
    told_kind = table.described(claim.source)
    return f"{'unnamed' if told_kind in _UNNAMED else 'source'} {known_as(claim.source)}"


_MEDIA = ("wire_service", "press", "state_media")
_UNNAMED = ("unnamed", "unnamed_official", "social_media")
_PASSING = ("outlet ", "report ")


def _outlet(name: str, table: GradeTable) -> str:
    named = table.named(name)
    return f"state {named.of}" if named and named.of else f"outlet {known_as(name)}"


def trace(
    tellings: Sequence[Telling], table: GradeTable | None = None, copies: Mapping[str, int] | None = None
) -> Traced:
    """The independent origins of tellings that say the same.

    An outlet is no origin where it passes on what another says: where it is named as a relay, where the same report
    names the source, or where its words are those of a sentence that names one. Outlets with near-identical words, or
    with near-identical reports, are one origin.

    Args:
        tellings: claims that say the same.
        table: which outlets belong to a state.
        copies: report -> the number of its kind, the same for near-identical reports.
    """
    table = table or shipped_grades()
    keys = [origin(t, table) for t in tellings]
    heads = _Heads(keys)
    passing: set[str] = set()
    for t, key in zip(tellings, keys, strict=True):
        passing |= {_outlet(name, table) for name in t.claim.relayed_by} - {key}
    by_kind: dict[tuple[str, object], list[int]] = {}
    own_voice = any(t.claim.source == NARRATOR for t in tellings)  # likeness tells only who retells what others said
    for n, kind in enumerate(_alike(tuple(t.claim.sentence for t in tellings)) if own_voice else ()):
        by_kind.setdefault(("words", kind), []).append(n)
        by_kind.setdefault(("report", tellings[n].report), []).append(n)
        if copies and tellings[n].report in copies:
            by_kind.setdefault(("copies", copies[tellings[n].report]), []).append(n)
    for members in by_kind.values():
        own = [keys[n] for n in members if tellings[n].claim.source == NARRATOR]
        if len(own) < len(members):
            passing.update(own)
        for key in own:
            heads.join(own[0], key)
    passing = {key for key in passing if key.startswith(_PASSING)}
    dropped = {heads.head(key) for key in passing if key in heads}
    found: dict[str, list[Telling]] = {}
    for t, key in zip(tellings, keys, strict=True):
        if heads.head(key) not in dropped:
            found.setdefault(heads.head(key), []).append(t)
    _drop_joint(found)
    if not found and tellings:
        found = {min(keys): list(tellings)}
    relays = sorted({key for key in (*passing, *keys) if key.startswith(_PASSING) and key not in found})
    return Traced({key: tuple(found[key]) for key in sorted(found)}, tuple(relays))


@lru_cache(maxsize=64)
def _alike(sentences: tuple[str, ...]) -> tuple[int, ...]:
    """The same sentences are asked about again and again while those who say a thing are weighed."""
    return tuple(alike(sentences))


def _drop_joint(found: dict[str, list[Telling]]) -> None:
    """A joint statement is no further origin where one of those who made it says it alone too."""
    for key in [k for k in found if "," in k]:
        alone = sorted({f"state {code}" for code in key.removeprefix("state ").split(",")} & found.keys())
        if alone:
            found[alone[0]] += found.pop(key)


class _Heads:
    """Which keys are one, under the first of them in the alphabet."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._head = {key: key for key in keys}

    def __contains__(self, key: str) -> bool:
        return key in self._head

    def head(self, key: str) -> str:
        while self._head[key] != key:
            key = self._head[key]
        return key

    def join(self, one: str, two: str) -> None:
        first, second = sorted((self.head(one), self.head(two)))
        self._head[second] = first
