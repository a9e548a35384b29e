"""If every bound state kept its word: who would enter, wave after wave, called by which treaty.

This is the closure of the law, and no forecast: each invoked duty to help is kept, each entry is a new fact, and so on
until nothing changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from foedus.briefing.answer import HELP
from foedus.briefing.sentences import article_in_words, joined, long_day, short, the
from foedus.law.casus import obligations

if TYPE_CHECKING:
    from foedus.law.owed import Obligations
    from foedus.terms.obligations import Obligation
    from foedus.terms.proofs import Proof

__all__ = ["Called", "Waves", "waves"]


@dataclass(frozen=True, slots=True)
class Called:
    """States that enter in one wave on one side, called by the same treaties.

    Attributes:
        wave: from 1 on.
        side: the name of the state whose side it is, in words.
        names: of the states; `by`: the clauses that call them; `helped`: for whom they enter.
        proof: that the first of them is called; those of the others differ in their names.
    """

    wave: int
    side: str
    names: tuple[str, ...]
    by: tuple[str, ...]
    helped: tuple[str, ...]
    proof: Proof | None = field(default=None, repr=False, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "wave": self.wave,
            "side": self.side,
            "states": list(self.names),
            "called_by": list(self.by),
            "for": list(self.helped),
        }


@dataclass(frozen=True, slots=True)
class Waves:
    """The waves of one attack on one day.

    Attributes:
        steps: the waves in their order, each with who is called; none where nobody is bound without doubt.
        torn: who is called to both sides and does not enter.
    """

    on: str
    day: str
    steps: tuple[tuple[Called, ...], ...]
    torn: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {"on": self.on, "waves": [c.to_dict() for step in self.steps for c in step], "torn": list(self.torn)}


def waves(owed: Obligations) -> Waves:
    """The closure of one attack, with its day.

    >>> import foedus as fd
    >>> world = fd.World(fd.treaties(), on="2026-11-01")
    >>> told = waves(fd.obligations(world, fd.Attack("KOR", "PRK")))
    >>> [(c.wave, c.names) for step in told.steps for c in step]
    [(1, ('Russia',)), (1, ('China',))]
    """
    world = owed.world
    full = obligations(world, owed.attack, "honoured")
    name = {s: the(world.atlas.name(s, world.on)) for s in full.situation.involved}
    target = the(world.atlas.name(full.attack.target, world.on))
    attackers = joined([the(world.atlas.name(a, world.on)) for a in full.attack.attackers])
    found: dict[tuple[int, str, tuple[str, ...]], list[tuple[str, tuple[str, ...], Obligation | None]]] = {}
    for entered, side in ((full.joined, target), (full.joined_attackers, attackers)):
        for state, wave in entered:
            calls = _calls(full, state, wave)
            by = tuple(dict.fromkeys(_clause(o, full) for o in calls))
            helped = tuple(dict.fromkeys(name.get(o.promisee, o.promisee) for o in calls))
            found.setdefault((wave, side, by), []).append((name.get(state, state), helped, next(iter(calls), None)))
    called = []
    for (wave, side, by), rows in found.items():
        rows.sort(key=lambda row: row[0])
        for_whom = tuple(dict.fromkeys(h for _, helped, _ in rows for h in helped))
        first = rows[0][2]
        called.append(Called(wave, side, tuple(n for n, _, _ in rows), by, for_whom, first.proof if first else None))
    called.sort(key=lambda c: (c.wave, c.side != target, -len(c.names), c.by))
    last = max((c.wave for c in called), default=0)
    steps = tuple(tuple(c for c in called if c.wave == n) for n in range(1, last + 1))
    return Waves(world.on.isoformat(), long_day(world), steps, tuple(name.get(s, s) for s in full.torn))


def _calls(full: Obligations, state: str, wave: int) -> list[Obligation]:
    """The duties that call this state in this wave."""
    return [
        o
        for o in full.listed()
        if o.promisor == state and o.wave == wave and o.status == "invoked" and o.kind in HELP and o.owes != "consult"
    ]


def _clause(o: Obligation, full: Obligations) -> str:
    treaty = full.world.treaty(o.treaty)
    return f"{short(treaty)}, {article_in_words(o.article, o.kind)}"
