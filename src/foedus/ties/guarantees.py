"""Guarantees on a day: by which pledge or clause one state covers another, with nuclear arms or by its forces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.law.commitments import commitments
from foedus.terms.flows import who_says
from foedus.world import World

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.terms.flows import Claims

__all__ = ["COLUMNS", "Guarantee", "bound_pairs", "guarantees"]

COLUMNS = ("protected", "guarantor", "kind", "how", "standing", "owes", "binding", "source", "article", "by")
"""The columns of the frame."""

_HELP = ("fight", "assist", "act")


@dataclass(frozen=True, slots=True, order=True)
class Guarantee:
    """One state covers another.

    Attributes:
        kind: nuclear or conventional. A treaty that obliges to defend is conventional; nuclear only where a pledge of
            the record says so.
        how: stated or implied (a pledge of `umbrellas.yaml`, by how explicit it is), clause (of a treaty), or claimed
            (in a ledger).
        standing: in force, perhaps (dates leave it open), suspended, or pending (signed, not in force). Only what is
            in force counts as cover.
        owes: fight, assist or act, of a clause; `binding`: is the instrument legally binding? `None` of a pledge.
        source: the id of the umbrella, treaty or matter; `article`: of the treaty.
        by: who claims it, of what is only claimed.
    """

    protected: str
    guarantor: str
    kind: str
    how: str
    standing: str
    owes: str
    binding: bool | None
    source: str
    article: str
    by: str = ""

    @property
    def holds(self) -> bool:
        """Does it count as cover?"""
        return self.standing == "in force"

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {name: getattr(self, name) for name in COLUMNS}


def guarantees(world: World, evidence: Claims | None = None, state: str | None = None) -> tuple[Guarantee, ...]:
    """Every guarantee on the world's day, or those by and over one state, by the protected.

    >>> import foedus as fd
    >>> world = fd.World(fd.treaties(), on="2026-11-01")
    >>> [(g.guarantor, g.kind, g.how) for g in guarantees(world, state="KOR") if g.protected == "KOR"]
    [('USA', 'conventional', 'clause'), ('USA', 'nuclear', 'stated')]
    """
    near = world if state is None else _of(world, {state}, 1)
    found = {
        g
        for g in (*_pledges(world), *_clauses(near), *_claims(evidence))
        if state is None or state in (g.protected, g.guarantor)
    }
    return tuple(sorted(found, key=lambda g: (g.protected, g.guarantor, g.kind, g.source, g.article, g.owes)))


def bound_pairs(world: World, among: Iterable[str]) -> set[frozenset[str]]:
    """The pairs of these states of which one covers the other by what is in force on the day."""
    states = set(among)
    told = (*_pledges(world), *_clauses(_of(world, states, 2)))
    return {frozenset((g.guarantor, g.protected)) for g in told if g.holds and {g.guarantor, g.protected} <= states}


def _of(world: World, states: set[str], least: int) -> World:
    """The same day with the treaties only that name at least so many of these states: a sixth of the work."""
    near = [
        t
        for t in world.treaties
        if len(states & {*t.states, *(s for c in t.clauses for s in (*c.promisees, *c.promisors))}) >= least
    ]
    return World(near, world.on, world.known_on, world.atlas)


def _pledges(world: World) -> Iterator[Guarantee]:
    for open_ in world.umbrellas():
        umbrella = open_.umbrella
        for states, sure in ((open_.over, open_.stands is True), (open_.perhaps, False)):
            for state in states:
                standing = "in force" if sure else "perhaps"
                yield Guarantee(
                    state, umbrella.guarantor, umbrella.kind, open_.explicit, standing, "", None, umbrella.id, ""
                )


def _clauses(world: World) -> Iterator[Guarantee]:
    binding = {treaty.id: treaty.binding for treaty in world.treaties}
    for c in commitments(world):
        if c.kind == "defense" and c.owes in _HELP:
            standing = "perhaps" if c.standing == "unknown" else c.standing
            yield Guarantee(
                c.promisee,
                c.promisor,
                "conventional",
                "clause",
                standing,
                c.owes,
                binding[c.treaty],
                c.treaty,
                c.article,
            )


def _claims(evidence: Claims | None) -> Iterator[Guarantee]:
    """Guarantees that are only claimed: they never count as cover, and say who is said to cover whom."""
    for matter in () if evidence is None else evidence.matters(None, "guarantee"):
        sides = dict(matter.about)
        for one in sides.get("actor", ()):
            for two in sides.get("target", ()):
                if one != two:
                    yield Guarantee(
                        two, one, "conventional", "claimed", "perhaps", "", None, matter.key, "", who_says(matter)
                    )
