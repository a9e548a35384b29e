"""What bound whom: every commitment in force on a day, and what changed between two days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.law.cases import live_bonds

if TYPE_CHECKING:
    from foedus.law.bonds import Bond
    from foedus.terms.truth import Truth
    from foedus.world import World

__all__ = ["Change", "Commitment", "changes", "commitments", "movers"]


@dataclass(frozen=True, slots=True, order=True)
class Commitment:
    """One directed duty on a day: who promised what to whom, by which article.

    Attributes:
        standing: in force, suspended, pending (signed, not in force) or unknown.
    """

    treaty: str
    article: str
    kind: str
    promisor: str
    promisee: str
    standing: str
    owes: str

    def to_dict(self) -> dict[str, str]:
        """As plain data."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class Change:
    """A commitment that differs between two days."""

    commitment: Commitment
    before: str
    after: str

    @property
    def what(self) -> str:
        """Gained, lost or changed."""
        if self.before in _NOTHING:
            return "gained" if self.after == "in force" else "changed"
        return "lost" if self.after in _NOTHING else "changed"

    def to_dict(self) -> dict[str, str]:
        """As plain data."""
        plain = {k: v for k, v in self.commitment.to_dict().items() if k != "standing"}
        return {"what": self.what, **plain, "before": self.before, "after": self.after}


_NOTHING = ("none", "pending")


def commitments(world: World, parties: tuple[str, ...] = ()) -> tuple[Commitment, ...]:
    """Every commitment that binds, may bind or waits on the world's day.

    Args:
        world: the day.
        parties: only those by or to these states (codes); all if empty.

    >>> import foedus as fd
    >>> world = fd.World(fd.treaties(), on="1985-01-01")
    >>> sorted({c.treaty for c in commitments(world, ("PRK",))})[0]
    '1961-china-dprk'
    """
    watched = sorted({s for t in world.treaties for s in (*t.states, *(p for c in t.clauses for p in c.promisees))})
    found = {}
    for state in watched:
        for bond in live_bonds(state, world):
            if bond.promisee != state:
                continue
            if parties and bond.promisor not in parties and bond.promisee not in parties:
                continue
            commitment = _commitment(bond)
            found[(*_key(commitment), bond.clause.substance)] = commitment
    return tuple(sorted(found.values()))


def changes(before: World, after: World, parties: tuple[str, ...] = ()) -> tuple[Change, ...]:
    """The commitments that two days do not share, or that stand otherwise on the second."""
    first = {_key(c): c for c in commitments(before, parties)}
    second = {_key(c): c for c in commitments(after, parties)}
    found = []
    for key in sorted({*first, *second}):
        old, new = first.get(key), second.get(key)
        told = (old.standing if old else "none", new.standing if new else "none")
        if told[0] != told[1]:
            commitment = new or old
            assert commitment is not None  # noqa: S101 - the key came from one of the two
            found.append(Change(commitment, *told))
    return tuple(found)


def movers(pairs: set[tuple[str, str]]) -> tuple[str, ...]:
    """The fewest states (nearly) of which every changed pair has one: whoever joined or left, mostly.

    >>> movers({("FIN", "USA"), ("USA", "FIN"), ("FIN", "NOR"), ("NOR", "FIN")})
    ('FIN',)
    """
    left, chosen = set(pairs), []
    while left:
        counts: dict[str, int] = {}
        for state in (s for pair in left for s in pair):
            counts[state] = counts.get(state, 0) + 1
        most = min(counts, key=lambda s: (-counts[s], s))
        chosen.append(most)
        left = {pair for pair in left if most not in pair}
    return tuple(sorted(chosen))


def _key(c: Commitment) -> tuple[str, str, str, str, str]:
    return (c.treaty, c.article, c.kind, c.promisor, c.promisee)


def _commitment(bond: Bond) -> Commitment:
    clause = bond.clause
    told = _standing(bond.in_force, bond.pending, bond.suspended)
    return Commitment(bond.treaty.id, clause.article, clause.kind, bond.promisor, bond.promisee, told, clause.owes)


def _standing(in_force: Truth, pending: bool, suspended: Truth) -> str:
    if pending:
        return "pending"
    if in_force is None:
        return "unknown"
    return "in force" if suspended is False else "suspended"
